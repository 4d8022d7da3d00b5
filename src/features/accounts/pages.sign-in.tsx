/** Signing in and out, and the language. */
import { setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { isLocale } from '../../../messages/index.ts';
import { readForm } from '../../platform/http/form-body.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { Actions, Button, Form, Notice, TextInput } from '../../ui/index.ts';
import { goTo, languageHref, plainPage, safePath, takeFlash, textsOf } from '../shell/index.ts';
import { clearSessionCookie, setSessionCookie } from './cookies.ts';
import { QuietPage } from './page-parts.tsx';
import { safeReturnPath } from './rules.ts';
import { changeLocale } from './service.account.ts';
import { completeSignIn, signIn, signOut } from './service.sign-in.ts';
import { loadPending, sessionHash } from './sessions.ts';

const text = z.string().max(1_000).default('');
const signInForm = z.object({ email: text, password: text, tiep: text });
const codeForm = z.object({ code: text, tiep: text });

const REFUSED = new Set(['sign-in.failed', 'sign-in.too-many', 'sign-in.second-factor-wrong']);

export function signInPages(app: WebApp): void {
  app.get('/dang-nhap', (c) => {
    const next = safeReturnPath(c.req.query('tiep'));
    if (c.var.ctx.actor) return c.redirect(next, 303);
    return signInPage(c, { email: '', next });
  });

  app.post('/dang-nhap', async (c) => {
    const form = await readForm(c, signInForm);
    const next = safeReturnPath(form.tiep);
    try {
      const { session, needsSecondFactor } = await signIn(c.var.ctx, {
        email: form.email,
        password: form.password,
        address: clientAddress(c),
        userAgent: userAgent(c),
      });
      setSessionCookie(c, session);
      return c.redirect(needsSecondFactor ? `/dang-nhap/ma?tiep=${encodeURIComponent(next)}` : next, 303);
    } catch (error) {
      return signInPage(c, { email: form.email, next, refusal: refusalOf(error) });
    }
  });

  app.get('/dang-nhap/ma', async (c) => {
    const next = safeReturnPath(c.req.query('tiep'));
    if (c.var.ctx.actor) return c.redirect(next, 303);
    if (!(await loadPending(c.var.ctx.platform, sessionHash(c)))) return c.redirect('/dang-nhap', 303);
    return codePage(c, { next });
  });

  app.post('/dang-nhap/ma', async (c) => {
    const form = await readForm(c, codeForm);
    const next = safeReturnPath(form.tiep);
    const pendingHash = sessionHash(c);
    try {
      const session = await completeSignIn(c.var.ctx, {
        pending: await loadPending(c.var.ctx.platform, pendingHash),
        pendingHash,
        code: form.code,
        address: clientAddress(c),
        userAgent: userAgent(c),
      });
      setSessionCookie(c, session);
      return c.redirect(next, 303);
    } catch (error) {
      if (error instanceof Problem && error.code === 'sign-in.needed') return c.redirect('/dang-nhap', 303);
      return codePage(c, { next, refusal: refusalOf(error) });
    }
  });

  app.post('/dang-xuat', async (c) => {
    await signOut(c.var.ctx, sessionHash(c));
    clearSessionCookie(c);
    return goTo(c, '/dang-nhap', { kind: 'success', text: textsOf(c).accounts.signIn.signedOut });
  });

  app.get('/ngon-ngu/:locale', async (c) => {
    const { locale } = c.req.param();
    if (!isLocale(locale)) throw new Problem('not-found');
    setCookie(c, 'ngon-ngu', locale, { path: '/', sameSite: 'Lax', maxAge: 365 * 86_400 });
    await changeLocale(c.var.ctx, locale);
    return c.redirect(safePath(c.req.query('tiep')) ?? '/', 303);
  });
}

export function userAgent(c: WebRequest): string | null {
  return c.req.header('user-agent')?.slice(0, 300) ?? null;
}

function refusalOf(error: unknown): Problem {
  if (error instanceof Problem && REFUSED.has(error.code)) return error;
  throw error;
}

function signInPage(c: WebRequest, shown: { email: string; next: string; refusal?: Problem }): Response {
  const { common, accounts } = textsOf(c);
  const { signIn: words, field } = accounts;
  const { refusal } = shown;
  const status: ContentfulStatusCode = refusal?.code === 'sign-in.too-many' ? 429 : refusal ? 401 : 200;
  return plainPage(c, {
    title: words.title,
    status,
    body: (
      <QuietPage languageHref={languageHref(c)} foot={words.noAccount}>
        <h1>{words.title}</h1>
        <p class="soft">{common.productLine}</p>
        {takeFlash(c).map((flash) => (
          <Notice key={flash.text} kind={flash.kind} live>
            {flash.text}
          </Notice>
        ))}
        {refusal && (
          <Notice kind="error" live>
            {refusal.code === 'sign-in.too-many' ? words.tooMany : words.failed}
          </Notice>
        )}
        <Form action="/dang-nhap">
          <input type="hidden" name="tiep" value={shown.next} />
          <TextInput
            id="email"
            type="email"
            label={field.email}
            value={shown.email}
            autocomplete="username"
            autofocus={shown.email === ''}
          />
          <TextInput
            id="password"
            type="password"
            label={field.password}
            autocomplete="current-password"
            autofocus={shown.email !== ''}
          />
          <Actions>
            <Button>{common.action.signIn}</Button>
            <a href="/quen-mat-khau">{words.forgot}</a>
          </Actions>
        </Form>
      </QuietPage>
    ),
  });
}

function codePage(c: WebRequest, shown: { next: string; refusal?: Problem }): Response {
  const { common, accounts } = textsOf(c);
  const { secondFactor: words, field } = accounts;
  const { refusal } = shown;
  const isTooMany = refusal?.code === 'sign-in.too-many';
  return plainPage(c, {
    title: words.title,
    status: isTooMany ? 429 : refusal ? 401 : 200,
    body: (
      <QuietPage languageHref={languageHref(c)} foot={<a href="/dang-nhap">{words.startOver}</a>}>
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        {isTooMany && (
          <Notice kind="error" live>
            {accounts.signIn.tooMany}
          </Notice>
        )}
        <Form action="/dang-nhap/ma">
          <input type="hidden" name="tiep" value={shown.next} />
          <TextInput
            id="code"
            label={field.code}
            hint={words.lost}
            autocomplete="one-time-code"
            maxLength={12}
            autofocus
            error={refusal && !isTooMany ? words.wrong : undefined}
          />
          <Actions>
            <Button>{common.action.next}</Button>
          </Actions>
        </Form>
      </QuietPage>
    ),
  });
}
