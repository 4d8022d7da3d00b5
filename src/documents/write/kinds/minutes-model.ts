/**
 * Biên bản (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9): no place and date in the head, time and place in the text, the
 * secretary signs on the left and the one in the chair on the right, Nơi nhận under them.
 */
import { dashBlocks, sectionBlocks } from '../blocks-of-text.ts';
import type { DocBlock, DocSignature, OfficeDoc } from '../doc-model.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { proseBlocks } from '../report-model.ts';
import { minutesWords as words } from './messages.ts';
import { momentText, officePaper, orRoom, ROOM, type PaperBase } from './paper.ts';

export interface MinutesInput extends PaperBase {
  /** "Họp Ban Tổ chức …". */
  readonly subject: string;
  readonly date: string | null;
  readonly start: string | null;
  readonly endDate: string | null;
  readonly end: string | null;
  readonly place: string | null;
  /** Name with position. */
  readonly chair: string | null;
  readonly secretary: string | null;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  /** What was said, in order; lines of prose. */
  readonly course: string;
  readonly conclusions: readonly string[];
  readonly secretarySignature: DocSignature;
}

/** The minutes as a document. */
export function minutesModel(input: MinutesInput): OfficeDoc {
  const label = (name: string, text: string | null): DocBlock => ({
    kind: 'paragraph',
    text: text === null ? `${name}:` : `${name}: ${text}`,
  });
  const people = (name: string, list: readonly string[]): DocBlock[] =>
    list.length === 0
      ? [label(name, ROOM)]
      : [label(name, null), ...dashBlocks(list.map((one, index) => ended(one, index === list.length - 1)))];
  const course =
    input.course.trim() === ''
      ? [ROOM, ROOM, ROOM].map((text) => ({ kind: 'paragraph', text }) as const)
      : proseBlocks(input.course);
  const conclusions = input.conclusions.length === 0 ? [ROOM] : input.conclusions;
  const body: DocBlock[] = [
    label(words.start, momentText(input.start, input.date)),
    label(words.place, orRoom(input.place)),
    ...people(words.present, input.present),
    ...(input.absent.length === 0 ? [label(words.absent, words.nobody)] : people(words.absent, input.absent)),
    label(words.chair, orRoom(input.chair)),
    label(words.secretary, orRoom(input.secretary)),
    ...sectionBlocks([
      { title: words.course, blocks: course },
      {
        title: words.conclusions,
        blocks: dashBlocks(conclusions.map((one, index) => ended(one, index === conclusions.length - 1))),
      },
    ]),
  ];
  return officePaper(input, {
    type: paperKindFacts.minutes.type,
    subject: input.subject,
    body,
    closing: words.closing(momentText(input.end, input.endDate ?? input.date)),
    secretary: input.secretarySignature,
  });
}

function ended(text: string, isLast: boolean): string {
  return `${text.replace(/[;.]$/u, '')}${isLast ? '.' : ';'}`;
}
