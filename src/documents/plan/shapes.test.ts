/** The same document in another typing reads the same: blank lines, bullets, indents, lost bold, lines wrapped by a page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { readTextBlocks } from '../readers/text.ts';
import { readPlan } from './read-plan.ts';

const corpus = fileURLToPath(new URL('./corpus/', import.meta.url));
const folders = [corpus, sharedFile('seeds')].filter((folder) => folder !== null);
// 28 holds an HTML table on one line, 36 and 63 use stars as bullets: they lose by the change itself.
const texts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|md)$/u.test(name) && !/^(?:28|36|63)-/u.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
);

const SHAPES: Readonly<Record<string, (text: string) => string>> = {
  'without blank lines': (text) => text.replace(/\n\s*\n/gu, '\n'),
  'with more blank lines': (text) => text.replace(/\n/gu, '\n\n'),
  'with other dashes': (text) => text.replace(/^- /gmu, '– '),
  'with dots for dashes': (text) => text.replace(/^- /gmu, '• '),
  'without a space after the dash': (text) => text.replace(/^- /gmu, '-'),
  'without markdown': withoutMarkdown,
};

describe('shapes', () => {
  it.each(Object.entries(SHAPES))('%s', (_, change) => {
    for (const { name, text } of texts) expect(fieldsOf(change(text)), name).toEqual(plainFields(text));
  });

  it.each([80, 88, 95])('wrapped at %d characters: 98 of 100 fields the same', (width) => {
    let same = 0;
    let all = 0;
    const differences: string[] = [];
    for (const { name, text } of texts) {
      const before = plainFields(text);
      const after = fieldsOf(wrapped(withoutMarkdown(text), width));
      for (const [field, value] of Object.entries(before)) {
        all += 1;
        if (value === after[field]) same += 1;
        else differences.push(`${name} ${field}: ${value} → ${after[field] ?? ''}`);
      }
    }
    expect(same / all, differences.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});

const plain = new Map<string, Record<string, string>>();

/** The fields of a text as it is; read once. */
function plainFields(text: string): Record<string, string> {
  const known = plain.get(text) ?? fieldsOf(text);
  plain.set(text, known);
  return known;
}

function fieldsOf(text: string): Record<string, string> {
  const { reading } = readPlan(readTextBlocks(new TextEncoder().encode(text)));
  const counted = {
    ...reading,
    agencies: reading.agencies.map((agency) => [agency.name, agency.tasks.length]),
    form: reading.form.groups.map((group) => group.indicators.length),
    warnings: [...new Set(reading.warnings.map((warning) => warning.code))],
  };
  return Object.fromEntries(Object.entries(counted).map(([field, value]) => [field, JSON.stringify(value)]));
}

function withoutMarkdown(text: string): string {
  return text.replace(/\*+/gu, '').replace(/^#+ /gmu, '');
}

/** Long lines broken at a width, as a page does it; tables and columns stay. */
function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width || /[|\t]|\s{3,}\S/u.test(line.trim())) return [line];
      const lines: string[] = [];
      let current = '';
      for (const word of line.split(' ')) {
        if (current !== '' && current.length + word.length >= width) {
          lines.push(current);
          current = word;
        } else current = current === '' ? word : `${current} ${word}`;
      }
      return [...lines, current];
    })
    .join('\n');
}
