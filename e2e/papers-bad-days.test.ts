/**
 * Papers on bad days: the power goes while numbers are given out, somebody posts what no editor would, somebody asks for
 * what is another office's. No number is lost or given twice, nothing is there by half, nobody else waits.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import type { UnitId } from '../src/platform/ids/ids.ts';
import { issuePaperOf } from '../src/testing/issued-paper.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { type Product, startProduct } from './support/product.ts';

const DAY = '2026-10-07';
const PASSWORD = 'Mat-khau-1';

let product: Product;
let db: Database;
let unit: UnitId;
let mai: Visitor;
let stranger: Visitor;
let key: string;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  const { root } = await openCampaign(db, [1]);
  unit = root.unitId;
  mai = await makeVisitor(db, [['coordinator', unit]], { name: 'Lê Thị Mai' });
  stranger = await makeVisitor(db, [['coordinator', root.children[0]!.unitId]], { name: 'Người Khác' });
  const made = await post(at('/khoa-ky/dung-thu'), mai, {
    unit: String(unit),
    owner: 'person',
    name: 'Lê Thị Mai',
    organisation: '',
    label: 'Khóa thử',
    password: PASSWORD,
    repeat: PASSWORD,
  });
  key = /\/khoa-ky\/(\d+)/u.exec(made.headers.get('location') ?? '')?.[1] ?? '';
  expect(key).not.toBe('');
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;

/** A request of somebody's: a string is JSON, as the editor sends it. */
function ask(who: Visitor, method: 'GET' | 'POST', path: string, body?: Record<string, string> | FormData | string) {
  if (method === 'GET') return get(at(path), who);
  if (typeof body !== 'string') return post(at(path), who, body ?? {});
  const headers = { cookie: who.cookie, 'content-type': 'application/json' };
  return fetch(at(path), { method: 'POST', redirect: 'manual', headers, body });
}

const issueOne = (kind: string, subject?: string): Promise<string> =>
  issuePaperOf((...asked) => ask(mai, ...asked), db, {
    kind,
    unit: String(unit),
    day: DAY,
    ...(subject === undefined ? {} : { subject }),
  });

type Model = Record<string, unknown> & { head: Record<string, unknown>; signature: Record<string, unknown> };

async function start(kind: string): Promise<{ path: string; model: Model; version: number }> {
  const answer = await post(at('/van-ban-di/moi'), mai, { unit: String(unit), kind, edition: '' });
  const path = answer.headers.get('location')?.replace(/\/soan$/u, '') ?? '';
  return { path, ...(await standing(path)) };
}

async function standing(path: string): Promise<{ model: Model; version: number }> {
  const { rows } = await db.ownerPool.query<{ model: Model; version: number }>(
    'select model, version from paper where id = $1',
    [path.split('/').at(-1)],
  );
  return rows[0]!;
}

const save = (path: string, version: number, model: unknown, who = mai) =>
  ask(who, 'POST', `${path}/luu`, JSON.stringify({ version, model }));
const paragraph = (text: unknown) => ({ kind: 'paragraph', text });

/** The sequence of each series has neither gap nor double, and each code its file. */
async function expectWholeRegister(): Promise<void> {
  const { rows } = await db.ownerPool.query<{ last: number; least: number; most: number; n: number; d: number }>(
    `select s.last, min(e.number) as least, max(e.number) as most, count(*)::int as n, count(distinct e.number)::int as d
     from register_series s join register_entry e using (unit_id, year, series) group by s.unit_id, s.year, s.series, s.last`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { last, least, most, n, d } of rows) expect([least, most, n, d]).toEqual([1, last, last, last]);
  const loose = await db.ownerPool.query(
    'select v.code from verification v where not exists (select from verification_file f where f.code = v.code)',
  );
  expect(loose.rows).toEqual([]);
  const torn = await db.ownerPool.query(
    `select p.id from paper p where p.status = 'issued' and (p.verification_code is null or p.register_entry_id is null
       or (select count(*) from paper_file f where f.paper_id = p.id) < 2)`,
  );
  expect(torn.rows).toEqual([]);
  expect((await db.ownerPool.query('select * from audit_breaks()')).rows).toEqual([]);
}

