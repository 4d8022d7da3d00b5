/**
 * What people send on bad days, against the built product: each gets a clear word in Vietnamese in the right place, and
 * nothing is lost or half-written.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/platform/database/connect.ts';
import { PLAN_TEXT } from '../src/testing/plan-text.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { BAD_FILES, GOOD_FILES } from './support/bad-files.ts';
import { type Campaign, databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { type Product, startProduct } from './support/product.ts';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

let product: Product;
let db: Database;
let campaign: Campaign;
let coordinator: Visitor;
let reporter: Visitor;
let communeId: number;

beforeAll(async () => {
  product = await startProduct();
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [2, 3]);
  coordinator = await makeVisitor(db, [['coordinator', campaign.root.unitId]]);
  communeId = campaign.root.children[0]!.children[0]!.unitId;
  reporter = await makeVisitor(db, [['reporter', communeId as never]]);
});
afterAll(async () => {
  await db?.close();
  await product?.stop();
});

const at = (path: string) => `${product.url}${path}`;
const reportPath = () => at(`${campaign.path}/bao-cao/${communeId}`);

async function count(table: 'document' | 'file' | 'report_cell' | 'audit_entry'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db.owner);
  return rows[0]?.n ?? 0;
}

function keptFiles(): string[] {
  const folder = join(product.dataFolder, 'files');
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

function upload(name: string, bytes: Uint8Array): Promise<Response> {
  const form = new FormData();
  form.set('tep', new File([Buffer.from(bytes)], name, { type: 'application/octet-stream' }));
  form.set('don-vi', String(campaign.root.unitId));
  return post(at('/van-ban'), coordinator, form);
}

/** What stands in the page for a person, entities resolved. */
function words(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

describe('a bad file dropped in on the page', () => {
  it.each(BAD_FILES)('$what: refused with a word, and nothing is kept', async ({ name, bytes, says }) => {
    const before = [await count('document'), await count('file'), await count('audit_entry'), keptFiles().length];
    const answer = await upload(name, bytes());
    const html = await answer.text();
    // What is over the limit is refused before it is read, so without the page it came from.
    expect([413, 422]).toContain(answer.status);
    expect(words(html).match(says)?.[0]).toBeDefined();
    if (answer.status === 422) expect(html).toContain('action="/van-ban"');
    expect([await count('document'), await count('file'), await count('audit_entry'), keptFiles().length]).toEqual(
      before,
    );
  });

  it.each(GOOD_FILES)('$what: the bytes decide, and it is read', async ({ name, bytes }) => {
    const answer = await upload(name, bytes());
    expect(answer.status).toBe(303);
    const shown = await get(at(answer.headers.get('location') ?? ''), coordinator);
    expect(shown.status).toBe(200);
  });

  it('a body far over the limit is refused before it is read, with a page', async () => {
    const answer = await upload('qua-lon.txt', new Uint8Array(30 << 20).fill(97));
    expect(answer.status).toBe(413);
    expect(words(await answer.text())).toContain('Tệp quá lớn');
  });

  it('a form that breaks off, or is none at all, is a fault of the request and not of ours', async () => {
    for (const [type, body] of [
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=abc', '--abc\r\ncontent-disposition: form-data; name="tep"; filename="a'],
      ['application/json', '{"tep":1}'],
      ['text/plain', 'tep=1'],
    ] as const) {
      const headers = { cookie: coordinator.cookie, 'content-type': type };
      const answer = await fetch(at('/van-ban'), { method: 'POST', headers, body, redirect: 'manual' });
      expect([type, answer.status]).toEqual([type, 422]);
    }
  });

  it('a name with a script in it is shown as what it is', async () => {
    const answer = await upload('<img src=x onerror=alert(1)>.txt', new TextEncoder().encode('KẾ HOẠCH\nTuần lễ 2027'));
    expect(answer.status).toBe(303);
    const list = await (await get(at('/van-ban'), coordinator)).text();
    expect(list).not.toContain('<img src=x');
    expect(words(list)).toContain('<img src=x onerror=alert(1)>.txt');
  });
});

describe('suotdoi read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bad-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function read(name: string): Promise<{ code: number | null; out: string; err: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [CLI, 'read', name, '--json'], { cwd: folder });
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
      child.once('close', (code) => resolve({ code, out, err }));
    });
  }

  it.each(BAD_FILES)('$what: says the same on standard error, exit code 3', async ({ name, bytes, says }) => {
    writeFileSync(join(folder, name), bytes());
    const { code, out, err } = await read(name);
    expect({ code, out, err }).toEqual({ code: 3, out: '', err: expect.stringMatching(says) });
    expect(err).toContain(name);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each(GOOD_FILES)('$what: is read', async ({ name, bytes }) => {
    writeFileSync(join(folder, name), bytes());
    const { code, out } = await read(name);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty('warnings');
  });
});

