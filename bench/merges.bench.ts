/**
 * Thousands of signed certificates with QR, made by the running product as npm start runs it, while people go on using
 * its pages: how long it takes, and what it costs the pages. The list of papers is asked for ten times a second, before
 * and during.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOf, openCampaign, post } from '../e2e/support/campaign.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { options, percentile, tell } from './options.ts';
import { peakMemoryMb, start } from './processes.ts';

const COPIES = options.isQuick ? 500 : 5_000;
const ASKS_BEFORE = options.isQuick ? 30 : 100;
const PAUSE_MS = 100;
const PASSWORD = 'mot-mat-khau-dai-de-do';

const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bench-merges-'));
const { scripts } = JSON.parse(readFileSync(join(options.root, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
const server = await start(
  scripts.start.split(' ').slice(1),
  { SUOTDOI_DATA: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn' },
  /(http:\/\/\S+)/,
);
const db = databaseOf(join(folder, 'data'));
try {
  const { root } = await openCampaign(db, [1]);
  const coordinator = await makeVisitor(db, [['coordinator', root.unitId]]);
  const unit = String(root.unitId);
  const paper = await place(coordinator, '/van-ban-di/moi', { unit, kind: 'certificate', edition: '' });
  const path = `/van-ban-di/${paper}`;
  await place(coordinator, `${path}/soan`, {
    _version: '1',
    recipientName: '{{Họ và tên}}',
    recipientDetail: '{{Nơi ở}}',
    certificateReason: 'Đã hoàn thành lớp học trong Tuần lễ',
  });
  const key = await place(coordinator, '/khoa-ky/dung-thu', {
    unit,
    owner: 'seal',
    name: 'Ủy ban nhân dân tỉnh',
    password: PASSWORD,
    repeat: PASSWORD,
  });
  const rows = Array.from({ length: COPIES }, (_, index) => ({
    'Họ và tên': `Nguyễn Thị Hồng Nhung ${index + 1}`,
    'Nơi ở': `Thôn Nậm Lành ${index % 40}`,
  }));
  // Once over for all that is loaded with the first.
  await merged(coordinator, rows.slice(0, 40), path, key);
  const before: number[] = [];
  for (let asked = 0; asked < ASKS_BEFORE; asked += 1) before.push(await ask(coordinator));
  const { seconds, during } = await merged(coordinator, rows, path, key);
  tell({
    bench: `${COPIES.toLocaleString('en')} signed certificates with QR`,
    value: seconds,
    unit: 's',
    target: options.isQuick ? 30 : 300,
  });
  tell({
    bench: 'a page while they are made, median',
    value: percentile(during, 0.5),
    unit: 'ms',
    limit: percentile(before, 0.5),
    limitOf: 'the same page before',
    target: 3,
  });
  tell({ bench: 'a page while they are made, p95', value: percentile(during, 0.95), unit: 'ms', target: 50 });
  tell({ bench: 'memory of the server at most', value: peakMemoryMb(server.pid), unit: 'MB' });
} finally {
  await db.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Posts a form and gives the number at the end of the address that it leads to. */
async function place(who: Visitor, path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const answer = await post(server.url + path, who, fields);
  const made = /\d+/.exec(answer.headers.get('location') ?? '')?.[0];
  if (answer.status !== 303 || made === undefined) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return made;
}

/** Milliseconds that a page takes, after a pause: one person clicks. */
async function ask(who: Visitor): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  const started = performance.now();
  const answer = await fetch(`${server.url}/van-ban-di`, { headers: { cookie: who.cookie } });
  await answer.text();
  if (answer.status !== 200) throw new Error(`/van-ban-di: ${answer.status}`);
  return performance.now() - started;
}

/** A merge from the press of the button to the last copy, with the time of each page asked for meanwhile. */
async function merged(
  who: Visitor,
  rows: readonly Readonly<Record<string, string>>[],
  path: string,
  key: string,
): Promise<{ seconds: number; during: number[] }> {
  const started = performance.now();
  const id = await place(who, `${path}/tron/lap`, {
    rows: JSON.stringify(rows),
    issuedOn: '2026-10-07',
    output: 'many',
    _version: '2',
    key,
    password: PASSWORD,
  });
  const during: number[] = [];
  for (;;) {
    during.push(await ask(who));
    const { rows: found } = await db.ownerPool.query<{ status: string; done: number }>(
      'select status, done from merge where id = $1',
      [id],
    );
    const status = found[0]?.status;
    if (status === 'done') return { seconds: (performance.now() - started) / 1_000, during };
    if (status !== 'waiting' && status !== 'running') throw new Error(`the merge ended as ${status ?? 'nothing'}`);
  }
}
