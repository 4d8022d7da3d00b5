/**
 * A disk that is full, once under the files and once under everything: a clear word, nothing by half, and all goes on when
 * there is room again. A disk of a few megabytes is a tmpfs; only root may mount one, elsewhere this is skipped.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ask, issuePaperOf } from '../src/testing/issued-paper.ts';
import { makeVisitor } from '../src/testing/visitor.ts';
import { PLAN_TEXT } from '../src/testing/plan-text.ts';
import { databaseOf, get, openCampaign, post } from './support/campaign.ts';
import { startProduct } from './support/product.ts';

const mounted: string[] = [];

/** A disk of that many megabytes at the folder. @returns false where that is not allowed */
function mountDisk(folder: string, megabytes: number): boolean {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  if (status === 0) mounted.push(folder);
  return status === 0;
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
  mounted.splice(mounted.indexOf(folder), 1);
}

const probe = mkdtempSync(join(tmpdir(), 'suotdoi-disk-'));
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mountDisk(probe, 1);
if (canMount) unmount(probe);
rmSync(probe, { recursive: true, force: true });

afterAll(() => {
  while (mounted[0] !== undefined) unmount(mounted[0]);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe.skipIf(!canMount)('a full disk', () => {
  it('under the files: the upload is refused where it was made, and nothing of it is kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suotdoi-disk-'));
    chmodSync(folder, 0o755);
    const files = join(folder, 'data/files');
    mountDisk(files, 1);
    const product = await startProduct(folder);
    const db = databaseOf(product.dataFolder);
    try {
      const { root } = await openCampaign(db, [1]);
      const who = await makeVisitor(db, [['coordinator', root.unitId]]);
      const send = (text: string) => {
        const body = new FormData();
        body.set('tep', new File([text], 'ke-hoach.txt', { type: 'text/plain' }));
        body.set('don-vi', String(root.unitId));
        return post(`${product.url}/van-ban`, who, body);
      };
      const large = `${PLAN_TEXT}\n${'Dòng thêm cho dài. '.repeat(80_000)}`;
      const refused = await send(large);
      expect(refused.status).toBe(422);
      const html = await refused.text();
      expect(html).toContain('Chưa có gì được ghi. Hãy báo người quản trị dọn ổ đĩa');
      expect(html).toContain('action="/van-ban"');
      const { rows } = await db.ownerPool.query<{ documents: number; files: number; entries: number }>(
        'select (select count(*) from document) as documents, (select count(*) from file) as files, (select count(*) from audit_entry) as entries',
      );
      expect(rows).toEqual([{ documents: 0, files: 0, entries: 0 }]);
      expect(filesIn(files)).toEqual([]);
      expect((await send(PLAN_TEXT)).status).toBe(303);
      expect(filesIn(files)).toHaveLength(1);
    } finally {
      await db.close();
      await product.stop().catch(() => undefined);
      unmount(files);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('under the papers: the number is given back, nothing is issued by half', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suotdoi-disk-'));
    chmodSync(folder, 0o755);
    const files = join(folder, 'data/files');
    mountDisk(files, 1);
    const product = await startProduct(folder);
    const db = databaseOf(product.dataFolder);
    try {
      const { root } = await openCampaign(db, [1]);
      const who = await makeVisitor(db, [['coordinator', root.unitId]]);
      const ask: Ask = (method, path, body) => {
        if (method === 'GET') return get(`${product.url}${path}`, who);
        if (typeof body !== 'string') return post(`${product.url}${path}`, who, body ?? {});
        const headers = { cookie: who.cookie };
        return fetch(`${product.url}${path}`, { method: 'POST', redirect: 'manual', headers, body });
      };
      const issue = () =>
        issuePaperOf(ask, db, { kind: 'proposal', unit: String(root.unitId), day: '2026-10-07' }).catch(String);
      let issued = 0;
      let refusal = '';
      for (; refusal === '' && issued < 60; issued += 1) {
        const answer = await issue();
        if (!answer.startsWith('/')) refusal = answer;
      }
      issued -= 1;
      expect(issued).toBeGreaterThan(0);
      expect(refusal).toMatch(/not issued: 507 .*Máy chủ hết chỗ lưu/su);
      const counts = async () => {
        const { rows } = await db.ownerPool.query(
          `select (select last from register_series) as last, (select count(*)::int from register_entry) as entries,
             (select count(*)::int from paper where status = 'issued') as issued,
             (select count(*)::int from verification) as codes, (select count(*)::int from paper_file) as files`,
        );
        return rows[0];
      };
      const whole = (n: number) => ({ last: n, entries: n, issued: n, codes: n, files: 2 * n });
      expect(await counts()).toEqual(whole(issued));
      expect(filesIn(files).filter((name) => !/^[0-9a-f]{64}$/u.test(name))).toEqual([]);
      spawnSync('mount', ['-o', 'remount,size=60m', files]);
      expect(await issue()).toMatch(/^\/van-ban-di\//u);
      expect(await counts()).toEqual(whole(issued + 1));
    } finally {
      await db.close();
      await product.stop().catch(() => undefined);
      unmount(files);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('under the database: a save is refused with a word, kept or not at all, and all goes on with room again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suotdoi-disk-'));
    chmodSync(folder, 0o755);
    mountDisk(join(folder, 'data'), 260);
    const product = await startProduct(folder);
    let db = databaseOf(product.dataFolder);
    const filler = join(folder, 'data/filler');
    try {
      const { root, path, editionId } = await openCampaign(db, [1, 1]);
      const unitId = root.children[0]!.children[0]!.unitId;
      const who = await makeVisitor(db, [['reporter', unitId]]);
      const report = `${product.url}${path}/bao-cao/${unitId}`;
      const fill = (): void => {
        const { bavail, bsize } = statfsSync(join(folder, 'data'));
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 3_000_000)));
      };
      // What does not compress, so that the disk is full after a few.
      let stands = '';
      let saves = 0;
      let refusal: { status: number; html: string } | null = null;
      for (let n = 0; n < 400 && refusal === null; n += 1) {
        if (n === 2) fill();
        const text = `${n} ${randomBytes(36_000).toString('base64')}`;
        const base = JSON.stringify({ cells: {}, sections: { I: stands }, groups: {} });
        const answer = await post(report, who, { base, 's.I': text, action: 'save' });
        if (answer.status === 303) {
          stands = text;
          saves += 1;
        } else refusal = { status: answer.status, html: await answer.text() };
      }
      expect(saves).toBeGreaterThanOrEqual(2);
      expect([503, 507]).toContain(refusal?.status);
      expect(refusal?.html).toMatch(/Máy chủ hết chỗ lưu|Hệ thống đang bận/);
      expect((await get(`${product.url}/healthz`, null)).status).toBe(200);

      rmSync(filler);
      for (
        const until = Date.now() + 40_000;
        (await get(`${product.url}/readyz`, null)).status !== 200;
        await sleep(100)
      ) {
        if (Date.now() > until) throw new Error(`not ready again:\n${product.output()}`);
      }
      await db.close();
      db = databaseOf(product.dataFolder);
      const { rows } = await db.ownerPool.query<{ version: number; body: string; audits: number }>(
        `select r.version, s.body, (select count(*) from audit_entry where verb = 'report.save') as audits
         from report r join report_section s using (edition_id, unit_id) where edition_id = $1`,
        [editionId],
      );
      expect(rows.map(({ version, audits }) => ({ version, audits }))).toEqual([{ version: saves, audits: saves }]);
      expect(rows[0]?.body === stands).toBe(true);
      const after = {
        base: JSON.stringify({ cells: {}, sections: { I: stands }, groups: {} }),
        's.I': 'Lại có chỗ',
        action: 'save',
      };
      expect((await post(report, who, after)).status).toBe(303);
    } finally {
      await db.close();
      await product.stop().catch(() => undefined);
      unmount(join(folder, 'data'));
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
