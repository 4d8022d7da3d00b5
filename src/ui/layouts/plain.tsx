import type { ComponentChildren } from 'preact';
import { LinkButton } from '../components/button.tsx';
import { classes, useUi } from '../context.ts';
import { Brand } from './shell.tsx';

export type PlainLayoutProps = {
  homeHref?: string | undefined;
  wide?: boolean | undefined;
  /** Under the card: another way in, the language. */
  foot?: ComponentChildren | undefined;
  children: ComponentChildren;
};

/** One quiet card on squared paper: sign-in, first run, errors. */
export function PlainLayout({ homeHref = '/', wide, foot, children }: PlainLayoutProps) {
  return (
    <div class={classes('plain squared', wide && 'plain-wide')}>
      <span />
      <main class="plain-main" id="noi-dung">
        <div class="plain-card">
          <p class="plain-brand">
            <Brand href={homeHref} />
          </p>
          {children}
        </div>
        {foot !== undefined && <div class="plain-foot">{foot}</div>}
      </main>
      <span />
    </div>
  );
}

export type ErrorKind = 'notFound' | 'forbidden' | 'conflict' | 'tooLarge' | 'busy' | 'failed';

/** Which page answers a status. */
export function errorKindOf(status: number): ErrorKind {
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'notFound';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 413) return 'tooLarge';
  if (status === 429 || status === 503) return 'busy';
  return 'failed';
}

export type ErrorPageProps = {
  kind: ErrorKind;
  /** More than the general word: the catalogue's text of this very error. */
  detail?: string | undefined;
  /** What to tell the administrator. */
  reference?: string | undefined;
  homeHref?: string | undefined;
  children?: ComponentChildren;
};

/** A page that says what happened, what is safe and what to do. */
export function ErrorPage({ kind, detail, reference, homeHref = '/', children }: ErrorPageProps) {
  const { t } = useUi();
  const { title, text } = t.errorPage[kind];
  return (
    <PlainLayout homeHref={homeHref} wide={children !== undefined}>
      <div class="stack">
        <h1>{title}</h1>
        {detail !== undefined && <p>{detail}</p>}
        <p class={detail === undefined ? undefined : 'soft'}>{text}</p>
        {reference !== undefined && (
          <p class="soft small">
            {t.errorPage.reference}: <code>{reference}</code>
          </p>
        )}
        {children}
        <p class="actions">
          <LinkButton kind="second" icon="home" href={homeHref}>
            {t.shell.home}
          </LinkButton>
        </p>
      </div>
    </PlainLayout>
  );
}
