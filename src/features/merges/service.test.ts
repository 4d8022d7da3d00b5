/** Many papers from one, against a real database and the real writers. */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocModel } from '../../documents/write/doc-model.ts';
import type { MergeRow } from '../../documents/write/merge-model.ts';
import { readWordsInWorker } from '../../documents/worker-client.ts';
import { conclusionOf } from '../../documents/sign/verify-pdf.ts';
import { verifyPdfInWorker } from '../../documents/signer-client.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import type { CalendarDate, MergeId, PaperId, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { findVerification, NO_CAMPAIGN, readPaper, savePaper, startPaper } from '../papers/index.ts';
import { addTrialKey } from '../signing/index.ts';
import { runMerge } from './jobs.ts';
import { cancelMerge, checkList, listCopies, readMerge, readMergeFile, startMerge, withdrawCopy } from './service.ts';
import { findMerge } from './store.ts';
import { zipStream } from './zip.ts';

let platform: TestPlatform;
let mai: Context;
let reporter: Context;
let stranger: Context;
let unitId: UnitId;
const ISSUED = '2026-10-07' as CalendarDate;

beforeAll(async () => {
  platform = await testPlatform('2026-10-06T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, { name: 'Xã Bến Đò', kind: 'xa', level: 'commune' });
  const others = await makeTerritory(platform.db, { name: 'Xã Bến Khác', kind: 'xa', level: 'commune' });
  unitId = ids.get('Xã Bến Đò')!;
  mai = await makePerson(platform, 'coordinator', unitId);
  reporter = await makePerson(platform, 'reporter', unitId, 'Người báo cáo');
  stranger = await makePerson(platform, 'coordinator', others.get('Xã Bến Khác')!, 'Người khác');
});
afterAll(() => platform.drop());

const FULL = { limit: 5_000, offset: 0 };

async function certificate(): Promise<PaperId> {
  const id = await startPaper(
    mai,
    { unitId, kind: 'certificate', editionId: null },
    { campaignFacts: () => Promise.resolve(NO_CAMPAIGN) },
  );
  const { model, version } = await readPaper(mai, id);
  if (model.layout !== 'certificate') throw new Error('not a certificate');
  await savePaper(mai, id, {
    version,
    cause: 'save',
    model: { ...model, recipient: { name: '{{Họ và tên}}', detail: '{{Lớp}}' }, reason: 'Đã tham gia {{Hoạt động}}' },
  });
  return id;
}

async function invitation(): Promise<PaperId> {
  const id = await startPaper(
    mai,
    { unitId, kind: 'invitation', editionId: null },
    { campaignFacts: () => Promise.resolve(NO_CAMPAIGN) },
  );
  const { model, version } = await readPaper(mai, id);
  // What a starter leaves open is filled: nothing is merged before.
  const filled = parseDocModel(JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'Ông Lê Văn Bình')));
  if (filled.layout !== 'office') throw new Error('not an invitation');
  await savePaper(mai, id, { version, cause: 'save', model: { ...filled, addressees: ['{{Kính gửi}}'] } });
  return id;
}

const people = (count: number): MergeRow[] =>
  Array.from({ length: count }, (_, index) => ({
    'Họ và tên': `Nguyễn Thị H’Hen Niê ${index + 1}`,
    LỚP: `Lớp ${index % 5}`,
    'hoạt động': 'ngày hội đọc sách',
  }));

async function begin(paper: PaperId, rows: readonly MergeRow[], output: 'one' | 'many' = 'many'): Promise<MergeId> {
  const { version } = await readPaper(mai, paper);
  return startMerge(mai, paper, { rows, issuedOn: ISSUED, output, version, signing: null });
}

