/** The list of activities as .xlsx, with the filters of the page. Every text is a text cell: what begins like a formula is never run. */
import { messagesFor } from '../../../messages/index.ts';
import { type StreamedCell, streamXlsx } from '../../documents/write/xlsx-stream.ts';
import { formatDate, formatDateTime } from '../../ui/index.ts';
import { type EditionContext } from '../editions/index.ts';
import { activityPath } from './activity.ts';
import { kindName } from './kinds.ts';
import { stageOf } from './rules.stage.ts';
import { readList } from './service.read.ts';
import type { ListedActivity, ListFilter } from './store.lists.ts';

/** More than a province has in a Week; what is beyond it stands in the open data. */
export const MOST_ROWS = 20_000;

const FORMULA = /^[=+\-@\t\r]/u;
/** A text that stays text in whatever the list is opened with later. */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One row an activity: what, when, where, for whom, whom to call, and who came once that is confirmed. */
export async function activitiesXlsx(
  ctx: EditionContext,
  filter: Pick<ListFilter, 'status' | 'isUnconfirmed' | 'typed'>,
): Promise<AsyncGenerator<Uint8Array>> {
  const { rows, kinds, now } = await readList(ctx, { ...filter, limit: MOST_ROWS, offset: 0 });
  const t = messagesFor(ctx.locale).activities;
  const words = t.sheet;
  const columns = [
    { header: words.title, width: 48 },
    { header: words.kind, width: 26 },
    { header: words.organiser, width: 32 },
    { header: words.state, width: 16 },
    { header: words.starts, width: 18 },
    { header: words.ends, width: 18 },
    { header: words.sessions, width: 10 },
    { header: words.form, width: 16 },
    { header: words.place, width: 34 },
    { header: words.area, width: 24 },
    { header: words.audiences, width: 28 },
    { header: words.capacity, width: 10 },
    { header: words.contact, width: 34 },
    { header: words.sessionsHeld, width: 12 },
    { header: words.attendances, width: 12 },
    { header: words.people, width: 12 },
    { header: words.children, width: 12 },
    { header: words.page, width: 44 },
  ];
  const base = ctx.platform.publicUrl();
  const cells = (row: ListedActivity): StreamedCell[] => {
    const stage = stageOf(row, now);
    return [
      harmless(row.title),
      kindName(kinds, row.kind, ctx.locale),
      harmless(row.organiserName),
      stage === null ? t.status[row.status] : t.stage[stage],
      row.countedOn === null ? (row.startsAt === null ? '' : formatDateTime(row.startsAt)) : formatDate(row.countedOn),
      row.endsAt === null ? '' : formatDateTime(row.endsAt),
      row.countedOn === null ? row.sessionCount : null,
      row.countedOn === null ? t.form[row.form] : '',
      harmless([row.placeName, row.address].filter(Boolean).join(', ')),
      harmless(row.areaName),
      row.audiences.map((audience) => t.audience[audience]).join(', '),
      row.capacity,
      harmless([row.contactName, row.contactPhone, row.contactEmail].filter(Boolean).join(', ')),
      row.sessionsHeld,
      row.attendances,
      row.people,
      row.children,
      row.status === 'published' || row.status === 'cancelled' ? `${base}${activityPath(row.id, row.title)}` : '',
    ];
  };
  return streamXlsx({ sheetName: words.sheet, columns }, rows.map(cells));
}
