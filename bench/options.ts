/** What every bench is told on its command line, and how it tells its figures (scripts/bench.mjs prints them). */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CountryOptions } from './generate.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    editions: { type: 'string', default: '1' },
    root: { type: 'string', default: '.' },
  },
  strict: false,
});

const root = resolve(String(values.root));

export const options: CountryOptions & { readonly root: string; readonly isQuick: boolean; readonly cli: string } = {
  isQuick: values.quick === true,
  size: values.quick === true ? 'quick' : 'national',
  seed: wholeNumber('seed', values.seed, 1, 1_000_000),
  editions: wholeNumber('editions', values.editions, 1, 10),
  cache: join(root, '.cache', 'bench'),
  root,
  cli: join(root, 'dist', 'cli.js'),
};

function wholeNumber(name: string, text: unknown, from: number, to: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to) throw new Error(`--${name} is ${from} to ${to}`);
  return value;
}

export interface Figure {
  readonly bench: string;
  readonly value: number;
  /** `…/s` is a rate, `share` a part of 1: more is better. */
  readonly unit: string;
  /** The bare way, measured in the same run. */
  readonly limit?: number;
  readonly limitOf?: string;
  /** Of value ÷ limit, or of value where there is no limit. */
  readonly target?: number;
}

/** Hands a figure to the runner. */
export function tell(figure: Figure): void {
  console.log(JSON.stringify(figure));
}

/** The middle one; of an even number the lower of the two. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/** The smallest number that is at least as large as that share of them. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
