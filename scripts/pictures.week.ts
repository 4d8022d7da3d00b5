/**
 * Pictures of the Week itself: found, signed up for, checked in, the ceremony, certificates, results. They are taken of the
 * demonstration's Week of this year, on the morning of the day on which it was loaded.
 */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { dayInVietnam } from '../src/platform/clock/clock.ts';
import { DESK, PHONE, type Picture, type Place, scrollTo, week } from './picture-parts.ts';

const PROVINCE = 'dieu-phoi.khanh-hoa';
const COMMUNE = 'can-bo.nha-trang';
const LIBRARY = 'thu-vien';
/** Of the commune: tomorrow evening, with places left. */
const ORGANISER = 'Phường Nha Trang';

const openData = z.object({
  activities: z.array(
    z.object({
      id: z.number(),
      status: z.string(),
      startsAt: z.string().nullable(),
      organiser: z.object({ name: z.string() }),
      signup: z.object({ capacity: z.number().nullable() }).nullable(),
    }),
  ),
});

type Announced = z.infer<typeof openData>['activities'][number];

/** What is announced and takes sign-ups. */
async function announced({ page, url }: Place): Promise<Announced[]> {
  const answer = await page.request.get(`${url}/hoat-dong.json?khi=tat-ca`);
  return openData.parse(await answer.json()).activities;
}

/** The one with the most seats among those of the days to come. @returns its number */
async function roomyActivity(place: Place): Promise<number> {
  const today = dayInVietnam(new Date());
  const [found] = (await announced(place))
    .filter(
      ({ status, startsAt, signup }) => status === 'published' && (startsAt ?? '') > `${today}T24` && signup !== null,
    )
    .sort((one, other) => (other.signup?.capacity ?? 0) - (one.signup?.capacity ?? 0));
  if (!found) throw new Error('no seats ahead');
  return found.id;
}

/** The commune's activity that takes sign-ups and is still ahead. @returns its number */
async function aheadActivity(place: Place): Promise<number> {
  const found = (await announced(place))
    .filter(
      ({ organiser, status, signup }) => organiser.name === ORGANISER && status === 'published' && signup !== null,
    )
    .sort((one, other) => (one.startsAt ?? '').localeCompare(other.startsAt ?? ''))
    .at(-1);
  if (!found) throw new Error(`nothing ahead of ${ORGANISER}`);
  return found.id;
}

/** Signs somebody up as a citizen does. The page is then the person's own. */
async function signUp(page: Page, url: string, activity: number, name: string, contact: string): Promise<void> {
  await page.goto(`${url}/hoat-dong/${activity}/dang-ky`);
  await page.locator('main [name=name]').fill(name);
  await page.locator('main [name=contact]').fill(contact);
  const inPerson = page.locator('main [name=mode][value=in-person]');
  if ((await inPerson.count()) > 0) await inPerson.check();
  // Nobody fills in a form in no time: the product holds that against programs.
  await page.waitForTimeout(2_700);
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForURL(/\/dang-ky\/[\w-]+$/u, { waitUntil: 'commit' });
}

/** Opens every part of a form that is folded away. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('main details')) part.setAttribute('open', '');
  });
}

const PROGRAMME: readonly (readonly [start: string, end: string, content: string, inCharge: string])[] = [
  ['7:30', '8:00', 'Đón khách, văn nghệ chào mừng', 'Trường THPT Lý Tự Trọng'],
  ['8:00', '8:15', 'Chào cờ, giới thiệu đại biểu', 'Ban Tổ chức'],
  ['8:15', '8:30', 'Phát biểu phát động', 'Lãnh đạo UBND tỉnh'],
  ['8:30', '9:00', 'Cùng học một điều mới: gọi hình cho người thân', 'Trung tâm Giáo dục thường xuyên'],
  ['9:00', '9:15', 'Trao tủ sách cho ba xã miền núi', 'Thư viện tỉnh'],
  ['9:15', '9:45', 'Các xã, phường giới thiệu lớp học của mình', 'UBND các xã, phường'],
];

const ceremonies = new Map<string, Promise<string>>();

/** A ceremony of this morning that has got to its fourth item. @returns the address of its management */
function runningCeremony(place: Place): Promise<string> {
  const known = ceremonies.get(place.url);
  if (known) return known;
  const made = (async () => {
    const page = await place.as(PROVINCE);
    await page.goto(`${await week({ page, url: place.url })}/le-khai-mac/moi`);
    const today = await page.evaluate(() => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10));
    for (const [name, value] of [
      ['title', 'Lễ phát động “Gia đình cùng học”'],
      ['day', today],
      ['start', '7:30'],
      ['end', '9:45'],
    ] as const)
      await page.locator(`#${name}`).fill(value);
    const takes = page.locator('main input[name=takesProgramme]');
    if ((await takes.count()) > 0) await takes.uncheck();
    await page.getByRole('button', { name: 'Lập lễ khai mạc' }).click();
    await page.waitForURL(/\/le-khai-mac\/\d+$/u);
    const ceremony = page.url();
    await page.goto(`${ceremony}/chuong-trinh`);
    for (const [index, [start, end, content, inCharge]] of PROGRAMME.entries()) {
      const row = page.locator('tr[data-row]').nth(index);
      if ((await row.count()) === 0) {
        await page.locator('main button[value=add]').click();
        await row.waitFor();
      }
      await row.locator('[name$=".start"]').fill(start);
      await row.locator('[name$=".end"]').fill(end);
      await row.locator('[name$=".content"]').fill(content);
      await row.locator('[name$=".who"]').fill(inCharge);
    }
    await page.locator('main button[value=save]').last().click();
    await page.waitForLoadState();
    await page.goto(ceremony);
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    await page.waitForLoadState();
    return ceremony;
  })();
  ceremonies.set(place.url, made);
  return made;
}

