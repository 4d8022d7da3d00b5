import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { getRequestListener } from '@hono/node-server';
import { test } from 'vitest';
import { compression } from '../../platform/http/compression.ts';
import { serveAssets } from '../../platform/http/assets.ts';
import { createWeb } from '../../platform/http/web.ts';
import { asSystem } from '../../platform/context.ts';
import { loadAssets } from '../../ui/index.ts';
import { launchBrowser } from '../../testing/browser.ts';
import { makePerson } from '../../testing/edition.ts';
import { testPlatform } from '../../testing/platform.ts';
import { sharedFile } from '../../testing/shared.ts';
import { problemPage, problemTexts, shellPages } from '../shell/index.ts';
import { installCountryPack } from '../units/index.ts';
import { editionPages } from '../editions/index.ts';
import { documentPages } from './index.ts';

test('look', { timeout: 300_000 }, async () => {
  const platform = await testPlatform();
  await asSystem({ platform }, (tx) => installCountryPack(tx));
  const unit = await platform.db.owner
    .selectFrom('unit_version')
    .where('name', '=', 'Tỉnh Đồng Nai')
    .orderBy('valid')
    .select(['unit_id', 'valid'])
    .execute();
  process.stdout.write(JSON.stringify(unit) + '\n');
  const { actor } = await makePerson(platform, 'coordinator', unit[0]!.unit_id as never);
  const app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
  app.use(compression());
  loadAssets('dist/manifest.json');
  serveAssets(app, 'dist/assets');
  shellPages(app);
  documentPages(app);
  editionPages(app);
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(8199, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  const step = process.env['LOOK_STEP'] ?? 'all';
  try {
    for (const [w, h] of [
      [1366, 768],
      [360, 740],
    ] as const) {
      const context = await browser.newContext({ viewport: { width: w, height: h } });
      const tab = await context.newPage();
      tab.on('console', (m) => process.stdout.write(`console ${m.type()}: ${m.text()}\n`));
      tab.on('pageerror', (e) => process.stdout.write(`pageerror: ${e.message}\n`));
      await tab.goto('http://127.0.0.1:8199/van-ban');
      await tab.screenshot({ path: `/tmp/look-${w}-list.png` });
      await tab.setInputFiles('input[type=file]', {
        name: 'ke-hoach-dong-nai.txt',
        mimeType: 'text/plain',
        buffer: readFileSync(sharedFile('seeds/000_f47b5a3707315fe9.txt')!),
      });
      await Promise.all([tab.waitForNavigation(), tab.click('button:has-text("Đọc văn bản")')]);
      await tab.screenshot({ path: `/tmp/look-${w}-review.png` });
      {
        const total = await tab.evaluate(() => document.documentElement.scrollHeight);
        process.stdout.write(`${w}: page ${total}px\n`);
        const slice = w === 1366 ? 1500 : 1400;
        for (let n = 0; n * slice < total && n < 6; n++) {
          await tab.screenshot({
            path: `/tmp/crop-${w}-${n}.png`,
            fullPage: true,
            clip: { x: 0, y: n * slice, width: w, height: Math.min(slice, total - n * slice) },
          });
        }
      }
      const overflow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      process.stdout.write(`${w}: sideways overflow ${overflow}px\n`);
      await tab.click('a.sure >> nth=1');
      await tab.waitForTimeout(300);
      await tab.screenshot({ path: `/tmp/look-${w}-source.png` });
      await tab.goto(tab.url().replace(/#.*/, '') + '#who');
      await tab.waitForTimeout(200);
      await tab.screenshot({ path: `/tmp/look-${w}-who.png` });
      await tab.goto(tab.url().replace(/#.*/, '') + '#open');
      await tab.waitForTimeout(200);
      await tab.screenshot({ path: `/tmp/look-${w}-open.png` });
      if (w === 360) {
        await Promise.all([tab.waitForNavigation(), tab.click('button:has-text("Lưu và xem trước")')]);
        await tab.screenshot({ path: `/tmp/look-${w}-preview.png`, fullPage: true });
        const res = await Promise.all([tab.waitForNavigation(), tab.click('main button:has-text("Mở Tuần lễ")')]);
        process.stdout.write(`after open: ${tab.url()} ${res[0]?.status()}\n`);
        const id = /tuan-le\/(\d+)/.exec(tab.url())?.[1] ?? '1';
        await tab.goto(`http://127.0.0.1:8199/tuan-le/${id}/tong-quan`);
        await tab.screenshot({ path: `/tmp/look-${w}-overview.png`, fullPage: true });
        await tab.setViewportSize({ width: 1366, height: 768 });
        await tab.screenshot({ path: `/tmp/look-1366-overview.png`, fullPage: true });
        await tab.goto(`http://127.0.0.1:8199/tuan-le/${id}/don-vi?tim=long`);
        await tab.screenshot({ path: `/tmp/look-1366-units.png` });
      }
      await context.close();
    }
    void step;
  } finally {
    await browser.close();
    server.close();
    await platform.drop();
  }
});
