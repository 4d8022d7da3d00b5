/** The own account: name, password, second factor, sessions, language. */
import { z } from 'zod';
import { readForm } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import {
  Actions,
  Badge,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  List,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { type Flash, fieldErrorsOf, goTo, page, textsOf } from '../shell/index.ts';
import { clearSessionCookie } from './cookies.ts';
import { NewPasswordFields } from './page-parts.tsx';
import {
  beginSecondFactor,
  changeName,
  changePassword,
  confirmSecondFactor,
  type OwnAccount,
  readOwnAccount,
  removeSecondFactor,
} from './service.account.ts';
import { signOutEverywhere } from './service.sign-in.ts';
import { sessionHash } from './sessions.ts';
import { SecondFactor } from './second-factor.tsx';

const text = z.string().max(1_000).default('');
const nameForm = z.object({ name: text });
const passwordForm = z.object({ current: text, password: text, repeat: text });
const codeForm = z.object({ code: text });
const currentForm = z.object({ current: text });

const PATH = '/tai-khoan';

export function ownAccountPages(app: WebApp): void {
  app.get(PATH, (c) => accountPage(c, []));

  app.post(`${PATH}/ten`, async (c) => {
    const { name } = await readForm(c, nameForm);
    return tried(c, () => changeName(c.var.ctx, name), '', saved(c));
  });

  app.post(`${PATH}/mat-khau`, async (c) => {
    const form = await readForm(c, passwordForm);
    const change = () => changePassword(c.var.ctx, { ...form, address: clientAddress(c), keep: sessionHash(c) });
    return tried(c, change, '', { kind: 'success', text: textsOf(c).accounts.account.passwordChanged });
  });

  app.post(`${PATH}/hai-lop`, async (c) => {
    await beginSecondFactor(c.var.ctx);
    return c.redirect(`${PATH}#hai-lop`, 303);
  });

  app.post(`${PATH}/hai-lop/ma`, async (c) => {
    const { code } = await readForm(c, codeForm);
    const flash: Flash = { kind: 'success', text: textsOf(c).accounts.totp.turnedOn };
    return tried(c, () => confirmSecondFactor(c.var.ctx, code), '', flash);
  });

  app.post(`${PATH}/hai-lop/tat`, async (c) => {
    const { current } = await readForm(c, currentForm);
    const remove = () => removeSecondFactor(c.var.ctx, { current, address: clientAddress(c) });
    const flash: Flash = { kind: 'success', text: textsOf(c).accounts.totp.turnedOff };
    return tried(c, remove, 'totp-', flash);
  });

  app.post(`${PATH}/dang-xuat-moi-noi`, async (c) => {
    const ended = await signOutEverywhere(c.var.ctx);
    clearSessionCookie(c);
    const words = textsOf(c).accounts.account;
    return goTo(c, '/dang-nhap', { kind: 'success', text: words.signedOutEverywhere(ended) });
  });
}

function saved(c: WebRequest): Flash {
  return { kind: 'success', text: textsOf(c).accounts.account.saved };
}

/** Does it and comes back with a word, or shows the page again with the errors; `prefix` tells fields of one name apart. */
async function tried(c: WebRequest, work: () => Promise<void>, prefix: string, flash: Flash): Promise<Response> {
  try {
    await work();
  } catch (error) {
    const { field } = textsOf(c).accounts;
    const errors = fieldErrorsOf(c, error, { name: field.name, current: field.current, code: field.code });
    return accountPage(
      c,
      errors.map((one) => ({ ...one, field: prefix + one.field })),
    );
  }
  return goTo(c, PATH, flash);
}

async function accountPage(c: WebRequest, errors: FieldError[]): Promise<Response> {
  const actor = requireActor(c.var.ctx.actor);
  const own = await readOwnAccount(c.var.ctx);
  const { common, accounts } = textsOf(c);
  const { account: words, field, totp } = accounts;
  const { locale } = c.var.ctx;
  const other = locale === 'vi' ? 'en' : 'vi';
  return page(c, {
    title: words.title,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <ErrorSummary errors={errors} />
        <Section title={words.who} note={actor.email} hang>
          <Form action={`${PATH}/ten`}>
            <TextInput
              id="name"
              label={field.name}
              value={actor.name}
              autocomplete="name"
              maxLength={120}
              error={errorOf(errors, 'name')}
            />
            <Actions>
              <Button kind="second">{common.action.save}</Button>
              <a href={`/ngon-ngu/${other}?tiep=${PATH}`} hreflang={other} lang={other}>
                {common.locale[other]}
              </a>
            </Actions>
          </Form>
        </Section>
        <Section title={words.changePassword} note={words.changePasswordNote} hang>
          <Form action={`${PATH}/mat-khau`}>
            <TextInput
              id="current"
              type="password"
              label={field.current}
              autocomplete="current-password"
              error={errorOf(errors, 'current')}
            />
            <NewPasswordFields errors={errors} isChange />
            <Actions>
              <Button kind="second">{words.changePassword}</Button>
            </Actions>
          </Form>
        </Section>
        <Section id="hai-lop" title={totp.title} note={totp.note} hang>
          <SecondFactor own={own} email={actor.email} path={`${PATH}/hai-lop`} errors={errors} />
        </Section>
        <Section title={words.sessions} note={words.sessionsNote} hang>
          <Sessions c={c} own={own} />
          <form method="post" action={`${PATH}/dang-xuat-moi-noi`}>
            <Actions>
              <Button kind="second" icon="exit">
                {words.signOutEverywhere}
              </Button>
            </Actions>
          </form>
        </Section>
      </>
    ),
  });
}

function Sessions({ c, own }: { c: WebRequest; own: OwnAccount }) {
  const { account: words } = textsOf(c).accounts;
  const here = sessionHash(c);
  return (
    <List
      items={own.sessions.map((session) => ({
        key: Buffer.from(session.tokenHash).toString('base64'),
        title: deviceName(session.userAgent) ?? words.unknownDevice,
        meta: [words.since(formatDateTime(session.createdAt)), words.lastSeen(formatDateTime(session.lastSeenAt))],
        end: here?.equals(session.tokenHash) ? <Badge tone="accent">{words.thisDevice}</Badge> : undefined,
      }))}
    />
  );
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['CocCoc', 'Cốc Cốc'],
  ['coc_coc_browser', 'Cốc Cốc'],
  ['Zalo', 'Zalo'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** "Chrome, Android": enough to tell one's devices apart. */
function deviceName(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1];
  const system = SYSTEMS.find(([mark]) => userAgent.includes(mark))?.[1];
  return [browser, system].filter(Boolean).join(', ') || null;
}