describe('a merge', () => {
  test('makes each row a certificate with a number, a code and a file of its own', async () => {
    const id = await begin(await certificate(), people(90));
    await runMerge(platform, id);
    const { merge, rows } = await readMerge(mai, id, FULL);
    expect([merge.status, merge.done, merge.total]).toEqual(['done', 90, 90]);
    expect(rows.map((row) => row.printedNumber)).toEqual(
      Array.from({ length: 90 }, (_, index) => `${String(index + 1).padStart(2, '0')}/GCN-UBND`),
    );
    expect(new Set(rows.map((row) => row.code)).size).toBe(90);
    const words = await readWordsInWorker(platform.readers, await readMergeFile(mai, id, 57), 'a.pdf');
    for (const text of [
      'Nguyễn Thị H’Hen Niê 57',
      'Lớp 1',
      'Đã tham gia ngày hội đọc sách',
      rows[56]!.code!,
      '57/GCN-UBND',
    ]) {
      expect(words).toContain(text);
    }
    const verification = await asSystem({ platform }, (tx) => findVerification(tx, rows[56]!.code!));
    expect(verification).toMatchObject({
      status: 'valid',
      recipient: 'Nguyễn Thị H’Hen Niê 57',
      subject: 'Đã tham gia ngày hội đọc sách',
      kind: 'certificate',
    });
  });

  test('of invitations shares one number; one file holds a page for each', async () => {
    const rows = ['Trường Tiểu học A', 'Hội Khuyến học xã', 'Bà Lò Thị Ánh'].map((name) => ({ 'Kính gửi': name }));
    const id = await begin(await invitation(), rows, 'one');
    await runMerge(platform, id);
    const { merge, rows: made } = await readMerge(mai, id, FULL);
    expect(merge.status).toBe('done');
    expect(new Set(made.map((row) => row.printedNumber))).toEqual(new Set(['01/GM-UBND']));
    const words = await readWordsInWorker(platform.readers, await readMergeFile(mai, id, null), 'a.pdf');
    for (const row of made) {
      expect(words).toContain(row.fields['Kính gửi']);
      expect(words).toContain(row.code);
    }
  });

  test('is not begun from a template with open places, nor twice with the same list', async () => {
    const open = await startPaper(
      mai,
      { unitId, kind: 'invitation', editionId: null },
      { campaignFacts: () => Promise.resolve(NO_CAMPAIGN) },
    );
    await expect(begin(open, [{ a: 'b' }])).rejects.toMatchObject({
      code: 'merge.rows-invalid',
      fields: expect.arrayContaining([expect.objectContaining({ field: 'body', code: 'paper.open-place' })]),
    });
    const paper = await invitation();
    const rows = ['Trường A', 'Trường B'].map((name) => ({ 'Kính gửi': name }));
    const [first, again] = await Promise.all([begin(paper, rows), begin(paper, rows)]);
    await runMerge(platform, first);
    expect([again, await begin(paper, rows)]).toEqual([first, first]);
    expect(await begin(paper, rows.slice(0, 1))).not.toBe(first);
  });

  test('goes on where it stood, makes nothing twice, and stops when it is told to', async () => {
    const id = await begin(await certificate(), people(100));
    const stopping = new AbortController();
    setTimeout(() => {
      stopping.abort();
    }, 1);
    await runMerge(platform, id, stopping.signal);
    const between = await asSystem({ platform }, (tx) => findMerge(tx, id));
    expect(between!.done).toBeLessThan(100);
    // The same job may be handed out twice.
    await Promise.all([runMerge(platform, id), runMerge(platform, id)]);
    const { merge, rows } = await readMerge(mai, id, FULL);
    expect([merge.status, merge.done]).toEqual(['done', 100]);
    const numbers = rows.map((row) => Number.parseInt(row.printedNumber!, 10));
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => numbers[0]! + index));

    const stopped = await begin(await certificate(), people(50));
    await cancelMerge(mai, stopped);
    await runMerge(platform, stopped);
    expect((await readMerge(mai, stopped, FULL)).merge).toMatchObject({ status: 'cancelled', done: 0 });
  });

  test('flags a row that can’t be made and makes the others', async () => {
    const rows = people(3);
    const id = await begin(await certificate(), [
      rows[0]!,
      { ...rows[1]!, 'Họ và tên': 'Dài '.repeat(499) + 'hết' },
      rows[2]!,
    ]);
    await runMerge(platform, id);
    const { merge, rows: made, problems } = await readMerge(mai, id, FULL);
    expect(merge.status).toBe('done');
    // A very long name is set small or refused by the writer; the others are made in either case.
    expect(made[0]!.sha256 !== null && made[2]!.sha256 !== null).toBe(true);
    expect(problems).toBe(made[1]!.problem === null ? 0 : 1);
  });

  test('withdraws one copy; the others stay in force', async () => {
    const id = await begin(await certificate(), people(2));
    await runMerge(platform, id);
    await withdrawCopy(mai, id, 2, 'Cấp nhầm');
    const { rows } = await readMerge(mai, id, FULL);
    expect(rows.map((row) => row.status)).toEqual(['valid', 'withdrawn']);
    const verification = await asSystem({ platform }, (tx) => findVerification(tx, rows[1]!.code!));
    expect(verification?.reason).toBe('Cấp nhầm');
  });

  test('signs each copy with a key, whose password is gone afterwards', async () => {
    const keyId = await addTrialKey(mai, {
      unitId,
      kind: 'person',
      label: 'Khóa thử',
      name: 'Lê Thị Mai',
      organisation: null,
      password: 'Mat-khau-1',
    });
    const paper = await certificate();
    const { version } = await readPaper(mai, paper);
    const request = { rows: people(3), issuedOn: ISSUED, output: 'many', version } as const;
    const wrong = startMerge(mai, paper, { ...request, signing: { keyId, password: 'sai' } });
    await expect(wrong).rejects.toMatchObject({ code: 'key.password-wrong' });
    const id = await startMerge(mai, paper, { ...request, signing: { keyId, password: 'Mat-khau-1' } });
    expect((await asSystem({ platform }, (tx) => findMerge(tx, id)))?.signingSecret).not.toBeNull();
    await runMerge(platform, id);
    const merge = await asSystem({ platform }, (tx) => findMerge(tx, id));
    expect([merge?.status, merge?.signingSecret]).toEqual(['done', null]);
    for (const rowNo of [1, 2, 3]) {
      const bytes = await readMergeFile(mai, id, rowNo);
      const facts = await verifyPdfInWorker(platform.signers, bytes, [], platform.clock.now());
      expect([facts.signatures.length, conclusionOf(facts)]).toEqual([1, 'intact-untrusted']);
    }
  });

  test('sends all copies as a zip', async () => {
    const id = await begin(await certificate(), people(3));
    await runMerge(platform, id);
    const { copies } = await listCopies(mai, id);
    const stream = zipStream(
      copies.map(({ rowNo, sha256 }) => ({ name: `${rowNo}.pdf`, read: () => platform.files.get(sha256) })),
      platform.clock.now(),
    );
    const files = unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()));
    expect(Object.keys(files)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
    expect(Buffer.from(files['2.pdf']!.slice(0, 5)).toString()).toBe('%PDF-');
  });

  test('is for coordinators of the unit alone, and for a template that did not change', async () => {
    const paper = await certificate();
    await expect(
      startMerge(reporter, paper, { rows: people(1), issuedOn: ISSUED, output: 'many', version: 2, signing: null }),
    ).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(
      startMerge(stranger, paper, { rows: people(1), issuedOn: ISSUED, output: 'many', version: 2, signing: null }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      startMerge(mai, paper, { rows: people(1), issuedOn: ISSUED, output: 'many', version: 1, signing: null }),
    ).rejects.toMatchObject({ code: 'edit.stale' });
    const id = await begin(paper, people(1));
    await runMerge(platform, id);
    await expect(readMerge(stranger, id, FULL)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readMergeFile(stranger, id, 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('tells every fault of a list at once', async () => {
    const csv = 'Họ và tên;Năm sinh\nNguyễn Văn A;1990\n';
    const { faults, match, list } = await checkList(mai, await certificate(), {
      name: 'ds.csv',
      bytes: new TextEncoder().encode(csv),
    });
    expect(list.rows).toEqual([{ 'Họ và tên': 'Nguyễn Văn A', 'Năm sinh': '1990' }]);
    expect(match.unused).toEqual(['Năm sinh']);
    expect(faults.map(({ code, detail }) => [code, detail])).toEqual([
      ['merge.no-column', 'Lớp'],
      ['merge.no-column', 'Hoạt động'],
    ]);
    const file = { name: 'a.csv', bytes: new Uint8Array() };
    await expect(checkList(mai, await certificate(), file)).rejects.toMatchObject({ code: 'merge.rows-invalid' });
  });
});
