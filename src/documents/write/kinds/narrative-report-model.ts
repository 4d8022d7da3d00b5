/** Báo cáo without a form (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4; to a superior with Kính gửi: Phụ lục I, Mục II.9 b). */
import { sectionBlocks } from '../blocks-of-text.ts';
import type { DocBlock, DocTable, OfficeDoc } from '../doc-model.ts';
import { agencyInText } from '../messages.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { proseBlocks } from '../report-model.ts';
import { letterWords, narrativeWords as words } from './messages.ts';
import { officePaper, oneLine, ROOM, type PaperBase } from './paper.ts';

export interface NarrativeReportInput extends PaperBase {
  readonly subject: string;
  /** Empty for a report that goes to nobody above. */
  readonly addressees: readonly string[];
  readonly via: string | null;
  readonly opening: string | null;
  /** Lines of prose and an optional table; a section without text has room to write in. */
  readonly sections: readonly { readonly title: string; readonly text: string; readonly table?: DocTable }[];
}

/** The report as a document. */
export function narrativeReportModel(input: NarrativeReportInput): OfficeDoc {
  const { addressees } = input;
  const recipients =
    addressees.length === 0
      ? input.recipients
      : [letterWords.asAbove, ...input.recipients.filter((name) => name !== letterWords.asAbove)];
  const blocks = (text: string, table: DocTable | undefined): DocBlock[] => [
    ...(text.trim() === '' && table === undefined ? [{ kind: 'paragraph', text: ROOM } as const] : proseBlocks(text)),
    ...(table === undefined ? [] : [table]),
  ];
  return officePaper(
    { ...input, recipients },
    {
      type: paperKindFacts.report.type,
      subject: input.subject,
      addressees,
      via: input.via,
      body: [
        ...(input.opening === null ? [] : [{ kind: 'paragraph', text: input.opening } as const]),
        ...sectionBlocks(input.sections.map(({ title, text, table }) => ({ title, blocks: blocks(text, table) }))),
      ],
      closing: words.closing(oneLine(input.subject), agencyInText(input.head.agency)),
    },
  );
}
