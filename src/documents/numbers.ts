/**
 * Numbers as Vietnamese officials write them: `1.250` is 1250, `2,5 triệu` is 2 500 000, `12 lớp` is 12. One law stands
 * above all: what is not certain is refused with the reason, never guessed.
 */
import { formatDecimal } from '../platform/text/decimal.ts';
import { normalizeText, unaccentedKey } from '../platform/text/vietnamese.ts';
import type { IndicatorKind } from './plan/reading.ts';

/** Why a text is not taken for a number. Codes are part of the command line's contract. */
export const NUMBER_ISSUES = {
  empty: 'Chưa có số.',
  formula: 'Là công thức, không phải số: hãy ghi kết quả.',
  negative: 'Số âm: số liệu này không thể nhỏ hơn 0.',
  scientific: 'Viết kiểu 1e9: hãy ghi đủ chữ số.',
  'thousands-or-decimal': 'Dấu phẩy có thể là hàng nghìn hay phần thập phân: hãy ghi 1.250 hoặc 1,25.',
  'spaces-in-number': 'Có dấu cách giữa các chữ số: có thể là hai số. Hãy ghi 1.250.',
  'several-numbers': 'Có nhiều số trên một chỗ: không rõ số nào.',
  fraction: 'Viết kiểu a/b: không rõ là phân số, ngày hay tỷ lệ.',
  date: 'Giống ngày tháng, không phải số liệu.',
  percent: 'Là tỷ lệ phần trăm, không phải số lượng.',
  'not-whole': 'Phải là số nguyên.',
  approximate: 'Là số ước chừng (khoảng, gần, trên …): hãy ghi số đúng.',
  unit: 'Đơn vị không hợp với chỉ tiêu này.',
  'money-unit': 'Số tiền nhỏ mà không ghi đơn vị: không rõ đồng, nghìn hay triệu đồng.',
  'too-large': 'Số lớn bất thường.',
  'leading-zero': 'Có số 0 ở đầu: có thể là số điện thoại hay mã số.',
  'yes-no': 'Chỉ ghi có hoặc không (1 hoặc 0).',
  'not-a-number': 'Không phải là số.',
} as const;

export type NumberIssueCode = keyof typeof NUMBER_ISSUES;

interface NumberIssue {
  readonly code: NumberIssueCode;
  readonly message: string;
}

export type NumberReading = { readonly value: string } | { readonly issue: NumberIssue };

/** Counts of people and of things beyond this are slips of the finger: the country has some hundred million people. */
const LARGEST_COUNT = 999_999_999n;
/** đồng; more than the state budget of a year. */
const LARGEST_MONEY = 9_999_999_999_999_999n;
/** đồng; forms often leave the unit open, and an award below this is likelier thousands or millions. */
const SMALLEST_BARE_MONEY = 100_000n;

/** Longer texts are sentences, not numbers. */
const LONGEST_TEXT = 120;

const PEOPLE_UNITS = [
  'nguoi',
  'luot',
  'luot nguoi',
  'ca nhan',
  'hoc vien',
  'hoc sinh',
  'dai bieu',
  'em',
  'can bo',
  'nguoi tham gia',
  'luot nguoi tham gia',
  'luot tham gia',
  'luot truy cap',
  'nguoi doc',
];
const THING_UNITS = [
  'lop',
  'lop hoc',
  'bai',
  'bai viet',
  'tin',
  'tin bai',
  'phong su',
  'to',
  'to roi',
  'to bao',
  'cuon',
  'quyen',
  'ban',
  'chiec',
  'cai',
  'tam',
  'bang',
  'bang ron',
  'pano',
  'pa no',
  'khau hieu',
  'buoi',
  'lan',
  'cuoc',
  'dot',
  'xa',
  'phuong',
  'thi tran',
  'huyen',
  'quan',
  'tinh',
  'don vi',
  'tap the',
  'truong',
  'co so',
  'trung tam',
  'tt',
  'ke hoach',
  'van ban',
  'hoat dong',
  'dau sach',
  'dau muc',
  'trang',
  'trang tin',
  'video',
  'clip',
  'sach',
  'tai lieu',
  'hoi thao',
  'toa dam',
  'trien lam',
  'hoi dien',
  'thu vien',
  'mo hinh',
  'diem',
  'diem cau',
  'cau lac bo',
  'chuong trinh',
  'suat',
  'phan',
  'bo',
];
const SCALES: ReadonlyMap<string, number> = new Map([
  ['nghin', 3],
  ['ngan', 3],
  ['trieu', 6],
  ['tr', 6],
  ['ty', 9],
]);

