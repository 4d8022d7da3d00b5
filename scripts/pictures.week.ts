/** Pictures of the Week itself: announced, found, signed up for, checked in, the ceremony, certificates, results. */
import type { Page } from 'playwright-core';
import { DESK, PHONE, type Picture, type Place, scrollTo, week } from './picture-parts.ts';

/** The demonstration's own day; its clock says half past eight. */
const TODAY = '2022-10-19';
const TOMORROW = '2022-10-20';

type Office = Pick<Place, 'page' | 'url'>;
type Fields = Readonly<Record<string, string>>;

interface Announced {
  /** Of its management. */
  readonly managed: string;
  /** Of its public page. */
  readonly shown: string;
}

/** What begins while the pictures are taken: a class on two mornings, the first one in half an hour. */
const CLASS: Fields = {
  kind: 'class-langit',
  title: 'Dùng điện thoại thông minh: gọi hình, đọc tin, tránh lừa đảo',
  summary: 'Học chậm, cầm tay chỉ việc, cho bà con chưa quen điện thoại. Mang theo máy của mình.',
  placeName: 'Nhà văn hóa thôn Thái An',
  address: 'Thôn Thái An, xã Vĩnh Hải',
  contactName: 'Katơr Thị Hạnh',
  contactPhone: '0259 3823 456',
  capacity: '24',
  description:
    'Buổi đầu: mở máy, gọi hình cho con cháu, phóng to chữ.\n\nBuổi sau: đọc tin thật tin giả, nhận ra cuộc gọi lừa đảo, khóa máy khi mất.',
};
type Session = readonly [day: string, from: string, to: string];
const SESSIONS: readonly Session[] = [
  [TODAY, '09:00', '11:00'],
  [TOMORROW, '09:00', '11:00'],
];
const PEOPLE: readonly (readonly [string, string])[] = [
  ['Nguyễn Thị Sáu', 'sau@vi-du.example'],
  ['Đàng Năng Quý', 'quy@vi-du.example'],
  ['Katơr Thị Mỹ Linh', 'linh@vi-du.example'],
  ['Trượng Văn Hội', 'hoi@vi-du.example'],
  ['Phạm Văn Tư', ''],
];

/** Opens every part of a form that is folded away. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('main details')) part.setAttribute('open', '');
  });
}

/** Announces an activity on the page itself; a commune's is published at once. */
async function announce(office: Office, fields: Fields, sessions: readonly Session[]): Promise<Announced> {
  const { page, url } = office;
  const { kind = 'talk', ...texts } = fields;
  await page.goto(`${await week(office)}/hoat-dong/moi?loai=${kind}`);
  await unfold(page);
  for (const [index, [day, from, to]] of sessions.entries()) {
    const no = index + 1;
    if ((await page.locator(`[name="s${no}.on"]`).count()) === 0) {
      await page.locator('main form button[value=add-session]').first().click();
      await page.locator(`[name="s${no}.on"]`).waitFor();
    }
    await page.locator(`[name="s${no}.on"]`).fill(day);
    await page.locator(`[name="s${no}.from"]`).fill(from);
    await page.locator(`[name="s${no}.to"]`).fill(to);
  }
  await unfold(page);
  if ('capacity' in fields) await page.locator('main [name=hasSignup]').check();
  for (const [name, value] of Object.entries(texts)) await page.locator(`main [name="${name}"]`).fill(value);
  await page.locator('main [name=audiences][value=elderly]').check();
  await page.locator('main [name=audiences][value=women]').check();
  await page.locator('main [name=accessibility][value=step-free]').check();
  await page.locator('main [name=accessibility][value=ethnic-language]').check();
  await page.locator('main form button[value=send]').last().click();
  await page.waitForURL(/\/hoat-dong\/\d+$/u);
  const managed = page.url();
  return { managed, shown: `${url}/hoat-dong/${/\d+$/u.exec(managed)?.[0] ?? ''}` };
}

const classes = new Map<string, Promise<Announced>>();

/** The class with its sign-ups, made once for all pictures of a run. */
function runningClass(place: Place): Promise<Announced> {
  const known = classes.get(place.url);
  if (known) return known;
  const made = (async () => {
    const office = await place.as('bao-cao.vinh-hai');
    const activity = await announce({ page: office, url: place.url }, CLASS, SESSIONS);
    const visitor = await place.as('');
    for (const [name, contact] of PEOPLE) await signUp(visitor, activity, name, contact);
    return activity;
  })();
  classes.set(place.url, made);
  return made;
}

