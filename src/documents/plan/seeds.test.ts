/** Every field of the five seeds as expected.json has it; warnings may be more, never fewer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { readDocument } from '../read-document.ts';
import { readPlan } from './read-plan.ts';
import type { PlanReading } from './reading.ts';

const folder = sharedFile('seeds');
const expectedFile = sharedFile('seeds/expected.json');

interface Expected {
  readonly agencies: readonly { readonly name: string; readonly taskCount: number }[];
  readonly programme: { readonly rows: number; readonly starts?: readonly string[] };
  readonly form: { readonly indicatorsPerGroup: readonly number[]; readonly sections: number };
  readonly warnings: readonly string[];
  readonly deadlines: readonly object[];
  readonly ceremony: object;
  readonly [field: string]: unknown;
}

describe.skipIf(folder === null || expectedFile === null)('seeds', () => {
  const expected =
    expectedFile === null ? {} : (JSON.parse(readFileSync(expectedFile, 'utf8')) as Record<string, Expected>);
  const names = folder === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.txt'));
  it.each(names)('%s', (name) => {
    const wanted = expected[name]!;
    const { reading, sources } = readPlan(readDocument(readFileSync(join(folder ?? '', name)), name));
    expect(comparable(reading, wanted)).toEqual(wanted);
    for (const source of sources) expect(valueAt(reading, source.path), source.path).not.toBeUndefined();
  });
});

/** The reading in the shape of expected.json. */
function comparable(reading: PlanReading, wanted: Expected): object {
  const codes = [...new Set(reading.warnings.map((warning) => warning.code))];
  return {
    type: reading.type,
    urgency: reading.urgency,
    issuer: reading.issuer,
    number: reading.number,
    date: reading.date,
    title: reading.title,
    bases: reading.bases,
    references: reading.references,
    themes: reading.themes,
    week: reading.week,
    ceremony: present({ date: reading.ceremony.date, time: reading.ceremony.time, place: reading.ceremony.place }),
    agencies: reading.agencies.map(({ name, tasks }) => ({ name, taskCount: tasks.length })),
    deadlines: reading.deadlines.map(({ due, from, to, via, what }) => ({ due, from, to, via, what })),
    programme:
      wanted.programme.starts === undefined
        ? { rows: reading.programme.length }
        : { rows: reading.programme.length, starts: reading.programme.map((row) => row.start) },
    form: {
      indicatorsPerGroup: reading.form.groups.map((group) => group.indicators.length),
      sections: reading.form.sections.length,
    },
    slogans: reading.slogans.length,
    recipients: reading.recipients.length,
    addressees: reading.addressees.length,
    signer: reading.signer,
    warnings: wanted.warnings.filter((code) => codes.includes(code)),
  };
}

function present(fields: Record<string, string | null>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** The value a JSON pointer leads to. */
function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
}
