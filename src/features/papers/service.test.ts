import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocModel, OfficeDoc } from '../../documents/write/doc-model.ts';
import { asActor, asSystem, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { FileStore } from '../../platform/files/files.ts';
import type { CalendarDate, PaperId, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { unissued } from './rules.paper.ts';
import { downloadPaper, downloadState, readPaperFiles } from './service.files.ts';
import { addSignedFile, issuePaper, readIssue, rightsOn, withdrawPaper } from './service.issue.ts';
import { readHistory, readOldState, readPaperList } from './service.read.ts';
import {
  copyPaper,
  deletePaper,
  findSourcePaper,
  notePresence,
  openSourcePaper,
  readPaper,
  refreshSourcePaper,
  restoreState,
  savePaper,
  startPaper,
  startReplacement,
} from './service.ts';
import { NO_CAMPAIGN } from './sources.ts';
import { findPaper } from './store.ts';
import { findVerification, findVerificationsOfFile, readVerificationCode } from './store.verification.ts';

let platform: TestPlatform;
let unitId: UnitId;
let mai: Context;
let nam: Context;
let foreigner: Context;
let number = 0;

const sources = { campaignFacts: () => Promise.resolve(NO_CAMPAIGN) };
const day = (text: string) => text as CalendarDate;
const issuedOn = day('2026-09-20');

beforeAll(async () => {
  platform = await testPlatform('2026-09-20T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, {
    name: 'Xã Bến Đò',
    kind: 'xa',
    level: 'commune',
    children: [{ name: 'Trường THCS Bến Đò', kind: 'school', level: 'unit' }],
  });
  const others = await makeTerritory(platform.db, { name: 'Xã Suối Reo', kind: 'xa', level: 'commune' });
  unitId = ids.get('Xã Bến Đò')!;
  mai = await makePerson(platform, 'coordinator', unitId);
  nam = await makePerson(platform, 'coordinator', unitId, 'Trần Văn Nam');
  foreigner = await makePerson(platform, 'coordinator', others.get('Xã Suối Reo')!);
}, 30_000);
afterAll(() => platform.drop());
beforeEach(() => {
  number += 1;
});

async function draft(kind: 'letter' | 'plan' | 'mc-script' = 'letter'): Promise<{ id: PaperId; model: OfficeDoc }> {
  const id = await startPaper(mai, { unitId, kind, editionId: null }, sources);
  const { model } = await readPaper(mai, id);
  if (model.layout !== 'office') throw new Error('an office paper');
  return { id, model };
}

/** A draft with every room filled. */
async function whole(kind: 'letter' | 'plan' | 'mc-script' = 'letter'): Promise<{ id: PaperId; version: number }> {
  const { id, model } = await draft(kind);
  const filled = JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'Nội dung')) as OfficeDoc;
  const named = { ...filled, subject: `Tổ chức Tuần lễ, lần ${number}`, addressees: ['Các trường trên địa bàn'] };
  const { version } = await savePaper(mai, id, { version: 1, model: named, cause: 'save' });
  return { id, version };
}

const issue = (id: PaperId, version: number, more: { number?: number; reason?: string; ctx?: Context } = {}) =>
  issuePaper(more.ctx ?? mai, id, { version, issuedOn, number: more.number ?? 'next', reason: more.reason ?? null });

const letters = () =>
  platform.db.owner
    .selectFrom('register_entry')
    .where('unit_id', '=', unitId)
    .where('series', '=', 'CV')
    .orderBy('number')
    .select(['number', 'status', 'printed_number'])
    .execute();