/** Signs somebody up as a citizen does. The page is then the person's own. */
async function signUp(page: Page, activity: Announced, name: string, contact: string): Promise<void> {
  await page.goto(`${activity.shown}/dang-ky`);
  await page.locator('main [name=name]').fill(name);
  if (contact !== '') await page.locator('main [name=contact]').fill(contact);
  // Nobody fills in a form in no time: the product holds that against programs.
  await page.waitForTimeout(2_700);
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForURL(/\/dang-ky\/[\w-]+$/u);
}

/** What was held yesterday, with the people whose certificates are shown. */
const TALK: Fields = {
  kind: 'talk',
  title: 'Kể chuyện giữ nghề gốm: thế hệ trước nói với thế hệ sau',
  summary: 'Ba nghệ nhân kể và cho xem cách nặn gốm không bàn xoay.',
  placeName: 'Nhà trưng bày của xã',
  address: 'Thôn Tri Thủy, xã Tri Hải',
  contactName: 'Ban văn hóa xã',
  contactPhone: '0259 3824 567',
};

const batches = new Map<string, Promise<string>>();

/** Presence confirmed and certificates given for the talk. @returns address of one of the badges */
function givenCertificates(place: Place): Promise<string> {
  const known = batches.get(place.url);
  if (known) return known;
  const made = (async () => {
    const page = await place.as('bao-cao.tri-hai');
    const { managed } = await announce({ page, url: place.url }, TALK, [['2022-10-18', '19:00', '21:00']]);
    await page.goto(`${managed}/sau`);
    await page.locator('[name="s1.attendances"]').fill('46');
    await page.locator('[name=people]').fill('46');
    await page.locator('main form button').first().click();
    await page.waitForLoadState();
    await page.goto(`${await week({ page, url: place.url })}/giay-chung-nhan`);
    await page.locator('main a[href*="/giay-chung-nhan/moi"][href*="speaker"]').first().click();
    await page.waitForLoadState();
    await unfold(page);
    await page
      .locator('main textarea')
      .first()
      .fill('Đàng Thị Phan; Làng gốm Bàu Trúc\nTrượng Thị Gạch; Làng gốm Bàu Trúc');
    await page.locator('main button[value=cap]').first().click();
    await page.waitForURL(/\/giay-chung-nhan\/\d+$/u);
    const badge = page.locator('main a[href^="/huy-hieu/"]').first();
    for (let tries = 0; tries < 30 && (await badge.count()) === 0; tries += 1) {
      await page.waitForTimeout(1_000);
      await page.reload();
    }
    return place.url + (await badge.getAttribute('href'));
  })();
  batches.set(place.url, made);
  return made;
}

const PROGRAMME: readonly (readonly [start: string, end: string, content: string, inCharge: string])[] = [
  ['7:30', '8:00', 'Đón khách, văn nghệ chào mừng', 'Trường THPT Nguyễn Trãi'],
  ['8:00', '8:15', 'Chào cờ, giới thiệu đại biểu', 'Ban Tổ chức'],
  ['8:15', '8:25', 'Phát biểu khai mạc', 'Lãnh đạo UBND tỉnh'],
  ['8:25', '8:45', 'Cùng học một điều mới: gọi hình cho người thân', 'Trung tâm Giáo dục thường xuyên'],
  ['8:45', '9:00', 'Trao tủ sách cho ba xã ven biển', 'Thư viện tỉnh'],
  ['9:00', '9:30', 'Các điểm cầu giới thiệu lớp học của mình', 'UBND các huyện, thành phố'],
];

const ceremonies = new Map<string, Promise<string>>();