describe('numbers in the entry form', () => {
  const NUMBERS: readonly (readonly [typed: string, stored: string | null])[] = [
    ['1.250', '1250'],
    ['12 lớp', '12'],
    ['９', '9'],
    [' 0 ', '0'],
    ['1,250', null],
    ['-3', null],
    ['1e9', null],
    ['=1+1', null],
    ['1 250', null],
    ['12/11', null],
    ['Infinity', null],
    ['0x10', null],
    ['9'.repeat(40), null],
    ['9'.repeat(5_000), null],
    ['3; drop table report', null],
  ];

  it.each(NUMBERS)('%s', async (typed, stored) => {
    const before = await storedCell();
    const base = JSON.stringify({ cells: before === null ? {} : { 2: before }, sections: {}, groups: {} });
    const answer = await post(reportPath(), reporter, { base, c2: typed, c3: '77', action: 'save' });
    if (stored === null) {
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toMatch(/id="c2-error"/);
      expect(html).toContain(`value="${typed.trim()}"`);
      expect(html).toContain('value="77"');
      expect(await storedCell()).toBe(before);
    } else {
      expect(answer.status).toBe(303);
      expect(await storedCell()).toBe(stored);
    }
  });

  async function storedCell(): Promise<string | null> {
    const { rows } = await sql<{ value: string | null }>`select value from report_cell
      where edition_id = ${campaign.editionId} and unit_id = ${communeId} and cell = 2`.execute(db.owner);
    return rows[0]?.value ?? null;
  }
});

describe('scripts and formulas in what people write', () => {
  const SCRIPT = '</textarea><script>alert(document.domain)</script>';
  const FORMULA = `=HYPERLINK("http://xau.example","Bấm")`;
  const CONTROL = 'Có\u0000 ký\u0007 tự\u200b lạ \ud800 ở đây';

  let writerId: number;
  let path: string;
  beforeAll(async () => {
    writerId = campaign.root.children[0]!.children[1]!.unitId;
    path = at(`${campaign.path}/bao-cao/${writerId}`);
    const writer = await makeVisitor(db, [['reporter', writerId as never]], { name: SCRIPT });
    const fields = { c2: '5', 's.I': SCRIPT, 's.III': CONTROL, 'g2.rows': '2', 'g2.1.ten': SCRIPT, 'g2.1.so': '3' };
    const formula = { 'g2.2.ten': FORMULA, 'g2.2.so': '4' };
    const base = '{"cells":{},"sections":{},"groups":{}}';
    expect((await post(path, writer, { base, ...fields, ...formula, action: 'save' })).status).toBe(303);
    expect((await post(`${path}/gui`, writer, { _version: '1' })).status).toBe(303);
  });

  it('are shown as words on every page of the report', async () => {
    const district = campaign.root.children[0]!.unitId;
    const pages = [
      `${campaign.path}/bao-cao/${writerId}`,
      `${campaign.path}/bao-cao/${writerId}/gui`,
      `${campaign.path}/bao-cao/${writerId}/duyet`,
      `${campaign.path}/bao-cao/${district}`,
      `${campaign.path}/tong-hop/${writerId}`,
      `${campaign.path}/tong-hop/${district}`,
      `${campaign.path}/tong-hop/${campaign.root.unitId}`,
    ];
    let shown = 0;
    for (const path of pages) {
      const page = await get(at(path), coordinator);
      const html = await page.text();
      expect([path, page.status]).toEqual([path, 200]);
      expect([path, html.includes('<script>alert')]).toEqual([path, false]);
      if (words(html).includes('<script>alert(document.domain)</script>')) shown += 1;
    }
    expect(shown).toBeGreaterThanOrEqual(2);
  });

  it('and in the files that are made from it: well-formed, and no formula of theirs', async () => {
    const district = campaign.root.children[0]!.unitId;
    for (const unitId of [writerId, district, campaign.root.unitId]) {
      const docx = await get(at(`${campaign.path}/tong-hop/${unitId}/bao-cao.docx`), coordinator);
      expect(docx.status).toBe(200);
      const parts = unzipSync(new Uint8Array(await docx.arrayBuffer()));
      const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
      expect(xml.includes('<script')).toBe(false);
      // oxlint-disable-next-line no-control-regex
      expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#x?0*7;/u.test(xml)).toBe(false);
      if (unitId === writerId) expect(xml.includes('&lt;script&gt;alert')).toBe(true);
      const xlsx = await get(at(`${campaign.path}/tong-hop/${unitId}/bang.xlsx`), coordinator);
      expect(xlsx.status).toBe(200);
      for (const [name, content] of Object.entries(unzipSync(new Uint8Array(await xlsx.arrayBuffer())))) {
        if (!name.endsWith('.xml')) continue;
        expect([name, strFromU8(content).includes('<script')]).toEqual([name, false]);
        expect([name, /<f>[^<]*HYPERLINK/.test(strFromU8(content))]).toEqual([name, false]);
      }
    }
  });
});