export const WEEK_PICTURES: readonly Picture[] = [
  {
    name: 'cong-trang-chu',
    who: '',
    size: PHONE,
    show: async ({ page, url }) => void (await page.goto(url)),
  },
  {
    name: 'cong-hoat-dong',
    who: '',
    size: PHONE,
    show: async (place) => void (await place.page.goto(`${place.url}/hoat-dong/${await aheadActivity(place)}`)),
  },
  {
    name: 'cong-danh-sach',
    who: '',
    size: DESK,
    show: async ({ page, url }) => void (await page.goto(`${url}/hoat-dong`)),
  },
  {
    name: 'dang-ky-cua-toi',
    who: '',
    size: PHONE,
    height: 860,
    show: async (place) =>
      signUp(place.page, place.url, await roomyActivity(place), 'Nguyễn Thị Ngọc Lan', 'lan@vi-du.example'),
  },
  {
    name: 'diem-danh',
    who: COMMUNE,
    size: PHONE,
    show: async (place) => {
      const activity = await aheadActivity(place);
      await place.page.goto(`${await week(place)}/diem-danh/activity/${activity}/1`);
      for (let taken = 0; taken < 2; taken += 1) {
        await place.page
          .getByRole('button', { name: /^Ghi có mặt/u })
          .first()
          .click();
        await place.page.waitForTimeout(900);
      }
      await scrollTo(place.page, 'Danh sách');
    },
  },
  {
    name: 'so-lieu',
    who: PROVINCE,
    size: DESK,
    height: 640,
    show: async ({ page, url }) => {
      await page.goto(`${await week({ page, url })}/tong-hop`);
      const cells = await page
        .locator('main a[href*="/so-lieu/"]')
        .evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href') ?? ''))]);
      // The cell with the most records behind it.
      let best = { href: '', rows: -1 };
      for (const href of cells.slice(0, 40)) {
        await page.goto(url + href);
        const rows = await page.locator('main tbody tr').count();
        if (rows > best.rows) best = { href, rows };
      }
      await page.goto(url + best.href);
    },
  },
  {
    name: 'huy-hieu',
    who: '',
    size: PHONE,
    show: async (place) => {
      const office = await place.as(LIBRARY);
      await office.goto(`${await week({ page: office, url: place.url })}/giay-chung-nhan`);
      const links = await office
        .locator('main a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      await office.goto(`${place.url}${links.find((href) => /\/giay-chung-nhan\/\d+$/u.test(href)) ?? ''}`);
      const badge = await office.locator('main a[href^="/huy-hieu/"]').first().getAttribute('href');
      await place.page.goto(`${place.url}${badge ?? '/huy-hieu/khong-co'}`);
    },
  },
  {
    name: 'chuong-trinh-le',
    who: PROVINCE,
    size: DESK,
    show: async (place) => {
      await place.page.goto(`${await runningCeremony(place)}/chuong-trinh`);
      // Two items overlap: the page says so while one types.
      await place.page.locator('input[name=rest][value=keep]').check();
      await place.page.locator('tr[data-row] [name$=".end"]').nth(2).fill('8:40');
      await place.page.locator('tr[data-row] [name$=".who"]').nth(4).fill('');
      await place.page.keyboard.press('Tab');
      await place.page.waitForTimeout(2_500);
      await place.page
        .locator('#programme-findings')
        .evaluate((part) => window.scrollTo(0, part.getBoundingClientRect().top + window.scrollY - 90));
    },
  },
  {
    name: 'diem-cau',
    who: PROVINCE,
    size: DESK,
    show: async (place) => {
      await place.page.goto(`${await week(place)}/le-khai-mac`);
      const first = await place.page.locator('main table a[href*="/le-khai-mac/"]').first().getAttribute('href');
      await place.page.goto(`${place.url}${first ?? ''}/diem-cau`);
      await unfold(place.page);
    },
  },
  {
    name: 'man-hinh-le',
    who: '',
    size: { width: 1366, height: 768 },
    show: async (place) => {
      const ceremony = await runningCeremony(place);
      const office = await place.as(PROVINCE);
      await office.goto(`${ceremony}/dieu-khien`);
      const href = await office.locator('main a[href*="/man-hinh/"]').first().getAttribute('href');
      await place.page.goto(`${place.url}${new URL(href ?? '', place.url).pathname}`);
      await place.page.waitForTimeout(1_500);
    },
  },
  {
    name: 'ket-qua',
    who: '',
    size: DESK,
    show: async ({ page, url }) => {
      await page.goto(`${url}/ket-qua`);
      await page.locator('main a[href^="/ket-qua/"]').first().click();
      await page.waitForLoadState();
    },
  },
  {
    name: 'bo-nhan-dien',
    who: '',
    size: DESK,
    show: async ({ page, url }) => {
      await page.goto(`${url}/khau-hieu`);
      await scrollTo(page, 'Áp phích, băng rôn, ảnh chia sẻ');
      await page.waitForTimeout(4_000);
    },
  },
];