/** A ceremony of this morning at eight sites, which has got to its fourth item. @returns the address of its management */
function runningCeremony(place: Place): Promise<string> {
  const known = ceremonies.get(place.url);
  if (known) return known;
  const made = (async () => {
    const page = await place.as('dieu-phoi');
    await page.goto(`${await week({ page, url: place.url })}/le-khai-mac/moi`);
    for (const [name, value] of [
      ['day', TODAY],
      ['start', '7:30'],
      ['end', '9:30'],
    ] as const)
      await page.locator(`#${name}`).fill(value);
    await page.locator('#isPublic').check();
    const takes = page.locator('main input[name=takesProgramme]');
    if ((await takes.count()) > 0) await takes.uncheck();
    await page.getByRole('button', { name: 'Lập lễ khai mạc' }).click();
    await page.waitForURL(/\/le-khai-mac\/\d+$/u);
    const ceremony = page.url();
    await page.goto(`${ceremony}/diem-cau`);
    await unfold(page);
    await page.locator('main form[action$="/theo-cap"] button').click();
    await page.waitForLoadState();
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
    name: 'cong-hoat-dong',
    who: '',
    size: PHONE,
    show: async (place) => {
      const { shown } = await runningClass(place);
      await place.page.goto(shown);
    },
  },
  {
    name: 'dang-ky-cua-toi',
    who: '',
    size: PHONE,
    show: async (place) => signUp(place.page, await runningClass(place), 'Nguyễn Thị Ngọc Lan', 'lan@vi-du.example'),
  },
  {
    name: 'diem-danh',
    who: 'bao-cao.vinh-hai',
    size: PHONE,
    show: async (place) => {
      const { managed } = await runningClass(place);
      await place.page.goto(managed);
      await place.page.locator('main a[href*="/diem-danh/"]').first().click();
      await place.page.waitForLoadState();
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
    name: 'cong-trang-chu',
    who: '',
    size: PHONE,
    show: async (place) => {
      await runningClass(place);
      await place.page.goto(place.url);
    },
  },
  {
    name: 'cong-danh-sach',
    who: '',
    size: DESK,
    show: async (place) => {
      await runningClass(place);
      await place.page.goto(`${place.url}/hoat-dong?khi=tat-ca`);
    },
  },
  {
    name: 'sau-hoat-dong',
    who: 'bao-cao.vinh-hai',
    size: PHONE,
    show: async (place) => {
      const { managed } = await runningClass(place);
      await place.page.goto(`${managed}/sau`);
    },
  },
  {
    name: 'huy-hieu',
    who: '',
    size: PHONE,
    show: async (place) => void (await place.page.goto(await givenCertificates(place))),
  },
  {
    name: 'chuong-trinh-le',
    who: 'dieu-phoi',
    size: DESK,
    show: async (place) => {
      await place.page.goto(`${await runningCeremony(place)}/chuong-trinh`);
      // Two items overlap: the page says so while one types.
      await place.page.locator('input[name=rest][value=keep]').check();
      await place.page.locator('tr[data-row] [name$=".end"]').nth(2).fill('8:35');
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
    who: 'dieu-phoi',
    size: DESK,
    show: async (place) => void (await place.page.goto(`${await runningCeremony(place)}/diem-cau`)),
  },
  {
    name: 'man-hinh-le',
    who: '',
    size: DESK,
    height: 768,
    show: async (place) => {
      const office = await place.as('dieu-phoi');
      await office.goto(`${await runningCeremony(place)}/dieu-khien`);
      const href = await office.locator('main a[href*="/man-hinh/"]').first().getAttribute('href');
      await place.page.goto(new URL(href ?? '', place.url).pathname.replace(/^/u, place.url));
      await place.page.waitForTimeout(1_500);
    },
  },
  {
    name: 'ket-qua',
    who: '',
    size: DESK,
    show: async (place) => {
      const office = await place.as('dieu-phoi');
      await office.goto(`${await week({ page: office, url: place.url })}/cong-bo-ket-qua`);
      const publish = office.locator('main button[value=cong-bo]');
      await publish.click();
      await office.waitForLoadState();
      await place.page.goto(`${place.url}/ket-qua`);
      await place.page.locator('main a[href^="/ket-qua/"]').first().click();
      await place.page.waitForLoadState();
    },
  },
  {
    name: 'bo-nhan-dien',
    who: '',
    size: DESK,
    show: async (place) => {
      await place.page.goto(`${place.url}/khau-hieu`);
      await scrollTo(place.page, 'Áp phích, băng rôn, ảnh chia sẻ');
      await place.page.waitForTimeout(4_000);
    },
  },
];
