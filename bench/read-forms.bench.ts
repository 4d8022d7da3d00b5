/** Ways of filling a form, on every form: how many values are read right, flagged, lost in silence, read wrong. */
import { waysOfFilling } from '../src/testing/ways/ways-of-filling.ts';
import { tell } from './options.ts';

const ways = waysOfFilling();
for (const { way, files, values, right, flagged, missing, wrong, examples } of ways) {
  console.error(
    `${way.padEnd(66)} ${files} files: ${right} of ${values} right, ${flagged} flagged, ${missing} missing, ${wrong} wrong`,
  );
  for (const example of examples) console.error(`    ${example}`);
}
const sum = (count: (way: (typeof ways)[number]) => number): number =>
  ways.reduce((total, way) => total + count(way), 0);
const certain = ways.filter((way) => way.expect === 'read');
tell({ bench: 'ways of filling a form', value: ways.length, unit: 'ways' });
tell({ bench: 'values in filled-in forms', value: sum((way) => way.values), unit: 'values' });
tell({ bench: 'values read wrong', value: sum((way) => way.wrong), unit: 'values', target: 0 });
tell({ bench: 'values lost in silence', value: sum((way) => way.missing), unit: 'values', target: 0 });
tell({
  bench: 'read right where the value is certain',
  value: certain.reduce((total, way) => total + way.right, 0) / certain.reduce((total, way) => total + way.values, 0),
  unit: 'share',
  target: 1,
});
