/** A forgotten password: asking for the link, and following it. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  LinkButton,
  TextInput,
} from '../../ui/index.ts';
import { fieldErrorsOf, goTo, languageHref, plainPage, textsOf } from '../shell/index.ts';
import { NewPasswordFields, QuietPage } from './page-parts.tsx';
import { readReset, requestReset, resetPassword } from './service.reset.ts';

const text = z.string().max(1_000).default('');
const emailForm = z.object({ email: text });
const passwordForm = z.object({ password: text, repeat: text });

export function resetPages(app: WebApp): void {
  app.get('/quen-mat-khau', (c) => requestPage(c, '', []));

  app.post('/quen-mat-khau', async (c) => {
    const { email } = await readForm(c, emailForm);
    const { accounts } = textsOf(c);
    try {
      await requestReset(c.var.ctx, email, clientAddress(c));
    } catch (error) {
      return requestPage(c, email, fieldErrorsOf(c, error, { email: accounts.field.email }));
    }
    return goTo(c, '/dang-nhap', { kind: 'info', text: accounts.forgot.sent });
  });

  app.get('/dat-mat-khau/:token', async (c) => {
    const reset = await find(c);
    return reset ? passwordPage(c, reset.email, []) : expiredPage(c);
  });

  app.post('/dat-mat-khau/:token', async (c) => {
    const reset = await find(c);
    if (!reset) return expiredPage(c);
    const { accounts } = textsOf(c);
    try {
      await resetPassword(c.var.ctx, c.req.param('token'), await readForm(c, passwordForm));
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') return expiredPage(c);
      return passwordPage(c, reset.email, fieldErrorsOf(c, error, { password: accounts.field.password }));
    }
    return goTo(c, '/dang-nhap', { kind: 'success', text: accounts.signIn.passwordSet });
  });
}

async function find(c: WebRequest): Promise<{ email: string } | null> {
  try {
    return await readReset(c.var.ctx, c.req.param('token') ?? '');
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return null;
    throw error;
  }
}

function requestPage(c: WebRequest, email: string, errors: FieldError[]): Response {
  const { common, accounts } = textsOf(c);
  const { forgot, field } = accounts;
  return plainPage(c, {
    title: forgot.title,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <QuietPage languageHref={languageHref(c)} foot={<a href="/dang-nhap">{common.action.back}</a>}>
        <h1>{forgot.title}</h1>
        <p>{forgot.lead}</p>
        <Form action="/quen-mat-khau">
          <TextInput
            id="email"
            type="email"
            label={field.email}
            value={email}
            autocomplete="username"
            autofocus
            error={errorOf(errors, 'email')}
          />
          <Actions>
            <Button>{forgot.submit}</Button>
          </Actions>
        </Form>
      </QuietPage>
    ),
  });
}

function passwordPage(c: WebRequest, email: string, errors: FieldError[]): Response {
  const { forgot } = textsOf(c).accounts;
  return plainPage(c, {
    title: forgot.resetTitle,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <QuietPage languageHref={languageHref(c)}>
        <h1>{forgot.resetTitle}</h1>
        <p>{forgot.resetLead(email)}</p>
        <ErrorSummary errors={errors} />
        <Form action={c.req.path}>
          <NewPasswordFields errors={errors} />
          <Actions>
            <Button>{forgot.resetSubmit}</Button>
          </Actions>
        </Form>
      </QuietPage>
    ),
  });
}

function expiredPage(c: WebRequest): Response {
  const { forgot } = textsOf(c).accounts;
  return plainPage(c, {
    title: forgot.expiredTitle,
    status: 410,
    body: (
      <QuietPage languageHref={languageHref(c)}>
        <h1>{forgot.expiredTitle}</h1>
        <p>{forgot.expired}</p>
        <Actions>
          <LinkButton href="/quen-mat-khau">{forgot.submit}</LinkButton>
        </Actions>
      </QuietPage>
    ),
  });
}
