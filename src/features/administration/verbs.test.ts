import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor } from '../../../messages/index.ts';

const FEATURES = join(import.meta.dirname, '..');

/** Every verb that a feature writes into the audit trail, as its source has it. */
function auditedVerbs(): string[] {
  const files = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
  );
  const verbs = files.flatMap((file) => {
    const source = readFileSync(join(FEATURES, file), 'utf8');
    if (!source.includes('appendAudit')) return [];
    return [...source.matchAll(/verb: (?:\w+ \? '([\w.-]+)' : )?'([\w.-]+)'|audit\(tx, actor, '([\w.-]+)'/g)].flatMap(
      ([, one, two, three]) => [one, two, three].filter((verb) => verb !== undefined),
    );
  });
  return [...new Set(verbs)].toSorted();
}

test('every verb of the trail has words in both languages', () => {
  const verbs = auditedVerbs();
  expect(verbs.length).toBeGreaterThan(20);
  for (const locale of ['vi', 'en'] as const) {
    const known = Object.keys(messagesFor(locale).administration.audit.verbs);
    expect(verbs.filter((verb) => !known.includes(verb))).toEqual([]);
  }
});
