import type { ComponentChildren } from 'preact';
import { classes } from '../context.ts';
import { Breadcrumb, type Crumb } from '../components/navigation.tsx';

export type PageHeadProps = {
  title: ComponentChildren;
  /** A word above the title: whose page, which kind. */
  eyebrow?: ComponentChildren | undefined;
  /** One or two sentences: what this page is for. */
  lead?: ComponentChildren | undefined;
  crumbs?: readonly Crumb[] | undefined;
  /** Buttons; the main one last. */
  actions?: ComponentChildren | undefined;
};

/** The one h1 of a page. */
export function PageHead({ title, eyebrow, lead, crumbs, actions }: PageHeadProps) {
  return (
    <>
      {crumbs !== undefined && crumbs.length > 0 && <Breadcrumb crumbs={crumbs} />}
      <div class="head">
        <div class="head-text">
          {eyebrow !== undefined && <p class="eyebrow">{eyebrow}</p>}
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
        </div>
        {actions !== undefined && <div class="head-actions row">{actions}</div>}
      </div>
    </>
  );
}

export type SectionProps = {
  id?: string | undefined;
  title: ComponentChildren;
  /** A short word under the title. */
  note?: ComponentChildren | undefined;
  /** The title hangs in the margin on wide screens. Not for wide tables. */
  hang?: boolean | undefined;
  children: ComponentChildren;
};

/** A part of a page under its own h2. */
export function Section({ id, title, note, hang, children }: SectionProps) {
  return (
    <section class={classes('section', hang && 'section-hang')} id={id}>
      <div class="section-head">
        <h2>{title}</h2>
        {note !== undefined && <p>{note}</p>}
      </div>
      <div>{children}</div>
    </section>
  );
}
