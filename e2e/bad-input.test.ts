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
