/** How people fill in forms, measured: the table of `expected.txt` is what is read right, flagged, lost and wrong. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type WayFigures, waysInTurn } from '../../testing/ways/ways-of-filling.ts';

const EXPECTED = fileURLToPath(new URL('../../testing/ways/expected.txt', import.meta.url));

const row = ({ way, files, values, right, flagged, missing, wrong }: WayFigures): string =>
  [way.padEnd(66), ...[files, values, right, flagged, missing, wrong].map((number) => String(number).padStart(7))].join(
    '',
  );

test('no way of filling gives a wrong value or loses one in silence; what is certain is read', async () => {
  const figures = waysInTurn();
  expect(figures.length).toBeGreaterThanOrEqual(40);
  expect(figures.filter((way) => way.wrong > 0 || way.missing > 0)).toEqual([]);
  expect(figures.filter((way) => way.expect === 'read' && way.right < way.values)).toEqual([]);
  expect(new Set(figures.map((way) => way.way)).size).toBe(figures.length);
  const head = `${'way'.padEnd(66)}${['files', 'values', 'right', 'flagged', 'missing', 'wrong'].map((word) => word.padStart(7)).join('')}`;
  await expect(`${[head, ...figures.map(row)].join('\n')}\n`).toMatchFileSnapshot(EXPECTED);
}, 120_000);
