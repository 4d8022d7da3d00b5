/**
 * Mail merge: `{{Họ và tên}}` in any text of a document is replaced by what a row says. A value is plain text and is never
 * read as anything else. Names of fields compare without marks and case: `{{ho va ten}}` is the same field.
 */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type DocModel, parseDocModel } from './doc-model.ts';

/** Values by the name of their column, as it was typed. */
export type MergeRow = Readonly<Record<string, string>>;

export interface Merged {
  readonly model: DocModel;
  /** Fields of the document that the row has no column for; they stay as they are. */
  readonly missing: readonly string[];
  /** Columns of the row that the document has no field for. */
  readonly unused: readonly string[];
}

interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

const FIELD = /\{\{\s*([^{}\n]{1,100}?)\s*\}\}/gu;
/** What is not text: kinds, layouts, looks, dates, and the address to check, which is made for each paper anew. */
const NOT_TEXT: ReadonlySet<string> = new Set(['kind', 'layout', 'align', 'color', 'date', 'urgency', 'verification']);

/** Names of the fields in order of first appearance, each once, as first written. */
export function fieldsOf(model: DocModel): readonly string[] {
  const found = new Map<string, string>();
  mapTexts(model, (runs) => {
    const text = runs.map((run) => run.text).join('');
    for (const match of text.matchAll(FIELD)) {
      const name = (match[1] ?? '').normalize('NFC');
      if (!found.has(unaccentedKey(name))) found.set(unaccentedKey(name), name);
    }
    return runs;
  });
  return [...found.values()];
}

/** The document for one row. Throws ZodError when a value makes a part of the document longer than the model allows. */
export function mergeModel(model: DocModel, row: MergeRow): Merged {
  const values = new Map(
    Object.entries(row).map(([name, value]) => [unaccentedKey(name), value.normalize('NFC').trim()]),
  );
  const fields = fieldsOf(model);
  const known = new Set(fields.map(unaccentedKey));
  return {
    model: parseDocModel(mapTexts(model, (runs) => filled(runs, values))),
    missing: fields.filter((field) => !values.has(unaccentedKey(field))),
    unused: Object.keys(row).filter((name) => !known.has(unaccentedKey(name))),
  };
}

/** The same tree with every text put through `change`; a plain text comes as one run and goes back as one. */
function mapTexts(node: unknown, change: (runs: readonly Run[]) => readonly Run[]): unknown {
  if (typeof node === 'string')
    return change([{ text: node }])
      .map((run) => run.text)
      .join('');
  if (isRuns(node)) return change(node);
  if (Array.isArray(node)) return node.map((item: unknown) => mapTexts(item, change));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => [
      key,
      NOT_TEXT.has(key) ? value : mapTexts(value, change),
    ]),
  );
}

function isRuns(node: unknown): node is readonly Run[] {
  return (
    Array.isArray(node) &&
    node.length > 0 &&
    node.every((item: unknown) => typeof item === 'object' && item !== null && 'text' in item && !('kind' in item))
  );
}

/** Fields replaced, also those that a change of look cuts in two: the value takes the look of the field's beginning. */
function filled(runs: readonly Run[], values: ReadonlyMap<string, string>): readonly Run[] {
  const whole = runs.map((run) => run.text).join('');
  const texts = runs.map(() => '');
  let at = 0;
  let run = 0;
  let runEnd = runs[0]?.text.length ?? 0;
  /** Copies the original up to `end` into the runs it stands in; `skip` leaves it out. */
  const advance = (end: number, skip: boolean): void => {
    while (at < end) {
      while (at >= runEnd && run < runs.length - 1) {
        run += 1;
        runEnd += runs[run]?.text.length ?? 0;
      }
      const stop = Math.min(end, Math.max(runEnd, at + 1));
      if (!skip) texts[run] = `${texts[run] ?? ''}${whole.slice(at, stop)}`;
      at = stop;
    }
  };
  const written = () => texts.join('');
  for (const match of whole.matchAll(FIELD)) {
    const value = values.get(unaccentedKey(match[1] ?? ''));
    if (value === undefined) continue;
    advance(match.index, false);
    const start = match.index < runEnd ? run : Math.min(run + 1, runs.length - 1);
    texts[start] = `${texts[start] ?? ''}${value}`;
    advance(match.index + match[0].length, true);
    if (value === '') closeGap(texts, whole.slice(at), written, () => advance(at + 1, true));
  }
  advance(whole.length, false);
  return runs.map((original, index) => ({ ...original, text: texts[index] ?? '' }));
}

/** After an empty value: no space is left over before it, or after it at the beginning of a line. */
function closeGap(texts: string[], after: string, written: () => string, skipNext: () => void): void {
  const before = written();
  if (/(?:^|\n)[ \t]*$/u.test(before)) {
    if (after.startsWith(' ')) skipNext();
    return;
  }
  if (!before.endsWith(' ') || !/^(?:[\s,.;:!?)\]”]|$)/u.test(after)) return;
  const last = texts.findLastIndex((text) => text !== '');
  texts[last] = (texts[last] ?? '').slice(0, -1);
}
