/** What a device needs to keep the product: the web manifest, the service worker, and the page for what was not kept. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesFor } from '../../../messages/index.ts';
import { distFolder } from '../../platform/http/assets.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { Actions, assetUrl, LinkButton, PlainLayout, THEME_COLORS } from '../../ui/index.ts';
import { plainPage } from './page.tsx';
import { textsOf } from './request.ts';

/** `/manifest.webmanifest`, `/sw.js` (where the product is built), `/ngoai-tuyen`. */
export function installPages(app: WebApp): void {
  app.get('/manifest.webmanifest', (c) => {
    const { common } = messagesFor('vi');
    const icon = (name: string, sizes: string, purpose: string) => ({
      src: assetUrl(name),
      sizes,
      type: 'image/png',
      purpose,
    });
    const manifest = {
      id: '/',
      name: `${common.product}: ${common.productLine}`,
      short_name: common.product,
      lang: 'vi',
      dir: 'ltr',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      theme_color: THEME_COLORS.light,
      background_color: THEME_COLORS.light,
      icons: [
        icon('icon-192.png', '192x192', 'any'),
        icon('icon-512.png', '512x512', 'any'),
        icon('icon-maskable-512.png', '512x512', 'maskable'),
      ],
    };
    return c.body(JSON.stringify(manifest), 200, {
      'content-type': 'application/manifest+json; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    });
  });

  const worker = readWorker();
  app.get('/sw.js', (c) => {
    if (worker === null) return c.notFound();
    // Asked for anew each time: a new version must not wait for a cache.
    return c.body(worker, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' });
  });

  app.get('/ngoai-tuyen', (c) => {
    const texts = textsOf(c);
    // One copy serves whoever uses the device: both languages, nobody's name.
    const parts = (['vi', 'en'] as const).map((locale) => ({ locale, t: messagesFor(locale).checkins.offline }));
    return plainPage(c, {
      title: texts.checkins.offline.title,
      body: (
        <PlainLayout>
          {parts.map(({ locale, t }) => (
            <section key={locale} lang={locale} class="section">
              {locale === 'vi' ? <h1>{t.title}</h1> : <h2>{t.title}</h2>}
              <p>{t.text}</p>
              <Actions>
                <LinkButton kind="second" href="/dang-ky-cua-toi">
                  {t.mine}
                </LinkButton>
                <LinkButton kind="quiet" href="">
                  {t.again}
                </LinkButton>
              </Actions>
            </section>
          ))}
        </PlainLayout>
      ),
    });
  });
}

function readWorker(): string | null {
  const dist = distFolder();
  const path = dist === null ? null : join(dist, 'sw.js');
  return path !== null && existsSync(path) ? readFileSync(path, 'utf8') : null;
}
