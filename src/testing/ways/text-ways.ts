/** Ways to write a number: for every form and both formats, the value that the filler writes is replaced by the words. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { CellValue, Measure } from '../../documents/forms/definition.ts';
import { fillForm } from '../../documents/forms/fill.ts';
import { textOfValue } from '../../documents/forms/value-text.ts';
import { formatDecimal } from '../../platform/text/decimal.ts';
import { measuresIn, type Sample, type Way } from './way.ts';

/**
 * What a person writes for a number (its canonical digits, its dotted form) of a measure; null: as the filler does.
 * `hasUnit`: the unit stands behind it already, printed by the form or put there by the filler.
 */
type Writing = (digits: string, dotted: string, measure: Measure, hasUnit: boolean) => string | null;

interface TextWay {
  readonly name: string;
  readonly expect: Way['expect'];
  readonly write: Writing;
  /** What the words say, where it is not the number. */
  readonly means?: (measure: Measure, cell: CellValue) => CellValue | undefined;
}

const isCount = (measure: Measure): boolean => measure.kind !== 'yes-no' && measure.kind !== 'money';
/** For counts only; money and yes-no stay as they are. */
const counts =
  (write: (digits: string, dotted: string, measure: Measure, hasUnit: boolean) => string): Writing =>
  (digits, dotted, measure, hasUnit) =>
    isCount(measure) ? write(digits, dotted, measure, hasUnit) : null;

const zero: CellValue = { state: 'value', number: '0' };