/** The values of the form fields of a page, as a browser would send them back unchanged. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const plain = (text: string): string =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  const attribute = (tag: string, name: string): string | null =>
    new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? null;
  const main = html.slice(html.indexOf('<main'));
  for (const [tag] of main.matchAll(/<input[^>]*>/gu)) {
    const name = attribute(tag, 'name');
    const isOff = /type="(?:checkbox|radio)"/u.test(tag) && !/ checked/u.test(tag);
    if (name !== null && !isOff) fields[name] = plain(attribute(tag, 'value') ?? '');
  }
  for (const [, name = '', value = ''] of main.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)<\/textarea>/gu)) {
    fields[name] = plain(value);
  }
  for (const [, name = '', options = ''] of main.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/gu)) {
    fields[name] = /<option(?=[^>]* selected)[^>]* value="([^"]*)"/u.exec(options)?.[1] ?? '';
  }
  return fields;
}

/** Both answers of a form whose button was pressed twice before the first answer came. */
async function twice(path: string, who: Visitor, fields: Record<string, string> | (() => FormData)): Promise<number[]> {
  const send = () => post(path, who, typeof fields === 'function' ? fields() : fields);
  const answers = await Promise.all([send(), send()]);
  return answers.map((answer) => answer.status);
}

async function verbs(subject: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ verb: string; n: number }>`
    select verb, count(*)::int as n from audit_entry where subject like ${subject} group by verb`.execute(db.owner);
  return Object.fromEntries(rows.map((row) => [row.verb, row.n]));
}

