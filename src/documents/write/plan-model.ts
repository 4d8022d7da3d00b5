/** A plan (kế hoạch) for a Lifelong Learning Week as a document, from its confirmed facts. */
import type { FormDefinition } from '../forms/definition.ts';
import { listedNames, numberedParts, pointBlocks, sectionBlocks } from './blocks-of-text.ts';
import type { DocAnnex, DocBlock, DocHead, OfficeDoc, DocSignature } from './doc-model.ts';
import { planWords as words, shortDate } from './messages.ts';
import { blankReport, proseBlocks } from './report-model.ts';

export interface PlanDeadlineInput {
  /** ISO date. */
  readonly due: string;
  /** HH:MM or null. */
  readonly time: string | null;
  /** Who owes it; null: every agency of the plan. */
  readonly from: string | null;
  readonly to: readonly string[];
  readonly via: string | null;
  /** "báo cáo kết quả", "kế hoạch" … */
  readonly what: string;
}

export interface PlanInput {
  readonly head: DocHead;
  readonly subject: string;
  readonly bases: readonly string[];
  /** Sentence that leads from the bases to section I; null for none. */
  readonly opening: string | null;
  readonly purposes: readonly string[];
  readonly requirements: readonly string[];
  readonly themes: readonly string[];
  /** ISO dates, both inclusive; null while not fixed. */
  readonly week: { readonly start: string; readonly end: string } | null;
  readonly ceremony: {
    readonly date: string | null;
    readonly time: string | null;
    readonly place: string | null;
    readonly form: string | null;
  } | null;
  /** Section "Nội dung": a title with its lines, or lines without a title. */
  readonly contents: readonly { readonly title: string | null; readonly lines: readonly string[] }[];
  readonly slogans: readonly string[];
  readonly budget: string | null;
  readonly agencies: readonly { readonly name: string; readonly tasks: readonly string[] }[];
  readonly deadlines: readonly PlanDeadlineInput[];
  readonly programme: readonly {
    readonly start: string | null;
    readonly end: string | null;
    readonly content: string;
    readonly owner: string | null;
  }[];
  /** Form that the units below fill in; it becomes an annex. */
  readonly reportForm: FormDefinition | null;
  readonly closing: string | null;
  readonly recipients: readonly string[];
  readonly signature: DocSignature;
}

/** The plan as a document; sections without content are left out and the rest numbered through. */
export function planModel(input: PlanInput): OfficeDoc {
  const body = sectionBlocks([
    {
      title: words.purposeSection(input.purposes.length > 0, input.requirements.length > 0),
      blocks: purposeBlocks(input),
    },
    { title: words.timeSection, blocks: timeBlocks(input) },
    { title: words.contentSection, blocks: contentBlocks(input) },
    { title: words.budgetSection, blocks: input.budget === null ? [] : proseBlocks(input.budget) },
    { title: words.agencySection, blocks: agencyBlocks(input) },
    { title: words.reportSection, blocks: pointBlocks(input.deadlines.map(deadlineSentence)) },
  ]);
  return {
    version: 1,
    layout: 'office',
    landscape: false,
    head: input.head,
    type: words.plan,
    subject: input.subject,
    addressees: [],
    via: null,
    bases: input.bases.map(basis),
    body: [...(input.opening === null ? [] : [{ kind: 'paragraph', text: input.opening } as const]), ...body],
    closing: input.closing ?? words.closing(input.subject),
    recipients: input.recipients,
    signature: input.signature,
    secretary: null,
    enactment: null,
    annexes: annexesOf(input),
    verification: null,
  };
}

/** A basis begins with its own "Căn cứ", "Thực hiện", "Theo"; a bare document gets "Căn cứ". */
function basis(text: string): string {
  return /^(?:căn cứ|thực hiện|theo|xét|trên cơ sở)(?!\p{L})/iu.test(text.trim()) ? text : `${words.basis} ${text}`;
}

function purposeBlocks(input: PlanInput): DocBlock[] {
  if (input.requirements.length === 0) return pointBlocks(input.purposes);
  if (input.purposes.length === 0) return pointBlocks(input.requirements);
  return numberedParts([
    { title: words.purpose, blocks: pointBlocks(input.purposes) },
    { title: words.requirement, blocks: pointBlocks(input.requirements) },
  ]);
}