const WAYS: readonly TextWay[] = [
  { name: 'plain digits', expect: 'read', write: counts((digits) => digits) },
  { name: 'dots for thousands', expect: 'read', write: counts((_, dotted) => dotted) },
  {
    name: 'a unit behind',
    expect: 'read',
    write: counts((_, dotted, { unit }, hasUnit) => (hasUnit ? dotted : `${dotted} ${unit ?? ''}`.trim())),
  },
  { name: 'a full stop behind', expect: 'read', write: counts((_, dotted) => `${dotted}.`) },
  { name: 'a decimal comma with zeros', expect: 'read', write: counts((digits) => `${digits},0`) },
  { name: 'wide digits of another keyboard', expect: 'read', write: counts((digits) => wide(digits)) },
  { name: 'no-break spaces around', expect: 'read', write: counts((_, dotted) => `\u00a0${dotted}\u00a0`) },
  { name: 'dots around', expect: 'read', write: counts((_, dotted) => `.....${dotted}.....`) },
  {
    name: 'all of all, with the unit (11/11 xã)',
    expect: 'read',
    write: (digits, _, measure, hasUnit) =>
      measure.kind === 'count' && !hasUnit && measure.unit !== null && !measure.unit.includes('%')
        ? `${digits}/${digits} xã`
        : null,
  },
  {
    name: 'money in thousands or millions (2,5 triệu đồng)',
    expect: 'read',
    write: (digits, _, { kind }) =>
      kind !== 'money'
        ? null
        : Number(digits) % 10_000 === 0
          ? `${formatDecimal(String(Number(digits) / 1e6))} triệu đồng`
          : `${Number(digits) / 1000} nghìn đồng`,
  },
  {
    name: 'money with đ (1.250.000đ)',
    expect: 'read',
    write: (_, dotted, { kind }) => (kind === 'money' ? `${dotted}đ` : null),
  },
  {
    name: 'money with the words in brackets',
    expect: 'read',
    write: (_, dotted, { kind }) => (kind === 'money' ? `${dotted} đồng (Bảy trăm nghìn đồng)` : null),
  },
  { name: 'zero', expect: 'read', write: () => '0', means: () => zero },
  { name: 'không', expect: 'read', write: () => 'không', means: () => zero },
  { name: 'Không có', expect: 'read', write: () => 'Không có', means: () => zero },
  { name: 'không áp dụng', expect: 'read', write: () => 'Không áp dụng', means: () => ({ state: 'not-applicable' }) },
  { name: 'a dash for blank', expect: 'read', write: () => '-', means: () => undefined },
  { name: 'dots left for blank', expect: 'read', write: () => '……', means: () => undefined },
  { name: 'x for yes', expect: 'read', write: (_, __, { kind }) => (kind === 'yes-no' ? 'x' : null) },
  { name: 'commas for thousands', expect: 'flagged', write: counts((_, dotted) => dotted.replaceAll('.', ',')) },
  { name: 'spaces for thousands', expect: 'flagged', write: counts((_, dotted) => dotted.replaceAll('.', ' ')) },
  { name: 'apostrophes for thousands', expect: 'flagged', write: counts((_, dotted) => dotted.replaceAll('.', "'")) },
  {
    name: 'a space behind the dot (1. 250)',
    expect: 'flagged',
    write: counts((_, dotted) => dotted.replace('.', '. ')),
  },
  {
    name: 'a dot in the wrong place (12.50)',
    expect: 'flagged',
    write: counts((digits) => digits.replace(/(\d\d)$/u, '.$1')),
  },
  { name: 'a leading zero', expect: 'flagged', write: counts((digits) => `0${digits}`) },
  {
    name: 'a part in brackets (có 12 nữ)',
    expect: 'flagged',
    write: counts((_, dotted) => `${dotted} (trong đó 12 nữ)`),
  },
  { name: 'a comment in brackets', expect: 'flagged', write: counts((_, dotted) => `${dotted} (đã kiểm tra)`) },
  { name: 'a range (10-12)', expect: 'flagged', write: counts((digits) => `${digits}-${Number(digits) + 2}`) },
  { name: 'from … to …', expect: 'flagged', write: counts((digits) => `từ ${digits} đến ${Number(digits) + 2}`) },
  { name: 'about that many', expect: 'flagged', write: counts((_, dotted) => `khoảng ${dotted}`) },
  { name: 'more than that', expect: 'flagged', write: counts((_, dotted) => `trên ${dotted}`) },
  {
    name: 'done of planned without a unit',
    expect: 'flagged',
    write: counts((digits) => `${digits}/${Number(digits) + 5}`),
  },
  { name: 'a percentage', expect: 'flagged', write: counts(() => '85,5%') },
  { name: 'number with its percentage', expect: 'flagged', write: counts((_, dotted) => `${dotted} (85%)`) },
  { name: 'a date', expect: 'flagged', write: counts(() => '15/10/2026') },
  { name: 'value and date', expect: 'flagged', write: counts((_, dotted) => `${dotted} (ngày 15/10/2026)`) },
  { name: 'words for the number', expect: 'flagged', write: counts(() => 'mười hai') },
  { name: 'still being counted', expect: 'flagged', write: counts(() => 'đang tổng hợp') },
  { name: 'see the annex', expect: 'flagged', write: counts(() => 'có phụ lục kèm theo') },
  { name: 'O for zero (OCR)', expect: 'flagged', write: counts((digits) => `${digits}O`) },
  {
    name: 'l for one (OCR)',
    expect: 'flagged',
    write: counts((digits) => digits.replace('1', 'l').replace(/^(?!.*l)/u, 'l')),
  },
  {
    name: 'corrected with an arrow',
    expect: 'flagged',
    write: counts((digits) => `${digits} → ${Number(digits) + 1}`),
  },
  { name: 'a sum written out (800 + 450)', expect: 'flagged', write: counts((digits) => `${digits} + 50`) },
  { name: 'an equation', expect: 'flagged', write: counts((digits) => `= ${digits}`) },
  { name: 'a negative number', expect: 'flagged', write: counts((digits) => `-${digits}`) },
  { name: 'a fraction of one', expect: 'flagged', write: counts((_, dotted) => `${dotted},5`) },
  { name: 'power of ten', expect: 'flagged', write: counts(() => '1,2E3') },
  { name: 'a telephone number', expect: 'flagged', write: counts(() => '0912 345 678') },
  {
    name: 'thousands as a unit (1,2 nghìn)',
    expect: 'flagged',
    write: counts(() => '1,2 nghìn'),
    means: (measure, cell) => (isCount(measure) ? { state: 'value', number: '1200' } : cell),
  },
  { name: 'unit of something else', expect: 'flagged', write: counts((_, dotted) => `${dotted} đồng`) },
  { name: 'two numbers with "và"', expect: 'flagged', write: counts((_, dotted) => `${dotted} và 30`) },
  {
    name: 'small money without its unit',
    expect: 'flagged',
    write: (_, __, { kind, unit }) => (kind === 'money' && unit === 'đồng' ? '702' : null),
  },
  { name: 'a footnote sign', expect: 'flagged', write: counts((_, dotted) => `${dotted}²`) },
  { name: 'a question mark', expect: 'flagged', write: counts((_, dotted) => `${dotted}?`) },
  {
    name: 'half of it for yes-no',
    expect: 'flagged',
    write: (_, __, { kind }) => (kind === 'yes-no' ? 'đang soạn' : null),
  },
];