describe('the same form sent twice', () => {
  let districtId: number;
  let planPath: string;
  let district: Visitor;

  it('a report: saved once, sent once, counted once', async () => {
    const unitId = campaign.root.children[1]!.children[0]!.unitId;
    const who = await makeVisitor(db, [['reporter', unitId]]);
    const path = at(`${campaign.path}/bao-cao/${unitId}`);
    const base = '{"cells":{},"sections":{},"groups":{}}';
    expect(await twice(path, who, { base, c2: '31', 's.I': 'Hai lần', action: 'save' })).toEqual([303, 303]);
    expect(await twice(`${path}/gui`, who, { _version: '1' })).toEqual([303, 303]);
    const subject = `report/${campaign.editionId}/${unitId}/%`;
    expect(await verbs(subject)).toEqual({ 'report.save': 1, 'report.submit': 1 });
    const total = async () =>
      (
        await sql<{ sum: string; reports: number }>`select sums[2] as sum, reports from report_total
          where edition_id = ${campaign.editionId} and unit_id = ${campaign.root.children[1]!.unitId}`.execute(db.owner)
      ).rows[0];
    expect(await total()).toEqual({ sum: '31', reports: 1 });

    const back = { round: '1', action: 'return', [`reason.c2`]: 'Xem lại số lớp' };
    const page = await (await get(`${path}/duyet`, coordinator)).text();
    const reason = Object.keys(fieldsOf(page)).find((name) => name.endsWith('2')) ?? '';
    expect(await twice(`${path}/duyet`, coordinator, { ...back, [reason]: 'Xem lại số lớp' })).toEqual([303, 303]);
    expect(await total()).toEqual({ sum: '0', reports: 0 });
    expect((await post(`${path}/gui`, who, { _version: '1' })).status).toBe(303);
    expect(await twice(`${path}/duyet`, coordinator, { round: '2', action: 'accept' })).toEqual([303, 303]);
    expect(await verbs(subject)).toMatchObject({ 'report.submit': 2, 'report.return': 1, 'report.accept': 1 });
    expect(await total()).toEqual({ sum: '31', reports: 1 });
  });

  it('a document: one document, one Week', async () => {
    const text = PLAN_TEXT.replaceAll('2026', '2029');
    const form = () => {
      const body = new FormData();
      body.set('tep', new File([text], 'hai-lan.txt', { type: 'text/plain' }));
      body.set('don-vi', String(campaign.root.unitId));
      return body;
    };
    expect(await twice(at('/van-ban'), coordinator, form)).toEqual([303, 303]);
    const { rows } = await sql<{ id: number }>`select id from document where file_name = 'hai-lan.txt'`.execute(
      db.owner,
    );
    expect(rows).toHaveLength(1);
    const path = at(`/van-ban/${rows[0]?.id}`);
    expect(await twice(`${path}/mo`, coordinator, { version: '1' })).toEqual([303, 303]);
    const editions = await sql<{ id: number }>`select id from edition where year = 2029`.execute(db.owner);
    expect(editions.rows).toHaveLength(1);
    planPath = at(`/tuan-le/${editions.rows[0]?.id}/ke-hoach`);
    districtId = campaign.root.children[0]!.unitId;
    district = await makeVisitor(db, [['coordinator', districtId as never]]);
  });

  it('a plan: started, saved, issued and sent once', async () => {
    const path = `${planPath}/${districtId}`;
    expect(await twice(`${path}/soan-moi`, district, {})).toEqual([303, 303]);
    const fields = fieldsOf(await (await get(`${path}/soan`, district)).text());
    expect(fields['title']).toBeTruthy();
    const changed = { ...fields, title: 'Kế hoạch của huyện, lưu hai lần' };
    expect(await twice(`${path}/soan`, district, changed)).toEqual([303, 303]);
    const issue = { _version: '2', number: '12/KH-UBND', issuedOn: '2029-09-20' };
    expect(await twice(`${path}/ban-hanh`, district, issue)).toEqual([303, 303]);
    expect(await twice(`${path}/gui`, district, {})).toEqual([303, 303]);
    const { rows } = await sql<{ id: number }>`select id from plan where unit_id = ${districtId}`.execute(db.owner);
    const done = { 'plan.start': 1, 'plan.save': 1, 'plan.issue': 1, 'plan.send': 1 };
    expect(await verbs(`plan/${rows[0]?.id}`)).toEqual(done);
  });

  it('an invitation: one link is open', async () => {
    const form = { email: 'hai-lan@example.vn', role: 'reporter' };
    const answers = await twice(at(`/nguoi-dung/${communeId}/moi`), coordinator, form);
    expect(answers).toEqual([200, 200]);
    const { rows } = await sql`select 1 from invitation where email = 'hai-lan@example.vn'`.execute(db.owner);
    expect(rows).toHaveLength(1);
  });

  it('a task marked as done: done once', async () => {
    const { rows } = await sql<{ id: number; edition_id: number }>`
      select t.id, t.edition_id from task t join edition e on e.id = t.edition_id
      where e.year = 2029 and t.assignee_level = 'commune' and t.unit_id = ${campaign.root.unitId} limit 1`.execute(
      db.owner,
    );
    const form = { unit: String(communeId), task: String(rows[0]?.id), status: 'done', note: 'xong', _version: '0' };
    expect(await twice(at(`/tuan-le/${rows[0]?.edition_id}/nhiem-vu`), reporter, form)).toEqual([303, 303]);
    expect((await verbs(`task/${rows[0]?.id}`))['task.progress']).toBe(1);
  });
});

