/** Công văn (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5): "V/v" under the number, Kính gửi, text, Nơi nhận beginning with "Như trên". */
import { dashBlocks, numberedParts, pointBlocks } from '../blocks-of-text.ts';
import type { DocBlock, OfficeDoc } from '../doc-model.ts';
import { officePaper, ROOM, type PaperBase } from './paper.ts';
import { letterWords as words } from './messages.ts';

export interface LetterInput extends PaperBase {
  /** Without "V/v", beginning small. */
  readonly subject: string;
  readonly addressees: readonly string[];
  readonly via: string | null;
  /** Why the letter is written: "Thực hiện Kế hoạch số …". */
  readonly opening: string;
  /** What is asked for. Titled ones are numbered parts; lines alone are points. */
  readonly requests: readonly { readonly title: string | null; readonly lines: readonly string[] }[];
  /** Null: a courteous end. */
  readonly closing: string | null;
}

/** The letter as a document. */
export function letterModel(input: LetterInput): OfficeDoc {
  const titled = input.requests.flatMap(({ title, lines }) =>
    title === null ? [] : [{ title, blocks: dashBlocks(lines) }],
  );
  const untitled = input.requests.flatMap(({ title, lines }) => (title === null ? lines : []));
  const body: DocBlock[] = [
    { kind: 'paragraph', text: input.opening },
    ...pointBlocks(untitled),
    ...numberedParts(titled),
  ];
  return officePaper(
    { ...input, recipients: [words.asAbove, ...input.recipients.filter((name) => name !== words.asAbove)] },
    {
      type: null,
      subject: input.subject,
      addressees: input.addressees.length === 0 ? [ROOM] : input.addressees,
      via: input.via,
      body,
      closing: input.closing ?? words.closing,
    },
  );
}
