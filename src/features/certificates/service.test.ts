/** Certificates from the people of an activity to what anybody can check, with a real database, writers and signers. */
import { compactVerify, createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unbakePng } from '../../documents/badges/bake.ts';
import { conclusionOf } from '../../documents/sign/verify-pdf.ts';
import { verifyPdfInWorker } from '../../documents/signer-client.ts';
import { readWordsInWorker } from '../../documents/worker-client.ts';
import { HARD_NAMES } from '../../documents/write/pdf/test-sheets.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import type {
  ActivityId,
  CalendarDate,
  CertificateBatchId,
  EditionId,
  PaperId,
  RegistrationId,
} from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { type EditionContext, enterEdition } from '../editions/index.ts';
import { findVerification, NO_CAMPAIGN, readPaper, savePaper, startPaper } from '../papers/index.ts';
import { addTrialKey } from '../signing/index.ts';
import { runBatch } from './jobs.ts';
import { reasonFor, usualReason } from './rules.ts';
import { publishedKeys, rotateBadgeKeys } from './service.keys.ts';
import { listFiles, readCertificateFile, reissueCertificate, revokeCertificate } from './service.one.ts';
import {
  bakedBadge,
  certificateOfCode,
  certificateOfHolder,
  checkUpload,
  readBadge,
  readBadgePdf,
  readIssuer,
  readJwks,
  readRevocations,
} from './service.public.ts';
import { type BatchRequest, checkBatch, readBatch, readCertificates, readDraft, startBatch } from './service.ts';
import { makeCheckin, makeHeldActivity, makeParticipant } from './test-week.ts';

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let mai: EditionContext;
let reporter: EditionContext;
let above: EditionContext;
let stranger: EditionContext;
let administrator: Context;
let activityId: number;
let lanId: number;
const FULL = { limit: 5_000, offset: 0 };

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  const edition = await makeEdition(platform.db, [1, 2]);
  editionId = edition.editionId;
  const [one, other] = edition.root.children[0]!.children;
  school = one!;
  const enter = async (ctx: Promise<Context>) => enterEdition(await ctx, editionId);
  mai = await enter(makePerson(platform, 'coordinator', school.unitId));
  reporter = await enter(makePerson(platform, 'reporter', school.unitId, 'Người báo cáo'));
  above = await enter(makePerson(platform, 'coordinator', edition.root.unitId, 'Cấp trên'));
  stranger = await enter(makePerson(platform, 'coordinator', other!.unitId, 'Xã khác'));
  administrator = { ...mai, actor: { ...mai.actor!, isAdministrator: true } };
  activityId = await makeHeldActivity(platform.db, editionId, school);
  const add = (person: Parameters<typeof makeParticipant>[4]) =>
    makeParticipant(platform.db, editionId, activityId, school, person);
  lanId = await add({ name: 'Lê Thị Lan', email: 'Lan@example.vn' });
  await add({ name: 'Trần Văn Vắng', present: false });
  await add({ name: 'Phụ huynh của cháu', people: 0 });
  for (const part of [1, 2]) {
    await makeCheckin(platform.db, editionId, activityId, school, { holderId: null, name: 'Người đi ngang', part });
  }
});
afterAll(() => platform.drop());

function request(change: Partial<BatchRequest> = {}): BatchRequest {
  const title = 'Lớp kỹ năng số cho người cao tuổi';
  return {
    source: { source: 'activity', id: activityId },
    role: 'participant',
    chosen: [],
    typed: '',
    title,
    reason: usualReason('participant', 'activity', title, 'Tuần lễ hưởng ứng học tập suốt đời năm 2022'),
    paperId: null,
    issuedOn: '2022-10-20' as CalendarDate,
    proof: 'hand',
    signerTitle: 'Chủ tịch',
    signerName: 'Nguyễn Văn Ký',
    isMailed: false,
    ...change,
  };
}