describe('a page that is no longer fresh', () => {
  it('of a report: both values, what was typed is kept, and the choice is saved', async () => {
    const unitId = campaign.root.children[1]!.children[1]!.unitId;
    const [first, second] = [
      await makeVisitor(db, [['reporter', unitId]]),
      await makeVisitor(db, [['reporter', unitId]]),
    ];
    const path = at(`${campaign.path}/bao-cao/${unitId}`);
    const old = fieldsOf(await (await get(path, first)).text());
    expect(
      (await post(path, second, { ...old, c2: '41', 's.I': 'Bản của người thứ hai', action: 'save' })).status,
    ).toBe(303);
    const clash = await post(path, first, {
      ...old,
      c2: '40',
      c3: '7',
      's.I': 'Bản của người thứ nhất',
      action: 'save',
    });
    expect(clash.status).toBe(409);
    const html = await clash.text();
    for (const text of ['40', '41', 'Bản của người thứ nhất', 'Bản của người thứ hai'])
      expect(words(html)).toContain(text);
    const kept = fieldsOf(html);
    expect(kept).toMatchObject({ c3: '7', 's.I': 'Bản của người thứ nhất' });
    const choice = { ...kept, 'keep.cells.2': 'mine', 'keep.sections.I': 'theirs', action: 'save' };
    expect((await post(path, first, choice)).status).toBe(303);
    const { rows } = await sql<{ cell: number; value: string }>`select cell, value from report_cell
      where edition_id = ${campaign.editionId} and unit_id = ${unitId} and value is not null order by cell`.execute(
      db.owner,
    );
    expect(rows).toEqual([
      { cell: 2, value: '40' },
      { cell: 3, value: '7' },
    ]);
    const page = await (await get(path, first)).text();
    expect(page).toContain('Bản của người thứ hai');
    expect(page).not.toContain('Bản của người thứ nhất');
  });

  it('of a plan: a page that shows both, word for word', async () => {
    const unitId = campaign.root.children[1]!.unitId;
    const { rows } = await sql<{ id: number }>`select id from edition where year = 2029`.execute(db.owner);
    const path = at(`/tuan-le/${rows[0]?.id}/ke-hoach/${unitId}`);
    expect((await post(`${path}/soan-moi`, coordinator, {})).status).toBe(303);
    const old = fieldsOf(await (await get(`${path}/soan`, coordinator)).text());
    expect((await post(`${path}/soan`, coordinator, { ...old, title: 'Bản đã lưu trước' })).status).toBe(303);
    const typed = {
      title: 'Bản đang gõ',
      ceremonyPlace: 'Nhà văn hóa Bến Đò',
      signerName: 'Hồ Thị Sửa',
      bases: 'Căn cứ mới gõ',
    };
    const clash = await post(`${path}/soan`, coordinator, { ...old, ...typed });
    expect(clash.status).toBe(409);
    const html = words(await clash.text());
    for (const text of ['Bản đã lưu trước', ...Object.values(typed)]) expect(html).toContain(text);
    const backwards = await post(`${path}/soan`, coordinator, {
      ...old,
      _version: '2',
      weekStart: '2029-10-07',
      weekEnd: '2029-10-01',
    });
    expect(backwards.status).toBe(422);
    expect(words(await backwards.text())).toContain('Ngày kết thúc đứng trước ngày bắt đầu');
    const endless = await post(`${path}/soan`, coordinator, { ...old, _version: '2', title: 'dài '.repeat(50_000) });
    expect(endless.status).toBe(422);
  });

  it('of a document: a page that shows both and lets choose', async () => {
    const answer = await upload('cu.txt', new TextEncoder().encode(PLAN_TEXT.replaceAll('2026', '2031')));
    const path = at(answer.headers.get('location') ?? '');
    const old = fieldsOf(await (await get(path, coordinator)).text());
    expect((await post(path, coordinator, { ...old, number: '1/KH-MỘT', action: 'save' })).status).toBe(303);
    const clash = await post(path, coordinator, { ...old, number: '2/KH-HAI', action: 'save' });
    expect(clash.status).toBe(409);
    const html = await clash.text();
    expect(words(html)).toContain('1/KH-MỘT');
    expect(words(html)).toContain('2/KH-HAI');
    expect((await post(path, coordinator, { ...fieldsOf(html), action: 'merge' })).status).toBe(303);
    expect(fieldsOf(await (await get(path, coordinator)).text())['number']).toBe('2/KH-HAI');
  });
});