describe('a draft', () => {
  it('begins with what is known of the office, and with what the latest paper says', async () => {
    const { id, model } = await draft('plan');
    expect(model.head).toMatchObject({
      agency: 'ỦY BAN NHÂN DÂN\nXÃ BẾN ĐÒ',
      symbol: 'KH-UBND',
      number: null,
      date: null,
    });
    await savePaper(mai, id, {
      version: 1,
      model: { ...model, signature: { ...model.signature, name: 'Đào Văn Tám' } },
      cause: 'save',
    });
    expect((await draft('letter')).model.signature.name).toBe('Đào Văn Tám');
  });

  it('is not overwritten by somebody who looked at an older version, who gets what stands', async () => {
    const { id, model } = await draft();
    await savePaper(mai, id, { version: 1, model: { ...model, subject: 'Bản của Mai' }, cause: 'save' });
    const stale = savePaper(nam, id, { version: 1, model: { ...model, subject: 'Bản của Nam' }, cause: 'save' });
    await expect(stale).rejects.toMatchObject({
      code: 'edit.stale',
      current: { version: 2, model: { subject: 'Bản của Mai' }, savedBy: 'Nguyễn Thị Mai' },
    });
  });

  it('sent twice is one change, and two at once are one and a stale one', async () => {
    const { id, model } = await draft();
    const save = { version: 1, model: { ...model, subject: 'Một' }, cause: 'save' as const };
    await savePaper(mai, id, save);
    expect(await savePaper(mai, id, save)).toEqual({ version: 2 });
    const both = await Promise.allSettled(
      ['Hai', 'Ba'].map((subject) => savePaper(mai, id, { version: 2, model: { ...model, subject }, cause: 'save' })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await readHistory(mai, id)).paper.version).toBe(3);
  });

  it('cannot be given a number, a date or a code by its writer, nor another layout', async () => {
    const { id, model } = await draft();
    const verification = { code: 'AAAA-AAAA-AAAA', url: 'https://gia.example' };
    await savePaper(mai, id, {
      version: 1,
      model: { ...model, subject: 'x', head: { ...model.head, number: '1', date: '2020-01-01' }, verification },
      cause: 'save',
    });
    const saved = await readPaper(mai, id);
    expect([saved.model.head.number, saved.model.head.date, saved.model.verification]).toEqual([null, null, null]);
    const broken = savePaper(mai, id, { version: 2, model: { layout: 'office' }, cause: 'save' });
    await expect(broken).rejects.toMatchObject({ code: 'request.invalid' });
    const certificate = await startPaper(mai, { unitId, kind: 'certificate', editionId: null }, sources);
    const { model: other } = await readPaper(mai, certificate);
    await expect(savePaper(mai, id, { version: 2, model: other, cause: 'save' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  it('keeps every state; an old one comes back as a new one', async () => {
    const { id, model } = await draft();
    await savePaper(mai, id, { version: 1, model: { ...model, subject: 'Một' }, cause: 'save' });
    await savePaper(nam, id, { version: 2, model: { ...model, subject: 'Hai' }, cause: 'save' });
    await restoreState(mai, id, { from: 2, version: 3 });
    const { paper, sittings } = await readHistory(mai, id);
    expect([paper.version, paper.title]).toEqual([4, 'Một']);
    expect(sittings.map(({ cause, by }) => [cause, by])).toEqual([
      ['restore', 'Nguyễn Thị Mai'],
      ['save', 'Trần Văn Nam'],
      ['save', 'Nguyễn Thị Mai'],
      ['start', 'Nguyễn Thị Mai'],
    ]);
    const { diff, model: old } = await readOldState(mai, id, 3);
    expect(diff?.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'gone', text: 'Một' },
      { kind: 'new', text: 'Hai' },
    ]);
    expect(old).toMatchObject({ subject: 'Hai' });
    await expect(restoreState(mai, id, { from: 99, version: 4 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      asActor(mai, (tx) => tx.updateTable('paper_version').set({ cause: 'x' }).where('paper_id', '=', id).execute()),
    ).rejects.toThrow(/permission denied/u);
  });

  it('tells two people of each other, and forgets who has gone', async () => {
    const { id } = await draft();
    await notePresence(nam, id);
    expect(await notePresence(mai, id)).toEqual({ others: [{ name: 'Trần Văn Nam' }], version: 1 });
    platform.clock.set(new Date('2026-09-20T08:03:00+07:00'));
    expect((await notePresence(mai, id)).others).toEqual([]);
    platform.clock.set(new Date('2026-09-20T08:00:00+07:00'));
  });

  it('can be thrown away, an issued one cannot', async () => {
    const { id } = await draft();
    await deletePaper(mai, id);
    await expect(readPaper(mai, id)).rejects.toMatchObject({ code: 'not-found' });
    const made = await whole();
    await issue(made.id, made.version);
    await expect(deletePaper(mai, made.id)).rejects.toMatchObject({ code: 'paper.issued' });
  });

  it('of a source is one; what the source says anew becomes a new state', async () => {
    const { model } = await draft('plan');
    const asked = {
      unitId,
      editionId: await edition(),
      kind: 'plan' as const,
      source: `plan/${number}/1`,
      model,
      by: mai.actor!.accountId,
    };
    const open = () => asActor(mai, (tx) => openSourcePaper(tx, asked));
    const [one, other] = await Promise.all([open(), open()]);
    expect(one.id).toBe(other.id);
    const edited = { ...model, closing: 'Người soạn thêm' };
    await savePaper(mai, one.id, { version: 1, model: edited, cause: 'save' });
    const now = { ...model, subject: 'Chủ đề mới' };
    const outdated = (said: DocModel) => asActor(mai, (tx) => findSourcePaper(tx, unitId, asked.source, said));
    expect((await outdated(model))?.isOutdated).toBe(false);
    expect((await outdated(now))?.isOutdated).toBe(true);
    await asActor(mai, (tx) => refreshSourcePaper(tx, { ...asked, model: now }));
    expect((await outdated(now))?.isOutdated).toBe(false);
    const { sittings } = await readHistory(mai, one.id);
    expect(sittings.map(({ cause }) => cause)).toEqual(['refresh', 'save', 'start']);
  });
});

describe('issuing', () => {
  it('gives number, date, code and files, all or nothing', async () => {
    const { id, version } = await whole();
    const before = await letters();
    const { printedNumber, code } = await issue(id, version);
    const paper = await readPaper(mai, id);
    expect(paper).toMatchObject({ status: 'issued', verificationCode: code, version: version + 1 });
    expect(paper.model.head).toMatchObject({ number: String(before.length + 1), date: '2026-09-20' });
    expect(paper.model.verification).toEqual({ code, url: `http://localhost:8080/xac-minh/${code}` });
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/u);
    expect(printedNumber).toBe(`${String(before.length + 1).padStart(2, '0')}/UBND`);
    const files = await readPaperFiles(mai, id);
    expect(files.map(({ seq, format, signature }) => [seq, format, signature])).toEqual([
      [1, 'pdf', null],
      [2, 'docx', null],
    ]);
    const pdf = await downloadPaper(mai, id, 'pdf');
    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    expect(pdf.bytes).toEqual((await downloadState(mai, id, 1)).bytes);
    const [known] = await asSystem({ platform }, (tx) => findVerificationsOfFile(tx, files[0]!.sha256));
    expect(known).toMatchObject({ code, status: 'valid', printedNumber, agency: 'Ủy ban nhân dân xã Bến Đò' });
    await expect(savePaper(mai, id, { version: version + 1, model: paper.model, cause: 'save' })).rejects.toMatchObject(
      {
        code: 'paper.issued',
      },
    );
    await expect(issue(id, version + 1)).rejects.toMatchObject({ code: 'paper.issued' });
  });

  it('asks for what is blank, by field, and takes no number for it', async () => {
    const { id } = await draft();
    const before = await letters();
    await expect(issue(id, 1)).rejects.toMatchObject({
      code: 'paper.incomplete',
      fields: expect.arrayContaining([expect.objectContaining({ field: 'body', code: 'paper.open-place' })]),
    });
    expect((await readIssue(mai, id, issuedOn)).blanks.length).toBeGreaterThan(0);
    expect(await letters()).toEqual(before);
  });

  it('leaves no gap and no half of anything when the disk is full', async () => {
    const { id, version } = await whole();
    const before = await letters();
    // A real store but for the one verb that fails, after the first file went in.
    let puts = 0;
    const files: FileStore = {
      ...platform.files,
      put: (bytes) => {
        puts += 1;
        return puts > 1 ? Promise.reject(new Problem('file.disk-full')) : platform.files.put(bytes);
      },
    };
    const full = { ...mai, platform: { ...platform, files } };
    await expect(issue(id, version, { ctx: full })).rejects.toMatchObject({ code: 'file.disk-full' });
    expect(await letters()).toEqual(before);
    expect(await readPaper(mai, id)).toMatchObject({ status: 'draft', version, verificationCode: null });
    expect((await readHistory(mai, id)).sittings[0]?.cause).toBe('save');
    await issue(id, version);
    expect((await letters()).length).toBe(before.length + 1);
  });

  it('by many at once gives each its own number in turn', async () => {
    const made = await Promise.all([whole(), whole(), whole(), whole()]);
    const before = (await letters()).length;
    const results = await Promise.allSettled(
      // The last two are of one paper, pressed twice.
      [...made, made[3]!].map(({ id, version }) => issue(id, version)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect((await letters()).map((row) => row.number)).toEqual(Array.from({ length: before + 4 }, (_, at) => at + 1));
  });

  it('of a script takes no number, but a code', async () => {
    const { id, version } = await whole('mc-script');
    const { printedNumber, code } = await issue(id, version);
    expect(printedNumber).toBeNull();
    expect((await readPaper(mai, id)).registerEntryId).toBeNull();
    expect(await asSystem({ platform }, (tx) => findVerification(tx, code))).toMatchObject({ kind: 'mc-script' });
  });

  it('refuses a version that nobody looked at', async () => {
    const { id, version } = await whole();
    await expect(issue(id, version - 1)).rejects.toMatchObject({ code: 'edit.stale' });
  });

  it('of a paper that a plan made is the plan’s business', async () => {
    const { model } = await draft('plan');
    const filled = JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'x')) as OfficeDoc;
    const asked = { unitId, editionId: await edition(), kind: 'plan' as const, source: `plan/9${number}/1` };
    const paper = await asActor(mai, (tx) => openSourcePaper(tx, { ...asked, model: unissued(filled), by: null }));
    await expect(issue(paper.id, 1)).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('an issued paper', () => {
  it('withdrawn is marked in paper, register and public check', async () => {
    const { id, version } = await whole();
    const { code, printedNumber } = await issue(id, version);
    await withdrawPaper(mai, id, 'Sai ngày tổ chức');
    await withdrawPaper(mai, id, 'Sai ngày tổ chức');
    expect((await readPaper(mai, id)).status).toBe('withdrawn');
    expect(await letters()).toContainEqual(
      expect.objectContaining({ printed_number: printedNumber, status: 'withdrawn' }),
    );
    expect(await asSystem({ platform }, (tx) => findVerification(tx, code))).toMatchObject({
      status: 'withdrawn',
      reason: 'Sai ngày tổ chức',
    });
    expect((await downloadPaper(mai, id, 'pdf')).bytes.length).toBeGreaterThan(1_000);
    await expect(startReplacement(mai, id)).rejects.toMatchObject({ code: 'paper.not-issued' });
  });

  it('replaced stays in force until the new one is issued, then all three point to it', async () => {
    const old = await whole();
    const { code } = await issue(old.id, old.version);
    const newId = await startReplacement(mai, old.id);
    const begun = await readPaper(mai, newId);
    expect(begun).toMatchObject({ status: 'draft', replacesId: old.id });
    expect([begun.model.head.number, begun.model.verification]).toEqual([null, null]);
    expect((await readPaper(mai, old.id)).status).toBe('issued');
    const issued = await issue(newId, 1);
    expect((await readPaper(mai, old.id)).status).toBe('replaced');
    expect(await letters()).toContainEqual(expect.objectContaining({ status: 'replaced' }));
    expect(await asSystem({ platform }, (tx) => findVerification(tx, code))).toMatchObject({
      status: 'replaced',
      replacedBy: issued.code,
    });
  });

  it('gets signed states that are checked as the paper itself; the newest is downloaded', async () => {
    const { id, version } = await whole();
    const { code } = await issue(id, version);
    const file = await platform.files.put(randomBytes(64));
    const seq = await asActor(mai, async (tx) => {
      const paper = await findPaper(tx, id, true);
      return addSignedFile(tx, paper!, { file, marks: null, signature: { signer: 'Đào Văn Tám' } });
    });
    expect(seq).toBe(3);
    expect((await downloadPaper(mai, id, 'pdf')).bytes).toHaveLength(64);
    expect((await downloadPaper(mai, id, 'docx')).name).toMatch(/^\d+-UBND-to-chuc-tuan-le.*\.docx$/u);
    expect(await asSystem({ platform }, (tx) => findVerificationsOfFile(tx, file.sha256))).toMatchObject([{ code }]);
  });

  it('is copied without number, date and code', async () => {
    const { id, version } = await whole();
    await issue(id, version);
    const copy = await readPaper(mai, await copyPaper(mai, id));
    expect([copy.status, copy.model.head.number, copy.model.head.date, copy.model.verification]).toEqual([
      'draft',
      null,
      null,
      null,
    ]);
  });
});

describe('codes', () => {
  it('are read as people type them', () => {
    expect(readVerificationCode(' 7k2m 9qxd-4hta ')).toBe('7K2M-9QXD-4HTA');
    expect(readVerificationCode('OIL0-0000-0000')).toBe('0110-0000-0000');
    expect([readVerificationCode('7K2M-9QXD'), readVerificationCode('7K2M-9QXD-4HTU')]).toEqual([null, null]);
  });
});

describe('who may what', () => {
  it('nobody of another unit sees or does anything, even in a query without a condition', async () => {
    const { id, version } = await whole();
    const issued = await whole();
    await issue(issued.id, issued.version);
    const none = { code: 'not-found' };
    const { model } = await readPaper(mai, id);
    await expect(readPaper(foreigner, id)).rejects.toMatchObject(none);
    await expect(savePaper(foreigner, id, { version, model, cause: 'save' })).rejects.toMatchObject(none);
    await expect(issue(id, version, { ctx: foreigner })).rejects.toMatchObject(none);
    await expect(withdrawPaper(foreigner, issued.id, 'x')).rejects.toMatchObject(none);
    await expect(deletePaper(foreigner, id)).rejects.toMatchObject(none);
    await expect(copyPaper(foreigner, id)).rejects.toMatchObject(none);
    await expect(notePresence(foreigner, id)).rejects.toMatchObject(none);
    await expect(downloadPaper(foreigner, issued.id, 'pdf')).rejects.toMatchObject(none);
    await expect(readHistory(foreigner, id)).rejects.toMatchObject(none);
    await expect(startPaper(foreigner, { unitId, kind: 'letter', editionId: null }, sources)).rejects.toMatchObject({
      code: 'permission.denied',
    });
    for (const table of ['paper', 'paper_version', 'paper_file', 'paper_presence', 'verification'] as const) {
      const rows = await asActor(foreigner, (tx) => tx.selectFrom(table).select('unit_id').execute());
      expect(rows).toEqual([]);
    }
    expect(await asActor(foreigner, (tx) => tx.selectFrom('verification_file').selectAll().execute())).toEqual([]);
  });

  it.each([
    ['reporter', { mayWrite: true, mayIssue: false, mayWithdraw: false }],
    ['signer', { mayWrite: false, mayIssue: true, mayWithdraw: true }],
    ['viewer', { mayWrite: false, mayIssue: false, mayWithdraw: false }],
  ] as const)('a %s may what the role says', async (role, rights) => {
    const person = await makePerson(platform, role, unitId);
    const { id, version } = await whole();
    const paper = await readPaper(person, id);
    expect(rightsOn(person, paper)).toMatchObject(rights);
    const denied = { code: 'permission.denied' };
    if (!rights.mayWrite) {
      await expect(savePaper(person, id, { version, model: paper.model, cause: 'save' })).rejects.toMatchObject(denied);
      await expect(copyPaper(person, id)).rejects.toMatchObject(denied);
    }
    if (!rights.mayIssue) await expect(issue(id, version, { ctx: person })).rejects.toMatchObject(denied);
    else await issue(id, version, { ctx: person });
    if (!rights.mayWithdraw) await expect(withdrawPaper(person, id, 'x')).rejects.toMatchObject(denied);
  });
});

describe('the list', () => {
  it('finds without marks, what was typed exactly first, and by state', async () => {
    const { id, version } = await whole();
    const { model } = await readPaper(mai, id);
    if (model.layout !== 'office') throw new Error('an office paper');
    const word = `Toạ đàm ${number}`;
    await savePaper(mai, id, { version, model: { ...model, subject: word }, cause: 'save' });
    const query = { typed: `toa dam ${number}`, status: null, kind: null, editionId: null };
    expect((await readPaperList(mai, query, 1)).rows.map((row) => row.id)).toEqual([id]);
    expect((await readPaperList(mai, { ...query, status: 'issued' }, 1)).rows).toEqual([]);
    expect((await readPaperList(mai, { ...query, kind: 'letter' }, 1)).total).toBe(1);
    expect((await readPaperList(foreigner, query, 1)).rows).toEqual([]);
  });
});

async function edition() {
  const { makeEdition } = await import('../../testing/edition.ts');
  return (await makeEdition(platform.db, [], 2100 + number)).editionId;
}
