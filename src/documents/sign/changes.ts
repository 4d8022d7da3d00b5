/**
 * What was done to a PDF after a signature: the signed revision and the whole file are compared object by object, from
 * the root. Another signature may add exactly what a signature needs; everything else is a change. It is compared what
 * a reader would see, not which bytes were appended, so that objects slipped in for later are found where they are used.
 */
import { type PdfFile, type PdfPage, pagesOf, rectangleOf } from './pdf/file.ts';
import type { PdfArray, PdfDict, PdfObject, PdfRef, PdfValue } from './pdf/values.ts';

export type ChangeKind =
  /** Nothing follows the signed bytes. */
  | 'none'
  /** Bytes follow, but they change nothing that is read. */
  | 'nothing-seen'
  /** Only further signatures, time-stamps or data for checking them. */
  | 'signatures'
  /** Also the document's description (title, dates, metadata). */
  | 'description'
  /** Pages, fields, annotations or anything else. */
  | 'content';

/** A mark that a later signature put on a page. It may cover what was signed before: a person should look. */
export interface AddedMark {
  /** From 1; null when its page is not known. */
  readonly page: number | null;
  /** x0, y0, x1, y1 in points. */
  readonly box: readonly [number, number, number, number];
}

export interface Changes {
  readonly kind: ChangeKind;
  /** Signatures added. */
  readonly signatures: number;
  readonly marks: readonly AddedMark[];
  /** Where in the document, such as "Root/Pages/Kids/0/Contents"; the first few. */
  readonly places: readonly string[];
}

export const NO_CHANGES: Changes = { kind: 'none', signatures: 0, marks: [], places: [] };

const PAIR_LIMIT = 1_000_000;
const PLACE_LIMIT = 10;

type Role = 'catalog' | 'form' | 'fields' | 'annotations' | 'description' | 'plain';

interface Pair {
  readonly before: PdfValue | undefined;
  readonly after: PdfValue | undefined;
  readonly path: string;
  readonly role: Role;
}

/** Keys that the field of a new signature may have; no actions, no children. */
const FIELD_KEYS = new Set(
  'Type Subtype FT T TU TM V F P Rect AP MK Ff Lock SV DA DV Border BS H M NM C StructParent Contents'.split(' '),
);
/** Keys of an empty signature field that signing it may change. */
const SIGNED_FIELD_KEYS = new Set(['V', 'AP', 'F', 'M', 'MK']);
/** Keys of a form that came with the first signature. */
const NEW_FORM_KEYS = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);

/** Compares the signed revision with the whole file. */
export function changesBetween(before: PdfFile, after: PdfFile): Changes {
  return new Comparison(before, after).run();
}

class Comparison {
  readonly #before: PdfFile;
  readonly #after: PdfFile;
  readonly #stack: Pair[] = [];
  readonly #seen = new Set<string>();
  readonly #content = new Set<string>();
  readonly #description = new Set<string>();
  /** Object numbers of signature fields that were added, and of widgets that pages got. */
  readonly #newFields = new Set<number>();
  readonly #newWidgets = new Set<number>();
  readonly #marks: AddedMark[] = [];
  #signedEmpty = 0;
  #pages: readonly PdfPage[] | null = null;
  #validationData = false;

  constructor(before: PdfFile, after: PdfFile) {
    this.#before = before;
    this.#after = after;
  }

  run(): Changes {
    this.#push(this.#before.trailer.entries.get('Root'), this.#after.trailer.entries.get('Root'), 'Root', 'catalog');
    this.#push(
      this.#before.trailer.entries.get('Info'),
      this.#after.trailer.entries.get('Info'),
      'Info',
      'description',
    );
    let pairs = 0;
    for (let pair = this.#stack.pop(); pair !== undefined; pair = this.#stack.pop()) {
      pairs += 1;
      if (pairs > PAIR_LIMIT) {
        this.#content.add('(quá nhiều đối tượng)');
        break;
      }
      this.#compare(pair);
    }
    for (const widget of this.#newWidgets) if (!this.#newFields.has(widget)) this.#content.add('Annots');
    const signatures = this.#newFields.size + this.#signedEmpty;
    const quiet = signatures === 0 && !this.#validationData ? 'nothing-seen' : 'signatures';
    return {
      kind: this.#content.size > 0 ? 'content' : this.#description.size > 0 ? 'description' : quiet,
      signatures,
      marks: this.#marks,
      places: [...this.#content, ...this.#description].slice(0, PLACE_LIMIT),
    };
  }

  #push(before: PdfValue | undefined, after: PdfValue | undefined, path: string, role: Role): void {
    this.#stack.push({ before, after, path: path.slice(0, 200), role });
  }