function timeBlocks(input: PlanInput): DocBlock[] {
  const themes: DocBlock[] =
    input.themes.length === 1
      ? [{ kind: 'paragraph', text: `“${input.themes[0] ?? ''}”.` }]
      : input.themes.map((theme) => ({ kind: 'item', marker: '-', text: `“${theme}”;` }));
  const week: DocBlock[] =
    input.week === null ? [] : [{ kind: 'paragraph', text: words.week(input.week.start, input.week.end) }];
  return numberedParts([
    { title: input.themes.length > 1 ? words.themes : words.theme, blocks: themes },
    { title: words.time, blocks: week },
    { title: words.ceremony, blocks: ceremonyBlocks(input.ceremony) },
  ]);
}

function ceremonyBlocks(ceremony: PlanInput['ceremony']): DocBlock[] {
  if (ceremony === null) return [];
  const { date, time, place, form } = ceremony;
  const item = (text: string): DocBlock => ({ kind: 'item', marker: '-', text });
  return [
    ...(date === null ? [] : [item(words.ceremonyTime(time, date))]),
    ...(place === null ? [] : [item(words.ceremonyPlace(place))]),
    ...(form === null ? [] : [item(words.ceremonyForm(form))]),
  ];
}

function contentBlocks(input: PlanInput): DocBlock[] {
  const contents = input.contents.flatMap((content, index): DocBlock[] => {
    const number = `${index + 1}.`;
    if (content.title === null) {
      const [first, ...rest] = content.lines;
      return first === undefined ? [] : [{ kind: 'item', marker: number, text: first }, ...pointBlocks(rest)];
    }
    return [{ kind: 'heading', level: 2, number, text: content.title }, ...pointBlocks(content.lines)];
  });
  if (input.slogans.length === 0) return contents;
  return [
    ...contents,
    { kind: 'heading', level: 2, number: `${input.contents.length + 1}.`, text: words.slogans },
    ...input.slogans.map((slogan): DocBlock => ({ kind: 'item', marker: '-', text: `“${slogan}”;` })),
  ];
}

function agencyBlocks(input: PlanInput): DocBlock[] {
  return numberedParts(input.agencies.map((agency) => ({ title: agency.name, blocks: pointBlocks(agency.tasks) })));
}

function deadlineSentence(deadline: PlanDeadlineInput): string {
  const verb = /^(?:báo cáo|gửi|trình|nộp)(?!\p{L})/iu.test(deadline.what) ? '' : `${words.send} `;
  const to = deadline.to.length === 0 ? '' : ` ${words.to} ${listedNames(deadline.to)}`;
  const via = deadline.via === null ? '' : ` ${words.via(deadline.via)}`;
  return `${deadline.from ?? words.everybody} ${verb}${deadline.what}${to}${via} ${words.due(deadline.time, shortDate(deadline.due))}.`;
}

function annexesOf(input: PlanInput): DocAnnex[] {
  const annexes: DocAnnex[] = [];
  if (input.programme.length > 0) {
    annexes.push({
      title: words.programmeTitle(input.subject.replace(/^tổ chức\s+/iu, '').toLocaleUpperCase('vi')),
      reference: null,
      landscape: false,
      body: [
        {
          kind: 'table',
          columns: [
            { header: words.programmeTime, width: 0.24, align: 'center' },
            { header: words.programmeContent, width: 0.48, align: 'justify' },
            { header: words.programmeOwner, width: 0.28 },
          ],
          rows: input.programme.map((row) => ({
            cells: [
              { lines: [[row.start, row.end].filter((time) => time !== null).join(' - ')] },
              { lines: [row.content] },
              { lines: [row.owner ?? ''] },
            ],
          })),
        },
      ],
      document: null,
    });
  }
  if (input.reportForm !== null) {
    annexes.push({
      title: words.formTitle,
      reference: null,
      landscape: false,
      body: [],
      document: blankReport(input.reportForm),
    });
  }
  return annexes;
}
