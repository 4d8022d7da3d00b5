/** Precision and recall of the plan reader, field by field, over the documents of this folder with their answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Block, DocumentBlocks } from '../../blocks.ts';
import { readAnyDocument } from '../../read-document.ts';
import { readPlan } from '../read-plan.ts';
import type { PlanReading, Source } from '../reading.ts';

const text = z.string().nullable().default(null);
const list = z.array(z.string()).default([]);

/** What a careful person found in a document; what is left out is absent. */
const Answer = z.strictObject({
  type: text,
  urgency: text,
  issuer: text,
  number: text,
  date: text,
  /** Left out of older answers: only scored where it is there. */
  place: z.string().nullable().optional(),
  title: text,
  bases: z.array(z.strictObject({ number: text, date: text, issuer: text })).default([]),
  references: list,
  themes: list,
  week: z.strictObject({ start: text, end: text }).default({ start: null, end: null }),
  ceremony: z.strictObject({ date: text, time: text, place: text }).default({ date: null, time: null, place: null }),
  agencies: z.array(z.strictObject({ name: z.string(), taskCount: z.number() })).default([]),
  deadlines: z.array(z.strictObject({ due: text, from: text, to: list, via: text, what: z.string() })).default([]),
  programme: z.strictObject({ rows: z.number(), starts: list }).default({ rows: 0, starts: [] }),
  form: z
    .strictObject({ indicatorsPerGroup: z.array(z.number()).default([]), sections: z.number() })
    .default({ indicatorsPerGroup: [], sections: 0 }),
  slogans: z.number().default(0),
  recipients: z.number().default(0),
  addressees: z.number().default(0),
  signer: z
    .strictObject({ name: text, title: text, authority: list })
    .default({ name: null, title: null, authority: [] }),
  warnings: list,
});
type Answer = z.infer<typeof Answer>;

export interface CorpusDocument {
  readonly name: string;
  readonly reading: PlanReading;
  readonly sources: readonly Source[];
  readonly answer: Answer;
  /** Letters and digits of the whole document, in order: what a quote must be found in. */
  readonly letters: string;
}

export interface FieldScore {
  readonly right: number;
  readonly found: number;
  readonly wanted: number;
  readonly misses: readonly string[];
}

/** Another form of a document: its bytes and the name that they would come under. */
export type Rendered = (document: DocumentBlocks, name: string) => { bytes: Uint8Array; name: string } | null;

/**
 * Reads every document of a folder beside its answer. `rendered` makes another form (.docx, .pdf) of those that are there
 * as text; it leaves out what it gives null for. Without a folder: the folder of this module.
 */
export async function readCorpus(
  folder: string = fileURLToPath(new URL('.', import.meta.url)),
  rendered: Rendered | null = null,
): Promise<CorpusDocument[]> {
  const read: CorpusDocument[] = [];
  for (const name of readdirSync(folder).filter((file) => /\.(?:txt|md|docx)$/u.test(file))) {
    let document = await readAnyDocument(readFileSync(join(folder, name)), name);
    if (rendered !== null) {
      const other = rendered(document, name);
      if (other === null) continue;
      document = await readAnyDocument(other.bytes, other.name);
    }
    const answer = Answer.parse(JSON.parse(readFileSync(join(folder, name.replace(/\.\w+$/u, '.json')), 'utf8')));
    read.push(compared(name, document, answer));
  }
  return read;
}

/** A document that was read, beside its answer. */
export function compared(name: string, document: DocumentBlocks, answer: unknown): CorpusDocument {
  const { reading, sources } = readPlan(document);
  const letters = lettersOf(document.blocks.map(wordsOfBlock).join(' '));
  return { name, reading, sources, answer: Answer.parse(answer), letters };
}

/** Letters and digits only, in lower case: spaces, signs and line ends differ between a quote and its document. */
export function lettersOf(text: string): string {
  return text.toLocaleLowerCase('vi').replace(/[^\p{L}\d]+/gu, '');
}

function wordsOfBlock(block: Block): string {
  if (block.kind === 'paragraph') return block.text;
  return block.rows.map((row) => row.map((cell) => cell.lines.join(' ')).join(' ')).join(' ');
}

