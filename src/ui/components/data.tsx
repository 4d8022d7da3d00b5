import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';
import { Icon, type IconName } from '../icons.tsx';
import { DateText } from './values.tsx';

export type Fact = {
  label: ComponentChildren;
  value: ComponentChildren /** Stands right: edit, source. */;
  action?: ComponentChildren;
};

/** Names and values of one thing. An absent value says so. */
export function DescriptionList({ facts }: { facts: readonly Fact[] }) {
  const { t } = useUi();
  return (
    <dl class="facts">
      {facts.map(({ label, value, action }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd class={action === undefined ? undefined : 'row row-between'}>
            <div>{isAbsent(value) ? <span class="soft">{t.field.empty}</span> : value}</div>
            {action !== undefined && <div>{action}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const isAbsent = (value: ComponentChildren): boolean => value === undefined || value === null || value === '';

export type Figure = { label: ComponentChildren; value: ComponentChildren; note?: ComponentChildren };

/** A few figures, read as words: no gauges. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figures">
      {figures.map(({ label, value, note }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>
            {value} {note !== undefined && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export type ListItem = {
  key: string | number;
  title: ComponentChildren;
  href?: string | undefined;
  meta?: readonly ComponentChildren[] | undefined;
  end?: ComponentChildren | undefined;
};

/** One thing a line; the whole line is the link. */
export function List({ items }: { items: readonly ListItem[] }) {
  return (
    <ul class="list">
      {items.map(({ key, title, href, meta, end }) => (
        <li key={key}>
          <div>
            <p class="list-title">{href === undefined ? title : <a href={href}>{title}</a>}</p>
            {meta !== undefined && (
              <p class="list-meta">
                {meta.map((part, index) => (
                  <span key={index}>{part}</span>
                ))}
              </p>
            )}
          </div>
          {end !== undefined && <div class="list-end">{end}</div>}
        </li>
      ))}
    </ul>
  );
}

/** A thing to choose among few. */
export function Card({
  title,
  href,
  icon,
  level = 3,
  children,
}: {
  title: ComponentChildren;
  href?: string | undefined;
  icon?: IconName | undefined;
  /** 2 where the card stands right under the page's title. */
  level?: 2 | 3;
  children?: ComponentChildren;
}) {
  const Heading = `h${level}` as const;
  return (
    <div class="card">
      <Heading>
        {icon && <Icon name={icon} size={24} />}
        {href === undefined ? title : <a href={href}>{title}</a>}
      </Heading>
      {children}
    </div>
  );
}

export type TimelineEntry = {
  key: string | number;
  /** ISO day. */
  day: string;
  /** Under the day: "còn 3 ngày", an hour. */
  when?: ComponentChildren | undefined;
  state?: 'todo' | 'done' | 'late' | undefined;
  title: ComponentChildren;
  children?: ComponentChildren;
};

/** Dates one after the other. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol class="timeline">
      {entries.map(({ key, day, when, state = 'todo', title, children }) => (
        <li key={key} class={classes(state !== 'todo' && `is-${state}`)}>
          <div class="when">
            <DateText day={day} />
            {when !== undefined && <span class={state === 'late' ? 'tone-bad' : 'soft'}>{when}</span>}
          </div>
          <div>
            <p class="list-title">{title}</p>
            {children !== undefined && <div class="soft">{children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
