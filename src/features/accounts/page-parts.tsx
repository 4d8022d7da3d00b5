/** What the quiet pages round an account share. */
import type { ComponentChildren } from 'preact';
import { type FieldError, PlainLayout, TextInput, useUi } from '../../ui/index.ts';
import { errorOf } from '../../ui/index.ts';

/** The card of a page before one is signed in, with the other language below it. */
export function QuietPage({
  languageHref,
  foot,
  children,
}: {
  languageHref: string;
  foot?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { t, locale } = useUi();
  const other = locale === 'vi' ? 'en' : 'vi';
  return (
    <PlainLayout
      foot={
        <>
          {foot !== undefined && <p>{foot}</p>}
          <a href={languageHref} hreflang={other} lang={other}>
            {t.locale[other]}
          </a>
        </>
      }
    >
      <div class="stack">{children}</div>
    </PlainLayout>
  );
}

/** A new password, twice. */
export function NewPasswordFields({ errors, isChange }: { errors: readonly FieldError[]; isChange?: boolean }) {
  const { accounts } = useUi().all;
  return (
    <>
      <TextInput
        id="password"
        type="password"
        label={isChange ? accounts.field.newPassword : accounts.field.password}
        hint={accounts.passwordHint}
        autocomplete="new-password"
        error={errorOf(errors, 'password')}
      />
      <TextInput
        id="repeat"
        type="password"
        label={accounts.field.repeat}
        autocomplete="new-password"
        error={errorOf(errors, 'repeat')}
      />
    </>
  );
}