const YES: ReadonlySet<string> = new Set([
  'co',
  'x',
  'da co',
  'da ban hanh',
  'co ban hanh',
  'co ke hoach',
  'co to chuc',
  'da to chuc',
  'da thuc hien',
  'yes',
  '1',
  '01',
]);
/** "01 kế hoạch", "Có (Kế hoạch số 15/KH-UBND)". */
const YES_WITH_NUMBER =
  /^(?:0?1 (?:ke hoach|van ban|kh)|(?:co|da co|da ban hanh) (?:ke hoach|kh|van ban)(?: so \d.*)?)$/u;
const NO: ReadonlySet<string> = new Set([
  'khong',
  'khong co',
  'chua',
  'chua co',
  'chua ban hanh',
  'chua to chuc',
  'no',
  '0',
]);
const NONE: ReadonlySet<string> = new Set(['khong', 'khong co']);

function refuse(code: NumberIssueCode): NumberReading {
  return { issue: { code, message: NUMBER_ISSUES[code] } };
}

/**
 * Reads one number for a measure of that kind. The value is a canonical decimal string (`1250`); for yes-no `1` or `0`;
 * for money đồng. `unit` is the measure's unit where the form prints one (`triệu đồng` scales a bare number).
 */
export function readNumber(text: string, kind: IndicatorKind, unit: string | null = null): NumberReading {
  const plain = normalizeText(text)
    .replace(/[\uff01-\uff5e]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/\s+/gu, ' ')
    .trim();
  if (/^[-\u2010-\u2015/.…_\s]*$/u.test(plain)) return refuse('empty');
  if (plain.length > LONGEST_TEXT) return refuse('not-a-number');
  if (/^[=@]/u.test(plain)) return refuse('formula');
  // "702.000 đồng (Bảy trăm linh hai nghìn đồng)": the amount in words says it again.
  const once = kind === 'money' ? plain.replace(/\s*\([^()\d]*đồng[^()\d]*\)[.;]?$/iu, '') : plain;
  const trimmed = once.replace(/\s*[.;,:]+$/u, '');
  const key = unaccentedKey(trimmed);
  if (kind === 'yes-no') return readYesNo(trimmed, key);
  if (NONE.has(key) || isNoneOf(key, kind)) return { value: '0' };
  if (!/\d/u.test(trimmed)) return refuse('not-a-number');
  if (/^[-\u2010-\u2015\u2212(]\s*\d[\d.,]*\)?$/u.test(trimmed)) return refuse('negative');
  if (/\d\s*e\s*[-+]?\d/iu.test(trimmed)) return refuse('scientific');
  if (trimmed.includes('%')) return refuse('percent');
  if (/^(?:khoang|gan|hon|tren|duoi|chung|xap xi|uoc|it nhat|toi da)(?: |$)/u.test(key) || /^[~≈><≥≤±]/u.test(trimmed))
    return refuse('approximate');
  return readQuantity(trimmed, kind, unit);
}

/** "không lớp", "không có tờ nào". */
function isNoneOf(key: string, kind: IndicatorKind): boolean {
  const unit = /^khong (?:co )?(\p{L}.*?)(?: nao)?$/u.exec(key)?.[1];
  return unit !== undefined && judgeUnit(unit, false, kind) === null;
}

function readYesNo(trimmed: string, key: string): NumberReading {
  if (/^[✓✔☑☒√]$/u.test(trimmed) || YES.has(key) || YES_WITH_NUMBER.test(key)) return { value: '1' };
  if (trimmed === '☐') return refuse('empty');
  return NO.has(key) ? { value: '0' } : refuse('yes-no');
}

function readQuantity(text: string, kind: IndicatorKind, unit: string | null): NumberReading {
  const ratio = /^(\d{1,6}) ?\/ ?(\d{1,6})(?: (\p{L}[\p{L} ,/]*))?$/u.exec(text);
  if (ratio !== null) return readRatio(Number(ratio[1]), Number(ratio[2]), ratio[3] ?? null, kind);
  if (/\d ?[/-] ?\d{1,2} ?[/-] ?\d{2,4}/u.test(text)) return refuse('date');
  if (/\d ?\/ ?\d/u.test(text)) return refuse('fraction');

  const parts = /^(\d[\d.,]*(?: \d{3})*(?:,\d+)?)(?: ?(\p{L}.*))?$/u.exec(text);
  if (parts === null) return refuse(/^\d/u.test(text) || /\d\D+\d/u.test(text) ? 'several-numbers' : 'not-a-number');
  const words = unaccentedKey(parts[2] ?? '');
  if (/\d/u.test(words)) return refuse('several-numbers');
  const scaled = splitScale(words);
  const unitIssue = judgeUnit(scaled.unit, scaled.power > 0, kind);
  if (unitIssue !== null) return refuse(unitIssue);

  const number = readDigits(parts[1] ?? '', scaled.power > 0, kind === 'money' && scaled.unit !== '');
  if ('issue' in number) return number;
  const implied = kind === 'money' && words === '' ? splitScale(unaccentedKey(unit ?? '')) : null;
  return settle(
    number.value,
    scaled.power + (implied?.power ?? 0),
    kind,
    words !== '' || (unit !== null && unit !== ''),
  );
}

