/** Following the link of an invitation. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  LinkButton,
  Notice,
  TextInput,
} from '../../ui/index.ts';
import { fieldErrorsOf, goTo, languageHref, plainPage, textsOf } from '../shell/index.ts';
import { setSessionCookie } from './cookies.ts';
import { NewPasswordFields, QuietPage } from './page-parts.tsx';
import { userAgent } from './pages.sign-in.tsx';
import { acceptInvitation, type OpenInvitation, readInvitation } from './service.people.ts';

const text = z.string().max(1_000).default('');
const acceptForm = z.object({ name: text, password: text, repeat: text });

export function invitationPages(app: WebApp): void {
  app.get('/loi-moi/:token', async (c) => {
    const invitation = await readInvitation(c.var.ctx, c.req.param('token'));
    return invitationPage(c, invitation, '', []);
  });

  app.post('/loi-moi/:token', async (c) => {
    const token = c.req.param('token');
    const invitation = await readInvitation(c.var.ctx, token);
    const form = await readForm(c, acceptForm);
    const { accounts } = textsOf(c);
    try {
      const session = await acceptInvitation(c.var.ctx, token, { ...form, userAgent: userAgent(c) });
      if (session) {
        setSessionCookie(c, session);
        return goTo(c, '/', { kind: 'success', text: accounts.invitation.welcome });
      }
      return goTo(c, '/', { kind: 'success', text: accounts.signIn.roleAdded });
    } catch (error) {
      if (error instanceof Problem && error.code === 'sign-in.needed') return goTo(c, signInPath(c));
      const labels = { name: accounts.field.name, password: accounts.field.password };
      return invitationPage(c, invitation, form.name, fieldErrorsOf(c, error, labels));
    }
  });
}

/** The way over signing in and back to this invitation. */
function signInPath(c: WebRequest): string {
  return `/dang-nhap?tiep=${encodeURIComponent(c.req.path)}`;
}

function invitationPage(c: WebRequest, offered: OpenInvitation, name: string, errors: FieldError[]): Response {
  const { accounts } = textsOf(c);
  const { invitation: words, roles } = accounts;
  const role = roles[offered.role];
  return plainPage(c, {
    title: words.title,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <QuietPage languageHref={languageHref(c)}>
        <h1>{words.title}</h1>
        <p>{words.lead(offered.inviterName ?? words.someone, role.name, offered.unitName)}</p>
        <p class="soft">{role.hint}.</p>
        {offered.hasAccount ? (
          <ExistingAccount c={c} offered={offered} />
        ) : (
          <NewAccount c={c} offered={offered} name={name} errors={errors} />
        )}
        <p class="soft small">{words.expires(formatDate(offered.expiresAt))}</p>
      </QuietPage>
    ),
  });
}

/** A role for somebody who has an account: they sign in to it, and take it there. */
function ExistingAccount({ c, offered }: { c: WebRequest; offered: OpenInvitation }) {
  const { common, accounts } = textsOf(c);
  const { invitation: words } = accounts;
  const { actor } = c.var.ctx;
  if (!actor) {
    return (
      <>
        <Notice>{words.existingSignIn(offered.email)}</Notice>
        <Actions>
          <LinkButton href={signInPath(c)}>{common.action.signIn}</LinkButton>
        </Actions>
      </>
    );
  }
  if (actor.email.toLowerCase() !== offered.email.toLowerCase()) {
    return (
      <Form action="/dang-xuat">
        <Notice kind="warning">{words.otherAccount(actor.email, offered.email)}</Notice>
        <Actions>
          <Button kind="second">{common.action.signOut}</Button>
        </Actions>
      </Form>
    );
  }
  return (
    <Form action={c.req.path}>
      <Notice>{words.existing(offered.email)}</Notice>
      <Actions>
        <Button>{words.acceptExisting}</Button>
      </Actions>
    </Form>
  );
}

function NewAccount(props: { c: WebRequest; offered: OpenInvitation; name: string; errors: readonly FieldError[] }) {
  const { c, offered, name, errors } = props;
  const { invitation: words, field } = textsOf(c).accounts;
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form action={c.req.path}>
        <p>
          <b>{words.forEmail(offered.email)}</b>
        </p>
        {/* For password managers: whose password this is. */}
        <input type="email" name="username" value={offered.email} autocomplete="username" hidden readOnly />
        <TextInput
          id="name"
          label={field.name}
          value={name}
          autocomplete="name"
          maxLength={120}
          error={errorOf(errors, 'name')}
        />
        <NewPasswordFields errors={errors} />
        <Actions>
          <Button>{words.acceptNew}</Button>
        </Actions>
      </Form>
    </>
  );
}
