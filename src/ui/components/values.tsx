import { useUi } from '../context.ts';
import { dueState, formatDate, formatMoney, formatNumber } from '../format.ts';

/** A figure; null is "nothing entered" and shown as a dash that is read aloud as such. */
export function NumberText({ value }: { value: number | bigint | string | null }) {
  const { t } = useUi();
  if (value === null) return <Absent text={t.field.empty} />;
  return <span class="num">{formatNumber(value)}</span>;
}

/** Whole đồng. */
export function Money({ value }: { value: number | bigint | string | null }) {
  const { t } = useUi();
  if (value === null) return <Absent text={t.field.empty} />;
  return <span class="num">{formatMoney(value, t)}</span>;
}

/** A day as dd/mm/yyyy from ISO. */
export function DateText({ day }: { day: string | null }) {
  const { t } = useUi();
  if (day === null) return <Absent text={t.field.empty} />;
  return <time dateTime={day}>{formatDate(day)}</time>;
}

const DUE_CLASS = { late: 'tone-bad nowrap', soon: 'tone-warn nowrap', calm: 'soft nowrap' } as const;

/** A due date and how it stands today; once done, the date alone. */
export function DueText({ due, today, done }: { due: string; today: string; done?: boolean | undefined }) {
  const { t } = useUi();
  const state = dueState(due, today, t);
  return (
    <>
      <time dateTime={due}>{formatDate(due)}</time>
      {!done && <span class={DUE_CLASS[state.tone]}> ({state.text})</span>}
    </>
  );
}

function Absent({ text }: { text: string }) {
  return (
    <span class="soft">
      <span aria-hidden="true">–</span>
      <span class="hidden-text">{text}</span>
    </span>
  );
}
