/** The list of sign-ups as .xlsx. Every text is a text cell: what begins like a formula is never run. */
import { messagesFor } from '../../../messages/index.ts';
import { type StreamedCell, streamXlsx } from '../../documents/write/xlsx-stream.ts';
import type { Context } from '../../platform/context.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { formatDateTime } from '../../ui/index.ts';
import { takeList } from './service.organiser.ts';
import type { ListedRegistration } from './store.organiser.ts';

/** What begins like a formula in a spreadsheet, also after it was saved as .csv and opened again. */
const FORMULA = /^[=+\-@\t\r]/u;

/** A text that stays text in whatever the list is opened with later. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** @throws Problem not-found, permission.denied */
export async function listXlsx(
  ctx: Context,
  editionId: EditionId,
  id: ActivityId,
): Promise<AsyncGenerator<Uint8Array>> {
  const { rows } = await takeList(ctx, editionId, id, false);
  const t = messagesFor(ctx.locale).registrations;
  const words = t.list;
  const columns = [
    { header: words.no, width: 8 },
    { header: words.name, width: 30 },
    { header: words.contact, width: 28 },
    { header: words.organisation, width: 28 },
    { header: words.mode, width: 14 },
    { header: words.people, width: 10 },
    { header: words.children, width: 10 },
    { header: words.status, width: 16 },
    { header: words.code, width: 12 },
    { header: words.at, width: 18 },
    { header: words.cameSessions, width: 12 },
    { header: words.score, width: 10 },
    { header: words.comment, width: 40 },
  ];
  const cells = (row: ListedRegistration): StreamedCell[] => [
    row.queueNo,
    row.forgottenAt === null ? harmless(row.name) : words.forgotten,
    harmless(row.contact ?? ''),
    harmless(row.organisation),
    t.modes[row.mode],
    row.people,
    row.children,
    t.statuses[row.status],
    row.code,
    formatDateTime(row.createdAt),
    row.sessions,
    row.score,
    harmless(row.comment ?? ''),
  ];
  return streamXlsx({ sheetName: words.sheet, columns }, rows.map(cells));
}
