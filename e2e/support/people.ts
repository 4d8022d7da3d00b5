/** People of a journey: each with an own browser context, doing what a person does on the screen. */
import { expect } from 'vitest';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export const PASSWORD = 'Hoc-mai-khong-nghi-2022';

export const PHONE = { width: 360, height: 780 };
export const DESK = { width: 1366, height: 800 };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A page of a person who is not signed in. */
export async function newPage(browser: Browser, size: Size, options: { javaScript?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    javaScriptEnabled: options.javaScript ?? true,
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** A context of somebody who is signed in, or of a stranger. @param url of the product, or of a way to it */
export async function signedIn(
  browser: Browser,
  url: string,
  who: { readonly cookie: string } | null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ...options });
  context.setDefaultTimeout(20_000);
  if (who) {
    const [name = '', value = ''] = who.cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  }
  return context;
}

/** Number of a unit, found by name in the tree of a day. */
export async function findUnit(page: Page, url: string, name: string, day: string): Promise<string> {
  await page.goto(`${url}/don-vi?q=${encodeURIComponent(name)}&ngay=${day}`);
  await page.getByRole('link', { name, exact: true }).first().click();
  const id = /\/don-vi\/(\d+)/.exec(page.url())?.[1];
  if (!id) throw new Error(`${name} was not found: ${page.url()}`);
  return id;
}

/** Invites somebody to a unit and gives the link that the screen shows. */
export async function inviteTo(page: Page, url: string, unitId: string, email: string, role: RegExp): Promise<string> {
  await page.goto(`${url}/nguoi-dung/${unitId}`);
  await page.fill('#email', email);
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('button', { name: /mời/i }).click();
  const link = /http:\/\/\S+\/loi-moi\/\S+/.exec(await page.locator('main').innerText())?.[0];
  if (!link) throw new Error('the screen shows no invitation link');
  return link;
}

/** Takes up an invitation: name, password, signed in. */
export async function acceptInvitation(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.fill('#name', name);
  await page.fill('#password', PASSWORD);
  await page.fill('#repeat', PASSWORD);
  await page.locator('main button.btn').click();
  expect(page.url()).not.toContain('/loi-moi/');
}

/** Nothing on the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${page.url()} scrolls sideways by ${over} px`).toBeLessThanOrEqual(0);
}

/** The first visit: an administrator, and the country's units put in. Ends signed in, with the country there. */
export async function setUpCountry(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.fill('#name', 'Lê Quản Trị');
  await page.fill('#email', 'quan-tri@example.vn');
  await page.fill('#password', PASSWORD);
  await page.fill('#repeat', PASSWORD);
  await page.locator('main button.btn').click();
  await expect
    .poll(
      async () => {
        await page.goto(url);
        return page.url();
      },
      { timeout: 90_000, interval: 1_000 },
    )
    .not.toContain('/cai-dat');
}

/** Signs in somebody who has taken up an invitation. */
export async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/dang-nhap`);
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.locator('main button.btn').click();
  expect(page.url()).not.toContain('/dang-nhap');
}
