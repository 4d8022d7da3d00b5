/** The value text of one line → the values of its measures. What is not certain becomes an issue, never a value. */
import { normalizeText, unaccentedKey } from '../../platform/text/vietnamese.ts';
import { readNumber } from '../numbers.ts';
import type { CellValue, IndicatorLine, Measure, ValueIssue } from './definition.ts';
import { behindLabel } from './labels.ts';
import { formMessage } from './messages.ts';

export interface LineValues {
  readonly cells: readonly (readonly [key: string, value: CellValue])[];
  readonly issues: readonly ValueIssue[];
}

/** Letters, digits, a tick, or a formula that nobody worked out. */
export const HAS_VALUE = /[\p{L}\p{N}✓✔☑☒√]|^=/u;

const NOTHING: LineValues = { cells: [], issues: [] };
const NOT_APPLICABLE = /^(?:khong ap dung|khong thuoc|kad|n a|na)$/u;

/** "không áp dụng", also with the unit that the form prints behind it. */
function isNotApplicable(text: string, measure: Measure | undefined): boolean {
  const key = unaccentedKey(text);
  if (NOT_APPLICABLE.test(key)) return true;
  const unit = /^khong ap dung (\p{L}.*)$/u.exec(key)?.[1];
  return unit !== undefined && measure !== undefined && 'value' in readNumber(`1 ${unit}`, measure.kind);
}

/** Wide letters of an East Asian keyboard as plain ones. */
function plainDigits(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
}

/** A bare small amount may mean thousands, though the form speaks of đồng: only a larger unit says what it is. */
function unitOfAmount({ kind, unit }: Measure): string | null {
  return kind === 'money' && unit === 'đồng' ? null : unit;
}

/** Reads the text that stands for a line. Blank gives nothing: blank is not zero. */
export function readLine(line: IndicatorLine, text: string): LineValues {
  const value = plainDigits(normalizeText(text)).trim();
  if (!HAS_VALUE.test(value)) return NOTHING;
  const [first] = line.measures;
  if (first === undefined) return NOTHING;
  return line.measures.length === 1 ? readOne(first, value) : readSeveral(line, value);
}

function readOne(measure: Measure, text: string): LineValues {
  if (isNotApplicable(text, measure)) return { cells: [[measure.key, { state: 'not-applicable' }]], issues: [] };
  const reading = readNumber(withoutOwnUnit(text, measure), measure.kind, unitOfAmount(measure));
  if ('value' in reading) return { cells: [[measure.key, { state: 'value', number: reading.value }]], issues: [] };
  return (
    firstOfSeveral(measure, text) ?? {
      cells: [],
      issues: [{ code: reading.issue.code, key: measure.key, message: reading.issue.message, found: text }],
    }
  );
}

/** "12 chuyên đề" where the form itself counts in "chuyên đề", "85%" where it asks for "%". Money says its unit itself. */
function withoutOwnUnit(text: string, { kind, unit }: Measure): string {
  const words = text.toLocaleLowerCase('vi');
  if (unit === null || kind === 'money' || kind === 'yes-no' || !words.endsWith(unit)) return text;
  const number = text.slice(0, text.length - unit.length);
  return /\d\s*$/u.test(number) ? number : text;
}

/** "12 lớp, 480 lượt người" behind "Số lớp …": the first number names this line's unit, the second another one; it is flagged. */
function firstOfSeveral(measure: Measure, text: string): LineValues | null {
  const parts = partsOf(text);
  const [first = ''] = parts;
  if (parts.length < 2 || measure.kind === 'money' || !namesUnit(first, measure)) return null;
  if (parts.slice(1).some((part) => !/\d/u.test(part) || unitWords(part) === '' || namesUnit(part, measure)))
    return null;
  const reading = readNumber(first, measure.kind);
  if (!('value' in reading)) return null;
  return {
    cells: [[measure.key, { state: 'value', number: reading.value }]],
    issues: [formMessage('extra-number', measure.key, parts.slice(1).join('; '))],
  };
}

function partsOf(text: string): string[] {
  return text.split(/\s*;\s*|\s*\n\s*|\s+và\s+|,\s+/u).filter((part) => part !== '');
}

function unitWords(part: string): string {
  return unaccentedKey(part.replace(/^[\d.,\s/]+/u, '')).replace(/^khong(?: co)?(?: |$)/u, '');
}

/** The words behind the number are this measure's unit. */
function namesUnit(part: string, measure: Measure): boolean {
  const words = unitWords(part);
  if (words === '' || measure.unit === null) return false;
  if (measure.kind === 'money') return /^\d/u.test(part) && 'value' in readNumber(part, 'money');
  const units = [measure.unit, ...measure.unit.split('/')].map((unit) => unaccentedKey(unit));
  const isHead = measure.kind === 'people' || measure.kind === 'attendances';
  return units.includes(words) || (isHead && /^(?:luot|nguoi|luot nguoi|hoc vien|ca nhan)$/u.test(words));
}

function readSeveral(line: IndicatorLine, text: string): LineValues {
  const parts = partsOf(text);
  if (parts.length === 1 && isNotApplicable(text, undefined)) {
    return { cells: line.measures.map((measure) => [measure.key, { state: 'not-applicable' }]), issues: [] };
  }
  const orders = parts.length === line.measures.length ? [line.measures, line.measures.toReversed()] : [];
  const [only = ''] = parts;
  for (const order of orders) {
    const readings = parts.map((part, index) => readPart(part, order[index], order === line.measures));
    if (readings.every((reading) => reading !== null)) return { cells: readings.flat(), issues: [] };
  }
  const owners = line.measures.filter((measure) => namesUnit(only, measure));
  if (parts.length === 1 && owners.length === 1 && owners[0] !== undefined) return readOne(owners[0], only);
  return { cells: [], issues: line.measures.map((measure) => formMessage('which-measure', measure.key, text)) };
}

/** One part for one measure; null when it cannot be its. In another order than the form's, every part must name its unit. */
function readPart(part: string, measure: Measure | undefined, formOrder: boolean): [string, CellValue][] | null {
  if (measure === undefined) return null;
  if (/^[-–—]$/u.test(part)) return formOrder ? [] : null;
  const labelled = behindLabel(part, measure.label);
  const text = labelled?.colon === true ? labelled.rest : part;
  if (isNotApplicable(text, measure))
    return formOrder || labelled !== null ? [[measure.key, { state: 'not-applicable' }]] : null;
  // "lớp" behind dots that nobody wrote on.
  if ((labelled !== null || formOrder) && isOnlyUnit(text, measure)) return [];
  if (labelled === null && !namesUnit(text, measure) && (!formOrder || unitWords(text) !== '')) return null;
  const reading = readNumber(text, measure.kind, unitOfAmount(measure));
  return 'value' in reading ? [[measure.key, { state: 'value', number: reading.value }]] : null;
}

function isOnlyUnit(text: string, measure: Measure): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return !/^\d|^không(?!\p{L})/iu.test(text) && namesUnit(text, measure);
}