/** "11/11 xã": done of all. Without a unit it might be a date or a fraction. */
function readRatio(done: number, all: number, unit: string | null, kind: IndicatorKind): NumberReading {
  if (kind === 'money' || done > all || all === 0) return refuse('fraction');
  if (unit === null) return refuse('fraction');
  const issue = judgeUnit(unaccentedKey(unit), false, kind);
  return issue === null ? { value: String(done) } : refuse(issue);
}

function splitScale(words: string): { power: number; unit: string } {
  const [first = '', ...rest] = words.split(' ');
  const power = SCALES.get(first);
  return power === undefined ? { power: 0, unit: words } : { power, unit: rest.join(' ') };
}

function judgeUnit(unit: string, scaled: boolean, kind: IndicatorKind): NumberIssueCode | null {
  const isMoney = ['dong', 'd', 'vnd', 'vnđ', 'dong viet nam'].includes(unit);
  if (kind === 'money') return unit === '' || isMoney ? null : 'unit';
  if (isMoney) return 'unit';
  if (unit === '') return scaled ? 'unit' : null;
  if (kind === 'people' || kind === 'attendances') return isMadeOf(unit, PEOPLE_UNITS) ? null : 'unit';
  return isMadeOf(unit, THING_UNITS) || (kind === 'stock' && isMadeOf(unit, PEOPLE_UNITS)) ? null : 'unit';
}

/** "xã, phường, thị trấn" is a unit as "xã" is one. */
function isMadeOf(words: string, units: readonly string[]): boolean {
  return units.some(
    (unit) => unit === words || (words.startsWith(`${unit} `) && isMadeOf(words.slice(unit.length + 1), units)),
  );
}

/** Digits with their separators → a decimal string. Dots in groups of three are thousands; a lone comma group of three is not certain. */
function readDigits(digits: string, scaled: boolean, moneyNamed: boolean): NumberReading {
  const packed = digits.replace(/[.,]+$/u, '');
  if (packed.includes(' ')) {
    const certain = moneyNamed && /^[1-9]\d{0,2}(?: \d{3}){2,}$/u.test(packed);
    return certain ? { value: packed.replaceAll(' ', '') } : refuse('spaces-in-number');
  }
  if (/^\d+$/u.test(packed)) {
    if (packed.length > 3 && packed.startsWith('0')) return refuse('leading-zero');
    return { value: packed.replace(/^0+(?=\d)/u, '') };
  }
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/u.test(packed)) {
    // "1.250 triệu" may be a thousand million or one and a quarter.
    return scaled && packed.split('.').length === 2
      ? refuse('thousands-or-decimal')
      : { value: packed.replaceAll('.', '') };
  }
  if (/^[1-9]\d{0,2}(?:,\d{3}){2,}$/u.test(packed)) return { value: packed.replaceAll(',', '') };
  if (/^\d+,\d{3}$/u.test(packed)) return refuse('thousands-or-decimal');
  if (/^(?:0|[1-9]\d*),\d+$/u.test(packed)) return { value: packed.replace(',', '.') };
  if (/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/u.test(packed)) return { value: packed.replaceAll('.', '').replace(',', '.') };
  if (/^(?:0|[1-9]\d*)\.\d{1,2}$/u.test(packed)) return scaled ? { value: packed } : refuse('thousands-or-decimal');
  return refuse('not-a-number');
}

function settle(value: string, power: number, kind: IndicatorKind, unitKnown: boolean): NumberReading {
  const [whole = '0', fraction = ''] = value.split('.');
  const places = fraction.replace(/0+$/u, '');
  if (places.length > power) return refuse('not-whole');
  const amount = BigInt(whole + places.padEnd(power, '0'));
  if (kind === 'money') {
    if (amount > LARGEST_MONEY) return refuse('too-large');
    if (!unitKnown && amount > 0n && amount < SMALLEST_BARE_MONEY) return refuse('money-unit');
  } else if (amount > LARGEST_COUNT) return refuse('too-large');
  return { value: amount.toString() };
}

/** A canonical decimal the Vietnamese way: `1.250`, `2,5`. */
export function formatNumber(value: string): string {
  return formatDecimal(value);
}

/**
 * What a person would write in the box: thousands with dots, `có`/`không`, money with `đồng`.
 * Read back with `readNumber` of the same kind it is the same value.
 */
export function formatValue(value: string, kind: IndicatorKind): string {
  // A sum over units of yes and no is a count again.
  if (kind === 'yes-no' && value === '0') return 'không';
  if (kind === 'yes-no' && value === '1') return 'có';
  return kind === 'money' ? `${formatDecimal(value)} đồng` : formatDecimal(value);
}