async function killAs(what: 'process' | 'machine'): Promise<void> {
  product = await product.killAndRestart(what);
  await db.close();
  db = databaseOf(product.dataFolder);
}

async function until<T>(limitMs: number, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + limitMs; ; await sleep(50)) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`not within ${limitMs} ms:\n${product.output()}`);
  }
}

describe('a kill while numbers are given out', () => {
  it.each(['process', 'machine'] as const)('of the %s: numbers, files and codes agree', async (what) => {
    const done: string[] = [];
    let isKilled = false;
    const write = async (): Promise<void> => {
      for (let n = 0; n < 30; n += 1) {
        try {
          done.push(await issueOne('proposal'));
        } catch (error) {
          // Cut off, at the server or at the database that the test itself looks into.
          if (!isKilled) throw error;
          return;
        }
      }
    };
    const writers = Promise.all(Array.from({ length: 4 }, write));
    writers.catch(() => undefined);
    await until(20_000, () => Promise.resolve(done.length >= 5 ? true : null));
    isKilled = true;
    await killAs(what);
    await writers;
    await expectWholeRegister();
    for (const path of done) {
      for (const file of ['pdf', 'docx']) expect((await ask(mai, 'GET', `${path}/van-ban.${file}`)).status).toBe(200);
    }
    const { rows } = await db.ownerPool.query<{ code: string }>(
      "select verification_code as code from paper where status = 'issued'",
    );
    expect(rows.length).toBeGreaterThanOrEqual(done.length);
    for (const { code } of rows) expect((await get(at(`/xac-minh/${code}`), null)).status).toBe(200);
    await issueOne('proposal');
    await expectWholeRegister();
  });

  it('a merge and a run of signatures go on by themselves, and make nothing twice', async () => {
    const { path, model, version } = await start('certificate');
    const template = {
      ...model,
      recipient: { name: '{{Họ tên}}', detail: null },
      reason: 'Đã học hết khóa học',
      signature: { ...model.signature, title: 'CHỦ TỊCH', name: 'Lê Thị Mai' },
    };
    expect((await save(path, version, template)).status).toBe(200);
    const rows = Array.from({ length: 300 }, (_, n) => ({ 'Họ tên': `Người <b>thứ</b> ${n + 1}` }));
    const form = { issuedOn: DAY, output: 'many', _version: '2', key, password: PASSWORD };
    const begun = await post(at(`${path}/tron/lap`), mai, { ...form, rows: JSON.stringify(rows) });
    const merge = /\/tron-van-ban\/(\d+)/u.exec(begun.headers.get('location') ?? '')?.[1];
    const { rows: issued } = await db.ownerPool.query<{ id: number }>("select id from paper where status = 'issued'");
    const body = new FormData();
    body.set('key', key);
    body.set('password', PASSWORD);
    for (const { id } of issued) body.append('papers', String(id));
    const run = (await post(at('/ky-so'), mai, body)).headers.get('location')?.split('/').at(-1);
    const stateOf = async (table: 'merge' | 'signing_run', id: string | undefined) =>
      (await db.ownerPool.query(`select * from ${table} where id = $1`, [id])).rows[0];
    await until(30_000, async () => ((await stateOf('merge', merge)).done > 0 ? true : null));
    await killAs('machine');
    const ended = await until(45_000, async () => {
      const state = await stateOf('merge', merge);
      return state.finished_at === null ? null : state;
    });
    expect(ended).toMatchObject({ status: 'done', done: 300, problem: null, signing_secret: null });
    const made = await db.ownerPool.query(
      `select count(distinct verification_code)::int as codes, count(distinct file_sha256)::int as files,
         count(problem)::int as problems from merge_row where merge_id = $1`,
      [merge],
    );
    expect(made.rows).toEqual([{ codes: 300, files: 300, problems: 0 }]);
    expect(
      await until(30_000, async () => ((await stateOf('signing_run', run)).finished_at === null ? null : true)),
    ).toBe(true);
    expect(await stateOf('signing_run', run)).toMatchObject({ status: 'done', problem: null, secret: null });
    const signed = await db.ownerPool.query(
      'select paper_id, count(signature)::int as n from paper_file group by paper_id having count(signature) <> 1',
    );
    expect(signed.rows).toEqual([]);
    await expectWholeRegister();
    const page = await (await ask(mai, 'GET', `/tron-van-ban/${merge}`)).text();
    expect(page).toContain('&lt;b>');
    expect(page).not.toContain('<b>thứ');
  });
});