async function give(change: Partial<BatchRequest> = {}, ctx = mai): Promise<CertificateBatchId> {
  const id = await startBatch(ctx, request(change), null);
  await runBatch(platform, id);
  return id;
}

const rowsOf = async (id: CertificateBatchId) => (await readBatch(mai, id, FULL)).rows;

describe('who gets one', () => {
  test('those who were checked in, a walk-in of two sessions once, no children, nobody who stayed away', async () => {
    const draft = await readDraft(mai, { source: 'activity', id: activityId }, 'participant');
    expect(draft.people.map(({ name, has }) => [name, has])).toEqual([
      ['Lê Thị Lan', false],
      ['Người đi ngang', false],
    ]);
    const { sources } = await readCertificates(mai);
    expect(sources).toMatchObject([{ source: 'activity', id: activityId, people: 3 }]);
  });

  test('names are for the organiser’s own people, and giving for those who may', async () => {
    const key = { source: 'activity', id: activityId } as const;
    for (const [ctx, role] of [
      [reporter, 'organiser'],
      [above, 'participant'],
      [stranger, 'participant'],
    ] as const) {
      await expect(readDraft(ctx, key, role)).rejects.toMatchObject({
        code: expect.stringMatching(/^(permission\.denied|not-found)$/u),
      });
      await expect(give({ typed: 'Ai đó', role }, ctx)).rejects.toMatchObject({
        code: expect.stringMatching(/^(permission\.denied|not-found)$/u),
      });
    }
    const id = await give({ role: 'organiser', typed: 'Người tổ chức có tên' });
    await expect(readBatch(stranger, id, FULL)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readBatch(above, id, FULL)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readCertificateFile(stranger, id, 1)).rejects.toMatchObject({ code: 'not-found' });
    expect((await readBatch(reporter, id, FULL)).mayChange).toBe(false);
    await expect(revokeCertificate(reporter, id, 1, 'x')).rejects.toMatchObject({ code: 'permission.denied' });
  });

  test('a contest has winners only, an activity none', async () => {
    await expect(readDraft(mai, { source: 'activity', id: activityId }, 'winner')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(reasonFor('Đạt {{Giải}} cuộc thi', 'Giải nhất')).toBe('Đạt Giải nhất cuộc thi');
  });
});

describe('a batch', () => {
  test('gives each a number, a code, a file, a badge; a mail to who left an address; nobody two', async () => {
    const draft = await readDraft(mai, { source: 'activity', id: activityId }, 'participant');
    const chosen = draft.people.map(({ key }) => key);
    const id = await give({ chosen, typed: 'Đặng Thị Đào; Trường Tiểu học A', isMailed: true });
    const { batch, rows } = await readBatch(mai, id, FULL);
    expect([batch.status, batch.done, batch.total]).toEqual(['done', 3, 3]);
    expect(rows.map(({ recipient }) => recipient)).toEqual(['Lê Thị Lan', 'Người đi ngang', 'Đặng Thị Đào']);
    expect(new Set(rows.map(({ printedNumber }) => printedNumber)).size).toBe(3);
    const [lan] = rows;
    const { bytes } = await readCertificateFile(mai, id, 1);
    const words = await readWordsInWorker(platform.readers, bytes, 'a.pdf');
    for (const text of [
      'Lê Thị Lan',
      lan!.code!,
      'Lớp kỹ năng số cho người cao tuổi',
      'Nguyễn Văn Ký',
      lan!.printedNumber!,
    ]) {
      expect(words).toContain(text);
    }
    const mails = await platform.db.owner.selectFrom('mail_message').select(['to_address', 'body']).execute();
    expect(mails.map(({ to_address }) => to_address)).toEqual(['Lan@example.vn']);
    expect(mails[0]!.body).toContain(`/huy-hieu/${lan!.credentialId}`);
    const kept = await platform.db.owner.selectFrom('certificate').select('mail_to').execute();
    expect(kept.every(({ mail_to }) => mail_to === null)).toBe(true);
    expect(await certificateOfCode(mai, lan!.code!)).toEqual({
      href: `/huy-hieu/${lan!.credentialId}`,
      proof: { by: 'hand', signer: null },
    });

    const again = await readDraft(mai, { source: 'activity', id: activityId }, 'participant');
    expect(again.people.map(({ has }) => has)).toEqual([true, true]);
    await expect(give({ chosen, typed: 'đặng thị ĐÀO | trường tiểu học A' })).rejects.toMatchObject({
      code: 'certificate.nobody',
    });
    expect(
      await certificateOfHolder(mai, {
        activityId: activityId as ActivityId,
        registrationId: lanId as RegistrationId,
      }),
    ).toMatchObject([{ status: 'valid', pdfHref: `/huy-hieu/${lan!.credentialId}.pdf` }]);
  });

  test('sent twice at once gives each person one', async () => {
    const typed = Array.from({ length: 30 }, (_, index) => `Diễn giả thứ ${index + 1}`).join('\n');
    const sent = await Promise.allSettled(
      Array.from({ length: 3 }, () => startBatch(mai, request({ role: 'speaker', typed }), null)),
    );
    const begun = sent.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    for (const id of begun) await runBatch(platform, id);
    const made = (await Promise.all(begun.map(rowsOf))).flat();
    expect(made.map(({ recipient }) => recipient).sort()).toEqual(typed.split('\n').sort());
  });

  test('goes on where it stood after a crash', async () => {
    const typed = Array.from({ length: 60 }, (_, index) => `Ban tổ chức ${index + 1}`).join('\n');
    const id = await startBatch(mai, request({ role: 'organiser', typed }), null);
    const stop = new AbortController();
    const files = platform.files;
    // The process is to stop while the first certificates are written.
    const dying = { ...platform, files: { ...files, put: (bytes: Uint8Array) => (stop.abort(), files.put(bytes)) } };
    await runBatch(dying, id, stop.signal);
    const half = await readBatch(mai, id, FULL);
    expect([half.batch.status, half.batch.done]).toEqual(['running', 40]);
    await runBatch(platform, id);
    const { batch, rows } = await readBatch(mai, id, FULL);
    expect([batch.status, batch.done]).toEqual(['done', 60]);
    const numbers = rows.map(({ printedNumber }) => Number(printedNumber!.split('/')[0]));
    expect(new Set(rows.map(({ code }) => code)).size).toBe(60);
    expect(numbers.at(-1)! - numbers[0]!).toBe(59);
  });

  test('what cannot be printed says so and claims nobody', async () => {
    const reason = 'x'.repeat(900_000);
    const check = await checkBatch(mai, request({ role: 'organiser', typed: 'Người dài', reason }));
    expect(check.faults).toMatchObject([{ field: 'noi-dung', code: 'too-long-text' }]);
  });
});

describe('the badge', () => {
  test('is signed twice, hides who it is for behind a salted hash, and is known again when brought back', async () => {
    const id = await give({ typed: 'Vàng A Pó; Bản Phìn; po@example.vn' });
    const [row] = await rowsOf(id);
    const badge = await readBadge(mai, row!.credentialId);
    await compactVerify(badge.jwt, createLocalJWKSet(await readJwks(platform)));
    expect(JSON.stringify(badge.credential)).not.toMatch(/Vàng A Pó|po@example\.vn|null|\[\]/u);
    for (const bytes of [
      Buffer.from(badge.jwt),
      Buffer.from(JSON.stringify(badge.credential)),
      await bakedBadge(platform, badge),
    ]) {
      const { check, badge: found } = await checkUpload(mai, bytes);
      expect(check.finding).toBe('valid');
      expect(found?.credentialId).toBe(row!.credentialId);
    }
    expect(unbakePng(await bakedBadge(platform, badge))).toBe(badge.jwt);
    const forged = JSON.stringify(badge.credential).replace('Lớp kỹ năng số', 'Lớp tiến sĩ');
    expect((await checkUpload(mai, Buffer.from(forged))).check.finding).toBe('changed');
    expect((await readBadgePdf(mai, badge)).length).toBeGreaterThan(5_000);
  });

  test('still verifies after the administrator has changed the keys; the old private part is gone', async () => {
    const id = await give({ typed: 'Trước khi đổi khóa' });
    const [row] = await rowsOf(id);
    const before = await readBadge(mai, row!.credentialId);
    await expect(rotateBadgeKeys(mai)).rejects.toMatchObject({ code: 'permission.denied' });
    await rotateBadgeKeys(administrator);
    const keys = await publishedKeys(platform);
    expect(keys.map(({ retiredAt }) => retiredAt === null)).toEqual([true, true, false, false]);
    const kept = await platform.db.owner.selectFrom('badge_key').select(['private_key', 'retired_at']).execute();
    expect(kept.map(({ private_key, retired_at }) => (private_key === null) === (retired_at !== null))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const next = await give({ typed: 'Sau khi đổi khóa' });
    const after = await readBadge(mai, (await rowsOf(next))[0]!.credentialId);
    const set = createLocalJWKSet(await readJwks(platform));
    for (const badge of [before, after]) {
      await compactVerify(badge.jwt, set);
      expect((await checkUpload(mai, Buffer.from(JSON.stringify(badge.credential)))).check.finding).toBe('valid');
    }
    const { methods } = await readIssuer(mai, school.unitId);
    expect(methods.map((method) => method.id)).toContain(
      (after.credential as { proof: [{ verificationMethod: string }] }).proof[0].verificationMethod,
    );
  });
});

describe('afterwards', () => {
  test('a revoked one is worth nothing everywhere, and the person may be given another', async () => {
    const typed = 'Người bị thu hồi';
    const id = await give({ typed });
    const [row] = await rowsOf(id);
    await revokeCertificate(mai, id, 1, 'Cấp nhầm người');
    await revokeCertificate(mai, id, 1, 'Lần hai');
    expect(await asSystem({ platform }, (tx) => findVerification(tx, row!.code!))).toMatchObject({
      status: 'withdrawn',
      reason: 'Cấp nhầm người',
    });
    for (const unit of [school.unitId, null]) {
      const list = await readRevocations(mai, unit);
      expect(list.revokedCredential).toContainEqual({
        id: `http://localhost:8080/huy-hieu/${row!.credentialId}`,
        revoked: true,
        revocationReason: 'Cấp nhầm người',
      });
    }
    expect(await listFiles(mai, id)).toEqual([]);
    expect((await rowsOf(await give({ typed })))[0]!.status).toBe('valid');
  });

  test('a wrong name is corrected by a new one; the old one leads to it', async () => {
    const id = await give({ typed: 'Nguyễn Thị Hoa' });
    const [old] = await rowsOf(id);
    const right = { name: 'Nguyễn Thị Hòa', detail: 'Tổ 5', reason: 'Sai tên' };
    const sent = await Promise.allSettled([1, 2].map(() => reissueCertificate(mai, id, 1, right, null)));
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [next] = sent.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    await runBatch(platform, next!);
    const [made] = await rowsOf(next!);
    expect(await asSystem({ platform }, (tx) => findVerification(tx, old!.code!))).toMatchObject({
      status: 'replaced',
      replacedBy: made!.code,
    });
    expect(await readBadge(mai, old!.credentialId)).toMatchObject({
      status: 'replaced',
      successor: made!.credentialId,
    });
    const { bytes } = await readCertificateFile(mai, next!, 1);
    expect(await readWordsInWorker(platform.readers, bytes, 'a.pdf')).toContain('Nguyễn Thị Hòa');
    // The claim went over: neither name gets a second one by the old key, and the new one can't be given as if it were free.
    await expect(give({ typed: 'Nguyễn Thị Hoa' })).rejects.toMatchObject({ code: 'certificate.nobody' });
    await expect(reissueCertificate(mai, id, 1, right, null)).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('a template of the unit is filled, one with foreign fields refused; signed with the unit’s key', async () => {
    const paperId = await startPaper(
      mai,
      { unitId: school.unitId, kind: 'certificate', editionId: null },
      { campaignFacts: () => Promise.resolve(NO_CAMPAIGN) },
    );
    const save = async (reason: string, name: string, id: PaperId) => {
      const { model, version } = await readPaper(mai, id);
      if (model.layout !== 'certificate') throw new Error('no certificate');
      await savePaper(mai, id, {
        version,
        cause: 'save',
        model: { ...model, title: 'GIẤY GHI NHẬN', recipient: { name, detail: null }, reason },
      });
    };
    await save('Vì {{Lý do lạ}}', 'Ai cũng được', paperId);
    const wrong = await checkBatch(mai, request({ paperId, typed: 'Người có mẫu' }));
    expect(wrong.faults).toMatchObject([{ code: 'unknown-fields', detail: 'Lý do lạ' }, { code: 'no-name' }]);
    await save('Vì đã góp phần: {{Nội dung}}', '{{ho va ten}}', paperId);
    const key = await addTrialKey(mai, {
      unitId: school.unitId,
      kind: 'person',
      label: 'Khóa thử',
      name: 'Lê Thị Mai',
      organisation: null,
      password: 'Mat-khau-1',
    });
    const signing = { keyId: key, password: 'Mat-khau-1' };
    await expect(
      startBatch(mai, request({ paperId, typed: 'Người có mẫu', proof: 'key' }), { ...signing, password: 'sai' }),
    ).rejects.toMatchObject({ code: 'key.password-wrong' });
    const id = await startBatch(mai, request({ paperId, typed: 'Người có mẫu', proof: 'key' }), signing);
    await runBatch(platform, id);
    const { bytes } = await readCertificateFile(mai, id, 1);
    const words = await readWordsInWorker(platform.readers, bytes, 'a.pdf');
    expect(words).toContain('GIẤY GHI NHẬN');
    expect(words).toContain('Người có mẫu');
    const checked = await verifyPdfInWorker(platform.signers, bytes, [], platform.clock.now());
    expect(conclusionOf(checked)).toBe('intact-untrusted');
    const secrets = await platform.db.owner.selectFrom('certificate_batch').select('signing_secret').execute();
    expect(secrets.every(({ signing_secret }) => signing_secret === null)).toBe(true);
  });

  test('200 hard names come back exactly', async () => {
    // "H'Hen" and "H’Hen" are one person to whoever gives certificates: the second kind comes as another role.
    const curly = HARD_NAMES.filter((name) => name.includes('’'));
    const others = HARD_NAMES.filter((name) => !name.includes('’'));
    const title = 'Tên khó';
    const start = (role: 'speaker' | 'organiser', names: readonly string[]) =>
      startBatch(mai, request({ role, typed: names.join('\n'), title }), null);
    const ids = [await start('speaker', others), await start('organiser', curly)];
    for (const id of ids) await runBatch(platform, id);
    const given = new Set<string>();
    for (const id of ids) {
      for (const row of await rowsOf(id)) {
        const { bytes } = await readCertificateFile(mai, id, row.no);
        const words = await readWordsInWorker(platform.readers, bytes, 'a.pdf');
        expect(words.replaceAll(/\s+/gu, ' ')).toContain(row.recipient);
        given.add(row.recipient);
      }
    }
    expect(given).toEqual(new Set(HARD_NAMES.map((name) => name.normalize('NFC'))));
    expect(given.size).toBeGreaterThanOrEqual(200);
  }, 120_000);
});
