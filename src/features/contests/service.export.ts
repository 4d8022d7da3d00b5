/** Entries and points as .xlsx. Every text is a text cell: what begins like a formula is never run. */
import { messagesFor } from '../../../messages/index.ts';
import { type StreamedCell, streamXlsx } from '../../documents/write/xlsx-stream.ts';
import type { ContestId } from '../../platform/ids/ids.ts';
import { formatDateTime } from '../../ui/index.ts';
import type { EditionContext } from '../editions/index.ts';
import { readForExport } from './service.results.ts';

const FORMULA = /^[=+\-@\t\r]/u;
/** A text that stays text in whatever the list is opened with later. */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One row an entry: who, state, points of each judge, mean, rank, prize, votes. @throws Problem not-found, permission.denied */
export async function contestXlsx(ctx: EditionContext, id: ContestId): Promise<AsyncGenerator<Uint8Array>> {
  const { contest, entries, judges, scores, standing } = await readForExport(ctx, id);
  const t = messagesFor(ctx.locale).contests;
  const words = t.sheet;
  const columns = [
    { header: words.no, width: 8 },
    { header: words.title, width: 40 },
    { header: words.author, width: 30 },
    { header: words.organisation, width: 30 },
    { header: words.contact, width: 28 },
    { header: words.status, width: 16 },
    { header: words.reason, width: 30 },
    { header: words.sentAt, width: 18 },
    ...judges.map((judge) => ({
      header: judge.leftOutReason === null ? judge.name : words.leftOut(judge.name),
      width: 20,
    })),
    ...contest.criteria.map((criterion) => ({
      header: words.criterion(criterion.label, criterion.maxPoints),
      width: 16,
    })),
    { header: words.mean, width: 12 },
    { header: words.rank, width: 8 },
    { header: words.prize, width: 20 },
    { header: words.prizeReason, width: 30 },
    { header: words.votes, width: 12 },
  ];
  const rows = entries.map((entry): StreamedCell[] => {
    const row = standing.rows.find((each) => each.entryId === entry.id);
    return [
      entry.no,
      harmless(entry.title),
      harmless(entry.author),
      harmless(entry.organisation),
      harmless(entry.contact ?? ''),
      t.entryStatus[entry.status],
      harmless(entry.reason ?? ''),
      formatDateTime(entry.sentAt),
      ...judges.map((judge) => {
        const own = scores.filter((score) => score.judge === judge.accountId && score.entryId === entry.id);
        return own.length === 0 ? null : own.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100;
      }),
      ...contest.criteria.map((_criterion, index) => row?.byCriterion[index] ?? null),
      row?.mean ?? null,
      row?.rank ?? null,
      harmless(row?.prize ?? ''),
      harmless(entry.prizeReason ?? ''),
      row?.votes ?? null,
    ];
  });
  return streamXlsx({ sheetName: words.sheet, columns }, rows);
}
