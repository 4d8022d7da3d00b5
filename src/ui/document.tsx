/** The whole HTML document round a page. No inline script or style, so that the strictest content policy holds. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { assetImports, assetUrl, preloadedFonts } from './assets.ts';
import { type Theme, UiContext, uiFor } from './context.ts';
import { islandsIn } from './island.tsx';
import type { Locale } from '../../messages/index.ts';

export type PageOptions = {
  /** Name of the page; the product's name is added. */
  title: string;
  locale: Locale;
  body: VNode;
  theme?: Theme | undefined;
  description?: string | undefined;
  /** Pages for signed-in people stay out of search engines, which is the rule; public pages say true. */
  indexed?: boolean | undefined;
  /** Address of the same page in the other language, where it has one of its own. */
  alternate?: { locale: Locale; href: string } | undefined;
  /** More for the head, finished HTML whose values its maker has escaped: JSON-LD, OpenGraph, feeds. */
  head?: string | undefined;
  /** For a policy that names scripts one by one. */
  nonce?: string | undefined;
};

/** The bar's colour, equal to --surface of both palettes (tokens.test.ts). */
export const THEME_COLORS = { light: '#ffffff', dark: '#1d1a24' } as const;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? sign);

/** The finished document as text. A page without islands carries no script at all. */
export function renderPage(options: PageOptions): string {
  const { locale, theme = 'auto', nonce } = options;
  const ui = uiFor(locale, theme);
  const body = renderToString(<UiContext.Provider value={ui}>{options.body}</UiContext.Provider>);
  const signed = nonce === undefined ? '' : ` nonce="${escapeHtml(nonce)}"`;
  return `${documentHead(options)}${islandScripts(body, signed)}</head><body>${body}</body></html>`;
}

/** The document up to the scripts of its head: title, language, appearance, styles. */
export function documentHead(options: Omit<PageOptions, 'body' | 'nonce'> & { styles?: string }): string {
  const { locale, theme = 'auto' } = options;
  const { t } = uiFor(locale, theme);
  const title = options.title === t.product ? t.product : `${options.title} · ${t.product}`;
  return (
    `<!doctype html><html lang="${locale}"${theme === 'auto' ? '' : ` data-theme="${theme}"`}><head>` +
    `<meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1">` +
    (options.description === undefined
      ? ''
      : `<meta name="description" content="${escapeHtml(options.description)}">`) +
    (options.indexed === true ? '' : '<meta name="robots" content="noindex">') +
    themeColor(theme) +
    preloadedFonts()
      .map((url) => `<link rel="preload" href="${url}" as="font" type="font/woff2" crossorigin>`)
      .join('') +
    `<link rel="stylesheet" href="${assetUrl(options.styles ?? 'app.css')}">` +
    `<link rel="icon" href="${assetUrl('icon.svg')}" type="image/svg+xml">` +
    `<link rel="manifest" href="/manifest.webmanifest">` +
    `<link rel="apple-touch-icon" href="${assetUrl('icon-192.png')}">` +
    (options.alternate === undefined
      ? ''
      : `<link rel="alternate" hreflang="${options.alternate.locale}" href="${escapeHtml(options.alternate.href)}">`) +
    (options.head ?? '')
  );
}

function themeColor(theme: Theme): string {
  if (theme !== 'auto') return `<meta name="theme-color" content="${THEME_COLORS[theme]}">`;
  return (
    `<meta name="theme-color" content="${THEME_COLORS.light}">` +
    `<meta name="theme-color" content="${THEME_COLORS.dark}" media="(prefers-color-scheme:dark)">`
  );
}

/** Scripts of the islands in the body, and what they share. @param first islands that stand before it */
export function islandScripts(body: string, signed = '', first: readonly string[] = []): string {
  const names = [...new Set([...first, ...islandsIn(body)])].map((name) => `island:${name}`);
  const shared = new Set(names.flatMap((name) => assetImports(name)));
  return (
    [...shared].map((url) => `<link rel="modulepreload" href="${url}"${signed}>`).join('') +
    names.map((name) => `<script type="module" src="${assetUrl(name)}"${signed}></script>`).join('')
  );
}
