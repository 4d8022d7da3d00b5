/** Tờ trình (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4; Kính gửi: Phụ lục I, Mục II.9 b): why, what is asked, for whom. */
import { sectionBlocks } from '../blocks-of-text.ts';
import type { DocBlock, OfficeDoc } from '../doc-model.ts';
import { agencyInText } from '../messages.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { proseBlocks } from '../report-model.ts';
import { type AwardRow, awardTable } from './award-table.ts';
import { letterWords, proposalWords as words } from './messages.ts';
import { officePaper, ROOM, type PaperBase } from './paper.ts';

export interface ProposalInput extends PaperBase {
  readonly subject: string;
  readonly addressees: readonly string[];
  readonly via: string | null;
  readonly bases: readonly string[];
  /** Why it is proposed; lines of prose. */
  readonly reason: string;
  /** What is asked for; lines of prose. */
  readonly request: string;
  /** Those proposed; null: the proposal is not about people. */
  readonly candidates: readonly AwardRow[] | null;
  readonly attachments: readonly string[];
}

/** The proposal as a document. */
export function proposalModel(input: ProposalInput): OfficeDoc {
  const prose = (text: string): DocBlock[] =>
    text.trim() === '' ? [{ kind: 'paragraph', text: ROOM }] : proseBlocks(text);
  const [addressee = ROOM] = input.addressees;
  return officePaper(
    { ...input, recipients: [letterWords.asAbove, ...input.recipients.filter((name) => name !== letterWords.asAbove)] },
    {
      type: paperKindFacts.proposal.type,
      subject: input.subject,
      addressees: input.addressees.length === 0 ? [ROOM] : input.addressees,
      via: input.via,
      bases: input.bases,
      body: sectionBlocks([
        { title: words.reason, blocks: prose(input.reason) },
        {
          title: words.request,
          blocks: [...prose(input.request), ...(input.candidates === null ? [] : awardTable(input.candidates))],
        },
        { title: words.attachments, blocks: input.attachments.map((text) => ({ kind: 'item', marker: '-', text })) },
      ]),
      closing: words.closing(agencyInText(input.head.agency), addressee),
    },
  );
}