/** Scores by field. An item is right when it is equal to an expected one in every part. */
export function scoreCorpus(documents: readonly CorpusDocument[]): Map<string, FieldScore> {
  const scores = new Map<string, FieldScore>();
  for (const { name, reading, answer } of documents) {
    const found = itemsOfReading(reading);
    const wanted = itemsOfAnswer(answer);
    if (answer.place !== undefined) {
      found['place'] = reading.place === null ? [] : [reading.place];
      wanted['place'] = answer.place === null ? [] : [answer.place];
    }
    for (const field of Object.keys(wanted)) {
      const got = [...(found[field] ?? [])];
      const missing: string[] = [];
      let right = 0;
      for (const item of wanted[field] ?? []) {
        const at = got.indexOf(item);
        if (at < 0) missing.push(item);
        else {
          got.splice(at, 1);
          right += 1;
        }
      }
      const old = scores.get(field) ?? { right: 0, found: 0, wanted: 0, misses: [] };
      const misses =
        missing.length + got.length === 0 ? [] : [`${name}: thiếu ${missing.join(' ¦ ')} | thừa ${got.join(' ¦ ')}`];
      scores.set(field, {
        right: old.right + right,
        found: old.found + (found[field]?.length ?? 0),
        wanted: old.wanted + (wanted[field]?.length ?? 0),
        misses: [...old.misses, ...misses],
      });
    }
  }
  return scores;
}

type Items = Record<string, readonly string[]>;

function itemsOfAnswer(answer: Answer): Items {
  return {
    ...commonItems(answer),
    'agency names': answer.agencies.map((agency) => agency.name),
    'agency tasks': answer.agencies.map((agency) => `${agency.name}: ${agency.taskCount}`),
    programme:
      answer.programme.starts.length > 0
        ? answer.programme.starts
        : answer.programme.rows === 0
          ? []
          : [`${answer.programme.rows} rows`],
    form: [...answer.form.indicatorsPerGroup.map(String), `${answer.form.sections} sections`],
    slogans: [String(answer.slogans)],
    recipients: [String(answer.recipients)],
    addressees: [String(answer.addressees)],
    warnings: answer.warnings,
  };
}

function itemsOfReading(reading: PlanReading): Items {
  const starts = reading.programme.flatMap((row) => (row.start === null ? [] : [row.start]));
  return {
    ...commonItems(reading),
    'agency names': reading.agencies.map((agency) => agency.name),
    'agency tasks': reading.agencies.map((agency) => `${agency.name}: ${agency.tasks.length}`),
    programme: starts.length > 0 ? starts : reading.programme.length === 0 ? [] : [`${reading.programme.length} rows`],
    form: [
      ...reading.form.groups.map((group) => String(group.indicators.length)),
      `${reading.form.sections.length} sections`,
    ],
    slogans: [String(reading.slogans.length)],
    recipients: [String(reading.recipients.length)],
    addressees: [String(reading.addressees.length)],
    warnings: [...new Set(reading.warnings.map((warning) => warning.code))],
  };
}

type Common = Pick<
  Answer,
  | 'type'
  | 'urgency'
  | 'issuer'
  | 'number'
  | 'date'
  | 'title'
  | 'bases'
  | 'references'
  | 'themes'
  | 'week'
  | 'ceremony'
  | 'deadlines'
  | 'signer'
>;

function commonItems(from: Common | PlanReading): Items {
  const present = (value: string | null): string[] => (value === null ? [] : [value]);
  return {
    type: present(from.type),
    urgency: present(from.urgency),
    issuer: present(from.issuer),
    number: present(from.number),
    date: present(from.date),
    title: present(from.title),
    bases: from.bases.map((base) => JSON.stringify([base.number, base.date, base.issuer])),
    references: from.references,
    themes: from.themes,
    week: [from.week.start, from.week.end].flatMap(present),
    'ceremony date': present(from.ceremony.date),
    'ceremony time': present(from.ceremony.time),
    'ceremony place': present(from.ceremony.place),
    'deadline dates': from.deadlines.map((deadline) => String(deadline.due)),
    deadlines: from.deadlines.map((deadline) =>
      JSON.stringify([deadline.due, deadline.from, deadline.to, deadline.via, deadline.what]),
    ),
    signer: [...present(from.signer.name), ...present(from.signer.title), ...from.signer.authority],
  };
}

