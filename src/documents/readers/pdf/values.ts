/** What pdf.js hands over is not typed: values are taken for what they are. */

export function isList(value: unknown): value is ArrayLike<unknown> & Iterable<unknown> & readonly unknown[] {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array;
}

export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

export function number(value: unknown, otherwise = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

export function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
