import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';
import { Icon, type IconName } from '../icons.tsx';
import type { Messages } from '../../../messages/index.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** A word to the reader. `live` announces it: for what has just happened, not for what always stands there. */
export function Notice(props: {
  kind?: NoticeKind | undefined;
  title?: ComponentChildren | undefined;
  live?: boolean | undefined;
  class?: string | undefined;
  children?: ComponentChildren;
}) {
  const { t } = useUi();
  const { kind = 'info', title, live, children } = props;
  return (
    <div
      class={classes('notice', kind !== 'info' && `notice-${kind}`, props.class)}
      role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}
    >
      <Icon name={kind} size={22} />
      <div>
        <span class="hidden-text">{t.notice[kind]}: </span>
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}

export type Flash = { kind: NoticeKind; text: string };

/** What the last action did, shown once at the head of the next page. */
export function FlashNotices({ flash }: { flash: readonly Flash[] }) {
  return (
    <>
      {flash.map(({ kind, text }) => (
        <Notice key={text} kind={kind} live class="flash">
          {text}
        </Notice>
      ))}
    </>
  );
}

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad';

/** A short word with a tone. The dot is filled, or a ring where something is still to come. */
export function Badge({
  tone = 'plain',
  open,
  children,
}: {
  tone?: Tone | undefined;
  open?: boolean | undefined;
  children: ComponentChildren;
}) {
  return <span class={classes('badge', tone !== 'plain' && `badge-${tone}`, open && 'badge-open')}>{children}</span>;
}

export type StatusName = keyof Messages['common']['status'];

const STATUS_LOOK: Record<StatusName, { tone: Tone; open?: true }> = {
  notStarted: { tone: 'plain', open: true },
  inProgress: { tone: 'accent', open: true },
  draft: { tone: 'plain' },
  submitted: { tone: 'accent' },
  returned: { tone: 'warn' },
  accepted: { tone: 'ok' },
  issued: { tone: 'ok' },
  late: { tone: 'bad' },
  dueSoon: { tone: 'warn', open: true },
  missing: { tone: 'plain', open: true },
  done: { tone: 'ok' },
  open: { tone: 'accent' },
  closed: { tone: 'plain' },
  notApplicable: { tone: 'plain', open: true },
};

/** State of a plan, task or report, in its one word. */
export function Status({ of }: { of: StatusName }) {
  const { t } = useUi();
  return Badge({ ...STATUS_LOOK[of], children: t.status[of] });
}

/** Share of something that is done, in words and as a bar. Give the two numbers: an honest denominator. */
export function Progress({
  id,
  label,
  value,
  max,
}: {
  id: string;
  label: ComponentChildren;
  value: number;
  max: number;
}) {
  return (
    <div class="progress">
      <label class="row row-between" for={id}>
        {label}
      </label>
      <progress id={id} value={value} max={Math.max(max, 1)} />
    </div>
  );
}

/** A list with nothing in it says what to do. */
export function EmptyState(props: {
  title: string;
  icon?: IconName | undefined;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class="empty squared">
      <div class="empty-in">
        <Icon name={props.icon ?? 'inbox'} size={32} />
        <h2>{props.title}</h2>
        {props.children !== undefined && <p>{props.children}</p>}
        {props.actions !== undefined && <div class="actions">{props.actions}</div>}
      </div>
    </div>
  );
}
