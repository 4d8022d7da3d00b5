/** Signing with everything real: keys, worker, database, jobs; what happens when things go wrong or come twice. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { conclusionOf } from '../../documents/sign/verify-pdf.ts';
import { sealPng, signaturePng } from '../../documents/sign/test-materials.ts';
import { verifyPdfInWorker } from '../../documents/signer-client.ts';
import { type DocModel, docModelSchema } from '../../documents/write/doc-model.ts';
import type { Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, PaperId, SigningKeyId, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { issuePaper, NO_CAMPAIGN, readPaper, savePaper, startPaper } from '../papers/index.ts';
import { signingJobs } from './jobs.ts';
import { addTrialKey, checkKeyPassword, readKey, requireUsableKey, setPicture, takeOutOfUse } from './service.keys.ts';
import { clearSigning, MOST_WAITING, readRun, readWaiting, startRun, workOffRun } from './service.runs.ts';
import { readSignScreen, signPaper } from './service.sign.ts';

const PASSWORD = 'mật khẩu của khóa';
let platform: TestPlatform;
let unitId: UnitId;
let mai: Context;
let nam: Context;
let stranger: Context;

const sources = { campaignFacts: () => Promise.resolve(NO_CAMPAIGN) };

async function issued(kind: 'letter' | 'minutes' | 'table' = 'letter', hasSigner = true): Promise<PaperId> {
  const id = await startPaper(mai, { unitId, kind, editionId: null }, sources);
  const { model, version } = await readPaper(mai, id);
  const filled: DocModel = docModelSchema.parse(JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'Nội dung')));
  const signature = { authority: [], title: hasSigner ? 'CHỦ TỊCH' : '', name: hasSigner ? 'Nguyễn Thị Mai' : null };
  await savePaper(mai, id, { version, model: { ...filled, signature }, cause: 'save' });
  const issuedOn = '2026-09-15' as CalendarDate;
  await issuePaper(mai, id, { version: version + 1, issuedOn, number: 'next', reason: null });
  return id;
}

async function newKey(ctx: Context, kind: 'person' | 'seal', name: string): Promise<SigningKeyId> {
  const id = await addTrialKey(ctx, { unitId, kind, label: '', name, organisation: null, password: PASSWORD });
  await setPicture(ctx, id, kind === 'seal' ? sealPng : signaturePng, kind === 'seal' ? 36 : 45);
  return id;
}

const code = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};
const request = (keyId: SigningKeyId, given: { password?: string; hasTimestamp?: boolean } = {}) => ({
  keyId,
  password: PASSWORD,
  place: 'signer' as const,
  hasTimestamp: false,
  ...given,
});

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, { name: 'Xã Bến Đò', kind: 'xa', level: 'commune' });
  unitId = ids.get('Xã Bến Đò')!;
  mai = await makePerson(platform, 'coordinator', unitId);
  nam = await makePerson(platform, 'signer', unitId, 'Trần Văn Nam');
  stranger = await makePerson(platform, 'viewer', unitId, 'Lê Văn Xem');
}, 60_000);
afterAll(() => platform.drop());

describe('two at once', () => {
  test('both signatures stand in one file: the second goes on from the first', async () => {
    const id = await issued('minutes');
    const keys = await Promise.all([newKey(mai, 'person', 'Mai hai'), newKey(nam, 'person', 'Nam hai')]);
    await Promise.all([
      signPaper(mai, id, request(keys[0])),
      signPaper(nam, id, { ...request(keys[1]), place: 'secretary' }),
    ]);
    const screen = await readSignScreen(mai, id);
    expect(screen.places).toEqual(['signer', 'secretary']);
    expect(screen.verification.signatures.map(({ certificate }) => certificate?.name ?? '').toSorted()).toEqual([
      'Mai hai',
      'Nam hai',
    ]);
    expect([screen.conclusion, screen.states.length]).toEqual(['intact-untrusted', 3]);
    // Each stands in its own room.
    const boxes = screen.states.flatMap(({ record }) => record?.mark ?? []);
    expect(Math.abs((boxes[0]?.x ?? 0) - (boxes[1]?.x ?? 0))).toBeGreaterThan(100);
  });

  test('the same person pressing twice signs once', async () => {
    const id = await issued();
    const key = await newKey(nam, 'person', 'Nam ba');
    const both = await Promise.all([signPaper(nam, id, request(key)), signPaper(nam, id, request(key))]);
    expect(both.filter((seq) => seq !== null)).toHaveLength(1);
    expect((await readSignScreen(nam, id)).verification.signatures).toHaveLength(1);
  });
});

describe('keys', () => {
  test('guessing is slowed down, for the person and not for others; time gives the tries back', async () => {
    const key = await newKey(mai, 'seal', 'Dấu đoán');
    const opened = await requireUsableKey(mai, unitId, key);
    for (let n = 0; n < 5; n += 1)
      expect(await code(checkKeyPassword(mai, opened, `sai ${n}`))).toBe('key.password-wrong');
    expect(await code(checkKeyPassword(mai, opened, PASSWORD))).toBe('request.too-many');
    expect(await code(checkKeyPassword(nam, opened, PASSWORD))).toBe('done');
    platform.clock.set(new Date(platform.clock.now().getTime() + 16 * 60_000));
    expect(await code(checkKeyPassword(mai, opened, PASSWORD))).toBe('done');
    // A right one clears what was mistyped before.
    for (let n = 0; n < 5; n += 1) expect(await code(checkKeyPassword(mai, opened, 'sai'))).toBe('key.password-wrong');
  });

  test('one’s own key is one’s own; a viewer uses none; one out of use is gone for all', async () => {
    const own = await newKey(nam, 'person', 'Nam bốn');
    const seal = await newKey(mai, 'seal', 'Dấu bốn');
    expect(await code(readKey(mai, own))).toBe('not-found');
    expect(await code(requireUsableKey(mai, unitId, own))).toBe('not-found');
    expect(await code(requireUsableKey(nam, unitId, seal))).toBe('done');
    expect(await code(requireUsableKey(stranger, unitId, seal))).toBe('permission.denied');
    expect(await code(takeOutOfUse(stranger, seal))).toBe('not-found');
    await takeOutOfUse(mai, seal);
    expect(await code(requireUsableKey(mai, unitId, seal))).toBe('not-found');
    const row = await platform.db.owner
      .selectFrom('signing_key')
      .where('id', '=', seal)
      .select('pkcs12')
      .executeTakeFirst();
    expect(row?.pkcs12).toBeNull();
  });

  test('an ended certificate signs nothing', async () => {
    const id = await issued();
    const key = await newKey(nam, 'person', 'Nam năm');
    const now = platform.clock.now();
    platform.clock.set(new Date(now.getTime() + 366 * 86_400_000));
    expect(await code(signPaper(nam, id, request(key)))).toBe('key.expired');
    platform.clock.set(now);
    expect((await readSignScreen(nam, id)).states).toHaveLength(1);
  });

  test('what is no picture of a signature is refused with the reason', async () => {
    const key = await newKey(nam, 'person', 'Nam sáu');
    const refused = await setPicture(nam, key, Buffer.from('GIF89a'), 40).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'request.invalid', fields: [{ field: 'anh' }] });
    expect(await code(setPicture(nam, key, signaturePng, 400))).toBe('request.invalid');
  });
});

describe('a time-stamp authority', () => {
  let server: Server;
  let address: string;
  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('that fails is told, and nothing is signed; without it the person may sign', async () => {
    const id = await issued();
    const key = await newKey(nam, 'person', 'Nam bảy');
    const asked: Context = {
      ...nam,
      platform: { ...platform, config: { ...platform.config, timestampUrl: address } },
    };
    expect(await code(signPaper(asked, id, request(key, { hasTimestamp: true })))).toBe('signature.timestamp-failed');
    expect((await readSignScreen(nam, id)).states).toHaveLength(1);
    expect(await code(signPaper(asked, id, request(key)))).toBe('done');
    expect((await readSignScreen(nam, id)).states.at(-1)?.record?.hasTimestamp).toBe(false);
  });
});

describe('a paper that names nobody who signs', () => {
  test('is sealed at once, in words at the upper right corner', async () => {
    const id = await issued('table', false);
    const { places } = await readSignScreen(mai, id);
    const seal = await newKey(mai, 'seal', 'Dấu bảng');
    expect(places).toEqual([]);
    expect(await code(signPaper(mai, id, request(seal)))).toBe('done');
    const { states } = await readSignScreen(mai, id);
    expect(states.at(-1)?.record?.mark).toMatchObject({ page: 1 });
  });
});

describe('many papers', () => {
  test('a run signs them all, goes on where it was, and keeps no password afterwards', async () => {
    const papers = await Promise.all([issued(), issued(), issued()]);
    const key = await newKey(nam, 'person', 'Nam nhiều');
    const waiting = await readWaiting(nam, key);
    expect(waiting.papers.map(({ id }) => id)).toEqual(expect.arrayContaining(papers));
    expect(waiting.papers.length).toBeLessThanOrEqual(MOST_WAITING);
    // One of them was signed by itself in the meantime.
    await signPaper(nam, papers[1]!, request(key));
    const start = { keyId: key, unitId, password: PASSWORD, papers, hasTimestamp: false };
    expect(await code(startRun(nam, { ...start, password: 'sai' }))).toBe('key.password-wrong');
    const run = await startRun(nam, start);
    const secretOf = () =>
      platform.db.owner.selectFrom('signing_run').where('id', '=', run).select('secret').executeTakeFirstOrThrow();
    const { secret } = await secretOf();
    expect(secret?.includes(Buffer.from(PASSWORD))).toBe(false);
    expect(await code(readRun(mai, run))).toBe('not-found');
    await Promise.all([workOffRun(platform, run), workOffRun(platform, run)]);
    await workOffRun(platform, run);
    const after = await readRun(nam, run);
    expect(after.run.status).toBe('done');
    expect((await secretOf()).secret).toBeNull();
    for (const id of papers) {
      const file = await platform.db.owner
        .selectFrom('paper_file')
        .where('paper_id', '=', id)
        .where('format', '=', 'pdf')
        .orderBy('seq', 'desc')
        .select('file_sha256')
        .executeTakeFirstOrThrow();
      const bytes = await platform.files.get(file.file_sha256);
      const verification = await verifyPdfInWorker(platform.signers, bytes!, [], platform.clock.now());
      expect([verification.signatures.length, conclusionOf(verification)]).toEqual([1, 'intact-untrusted']);
    }
    expect((await readWaiting(nam, key)).papers.filter(({ id }) => papers.includes(id))).toEqual([]);
    const trail = await platform.db.owner
      .selectFrom('audit_entry')
      .where('verb', '=', 'paper.sign')
      .where(
        'subject',
        'in',
        papers.map((id) => `paper/${id}`),
      )
      .select('account_id')
      .execute();
    expect(trail.map(({ account_id }) => account_id)).toEqual(papers.map(() => nam.actor?.accountId));
  });

  test('a role taken away, or an hour gone by, ends it unsigned', async () => {
    const id = await issued();
    const lost = await makePerson(platform, 'signer', unitId, 'Người sắp nghỉ');
    const key = await newKey(lost, 'person', 'Sắp nghỉ');
    const start = { keyId: key, unitId, password: PASSWORD, papers: [id], hasTimestamp: false };
    const [first, second, third] = [
      await startRun(lost, start),
      await startRun(lost, start),
      await startRun(lost, start),
    ];
    const now = platform.clock.now();
    platform.clock.set(new Date(now.getTime() + 61 * 60_000));
    await workOffRun(platform, first);
    expect((await readRun(lost, first)).run).toMatchObject({ status: 'failed', problem: 'stale' });
    await clearSigning(platform);
    expect((await readRun(lost, second)).run).toMatchObject({ status: 'failed', problem: 'stale' });
    platform.clock.set(now);
    expect((await readRun(lost, third)).run.status).toBe('failed');
    const fourth = await startRun(lost, start);
    await platform.db.owner.deleteFrom('role_grant').where('account_id', '=', lost.actor!.accountId).execute();
    await workOffRun(platform, fourth);
    expect((await readRun(lost, fourth)).run).toMatchObject({ status: 'failed', problem: 'permission.denied' });
    expect((await readSignScreen(mai, id)).states).toHaveLength(1);
  });

  // Last: from here on the jobs run beside the test.
  test('the background takes a run up by itself', async () => {
    await signingJobs(platform);
    const key = await newKey(nam, 'person', 'Nam nền');
    const papers = [await issued()];
    const run = await startRun(nam, { keyId: key, unitId, password: PASSWORD, papers, hasTimestamp: false });
    await vi.waitFor(async () => expect((await readRun(nam, run)).run.status).toBe('done'), {
      timeout: 20_000,
      interval: 200,
    });
    expect((await readRun(nam, run)).papers).toMatchObject([{ outcome: 'signed', problem: null }]);
  }, 30_000);
});
