import type { ComponentChildren } from 'preact';
import { SCROLLS } from '../components/table.tsx';
import { useUi } from '../context.ts';

export type ReviewLayoutProps = {
  /** The document as it was read; places carry ids, see SourceMark. */
  document: ComponentChildren;
  understood: ComponentChildren;
  documentTitle?: string | undefined;
  understoodTitle?: string | undefined;
};

/** The document on the left, what was understood on the right; on a phone one below the other, with two links on top. */
export function ReviewLayout({ document, understood, documentTitle, understoodTitle }: ReviewLayoutProps) {
  const { t } = useUi();
  const left = documentTitle ?? t.review.document;
  const right = understoodTitle ?? t.review.understood;
  return (
    <>
      <nav class="panes-nav" aria-label={t.review.panes}>
        <a href="#van-ban">{left}</a>
        <a href="#doc-duoc">{right}</a>
      </nav>
      <div class="panes">
        <div class="pane-document" id="van-ban">
          <h2 class="pane-title" id="van-ban-title">
            {left}
          </h2>
          <section class="sheet" aria-labelledby="van-ban-title" {...SCROLLS}>
            {document}
          </section>
        </div>
        <section class="pane-understood" id="doc-duoc" aria-labelledby="doc-duoc-title">
          <h2 class="pane-title" id="doc-duoc-title">
            {right}
          </h2>
          {understood}
        </section>
      </div>
    </>
  );
}

/** Words of the document that a fact came from; SourceLink leads here and the browser marks them. */
export function SourceMark({ id, children }: { id: string; children: ComponentChildren }) {
  return <mark id={id}>{children}</mark>;
}

/** Leads from a fact to its words in the document. `what` names the fact for screen readers. */
export function SourceLink({ to, what }: { to: string; what: string }) {
  const { t } = useUi();
  return (
    <a class="small nowrap" href={`#${to}`}>
      {t.review.toSource}
      <span class="hidden-text">: {what}</span>
    </a>
  );
}