  #differ(path: string, role: Role): void {
    (role === 'description' ? this.#description : this.#content).add(path);
  }

  #compare({ before, after, path, role }: Pair): void {
    if (before?.kind === 'ref' && after?.kind === 'ref') {
      const key = `${before.number} ${after.number} ${role === 'description' ? 'd' : ''}`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    const old = this.#before.resolve(before);
    const now = this.#after.resolve(after);
    if (old === null && now === null) return;
    if (role === 'form' && old === null && now?.kind === 'dict') {
      this.#compareNewForm(now, path);
      return;
    }
    if (role === 'annotations' && old === null && now?.kind === 'array') {
      this.#compareGrowing([], now, path, role);
      return;
    }
    if (old === null || now === null || old.kind !== now.kind) this.#differ(path, role);
    else this.#compareSame(old, now, path, role);
  }

  #compareSame(old: PdfObject, now: PdfObject, path: string, role: Role): void {
    if (old.kind === 'dict' && now.kind === 'dict') this.#compareDicts(old, now, path, role);
    else if (old.kind === 'stream' && now.kind === 'stream') {
      if (Buffer.compare(old.data, now.data) !== 0) this.#differ(path, role);
      this.#compareDicts(old.dict, now.dict, path, role);
    } else if (old.kind === 'array' && now.kind === 'array') {
      if (role === 'fields' || role === 'annotations') this.#compareGrowing(old.items, now, path, role);
      else if (old.items.length !== now.items.length) this.#differ(path, role);
      else
        for (const [index, item] of old.items.entries())
          this.#push(item, now.items[index], `${path}/${index}`, childRole(role));
    } else if (!sameScalar(old, now)) this.#differ(path, role);
  }

  #compareDicts(old: PdfDict, now: PdfDict, path: string, role: Role): void {
    // Which of two equal keys counts is the reader's choice: nothing can be said about such a dictionary.
    if (now.repeated.length > 0) this.#differ(path, role);
    const isPage = nameOf(old, 'Type') === 'Page' && nameOf(now, 'Type') === 'Page';
    const signs = this.#signsEmptyField(old, now);
    for (const key of new Set([...old.entries.keys(), ...now.entries.keys()])) {
      const [was, is] = [old.entries.get(key), now.entries.get(key)];
      const inner = `${path}/${key}`;
      if (signs && SIGNED_FIELD_KEYS.has(key)) continue;
      if (role === 'catalog' && (key === 'DSS' || key === 'Extensions')) {
        if (key === 'DSS') this.#noteValidationData(was, is);
      } else if (role === 'form' && key === 'SigFlags') {
        // Says that there are signatures.
      } else this.#push(was, is, inner, roleOf(role, key, isPage));
    }
  }

  #noteValidationData(was: PdfValue | undefined, is: PdfValue | undefined): void {
    if (was === undefined && is !== undefined) this.#validationData = true;
    else if (was?.kind === 'ref' && is?.kind === 'ref' && was.number !== is.number) this.#validationData = true;
  }

  /** An empty signature field that stood in the signed revision and is signed now. */
  #signsEmptyField(old: PdfDict, now: PdfDict): boolean {
    const isField = nameOf(old, 'FT') === 'Sig' && nameOf(now, 'FT') === 'Sig';
    const wasEmpty = this.#before.resolve(old.entries.get('V')) === null;
    if (!isField || !wasEmpty || !this.#isSignatureValue(now.entries.get('V'))) return false;
    this.#signedEmpty += 1;
    this.#noteMark(now);
    return true;
  }

  #compareNewForm(form: PdfDict, path: string): void {
    const appearances = this.#after.resolve(form.entries.get('NeedAppearances'));
    const strange = [...form.entries.keys()].some((key) => !NEW_FORM_KEYS.has(key));
    if (strange || form.repeated.length > 0 || (appearances?.kind === 'boolean' && appearances.value))
      this.#differ(path, 'form');
    const fields = this.#after.array(form.entries.get('Fields'));
    if (fields !== null) this.#compareGrowing([], fields, `${path}/Fields`, 'fields');
  }

  /** What was in the array stays in its order; what follows may only be new signature fields. */
  #compareGrowing(old: readonly PdfValue[], now: PdfArray, path: string, role: 'fields' | 'annotations'): void {
    if (now.items.length < old.length) this.#differ(path, role);
    for (const [index, item] of now.items.entries()) {
      const was = old[index];
      if (was !== undefined) this.#push(was, item, `${path}/${index}`, 'plain');
      else if (item.kind !== 'ref' || !this.#isNewSignatureField(item)) this.#differ(`${path}/${index}`, role);
      else if (role === 'fields') this.#noteField(item);
      else this.#newWidgets.add(item.number);
    }
  }

  #noteField(field: PdfRef): void {
    if (this.#newFields.has(field.number)) this.#differ('Root/AcroForm/Fields', 'plain');
    this.#newFields.add(field.number);
    const dict = this.#after.dict(field);
    if (dict !== null) this.#noteMark(dict);
  }

  #noteMark(field: PdfDict): void {
    const box = rectangleOf(this.#after, field.entries.get('Rect'));
    if (box === null || box[2] - box[0] < 0.01 || box[3] - box[1] < 0.01 || !field.entries.has('AP')) return;
    this.#marks.push({ page: this.#pageNumber(field.entries.get('P')), box });
  }

  #pageNumber(value: PdfValue | undefined): number | null {
    if (value?.kind !== 'ref') return null;
    this.#pages ??= pagesOf(this.#after);
    const index = this.#pages.findIndex(({ ref }) => ref.number === value.number);
    return index === -1 ? null : index + 1;
  }

  /** A field with a signature in it that did not exist before: no number of an older object, no keys that could act. */
  #isNewSignatureField(field: PdfRef): boolean {
    const dict = this.#after.dict(field);
    return (
      dict !== null &&
      this.#before.stored(field.number) === null &&
      nameOf(dict, 'FT') === 'Sig' &&
      dict.repeated.length === 0 &&
      [...dict.entries.keys()].every((key) => FIELD_KEYS.has(key)) &&
      (!dict.entries.has('Subtype') || nameOf(dict, 'Subtype') === 'Widget') &&
      this.#isSignatureValue(dict.entries.get('V'))
    );
  }

  #isSignatureValue(value: PdfValue | undefined): boolean {
    const dict = this.#after.dict(value);
    return dict !== null && dict.entries.has('ByteRange') && dict.entries.has('Contents');
  }
}

function nameOf(dict: PdfDict, key: string): string | null {
  const value = dict.entries.get(key);
  return value?.kind === 'name' ? value.value : null;
}

function childRole(role: Role): Role {
  return role === 'description' ? 'description' : 'plain';
}

function roleOf(role: Role, key: string, isPage: boolean): Role {
  if (role === 'catalog' && key === 'AcroForm') return 'form';
  if (role === 'catalog' && key === 'Metadata') return 'description';
  if (role === 'form' && key === 'Fields') return 'fields';
  if (isPage && key === 'Annots') return 'annotations';
  return childRole(role);
}

function sameScalar(old: PdfObject, now: PdfObject): boolean {
  if (old.kind === 'string') return now.kind === 'string' && Buffer.compare(old.bytes, now.bytes) === 0;
  const isValue = old.kind === 'boolean' || old.kind === 'number' || old.kind === 'name';
  return !isValue || ('value' in now && now.value === old.value);
}