describe('a posted model', () => {
  it('never brings a number, a date or a code of its own, nor another layout', async () => {
    const { path, model, version } = await start('letter');
    const forged = {
      ...model,
      subject: 'Giả mạo',
      head: { ...model.head, number: '999', date: '2020-01-01' },
      verification: { code: 'AAAA-BBBB-CCCC', url: 'https://xau.example' },
    };
    expect((await save(path, version, forged)).status).toBe(200);
    const kept = (await standing(path)).model;
    expect([kept.head['number'], kept.head['date'], kept['verification']]).toEqual([null, null, null]);
    const { model: certificate } = await start('certificate');
    for (const wrong of [certificate, { ...model, layout: 'x' }, { ...model, evil: 1 }, null, [], 'x']) {
      expect((await save(path, version + 1, wrong)).status).toBe(422);
    }
    for (const odd of [-1, 0, 1.5, 1e300, '2', null]) {
      const answer = await ask(mai, 'POST', `${path}/luu`, JSON.stringify({ version: odd, model }));
      expect([odd, answer.status, answer.headers.get('content-type')]).toEqual([odd, 422, 'application/json']);
    }
    const origin = { cookie: mai.cookie, origin: 'https://xau.example' };
    for (const verb of ['luu', 'xem-truoc', 'co-mat']) {
      const answer = await fetch(at(`${path}/${verb}`), { method: 'POST', headers: origin, body: '{}' });
      expect(answer.status).toBe(403);
      if (verb !== 'co-mat') expect((await post(at(`${path}/${verb}`), mai, { version: '2' })).status).toBe(422);
    }
    expect((await ask(mai, 'POST', `${path}/soan`, '{"_version":2}')).status).toBe(422);
  });

  it('with letters that no file can hold is kept without them; with code it stays words', async () => {
    const { path, model, version } = await start('plan');
    const code = '</script><script>alert(1)</script> #panic("x") $x$ <w:p/> ]]> &amp; \u202e';
    const text = `a\u0000b\u0001\ud83d ${code}`;
    const odd = { ...model, subject: text, body: [paragraph(text), paragraph('𡨸喃 😀')] };
    expect((await save(path, version, { ...odd, head: { ...model.head, symbol: 'x𡨸'.repeat(20) } })).status).toBe(200);
    const kept = (await standing(path)).model;
    expect(kept['subject']).toBe(`ab\ufffd ${code}`);
    for (const page of ['', '/soan', '/lich-su/2', '/ban-hanh']) {
      const answer = await ask(mai, 'GET', `${path}${page}`);
      expect([page, answer.status]).toEqual([page, 200]);
      expect(await answer.text()).not.toContain('<script>alert');
    }
    for (const format of ['pdf', 'docx']) {
      const file = await ask(mai, 'GET', `${path}/van-ban.${format}`);
      expect(file.status).toBe(200);
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.~!*'()-]+$/u);
    }
    const preview = await ask(mai, 'POST', `${path}/xem-truoc`, JSON.stringify(odd));
    const { pages } = (await preview.json()) as { pages: { src: string }[] };
    const svg = Buffer.from(pages[0]?.src.split(',')[1] ?? '', 'base64').toString();
    expect(svg).not.toMatch(/<script|<foreignObject| on\w+=|href="(?!#)/u);
  });

  it('that is larger than a paper is refused at once, and holds nobody up', async () => {
    const { path, model, version } = await start('report');
    const cells = { cells: Array.from({ length: 50 }, () => ({ lines: ['1'] })) };
    const columns = Array.from({ length: 50 }, () => ({ header: 'c', width: 1 }));
    const large: readonly unknown[] = [
      { ...model, body: Array.from({ length: 100_000 }, () => paragraph('a')) },
      { ...model, body: [{ kind: 'table', columns, rows: Array.from({ length: 5_000 }, () => cells) }] },
      { ...model, body: [paragraph(Array.from({ length: 250_000 }, () => ({ text: 'a' })))] },
      { ...model, recipients: Array.from({ length: 50_000 }, () => 'x') },
      { ...model, body: Array.from({ length: 1_100 }, () => paragraph('chữ '.repeat(5_000))) },
    ];
    for (const each of large) {
      for (const body of [
        { url: 'luu', given: { version, model: each } },
        { url: 'xem-truoc', given: each },
      ]) {
        const [answer, waited] = await Promise.all([
          ask(mai, 'POST', `${path}/${body.url}`, JSON.stringify(body.given)),
          sleep(100).then(async () => {
            const begun = performance.now();
            await get(at('/healthz'), null);
            return performance.now() - begun;
          }),
        ]);
        expect(answer.status).toBe(413);
        expect(waited).toBeLessThan(3_000);
      }
    }
    for (const body of ['['.repeat(1_000_000), `{"version":1,"model":${'{"a":'.repeat(100_000)}`, '']) {
      expect((await ask(mai, 'POST', `${path}/luu`, body)).status).toBe(422);
    }
    expect((await standing(path)).version).toBe(version);
  });

  it('saved fifty times at once on one version is saved once', async () => {
    const { path, model, version } = await start('letter');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => save(path, version, { ...model, subject: `Bản ${n}` })),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    expect((await standing(path)).version).toBe(version + 1);
    const present = await Promise.all(Array.from({ length: 100 }, () => ask(mai, 'POST', `${path}/co-mat`, '{}')));
    expect(new Set(present.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('another office', () => {
  it('gets nothing of what it can guess the number of', async () => {
    const issued = await issueOne('proposal', 'Tờ trình <img src=x onerror=alert(1)>');
    const draft = await start('letter');
    const { rows } = await db.ownerPool.query<{ entry: number; merge: number | null; run: number | null }>(
      'select (select max(id) from register_entry) as entry, (select max(id) from merge) as merge, (select max(id) from signing_run) as run',
    );
    const { entry, merge, run } = rows[0]!;
    const own = [
      ...['', '/ky', '/tep/1', '/van-ban.pdf', '/van-ban.docx', '/lich-su', '/lich-su/1'].map((end) => issued + end),
      ...['', '/soan', '/ban-hanh', '/tron', '/lich-su/1', '/van-ban.pdf'].map((end) => draft.path + end),
      ...['', '/in', '/so.xlsx', `/${entry}`].map((end) => `/so-van-ban/${unit}${end}`),
      ...['', '/tat-ca.zip', '/1/van-ban.pdf'].map((end) => `/tron-van-ban/${merge}${end}`),
      `/khoa-ky/${key}`,
      `/ky-so/${run}`,
    ];
    for (const path of own) {
      expect([path, (await ask(mai, 'GET', path)).status]).toEqual([path, 200]);
      // That an office has a book is no secret; what stands in it is.
      const hidden = /^\/so-van-ban\/\d+(?:$|\/[a-z])/u.test(path) ? 403 : 404;
      expect([path, (await ask(stranger, 'GET', path)).status]).toEqual([path, hidden]);
      expect([path, (await get(at(path), null)).status]).toEqual([path, 303]);
    }
    const others = (
      await db.ownerPool.query('select unit_id from role_grant where account_id = $1', [stranger.accountId])
    ).rows[0];
    expect((await ask(stranger, 'GET', `/so-van-ban/${others.unit_id}/${entry}`)).status).toBe(404);
    const writes = [
      ...['/luu', '/xem-truoc', '/co-mat'].map((end) => [draft.path + end, JSON.stringify(draft)] as const),
      ...['/soan', '/xoa', '/sao'].map((end) => [draft.path + end, { _version: '1' }] as const),
      [`${draft.path}/ban-hanh`, { _version: '1', issuedOn: DAY, number: '' }] as const,
      [`${issued}/thu-hoi`, { reason: 'x' }] as const,
      [`${issued}/thay-the`, {}] as const,
      [`/tron-van-ban/${merge}/dung`, {}] as const,
      [`/khoa-ky/${key}/thoi-dung`, {}] as const,
    ];
    for (const [path, body] of writes) {
      expect([path, (await ask(stranger, 'POST', path, body)).status]).toEqual([path, 404]);
    }
    // What anybody may see is what the paper says, as words.
    const { rows: codes } = await db.ownerPool.query<{ code: string }>(
      'select verification_code as code from paper where id = $1',
      [issued.split('/').at(-1)],
    );
    const page = await (await get(at(`/xac-minh/${codes[0]?.code}`), null)).text();
    expect(page).toContain('&lt;img');
    expect(page).not.toMatch(/<img src=x|Lê Thị Mai|van-ban-di\/\d/u);
  });
});

describe('keys', () => {
  it('a password is not guessed, a key file is not a bomb', async () => {
    const path = await issueOne('proposal');
    const tries = await Promise.all(
      Array.from({ length: 30 }, () => post(at(`${path}/ky`), mai, { key, password: 'sai', place: 'signer' })),
    );
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([422]));
    // Even the right one has to wait now.
    expect((await post(at(`${path}/ky`), mai, { key, password: PASSWORD, place: 'signer' })).status).toBe(422);
    for (const bytes of [new Uint8Array(10 << 20).fill(0x30), new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])]) {
      const body = new FormData();
      body.set('unit', String(unit));
      body.set('password', 'x');
      body.set('tep', new File([bytes], 'khoa.p12'));
      const begun = performance.now();
      expect((await post(at('/khoa-ky/them'), mai, body)).status).toBe(422);
      expect(performance.now() - begun).toBeLessThan(3_000);
    }
  });
});

describe('the public check', () => {
  it('reads bombs and large files without harm, and not without end', async () => {
    const check = (bytes: Uint8Array<ArrayBuffer>, name: string) => {
      const body = new FormData();
      body.set('tep', new File([bytes], name));
      return post(at('/xac-minh'), null, body);
    };
    const pdf = new TextEncoder().encode('%PDF-1.7\n');
    const large = new Uint8Array(19 << 20);
    large.set(pdf);
    for (const [bytes, name] of [
      [large, 'lon.pdf'],
      [pdf, 'a"\r\nX-Xau: 1\u202efdp.<b>.pdf'],
    ] as const) {
      const [answer, start] = await Promise.all([check(bytes, name), get(at('/xac-minh'), null)]);
      expect([answer.status, start.status, answer.headers.get('x-xau')]).toEqual([200, 200, null]);
      expect(await answer.text()).not.toContain('<b>');
    }
    const statuses: number[] = [];
    for (let n = 0; n < 40; n += 1) statuses.push((await check(pdf, 'a.pdf')).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await get(at('/xac-minh/AAAA-BBBB-CCCC'), null)).status).toBe(404);
    expect(product.output()).not.toMatch(/"level":"(?:error|fatal)"/u);
  });
});