/** One line a field: precision, recall, number of items; then what went wrong. */
export function scoreTable(scores: ReadonlyMap<string, FieldScore>, withMisses = true): string {
  const lines: string[] = [];
  let right = 0;
  let found = 0;
  let wanted = 0;
  for (const [field, score] of scores) {
    right += score.right;
    found += score.found;
    wanted += score.wanted;
    lines.push(
      `${field.padEnd(16)} P ${ratio(score.right, score.found)}  R ${ratio(score.right, score.wanted)}  n ${score.wanted}`,
    );
    if (withMisses) lines.push(...score.misses.map((miss) => `    ${miss}`));
  }
  lines.push(`${'all'.padEnd(16)} P ${ratio(right, found)}  R ${ratio(right, wanted)}  n ${wanted}`);
  return lines.join('\n');
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? ' –   ' : (part / whole).toFixed(3);
}

/** The fields by what they are of, as the bench publishes them. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  head: ['type', 'urgency', 'issuer', 'number', 'date', 'place', 'title', 'signer'],
  dates: ['week', 'ceremony date', 'ceremony time', 'deadline dates', 'programme'],
  numbers: ['number', 'references', 'bases'],
  deadlines: ['deadlines'],
  content: ['themes', 'ceremony place', 'agency names', 'agency tasks', 'form', 'slogans', 'recipients', 'addressees'],
  warnings: ['warnings'],
};

/** Precision and recall over all items of these fields; 1 where there was nothing to find. */
export function shares(scores: readonly FieldScore[]): { precision: number; recall: number } {
  const sum = (of: 'right' | 'found' | 'wanted'): number => scores.reduce((total, score) => total + score[of], 0);
  const part = (whole: number): number => (whole === 0 ? 1 : sum('right') / whole);
  return { precision: part(sum('found')), recall: part(sum('wanted')) };
}

/** Values that are called certain and can be held against an answer, and which of them are wrong. */
export function certainty(documents: readonly CorpusDocument[]): { certain: number; wrong: string[] } {
  let certain = 0;
  const wrong: string[] = [];
  for (const document of documents) {
    for (const source of document.sources) {
      const right = isRight(document, source.path);
      if (source.confidence !== 'certain' || right === null) continue;
      certain += 1;
      if (!right) wrong.push(`${document.name} ${source.path}: ${source.quote.slice(0, 60)}`);
    }
  }
  return { certain, wrong };
}

/** Whether the value at a path is one of the answer's; null for paths that the answers don't hold. */
function isRight({ reading, answer }: CorpusDocument, path: string): boolean | null {
  const [field = '', second = '', third = ''] = path.split('/').slice(1);
  const at = Number(second);
  switch (field) {
    case 'type':
    case 'urgency':
    case 'number':
    case 'date':
    case 'title':
    case 'issuer':
      return reading[field] === answer[field];
    case 'week':
      return second === 'start' ? reading.week.start === answer.week.start : reading.week.end === answer.week.end;
    case 'ceremony':
      return second === 'date' || second === 'time' || second === 'place'
        ? reading.ceremony[second] === answer.ceremony[second]
        : null;
    case 'bases':
      return answer.bases.some((base) => JSON.stringify(base) === JSON.stringify(reading.bases[at]));
    case 'references':
      return answer.references.includes(reading.references[at] ?? '');
    case 'themes':
      return answer.themes.includes(reading.themes[at] ?? '');
    case 'agencies':
      return third === 'name' ? answer.agencies.some((agency) => agency.name === reading.agencies[at]?.name) : null;
    case 'programme':
      return third === 'start' && answer.programme.starts.length > 0
        ? answer.programme.starts.includes(reading.programme[at]?.start ?? '')
        : null;
    case 'deadlines':
      return third === 'due' ? answer.deadlines.some(({ due }) => due === reading.deadlines[at]?.due) : null;
    case 'signer':
      return JSON.stringify(reading.signer) === JSON.stringify(answer.signer);
    default:
      return null;
  }
}
