/**
 * Chương trình lễ: what happens when, and who sees to it. By itself a named paper (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4),
 * or the annex of a plan or invitation. The columns are those of the offices' own programmes; no decree prescribes them.
 */
import type { DocAnnex, DocBlock, DocTable, OfficeDoc } from '../doc-model.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { programmeWords as words } from './messages.ts';
import { laterTime, momentText, officePaper, oneLine, orRoom, type PaperBase } from './paper.ts';

export interface ProgrammeRow {
  /** HH:MM; null: when the row before ends, where that is known. */
  readonly start: string | null;
  readonly minutes: number | null;
  readonly content: string;
  readonly person: string | null;
}

export interface ProgrammeInput extends PaperBase {
  /** "Lễ khai mạc …". */
  readonly subject: string;
  readonly date: string | null;
  readonly time: string | null;
  readonly place: string | null;
  readonly rows: readonly ProgrammeRow[];
}

/** The programme as a document. */
export function programmeModel(input: ProgrammeInput): OfficeDoc {
  return officePaper(input, {
    type: paperKindFacts.programme.type,
    subject: input.subject,
    body: programmeBlocks(input),
  });
}

/** The same as an annex of another paper. */
export function programmeAnnex(input: Pick<ProgrammeInput, 'subject' | 'date' | 'time' | 'place' | 'rows'>): DocAnnex {
  return {
    title: `${words.title}\n${oneLine(input.subject).toLocaleUpperCase('vi')}`,
    reference: null,
    landscape: false,
    body: programmeBlocks(input),
    document: null,
  };
}

function programmeBlocks(input: Pick<ProgrammeInput, 'date' | 'time' | 'place' | 'rows'>): DocBlock[] {
  const time = input.time ?? input.rows[0]?.start ?? null;
  return [
    { kind: 'item', marker: '-', text: words.time(momentText(time, input.date)) },
    { kind: 'item', marker: '-', text: words.place(orRoom(input.place)) },
    programmeTable(input.rows),
  ];
}

/** Start and end of each row, HH:MM; a row without a start begins where the one before ends. */
export function timesOf(rows: readonly ProgrammeRow[]): readonly { start: string | null; end: string | null }[] {
  let next: string | null = null;
  return rows.map((row) => {
    const start: string | null = row.start ?? next;
    const end = start === null || row.minutes === null ? null : laterTime(start, row.minutes);
    next = end;
    return { start, end };
  });
}

/** Number, time, content, who: one row each; without rows three empty ones to write in. */
export function programmeTable(rows: readonly ProgrammeRow[]): DocTable {
  const given =
    rows.length > 0
      ? rows
      : Array.from({ length: 3 }, () => ({ start: null, minutes: null, content: '', person: null }));
  const times = timesOf(given);
  return {
    kind: 'table',
    columns: [
      { header: words.order, width: 0.08, align: 'center' },
      { header: words.timeColumn, width: 0.22, align: 'center' },
      { header: words.content, width: 0.42, align: 'justify' },
      { header: words.person, width: 0.28, align: 'left' },
    ],
    rows: given.map((row, index) => ({
      cells: [
        { lines: [String(index + 1)] },
        {
          lines: [[times[index]?.start ?? null, times[index]?.end ?? null].filter((time) => time !== null).join(' - ')],
        },
        { lines: row.content.split('\n') },
        { lines: [row.person ?? ''] },
      ],
    })),
  };
}
