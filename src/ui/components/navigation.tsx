import type { ComponentChildren } from 'preact';
import { useUi } from '../context.ts';
import { formatNumber } from '../format.ts';

export type Crumb = { label: string; href: string };

/** The way to this page; the page itself is not in it. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useUi();
  return (
    <nav class="crumbs" aria-label={t.shell.breadcrumb}>
      <ol class="crumb-list">
        {crumbs.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type Tab = { label: string; href: string; current?: boolean | undefined; count?: number | undefined };

/** Views of one thing, each with its own address. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span class="nav-count">{formatNumber(tab.count)}</span>}
        </a>
      ))}
    </nav>
  );
}

/** Where one is in a process. `current` counts from 0. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  const { t } = useUi();
  return (
    <ol class="steps" aria-label={t.steps.label}>
      {steps.map((step, index) => (
        <li
          key={step}
          class={index < current ? 'is-done' : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          {step}
          {index < current && <span class="hidden-text"> ({t.steps.done})</span>}
        </li>
      ))}
    </ol>
  );
}

export type PaginationProps = {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  href: (page: number) => string;
};

/** First, last and the neighbours of the current page. Nothing where there is one page. */
export function Pagination({ page, pageSize, total, href }: PaginationProps) {
  const { t } = useUi();
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return null;
  const from = (page - 1) * pageSize + 1;
  return (
    <nav class="pages" aria-label={t.list.pages}>
      <p class="soft small">{t.list.range(from, Math.min(total, from + pageSize - 1), total)}</p>
      <ul class="page-list">
        {page > 1 && <PageLink label={t.list.previous} text="‹" href={href(page - 1)} />}
        {pagesToShow(page, last).map((number, index, all) => (
          <>
            {index > 0 && number - (all[index - 1] ?? 0) > 1 && (
              <li>
                <span>…</span>
              </li>
            )}
            <PageLink
              label={t.list.page(number)}
              text={formatNumber(number)}
              href={href(number)}
              current={number === page}
            />
          </>
        ))}
        {page < last && <PageLink label={t.list.next} text="›" href={href(page + 1)} />}
      </ul>
    </nav>
  );
}

function PageLink(props: { label: string; text: string; href: string; current?: boolean }) {
  return (
    <li>
      <a href={props.href} aria-label={props.label} aria-current={props.current ? 'page' : undefined}>
        {props.text}
      </a>
    </li>
  );
}

/** Numbers of the pages that get a link: the first, the last, and one on each side of the current. */
export function pagesToShow(page: number, last: number): number[] {
  const wanted = [1, page - 1, page, page + 1, last];
  return [...new Set(wanted)].filter((number) => number >= 1 && number <= last).toSorted((a, b) => a - b);
}

/** Search and filters above a list. Fields first; `end` for what acts on the list. */
export function Toolbar({
  action,
  end,
  children,
}: {
  action: string;
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <search>
      <form class="toolbar" action={action} method="get">
        {children}
        {end !== undefined && <div class="toolbar-end">{end}</div>}
      </form>
    </search>
  );
}
