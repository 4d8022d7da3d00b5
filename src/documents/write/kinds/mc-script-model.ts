/**
 * Kịch bản dẫn chương trình: what the one who leads the ceremony says, cue by cue. A working paper: no decree names the
 * type and it takes no number; head and title are set as a named paper's (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4).
 */
import type { DocBlock, OfficeDoc } from '../doc-model.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { scriptWords as words } from './messages.ts';
import { laterTime, momentText, officePaper, orRoom, type PaperBase } from './paper.ts';

export interface ScriptCue {
  /** "Giới thiệu đại biểu". */
  readonly cue: string;
  readonly speaker: string | null;
  /** Words to say; `\n` parts paragraphs. */
  readonly text: string;
  readonly minutes: number | null;
}

export interface ScriptInput extends PaperBase {
  readonly subject: string;
  readonly date: string | null;
  /** HH:MM of the first cue. */
  readonly time: string | null;
  readonly place: string | null;
  readonly cues: readonly ScriptCue[];
}

/** The script as a document, set across: the words to say need the width. */
export function scriptModel(input: ScriptInput): OfficeDoc {
  const minutes = input.cues.reduce((sum, cue) => sum + (cue.minutes ?? 0), 0);
  let clock = input.time;
  const rows = input.cues.map((cue, index) => {
    const start = clock;
    clock = clock === null || cue.minutes === null ? null : laterTime(clock, cue.minutes);
    return {
      cells: [
        { lines: [String(index + 1)] },
        {
          lines: [start ?? '', ...(cue.minutes === null ? [] : [words.minutes(cue.minutes)])].filter(
            (line) => line !== '',
          ),
        },
        { lines: [cue.cue], bold: true },
        { lines: cue.text.split('\n') },
        { lines: [cue.speaker ?? ''] },
      ],
    };
  });
  const body: DocBlock[] = [
    { kind: 'item', marker: '-', text: words.time(momentText(input.time, input.date)) },
    { kind: 'item', marker: '-', text: words.place(orRoom(input.place)) },
    ...(minutes === 0 ? [] : [{ kind: 'item', marker: '-', text: words.length(minutes) } as const]),
    {
      kind: 'table',
      columns: [
        { header: words.order, width: 0.05, align: 'center' },
        { header: words.timeColumn, width: 0.1, align: 'center' },
        { header: words.cue, width: 0.19, align: 'left' },
        { header: words.text, width: 0.48, align: 'justify' },
        { header: words.speaker, width: 0.18, align: 'left' },
      ],
      rows,
    },
  ];
  return officePaper(input, { type: paperKindFacts['mc-script'].type, subject: input.subject, landscape: true, body });
}
