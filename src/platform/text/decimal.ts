/**
 * Decimal numbers as strings: report figures and money add up to the last đồng, so they never pass through a float.
 * A decimal is written the way PostgreSQL `numeric` prints it: optional minus, digits, optional `.` and digits.
 */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/u;

interface Scaled {
  readonly units: bigint;
  /** Number of digits after the point. */
  readonly scale: number;
}

/** Whether the text is a decimal in canonical writing ("12", "-0.5"); "1.250" is one and a quarter here. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

function scaled(text: string): Scaled {
  const match = DECIMAL.exec(text);
  if (match === null) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

function rescale(value: Scaled, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function write(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/u, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Canonical writing of a decimal: no leading zeros, no trailing zeros after the point, no "-0". */
export function canonicalDecimal(text: string): string {
  const { units, scale } = scaled(text);
  return write(units, scale);
}

/** Exact sum of two decimals, canonical. Throws RangeError when one is not a decimal. */
export function addDecimals(left: string, right: string): string {
  const a = scaled(left);
  const b = scaled(right);
  const scale = Math.max(a.scale, b.scale);
  return write(rescale(a, scale) + rescale(b, scale), scale);
}

/** Exact sum of any number of decimals; "0" for none. */
export function sumDecimals(values: Iterable<string>): string {
  let total: Scaled = { units: 0n, scale: 0 };
  for (const text of values) {
    const value = scaled(text);
    const scale = Math.max(total.scale, value.scale);
    total = { units: rescale(total, scale) + rescale(value, scale), scale };
  }
  return write(total.units, total.scale);
}

/** Order of two decimals by value: "1.50" equals "1.5". */
export function compareDecimals(left: string, right: string): -1 | 0 | 1 {
  const a = scaled(left);
  const b = scaled(right);
  const scale = Math.max(a.scale, b.scale);
  const difference = rescale(a, scale) - rescale(b, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Digits after the point that the value needs: 0 for "12.0", 2 for "0.25". */
export function decimalPlaces(text: string): number {
  return canonicalDecimal(text).split('.')[1]?.length ?? 0;
}

/** The Vietnamese way to print a decimal: "1250" → "1.250", "2.5" → "2,5", "-1234567.5" → "-1.234.567,5". */
export function formatDecimal(text: string): string {
  const [whole = '', fraction] = canonicalDecimal(text).split('.');
  const grouped = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/gu, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}