function wide(digits: string): string {
  return digits.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xff10 - 0x30));
}

/** Measures behind whose number a unit stands anyway: of lines with several on one line, and of dotted lines. */
function unitedMeasures({ definition }: Sample): Set<string> {
  const lines = definition.groups.flatMap((group) => group.lines);
  const united = lines.filter(
    (line) => line.outside === true || (line.measures.length > 1 && line.measures[0]?.column === undefined),
  );
  return new Set(united.flatMap((line) => line.measures.map((measure) => measure.key)));
}

/** Each writing as a way of filling any form. */
export const TEXT_WAYS: readonly Way[] = WAYS.map(({ name, expect, write, means }) => ({
  name,
  expect,
  fill: (sample) => {
    const texts = new Map<string, string>();
    const truth: Record<string, CellValue> = {};
    const united = unitedMeasures(sample);
    for (const measure of measuresIn(sample.definition)) {
      const cell = sample.values.cells[measure.key];
      if (cell?.state !== 'value') continue;
      const text = write(cell.number, formatDecimal(cell.number), measure, united.has(measure.key));
      const meant = text === null || means === undefined ? cell : means(measure, cell);
      if (meant !== undefined) truth[measure.key] = meant;
      if (text !== null) texts.set(measure.key, text);
    }
    return texts.size === 0 ? null : { bytes: writeTexts(sample, texts), truth };
  },
}));

/** Fills the form, then puts the words in the place of the values: they are all different, so each is found again. */
export function writeTexts(sample: Sample, texts: ReadonlyMap<string, string>): Uint8Array {
  const marks = new Map<string, string>();
  const cells: Record<string, CellValue> = { ...sample.values.cells };
  let next = 0;
  for (const measure of measuresIn(sample.definition)) {
    const text = texts.get(measure.key);
    if (text === undefined) continue;
    // Any number of five digits is as good as another for finding the place; yes-no is written as a mark of its own.
    const mark =
      measure.kind === 'yes-no' ? '1' : String(measure.kind === 'money' ? 910_000_000 + next++ : 910_001 + next++);
    cells[measure.key] = { state: 'value', number: mark };
    if (measure.kind === 'yes-no') continue;
    marks.set(textOfValue(measure, cells[measure.key]) ?? '', text);
    if (sample.format === 'xlsx') marks.set(mark, text);
  }
  const filled = fillForm(sample.original, sample.definition, { ...sample.values, cells });
  const yesNo = measuresIn(sample.definition).flatMap((measure) =>
    measure.kind === 'yes-no' ? [texts.get(measure.key) ?? 'có'] : [],
  );
  return rewrite(filled, (xml) => replaceMarks(xml, marks, yesNo));
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function replaceMarks(xml: string, marks: ReadonlyMap<string, string>, yesNo: readonly string[]): string {
  let answers = 0;
  return (
    xml
      // A figure in a spreadsheet becomes a text.
      .replace(
        /<c r="([A-Z]+\d+)"( s="\d+")?><v>(\d+)<\/v><\/c>/gu,
        (whole, cell: string, style: string | undefined, digits: string) => {
          const text = marks.get(digits);
          return text === undefined
            ? whole
            : `<c r="${cell}"${style ?? ''} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
        },
      )
      .replace(/(<(?:w:)?t xml:space="preserve">)([^<]*)(?=<)/gu, (whole, tag: string, text: string) => {
        if (/^\s?có$/u.test(text))
          return `${tag}${text.startsWith(' ') ? ' ' : ''}${escaped(yesNo[answers++] ?? 'có')}`;
        const replaced = text.replace(/\d{3}(?:\.\d{3})+(?: đồng)?|\d{6,}/gu, (found) => {
          const own = marks.get(found);
          if (own !== undefined) return escaped(own);
          // The form prints the unit behind the dots.
          const withUnit = marks.get(`${found} đồng`);
          return withUnit === undefined ? found : escaped(withUnit);
        });
        return replaced === text ? whole : `${tag}${replaced}`;
      })
  );
}

/** The file with the text of its main parts changed. */
export function rewrite(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, content] of Object.entries(parts)) {
    if (/^word\/document\.xml$|^xl\/worksheets\//u.test(name)) parts[name] = strToU8(change(strFromU8(content)));
  }
  return zipSync(parts, { mtime: new Date('2026-01-01T00:00:00Z') });
}
