/**
 * The design system in a real browser: accessibility, no sideways scrolling, the strictest content policy, weight, and
 * the small modules. Needs no database: a bare server gives the style guide and the built files.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../src/testing/browser.ts';
import { isTheme, List, loadAssets, PageHead, renderPage, Shell, StyleGuide } from '../src/ui/index.ts';

const ROOT = resolve(import.meta.dirname, '..');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'";
const TYPES: Record<string, string> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
const LIST_ROWS = 60;

let server: Server;
let browser: Browser;
let context: BrowserContext;
let origin: string;

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--assets', '--quiet']);
  loadAssets(join(ROOT, 'dist/manifest.json'));
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/sw.js') {
      // What keeps pages off line is the product's; here it has nothing to keep.
      response.setHeader('content-type', 'text/javascript');
      response.end('');
      return;
    }
    if (url.pathname.startsWith('/assets/')) {
      const ending = url.pathname.split('.').at(-1) ?? '';
      response.setHeader('content-type', TYPES[ending] ?? 'application/octet-stream');
      const compressed = ending === 'woff2' ? '' : '.br';
      if (compressed !== '') response.setHeader('content-encoding', 'br');
      response.end(readFileSync(join(ROOT, 'dist', `${url.pathname}${compressed}`)));
      return;
    }
    const theme = url.searchParams.get('theme');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', POLICY);
    response.end(
      renderPage({
        title: 'Thử',
        locale: 'vi',
        theme: isTheme(theme) ? theme : 'auto',
        body: url.pathname === '/list' ? listPage() : <StyleGuide themeAction="/" languageHref="/en" />,
      }),
    );
  }).listen(0);
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});

afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  server.close();
});

function listPage() {
  const items = Array.from({ length: LIST_ROWS }, (_, index) => ({
    key: index,
    title: `Ngày hội đọc sách lần ${index + 1}`,
    href: `/hoat-dong/${index}`,
    meta: [`${index} lượt đăng ký`, 'Thư viện xã'],
  }));
  return (
    <Shell nav={[{ label: 'Hoạt động', href: '/', icon: 'calendar' }]} themeAction="/" languageHref="/en">
      <PageHead title="Hoạt động" />
      <List items={items} />
    </Shell>
  );
}

async function open(path: string, options: { width?: number; bypassCSP?: boolean } = {}): Promise<Page> {
  const { width = 1366, bypassCSP = false } = options;
  context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(origin + path);
  return page;
}

describe.each([360, 1366])('at %i px', (width) => {
  it.each(['light', 'dark'])('has no fault that axe knows, %s', async (theme) => {
    const page = await open(`/?theme=${theme}`, { width, bypassCSP: true });
    await page.evaluate(AXE);
    const faults = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect(faults).toEqual([]);
  });

  it('never scrolls sideways', async () => {
    const page = await open('/', { width });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('offers targets of 44 px for buttons, fields and sections', async () => {
    const page = await open('/', { width });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.btn, .input, .choice, .nav a, .tabs a, .brand')]
        .filter((element) => element.offsetParent !== null && element.getBoundingClientRect().height < 43.9)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(small).toEqual([]);
  });
});

describe('a list page of 60 lines', () => {
  it('weighs at most 40 kB with style, fonts and scripts, and carries no script', async () => {
    const page = await open('/list');
    const { kinds, bytes } = await page.evaluate(async () => {
      await document.fonts.ready;
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return {
        kinds: entries.map(({ name }) => name.split('.').at(-1) ?? '').toSorted(),
        bytes: entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      };
    });
    expect(kinds.filter((kind) => kind !== 'svg')).toEqual(['css', 'woff2', 'woff2']);
    expect(bytes).toBeGreaterThan(20_000);
    // The page itself comes uncompressed here; compressed it is under a fifth.
    const html = Buffer.byteLength(await page.content()) / 5;
    expect(bytes + html).toBeLessThanOrEqual(40_000);
  });
});

describe('the small modules', () => {
  it('break no rule of the content policy', async () => {
    context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(origin);
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });

  it('switch the appearance at once and remember it', async () => {
    const page = await open('/');
    const dark = page.locator('main button[name=theme][value=dark]');
    await dark.click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await dark.getAttribute('aria-pressed')).toBe('true');
    expect((await context.cookies()).find(({ name }) => name === 'theme')?.value).toBe('dark');
  });

  it('group a figure when its field is left, and leave a doubtful one as typed', async () => {
    const page = await open('/');
    const field = page.locator('#mau-nguoi');
    await field.fill('1250000');
    await field.blur();
    expect(await field.inputValue()).toBe('1.250.000');
    await field.fill('1,250');
    await field.blur();
    expect(await field.inputValue()).toBe('1,250');
  });

  it('ask before a form is sent, and send it only on yes', async () => {
    const page = await open('/');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    const remove = page.getByRole('button', { name: 'Gỡ đơn vị khỏi danh sách' });
    const dialog = page.locator('#xac-nhan');
    await remove.click();
    await dialog.getByRole('button', { name: 'Bỏ qua' }).click();
    expect(await dialog.isVisible()).toBe(false);
    expect(sent).toEqual([]);
    await remove.click();
    await Promise.all([
      page.waitForRequest((request) => request.method() === 'POST'),
      dialog.getByRole('button', { name: 'Gỡ đơn vị' }).click(),
    ]);
    expect(sent).toHaveLength(1);
  });

  it('open and close a dialog by keyboard', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Xem cách tính' }).press('Enter');
    expect(await page.locator('#hop-thoai').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#hop-thoai').isVisible()).toBe(false);
  });

  it('say which file was chosen and refuse a wrong one', async () => {
    const page = await open('/');
    const field = page.locator('#mau-tep');
    const status = page.locator('.drop output');
    await field.setInputFiles({ name: 'ke-hoach.docx', mimeType: 'application/zip', buffer: Buffer.alloc(24_000) });
    expect((await status.textContent())?.replace('\u00a0', ' ')).toBe('Đã chọn ke-hoach.docx (24 kB)');
    await field.setInputFiles({ name: 'anh.exe', mimeType: 'application/x', buffer: Buffer.alloc(10) });
    expect(await status.textContent()).toBe('Không nhận loại tệp này: anh.exe');
    expect(await field.evaluate((input) => (input as HTMLInputElement).files?.length)).toBe(0);
  });

  it('take a dropped file', async () => {
    const page = await open('/');
    await page.locator('.drop').evaluate((box) => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'cong-van.txt'));
      box.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    expect(await page.locator('.drop output').textContent()).toContain('cong-van.txt');
    expect(await page.locator('#mau-tep').evaluate((input) => (input as HTMLInputElement).files?.[0]?.name)).toBe(
      'cong-van.txt',
    );
  });

  it('ask before typed text is left behind', async () => {
    const page = await open('/');
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked += 1;
      void dialog.accept();
    });
    await page.reload();
    expect(asked).toBe(0);
    await page.locator('#mau-so').fill('48/KH');
    await page.reload();
    expect(asked).toBe(1);
  });
});

describe('without script', () => {
  it('shows the account menu, sections and fields all the same', async () => {
    context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(origin);
    await page.locator('.bar .menu > summary').click();
    expect(await page.getByRole('button', { name: 'Đăng xuất' }).isVisible()).toBe(true);
    expect(await page.locator('#mau-tep').isVisible()).toBe(true);
    expect(await page.locator('.nav-phone').isVisible()).toBe(true);
  });
});
