/** Pieces that several pages of activities show the same way. */
import type { Messages } from '../../../messages/index.ts';
import { Badge, formatDate, formatTime, formatWeekday, type Tone } from '../../ui/index.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { Activity, ActivityStatus } from './activity.ts';
import { type ActivityStage, stageOf } from './rules.stage.ts';
import type { Likely } from './store.lists.ts';

const TONES: Readonly<Record<ActivityStatus, Tone>> = {
  draft: 'plain',
  sent: 'accent',
  published: 'ok',
  returned: 'warn',
  cancelled: 'bad',
};

const STAGE_TONES: Readonly<Record<ActivityStage, Tone>> = { on: 'accent', over: 'warn', confirmed: 'ok' };

/** The state in its few words; of what is announced, how far it has come: on now, over, confirmed. */
export function ActivityState({ t, activity, now }: { t: Messages; activity: Activity; now: Date }) {
  const { status } = activity;
  const stage = stageOf(activity, now);
  if (stage !== null) {
    return <Badge tone={STAGE_TONES[stage]}>{t.activities.stage[stage]}</Badge>;
  }
  return (
    <Badge tone={TONES[status]} open={status === 'draft' || status === 'sent'}>
      {t.activities.status[status]}
    </Badge>
  );
}

/** "08:00 – 10:00, Chủ Nhật 02/10/2022"; over several days from one to the other. */
export function timesOf(t: Messages, startsAt: Date, endsAt: Date): string {
  const [from, to] = [dayInVietnam(startsAt), dayInVietnam(endsAt)];
  if (from === to) return `${formatTime(startsAt)} – ${formatTime(endsAt)}, ${formatWeekday(from, t.common)}`;
  return `${formatTime(startsAt)} ${formatDate(from)} – ${formatTime(endsAt)} ${formatDate(to)}`;
}

/** When it is, in a line of a list: the days, or the day on which an output counts. */
export function WhenText({ t, activity, sessions }: { t: Messages; activity: Activity; sessions?: number }) {
  const { startsAt, endsAt, countedOn } = activity;
  if (countedOn !== null) return <time dateTime={countedOn}>{formatDate(countedOn)}</time>;
  if (startsAt === null || endsAt === null) return <span class="soft">{t.activities.list.noDate}</span>;
  const [from, to] = [dayInVietnam(startsAt), dayInVietnam(endsAt)];
  return (
    <>
      <time dateTime={startsAt.toISOString()}>
        {from === to ? `${formatTime(startsAt)} ${formatDate(from)}` : `${formatDate(from)} – ${formatDate(to)}`}
      </time>
      {sessions !== undefined && sessions > 1 && <span class="soft"> ({t.activities.list.sessions(sessions)})</span>}
    </>
  );
}

/** What may be the same, each a link. */
export function LikelyList({ likely, root }: { likely: readonly Likely[]; root: string }) {
  return (
    <ul class="plain-list">
      {likely.map((each) => (
        <li key={each.id}>
          <a href={`${root}/${each.id}`}>{each.title}</a>
          <span class="soft">
            {' '}
            {each.organiserName}, {formatDate(dayInVietnam(each.startsAt))}
          </span>
        </li>
      ))}
    </ul>
  );
}
