/** What a paper is called, what it still lacks before it can be issued, where it came from. Pure. */
import { type DocModel, type DocSignature, plainText } from '../../documents/write/doc-model.ts';
import { words } from '../../documents/write/messages.ts';
import { type PaperKind, paperKindFacts } from '../../documents/write/paper-kinds.ts';
import type { FieldProblem } from '../../platform/errors/problem.ts';
import type { CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

export const PAPER_STATUSES = ['draft', 'issued', 'replaced', 'withdrawn'] as const;
export type PaperStatus = (typeof PAPER_STATUSES)[number];

export const SAVE_CAUSES = ['start', 'save', 'restore', 'refresh', 'issue'] as const;
export type SaveCause = (typeof SAVE_CAUSES)[number];

const LONGEST_TITLE = 500;

/** What lists call the paper: its subject, or the name on a certificate. */
export function titleOf(model: DocModel): string {
  const title =
    model.layout === 'office' ? model.subject || (model.type ?? '') : `${model.title} ${model.recipient.name}`;
  return capitalised(title.replaceAll('\n', ' ').trim()).slice(0, LONGEST_TITLE);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** Tên loại và trích yếu as the register writes them: "Kế hoạch Tổ chức …"; of a letter "V/v hưởng ứng …". */
export function registerSubject(model: DocModel): string {
  if (model.layout === 'certificate') return titleOf(model);
  const subject = model.subject.replaceAll('\n', ' ').trim();
  if (model.type === null) return /^v\/v(?!\p{L})/iu.test(subject) ? subject : words.letterSubject(subject);
  return [capitalised(model.type.toLocaleLowerCase('vi')), subject].filter((part) => part !== '').join(' ');
}

/** What the public check says that the paper is about: of a certificate, what it certifies. */
export function checkedSubject(model: DocModel): string {
  const text = model.layout === 'certificate' && model.reason.trim() !== '' ? model.reason : titleOf(model);
  return text.replaceAll('\n', ' ').trim().slice(0, LONGEST_TITLE);
}

/** What a search looks through, without marks: number, subject, agency, addressees, the one who signs. */
export function paperKey(model: DocModel): string {
  const { head, signature } = model;
  const parts = [
    head.number === null ? head.symbol : `${head.number.padStart(2, '0')}/${head.symbol}`,
    titleOf(model),
    head.agency,
    ...(model.layout === 'office' ? model.addressees : []),
    signature.name ?? '',
  ];
  return unaccentedKey(parts.join(' ')).slice(0, 4_000);
}

/** To whom a paper goes, in one line of the register. */
export function receiversOf(model: DocModel): string {
  if (model.layout === 'certificate') return model.recipient.name;
  const named = [...model.addressees, ...model.recipients].filter(
    (line) => !/^(?:như trên|lưu)(?!\p{L})/iu.test(line.trim()),
  );
  return [...new Set(named.map((line) => line.replaceAll('\n', ' ').replace(/[;.]$/u, '')))].join('; ').slice(0, 1_000);
}

/** Room to write by hand as starters print it, and places of a template that a list fills. */
const OPEN_PLACE = /…{2,}|\{\{[^{}]*\}\}/u;

const WORDS_BEFORE = 40;

/** The first open place with the words before it, so that a person finds it; null where there is none. */
function openPlaceIn(text: string): string | null {
  const found = OPEN_PLACE.exec(text);
  if (found === null) return null;
  const before = text.slice(0, found.index).split('\n').at(-1) ?? '';
  const shown = before.length > WORDS_BEFORE ? `…${before.slice(-WORDS_BEFORE).replace(/^\S*\s/u, ' ')}` : before;
  return `${shown}${found[0].startsWith('{') ? found[0] : '……'}`;
}

/**
 * What is still blank, by the field of the editor page. Without these nothing is issued; the name of the one who signs
 * may be put in by hand.
 */
export function blanksOf(kind: PaperKind, model: DocModel): FieldProblem[] {
  const blanks: FieldProblem[] = [];
  const needed = (field: string, text: string): void => {
    if (text.trim() === '') blanks.push({ field, code: 'paper.blank' });
    else open(field, [text]);
  };
  const open = (field: string, texts: readonly (string | null)[]): void => {
    const place = texts.map((text) => openPlaceIn(text ?? '')).find((found) => found !== null);
    if (place !== undefined && place !== null) blanks.push({ field, code: 'paper.open-place', detail: place });
  };
  const { head } = model;
  needed('agency', head.agency);
  needed('place', head.place);
  if (paperKindFacts[kind].isNumbered) needed('symbol', head.symbol);
  if (model.layout === 'certificate') {
    needed('certificateTitle', model.title);
    needed('recipientName', model.recipient.name);
    open('recipientDetail', [model.recipient.detail]);
    needed('certificateReason', model.reason);
    blanks.push(...blankSigner(kind, model.signature));
    return blanks;
  }
  needed('subject', model.subject);
  open('addressees', [...model.addressees, model.via]);
  open('bases', model.bases);
  if (model.body.length === 0) blanks.push({ field: 'body', code: 'paper.blank' });
  else open('body', wordsOfBody(model));
  open('closing', [model.closing]);
  open('recipients', model.recipients);
  blanks.push(...blankSigner(kind, model.signature));
  return blanks;
}

function blankSigner(kind: PaperKind, signature: DocSignature): FieldProblem[] {
  const blanks: FieldProblem[] = [];
  // A script or a table goes with another paper that is signed.
  if (paperKindFacts[kind].isNumbered && signature.title.trim() === '') {
    blanks.push({ field: 'signerTitle', code: 'paper.blank' });
  }
  const place = openPlaceIn(signature.name ?? '');
  if (place !== null) blanks.push({ field: 'signerName', code: 'paper.open-place', detail: place });
  return blanks;
}

function wordsOfBody(model: Extract<DocModel, { layout: 'office' }>): string[] {
  return model.body.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
        return [block.text];
      case 'paragraph':
      case 'item':
        return [plainText(block.text)];
      case 'table':
        return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines.map(plainText)));
      case 'page-break':
        return [];
    }
  });
}

/** A model without what only issuing gives: number, date, the code to check. */
export function unissued(model: DocModel): DocModel {
  return withHead(model, { number: null, date: null }, null);
}

/** The model with number, date and code. */
export function withHead<T extends DocModel>(
  model: T,
  given: { readonly number: string | null; readonly date: CalendarDate | null },
  verification: DocModel['verification'],
): T {
  return { ...model, head: { ...model.head, ...given }, verification };
}

/** Address of what a paper is made from; one draft for each. */
export function planSource(editionId: EditionId, unitId: UnitId): string {
  return `plan/${editionId}/${unitId}`;
}

export function reportSource(editionId: EditionId, unitId: UnitId, formId: number): string {
  return `report/${editionId}/${unitId}/${formId}`;
}

/** Where a person finds what the paper was made from; null where it was begun from nothing. */
export function sourceHref(source: string | null): string | null {
  const [kind, edition, unit] = source?.split('/') ?? [];
  if (edition === undefined || unit === undefined) return null;
  if (kind === 'plan') return `/tuan-le/${edition}/ke-hoach/${unit}`;
  if (kind === 'ceremony') return `/tuan-le/${edition}/le-khai-mac/${unit}`;
  return kind === 'report' ? `/tuan-le/${edition}/tong-hop/${unit}` : null;
}
