/**
 * A document that was read from a file as a model to go on from: last year's plan in the editor. What has no place in the
 * model stands as paragraphs where it stood, so that no word is lost. Not in Blocks and so not in the model: widths of
 * columns, bold and italic inside a paragraph, pages set across.
 */
import type { DocumentBlocks } from '../blocks.ts';
import { NOI_NHAN } from '../plan/parts.ts';
import type { DocAnnex, DocBlock, DocPart, OfficeDoc } from './doc-model.ts';
import { blocksOfEntries } from './from-blocks/body.ts';
import { entriesOf, type Entry, isLine, type LineEntry } from './from-blocks/entries.ts';
import { footOf } from './from-blocks/foot.ts';
import { headOf, LONGEST_LINE } from './from-blocks/head.ts';
import { romanNumeral } from './blocks-of-text.ts';
import { annexReference } from './wording.ts';

/** The document as a model. Never throws: a document of no known shape is a letter with all its text as its body. */
export function modelFromBlocks(document: DocumentBlocks): OfficeDoc {
  const entries = reindexed(entriesOf(document));
  const { part, end } = partOf(entries);
  const bare: OfficeDoc = { version: 1, layout: 'office', landscape: false, ...part, annexes: [], verification: null };
  return { ...bare, annexes: annexesOf(reindexed(entries.slice(end)), bare) };
}

/** Entries counted from their own beginning, as the readers of head and foot expect. */
function reindexed(entries: readonly Entry[]): Entry[] {
  return entries.map((entry, index) =>
    entry.kind === 'line' ? { ...entry, para: { ...entry.para, index } } : { ...entry, index },
  );
}

/** A document without annexes, and where it ends. */
function partOf(entries: readonly Entry[]): { part: DocPart; end: number } {
  const foot = footOf(entries);
  const main = entries.slice(0, foot.start);
  const head = headOf(main);
  const body = blocksOfEntries([...head.left, ...main.slice(head.end), ...foot.left]);
  const closing = head.part.enactment === null ? closingOf(body) : null;
  return {
    part: {
      ...head.part,
      body: closing === null ? body : body.slice(0, -1),
      closing,
      recipients: foot.recipients,
      signature: foot.signature,
      secretary: foot.secretary,
    },
    end: foot.end,
  };
}

const END = /\s*\.?\/\.\s*$/u;

/** The last paragraph, where it ends the text ("./."), without that end. */
function closingOf(body: readonly DocBlock[]): string | null {
  const last = body.at(-1);
  if (last?.kind !== 'paragraph' || typeof last.text !== 'string' || last.align !== undefined || !END.test(last.text))
    return null;
  const text = last.text.replace(END, '').trim();
  return text === '' ? null : text;
}

/** "Phụ lục", "PHỤ LỤC II", "Phụ lục 1: Danh sách …". */
const LABEL = /^phụ\s+lục(?:\s+(?:số\s+)?([IVX]{1,5}|\d{1,2}|[A-H])(?![\p{L}\d]))?\s*[:.\-–]?\s*/iu;
const REFERENCE = /^\(?\s*(?:kèm theo|ban hành kèm|đính kèm)(?!\p{L})/iu;
const NATION = /^CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA/u;
const LETTERHEAD = /^(?:UBND|ỦY BAN|UỶ BAN|SỞ|PHÒNG|TRƯỜNG|TÊN C|HỘI|TRUNG TÂM|ĐƠN VỊ|CƠ QUAN)(?!\p{L})/u;

function annexesOf(entries: readonly Entry[], model: OfficeDoc): DocAnnex[] {
  const starts = entries.flatMap((entry, index) => (isLine(entry) && isLabel(entry) ? [index] : []));
  // What stands before the first label is an annex without one.
  if (entries.length > 0 && starts[0] !== 0) starts.unshift(0);
  return starts.map((start, index) => annexOf(entries.slice(start, starts[index + 1]), index, starts.length, model));
}

function isLabel(entry: LineEntry): boolean {
  const label = LABEL.exec(entry.raw);
  if (label === null || entry.raw.length > 300) return false;
  const rest = entry.raw.slice(label[0].length);
  // "Phụ lục kèm theo …" inside a sentence is no label.
  return rest === '' || label[1] !== undefined || rest === rest.toLocaleUpperCase('vi');
}

function annexOf(entries: readonly Entry[], index: number, count: number, model: OfficeDoc): DocAnnex {
  const title: string[] = [];
  let reference: string | null = null;
  let at = 0;
  const first = entries[0];
  if (isLine(first) && isLabel(first)) {
    const label = LABEL.exec(first.raw);
    const rest = first.raw.slice(label?.[0].length ?? 0);
    // The writer numbers annexes by itself: a number that it would not print stays in the title.
    if (label?.[1] !== undefined && !isOwnNumber(label[1], index, count)) title.push(first.raw);
    else if (rest !== '') title.push(rest);
    at = 1;
  }
  for (; at < entries.length; at += 1) {
    const entry = entries[at];
    if (!isLine(entry)) break;
    const { raw } = entry;
    if (REFERENCE.test(raw) && raw.length < 400 && reference === null) reference = raw;
    else if (reference === null && isTitle(entry, title.length)) title.push(raw);
    else break;
  }
  const rest = reindexed(entries.slice(at));
  const form = formStart(rest);
  const inner = form < 0 ? null : partOf(reindexed(rest.slice(form)));
  const after = inner === null ? [] : rest.slice(form + inner.end);
  return {
    title: title.join('\n').slice(0, LONGEST_LINE),
    reference: reference !== null && oneSpaced(reference) === oneSpaced(annexReference(model)) ? null : reference,
    landscape: false,
    body: blocksOfEntries([...(form < 0 ? rest : rest.slice(0, form)), ...after]),
    document: inner?.part ?? null,
  };
}

/** Room left for number and date shrinks when it is read. */
function oneSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function isOwnNumber(number: string, index: number, count: number): boolean {
  const own = [romanNumeral(index + 1), String(index + 1), `0${index + 1}`, String.fromCharCode(65 + index)];
  return count > 1 ? own.includes(number) : false;
}

/** Capital or bold and centred lines under the label, as far as four. */
function isTitle(entry: LineEntry, taken: number): boolean {
  const { text, marker, bold, centered } = entry.para;
  if (
    taken >= 4 ||
    marker !== null ||
    text.length > 300 ||
    NATION.test(text) ||
    LETTERHEAD.test(text) ||
    NOI_NHAN.test(text)
  )
    return false;
  return (text === text.toLocaleUpperCase('vi') && /\p{Lu}{2}/u.test(text)) || (bold && centered);
}

/** Where a form with a letterhead of its own begins, or -1. */
function formStart(entries: readonly Entry[]): number {
  const nation = entries.findIndex((entry) => isLine(entry) && NATION.test(entry.para.text));
  if (nation < 0 || nation > 8) return -1;
  const office = entries.findIndex((entry) => isLine(entry) && LETTERHEAD.test(entry.para.text));
  return office >= 0 && office < nation ? office : nation;
}
