/**
 * Quyết định (NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2): who decides in capitals above the bases, "QUYẾT ĐỊNH:", articles,
 * with an annexed list. The three articles (matter, means, who carries it out) are custom, not rule.
 */
import type { DocAnnex, DocBlock, DocSignature, OfficeDoc } from '../doc-model.ts';
import { paperKindFacts } from '../paper-kinds.ts';
import { type AwardRow, awardTable } from './award-table.ts';
import { decisionWords as words, letterWords } from './messages.ts';
import { officePaper, oneLine, orRoom, type PaperBase, twoDigits } from './paper.ts';

export interface DecisionInput extends PaperBase {
  /** "Về việc …". */
  readonly subject: string;
  /** "CHỦ TỊCH ỦY BAN NHÂN DÂN …"; null: made of the signature and the agency. */
  readonly authority: string | null;
  readonly bases: readonly string[];
  /** One each, without "Điều 1."; lines after the first are paragraphs of the same article. */
  readonly articles: readonly string[];
  readonly annex: { readonly title: string; readonly blocks: readonly DocBlock[] } | null;
}

/** A decision with articles as given. */
export function decisionModel(input: DecisionInput): OfficeDoc {
  const annexes: DocAnnex[] =
    input.annex === null
      ? []
      : [{ title: input.annex.title, reference: null, landscape: false, body: input.annex.blocks, document: null }];
  return officePaper(
    { ...input, recipients: withFirst(words.asArticle(input.articles.length), input.recipients) },
    {
      type: paperKindFacts.decision.type,
      subject: input.subject,
      bases: input.bases,
      enactment: { authority: input.authority ?? authorityOf(input.signature, input.head.agency), verb: words.verb },
      body: input.articles.flatMap(articleBlocks),
      annexes,
    },
  );
}

/** An office commends: who, for what, with which reward. */
export function commendationDecision(
  input: Omit<DecisionInput, 'articles' | 'annex'> & {
    /** "Giấy khen", "Bằng khen". */
    readonly award: string;
    readonly reason: string;
    readonly rows: readonly AwardRow[];
    /** Where the money comes from; null where none is given. */
    readonly fund: string | null;
    readonly responsible: readonly string[];
  },
): OfficeDoc {
  const count = input.rows.length === 0 ? null : twoDigits(input.rows.length);
  const articles = [
    words.commends(input.award, count, input.reason),
    input.fund === null ? words.takesEffect : words.money(input.fund),
    words.carriesOut(input.responsible.length === 0 ? [orRoom(null)] : input.responsible),
  ];
  return decisionModel({
    ...input,
    articles,
    annex: { title: words.awardList(input.award.toLocaleUpperCase('vi')), blocks: awardTable(input.rows) },
  });
}

export interface CommitteeMember {
  readonly name: string;
  readonly position: string | null;
  /** "Trưởng ban". */
  readonly role: string;
}

/** An office sets up the committee that runs the Week. */
export function committeeDecision(
  input: Omit<DecisionInput, 'articles' | 'annex'> & {
    /** "Ban Tổ chức Tuần lễ …". */
    readonly committee: string;
    readonly members: readonly CommitteeMember[];
    readonly tasks: readonly string[];
    readonly responsible: readonly string[];
  },
): OfficeDoc {
  const members =
    input.members.length > 0
      ? input.members
      : Array.from({ length: 3 }, () => ({ name: '', position: null, role: '' }));
  const articles = [
    words.establishes(input.committee),
    [words.committeeTasks, ...input.tasks.map((task, index) => `${index + 1}. ${task}`)].join('\n'),
    words.carriesOut(input.responsible.length === 0 ? [orRoom(null)] : input.responsible),
  ];
  return decisionModel({
    ...input,
    articles,
    annex: {
      title: words.memberList(oneLine(input.committee).toLocaleUpperCase('vi')),
      blocks: [
        {
          kind: 'table',
          columns: [
            { header: words.order, width: 0.1, align: 'center' },
            { header: words.member, width: 0.32, align: 'left' },
            { header: words.position, width: 0.36, align: 'left' },
            { header: words.role, width: 0.22, align: 'center' },
          ],
          rows: members.map((member, index) => ({
            cells: [
              { lines: [String(index + 1)] },
              { lines: [member.name] },
              { lines: [member.position ?? ''] },
              { lines: [member.role] },
            ],
          })),
        },
      ],
    },
  });
}

function articleBlocks(article: string, index: number): DocBlock[] {
  const [first = '', ...rest] = article.split('\n');
  return [
    { kind: 'paragraph', text: [{ text: `Điều ${index + 1}.`, bold: true }, { text: ` ${first}` }] },
    ...rest.map(lineBlock),
  ];
}

/** "1. …", "a) …" and "- …" are points of the article; other lines go on with it. */
function lineBlock(line: string): DocBlock {
  const point = /^(\d{1,2}\.|[a-zđ]\)|-)\s+(.+)$/su.exec(line);
  return point === null
    ? { kind: 'paragraph', text: line }
    : { kind: 'item', marker: point[1] ?? '', text: point[2] ?? '' };
}

/** The head of the office decides, whoever signs for him: "KT. CHỦ TỊCH" speaks for the CHỦ TỊCH (mẫu 1.2, note 6). */
function authorityOf(signature: DocSignature, agency: string): string {
  const lines = [...signature.authority, signature.title];
  const collective = lines.find((line) => line.startsWith('TM.'));
  const head =
    lines.find((line) => /^(?:KT|TL|TUQ|Q)\.\s*/u.test(line)) ?? (collective === undefined ? signature.title : null);
  const office = oneLine(agency).toLocaleUpperCase('vi');
  if (head === null) return office;
  const title = head.replace(/^(?:KT|TL|TUQ|Q)\.\s*/u, '');
  return title === '' ? office : `${title} ${office}`;
}

function withFirst(first: string, names: readonly string[]): string[] {
  return [first, ...names.filter((name) => name !== first && name !== letterWords.asAbove)];
}
