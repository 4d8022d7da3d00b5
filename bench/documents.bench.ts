/** The command line: start, reading a plan, adding up a thousand forms. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { defineForm, fileHash } from '../src/documents/forms/define.ts';
import { fillDocx } from '../src/documents/forms/fill-docx.ts';
import { readPlan } from '../src/documents/plan/read-plan.ts';
import { readDocument } from '../src/documents/read-document.ts';
import { PLAN_TEXT } from '../src/features/demonstration/plan-document.ts';
import { makeFormDocx } from '../src/testing/forms.ts';
import { random } from './country.ts';
import { median, options, tell } from './options.ts';
import { run } from './processes.ts';

const FORMS = options.isQuick ? 100 : 1_000;

await commandStart();
readingOfPlan();
await rollUp();

async function commandStart(): Promise<void> {
  const times: number[] = [];
  const bare: number[] = [];
  const npx: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    times.push((await run([options.cli, '--help'])).ms);
    bare.push((await run(['-e', '0'])).ms);
    npx.push((await run([join(options.root, 'bin/suotdoi.mjs'), '--help'])).ms);
  }
  tell({ bench: 'start of the command (--help)', value: median(times), unit: 'ms', target: 400 });
  tell({ bench: 'start through bin/suotdoi.mjs', value: median(npx), unit: 'ms', target: 400 });
  tell({
    bench: 'start of the command beside node alone',
    value: median(times),
    unit: 'ms',
    limit: median(bare),
    limitOf: 'node -e 0',
  });
}

/** A plan of the length of a real one: the demonstration's, with its list of activities four times as long. */
function readingOfPlan(): void {
  const [head = '', tail = ''] = PLAN_TEXT.split('III. CÁC HOẠT ĐỘNG\n');
  const [activities = '', rest = ''] = tail.split('IV. TỔ CHỨC THỰC HIỆN\n');
  const text = `${head}III. CÁC HOẠT ĐỘNG\n${activities.repeat(4)}IV. TỔ CHỨC THỰC HIỆN\n${rest}`;
  const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bench-'));
  const file = join(folder, 'ke-hoach.md');
  writeFileSync(file, text);
  const read: number[] = [];
  const split: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    let started = performance.now();
    const { reading } = readPlan(readDocument(readFileSync(file), file));
    read.push(performance.now() - started);
    if (reading.number === null) throw new Error('the plan was not read');
    started = performance.now();
    const words = readFileSync(file, 'utf8')
      .normalize('NFC')
      .split('\n')
      .map((line) => line.split(/\s+/u));
    split.push(performance.now() - started);
    if (words.length < 50) throw new Error('the plan is too short');
  }
  rmSync(folder, { recursive: true, force: true });
  const bench = `read a plan of ${(text.length / 1_000).toFixed(1)} thousand letters`;
  tell({ bench: `${bench}, the first time`, value: read[0] ?? Number.NaN, unit: 'ms' });
  tell({ bench: `${bench}, after start`, value: median(read.slice(5)), unit: 'ms', target: 50 });
  tell({
    bench,
    value: median(read.slice(5)),
    unit: 'ms',
    limit: median(split.slice(5)),
    limitOf: 'read the bytes, split into words',
  });
}

async function rollUp(): Promise<void> {
  const folder = join(options.cache, `forms-${FORMS}-${options.seed}`);
  const blank = makeFormDocx('eight-groups');
  if (!existsSync(join(folder, 'ready'))) makeForms(folder, blank);
  const form = join(folder, 'mau.docx');
  const reports = join(folder, 'bao-cao');
  const out = mkdtempSync(join(tmpdir(), 'suotdoi-bench-'));
  const times: number[] = [];
  const limits: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const args = [
      'rollup',
      '--form',
      form,
      reports,
      '-o',
      join(out, 'th.xlsx'),
      '--docx',
      join(out, 'th.docx'),
      '--json',
    ];
    const { ms, out: json } = await run([options.cli, ...args]);
    times.push(ms / 1_000);
    // Our own contract: the counts say whether everything was added.
    const { counts } = JSON.parse(json) as { counts: { added: number } };
    if (counts.added !== FORMS) throw new Error(`${counts.added} of ${FORMS} forms were added`);
    const started = performance.now();
    for (const name of readdirSync(reports)) unzipSync(readFileSync(join(reports, name)));
    limits.push((performance.now() - started) / 1_000);
  }
  rmSync(out, { recursive: true, force: true });
  tell({ bench: `rollup of ${FORMS} forms`, value: median(times), unit: 's', target: 60 });
  tell({
    bench: `rollup of ${FORMS} forms beside its limit`,
    value: median(times),
    unit: 's',
    limit: median(limits),
    limitOf: 'read and unzip the same bytes',
  });
}

function makeForms(folder: string, blank: Uint8Array): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'bao-cao'), { recursive: true });
  writeFileSync(join(folder, 'mau.docx'), blank);
  const definition = defineForm(readDocument(blank, 'mau.docx'), { name: 'mau.docx', sha256: fileHash(blank) });
  if (definition === null) throw new Error('the form was not found');
  const next = random(options.seed);
  const measures = definition.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
  for (let unit = 1; unit <= FORMS; unit += 1) {
    const cells = Object.fromEntries(
      measures.map(({ key, kind }) => {
        const number =
          kind === 'yes-no'
            ? 1
            : kind === 'money'
              ? (1 + Math.floor(next() * 90)) * 500_000
              : Math.floor(next() * 3_000);
        return [key, { state: 'value', number: String(number) } as const];
      }),
    );
    const parts = unzipSync(fillDocx(blank, definition, { cells, sections: {}, openRows: {} }));
    const name = 'word/document.xml';
    const xml = new TextDecoder().decode(parts[name]).replace('UBND QUẬN/HUYỆN ........', `UBND HUYỆN SỐ ${unit}`);
    writeFileSync(
      join(folder, 'bao-cao', `huyen-${unit}.docx`),
      zipSync({ ...parts, [name]: new TextEncoder().encode(xml) }),
    );
  }
  writeFileSync(join(folder, 'ready'), '');
}
