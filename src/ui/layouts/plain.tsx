import type { ComponentChildren } from 'preact';
import { classes } from '../context.ts';
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
