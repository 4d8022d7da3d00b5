/**
 * npm test: format, types, lint, import law, unused code, generated types, build, unit and PostgreSQL tests, browser
 * tests. Goes on after a failure, so that one run shows everything. The last line is `N passed, N failed`.
 *
 *   node scripts/test.mjs [--quick]     without the browser
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { productNode, ROOT } from './node.mjs';

const node = productNode();
const isQuick = process.argv.includes('--quick');
const reports = mkdtempSync(join(tmpdir(), 'suotdoi-report-'));
const env = {
  ...process.env,
  PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
  FORCE_COLOR: '0',
  NO_COLOR: '1',
};

/** A check counts as one test; a vitest run as the tests in its report. */
const STEPS = [
  { name: 'format', args: [bin('@biomejs/biome', 'bin/biome'), 'format', '.'] },
  { name: 'types', args: [bin('typescript', 'bin/tsc'), '--noEmit'] },
  {
    name: 'lint',
    args: [
      bin('oxlint', 'bin/oxlint'),
      '--type-aware',
      '--deny-warnings',
      ...present('src', 'e2e', 'bench', 'scripts'),
    ],
  },
  {
    name: 'law',
    args: [bin('dependency-cruiser', 'bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'src'],
  },
  { name: 'unused', args: [bin('knip', 'bin/knip.js')] },
  { name: 'generated types', args: ['scripts/codegen.mjs', '--check'] },
  { name: 'build', args: ['scripts/build.mjs'] },
  { name: 'unit and PostgreSQL tests', report: 'unit.json', args: [bin('vitest', 'vitest.mjs'), 'run'] },
  ...(isQuick || !existsSync(join(ROOT, 'vitest.e2e.config.ts'))
    ? []
    : [
        {
          name: 'browser tests',
          report: 'e2e.json',
          args: [bin('vitest', 'vitest.mjs'), 'run', '--config', 'vitest.e2e.config.ts'],
        },
      ]),
];

function bin(packageName, path) {
  return join('node_modules', packageName, path);
}

function present(...folders) {
  return folders.filter((folder) => existsSync(join(ROOT, folder)));
}

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: ROOT, env, stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** What a vitest run says of itself; a file or a run that broke outside its tests counts as one more failure. */
function count(step, code) {
  if (step.report === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const file = join(reports, step.report);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const broken = testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const total = { passed: 0, failed: 0 };
const failures = [];
try {
  for (const step of STEPS) {
    console.log(`\n== ${step.name}`);
    const started = Date.now();
    const extra = step.report
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, step.report)}`]
      : [];
    const code = await run([...step.args, ...extra]);
    const { passed, failed } = count(step, code);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failures.push(step.name);
    console.log(`-- ${step.name}: ${failed === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
