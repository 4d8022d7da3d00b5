/** What was taken at a door without a network, and is sent when it is too late: nothing of it vanishes, and somebody is told what to do. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeActivity, type TestActivity } from '../src/features/checkins/test-roster.ts';
import type { Database } from '../src/platform/database/connect.ts';
import type { TestUnit } from '../src/testing/edition.ts';
import { launchBrowser } from '../src/testing/browser.ts';
import { makeVisitor, type Visitor } from '../src/testing/visitor.ts';
import { faultsOf } from './support/axe.ts';
import { type Campaign, databaseOf, openCampaign } from './support/campaign.ts';
import { expectNoSidewaysScroll, PHONE, signedIn } from './support/people.ts';
import { type Product, startProduct } from './support/product.ts';
import { clearOfMidnight } from './support/week-plan.ts';

await clearOfMidnight(2);

const NAMES = ['Hoàng Thị Mai Chi', 'Vũ Đình Quang', 'Bàn Văn Sình'];

let product: Product;
let browser: Browser;
let db: Database;
let campaign: Campaign;
let teacher: Visitor;
let school: TestUnit;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  db = databaseOf(product.dataFolder);
  campaign = await openCampaign(db, [1, 1], undefined, new Date().getFullYear());
  school = campaign.root.children[0]!.children[0]!;
  teacher = await makeVisitor(db, [['reporter', school.unitId]], { name: 'Thầy Quý' });
});
afterAll(async () => {
  await db.close();
  await browser.close();
  await product.stop();
});

async function session(title: string): Promise<TestActivity & { desk: string; after: string }> {
  const start = new Date(Date.now() - 1_800_000).toISOString();
  const people = NAMES.map((name, n) => ({ name, code: `MUON${n + 2}` }));
  const made = await makeActivity(db, campaign.editionId, school, [start], people, title);
  return {
    ...made,
    desk: `${product.url}${campaign.path}/diem-danh/activity/${made.activityId}/1`,
    after: `${product.url}${campaign.path}/hoat-dong/${made.activityId}/sau`,
  };
}

async function deskOf(activity: { desk: string }): Promise<Page> {
  const context = await signedIn(browser, product.url, teacher, { viewport: PHONE });
  const page = await context.newPage();
  await page.goto(activity.desk);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator('[data-part=scan]').waitFor();
  return page;
}

const take = async (page: Page, name: string): Promise<void> => {
  const row = page.locator('li[data-holder]', { hasText: name });
  await row.getByRole('button', { name: 'Ghi có mặt' }).click();
  await row.locator('.desk-state', { hasText: 'chờ gửi' }).waitFor();
};
const arrived = async (activity: TestActivity): Promise<number> =>
  (await db.owner.selectFrom('checkin').where('event_id', '=', activity.activityId).selectAll().execute()).length;

describe('check-ins that come late', () => {
  it('after the confirmation: taken, told at the desk and to the organiser, counted when it is confirmed anew', async () => {
    const activity = await session('Lớp có máy gửi muộn');
    const desk = await deskOf(activity);
    await desk.context().setOffline(true);
    await take(desk, NAMES[0]!);
    await take(desk, NAMES[1]!);
    await db.owner
      .updateTable('activity')
      .set({ confirmed_at: new Date(), sessions_held: 1, attendances: 5, people: 5, children: 0 })
      .where('id', '=', activity.activityId)
      .execute();
    await desk.context().setOffline(false);
    await desk.locator('[data-part=confirmed]', { hasText: 'chưa vào báo cáo' }).waitFor();
    await desk.locator('[data-part=waiting]').waitFor({ state: 'hidden' });
    expect(await arrived(activity)).toBe(2);
    expect(await faultsOf(desk)).toEqual([]);
    await expectNoSidewaysScroll(desk);

    const organiser = await desk.context().newPage();
    await organiser.goto(activity.after);
    expect(await organiser.locator('main').innerText()).toContain('2 người được gửi đến sau khi xác nhận');
    expect(await organiser.locator('main').innerText()).toContain('Đã xác nhận 5 lượt, điểm danh bây giờ là 2');
    await organiser.getByRole('button', { name: 'Bỏ xác nhận để sửa' }).click();
    await organiser.getByRole('button', { name: 'Xác nhận' }).click();
    expect(await organiser.locator('main').innerText()).not.toContain('sau khi xác nhận');
    await desk.context().close();
  });

  it('after the Week is closed: kept on the device, read out there, found again from another desk, sent once it is open', async () => {
    const activity = await session('Lớp gửi khi đã khóa sổ');
    const other = await session('Lớp khác cùng máy');
    const desk = await deskOf(activity);
    await desk.context().setOffline(true);
    await take(desk, NAMES[2]!);
    const week = (status: 'open' | 'closed') =>
      db.owner.updateTable('edition').set({ status }).where('id', '=', campaign.editionId).execute();
    await week('closed');
    try {
      await desk.context().setOffline(false);
      const box = desk.locator('[data-part=waiting]');
      await box.filter({ hasText: 'Tuần lễ đã khóa sổ' }).waitFor();
      expect(await box.innerText()).toMatch(/\d\d:\d\d · Bàn Văn Sình/u);
      expect(await faultsOf(desk)).toEqual([]);
      await expectNoSidewaysScroll(desk);
      await desk.reload();
      await box.filter({ hasText: 'Bàn Văn Sình' }).waitFor();
      expect(await arrived(activity)).toBe(0);

      const elsewhere = await desk.context().newPage();
      await elsewhere.goto(other.desk);
      const link = elsewhere.locator('[data-part=others] a');
      await link.waitFor();
      expect(await elsewhere.locator('[data-part=others]').innerText()).toContain('1 lượt chờ gửi');
      await link.click();
      expect(elsewhere.url()).toBe(activity.desk);
      await elsewhere.close();
    } finally {
      await week('open');
    }
    await desk.reload();
    await desk.locator('[data-part=waiting]').waitFor({ state: 'hidden' });
    expect(await arrived(activity)).toBe(1);
    await desk.context().close();
  });

  it('of a session that was cancelled meanwhile: kept, and said', async () => {
    const activity = await session('Lớp bị hủy sau đó');
    const desk = await deskOf(activity);
    await desk.context().setOffline(true);
    await take(desk, NAMES[1]!);
    await db.owner
      .updateTable('activity')
      .set({ status: 'cancelled', status_reason: 'Ghi nhầm', cancelled_at: new Date() })
      .where('id', '=', activity.activityId)
      .execute();
    await desk.context().setOffline(false);
    await desk.locator('[data-part=waiting]', { hasText: 'đã hủy hoặc không còn' }).waitFor();
    expect(await desk.locator('[data-part=waiting]').innerText()).toContain('Vũ Đình Quang');
    await desk.context().close();
  });
});
