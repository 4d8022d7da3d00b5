/** Sitemaps (sitemaps.org 0.9), written as they are read. */
import { absolute, vietnamTime } from './event.ts';
import { xml } from './markup.ts';
import type { SitemapEntry } from '../store.sitemap.ts';

export const XML_TYPE = 'application/xml; charset=utf-8';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Pages that are there whatever has been announced. */
export const STANDING_PATHS = [
  '/',
  '/hoat-dong',
  '/lich',
  '/ban-do',
  '/hoc-lieu',
  '/ket-qua',
  '/bang-vang',
  '/khau-hieu',
  '/quy-tac-cong-bo',
  '/tro-giup',
] as const;

export function sitemapIndex(origin: string, files: readonly SitemapEntry[]): string {
  const entries = files.map((file) => `<sitemap>${lines(origin, file)}</sitemap>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="${NAMESPACE}">\n${entries}\n</sitemapindex>\n`;
}

/** A file of addresses as a stream of bytes, read as fast as it is taken. */
export function sitemapFile(
  origin: string,
  pieces: AsyncIterable<readonly SitemapEntry[]>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const reader = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${NAMESPACE}">\n`));
    },
    async pull(controller) {
      const piece = await reader.next();
      if (piece.done !== true) {
        controller.enqueue(encoder.encode(piece.value.map((entry) => `<url>${lines(origin, entry)}</url>\n`).join('')));
        return;
      }
      controller.enqueue(encoder.encode('</urlset>\n'));
      controller.close();
    },
    async cancel() {
      await reader.return?.();
    },
  });
}

function lines(origin: string, { path, changedAt }: SitemapEntry): string {
  const changed = changedAt === null ? '' : `<lastmod>${vietnamTime(changedAt)}</lastmod>`;
  return `<loc>${xml(absolute(origin, path))}</loc>${changed}`;
}

/** Prefixes of pages of one person, or for people who are signed in: nothing that a search engine may show. */
const NOT_FOR_ROBOTS = [
  '/api/',
  '/dang-ky/',
  '/dang-ky-cua-toi',
  '/hoat-dong/*/dang-ky',
  '/lich-cua-toi/',
  '/khach/',
  '/khach-moi/',
  '/man-hinh/',
  '/diem-cau/',
  '/tu-diem-danh/',
  '/dang-nhap',
  '/quen-mat-khau',
  '/dat-mat-khau/',
  '/loi-moi/',
  '/ngon-ngu/',
  '/tai-khoan',
  '/nguoi-dung',
  '/quan-tri',
  '/tuan-le',
  '/don-vi',
  '/van-ban',
  '/so-van-ban',
  '/hoc-lieu/quan-ly',
  '/to-chuc-cho-duyet',
  // Ever new places: a list without an end.
  '/*?*gan=',
  '/*?*sau=',
  '/*?*truoc=',
] as const;

/** They take everything, day and night, and lead nobody here. */
const GREEDY = ['AhrefsBot', 'SemrushBot', 'MJ12bot', 'DotBot', 'PetalBot', 'Bytespider', 'GPTBot', 'CCBot'] as const;

export function robotsTxt(origin: string): string {
  const rules = NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`).join('\n');
  const greedy = GREEDY.map((name) => `User-agent: ${name}`).join('\n');
  return `User-agent: *\n${rules}\n\n${greedy}\n${rules}\nCrawl-delay: 10\n\nSitemap: ${origin}/sitemap.xml\n`;
}

/** RFC 9116; null without an address that somebody reads. */
export function securityTxt(origin: string, mailFrom: string, now: Date): string | null {
  const address = /<([^<>\s]+@[^<>\s]+)>/.exec(mailFrom)?.[1] ?? (/^\S+@\S+$/.test(mailFrom) ? mailFrom : null);
  if (address === null || /@localhost$/iu.test(address)) return null;
  const expires = new Date(now.getTime() + 180 * 86_400_000).toISOString().slice(0, 10);
  return (
    `Contact: mailto:${address}\nExpires: ${expires}T00:00:00Z\nPreferred-Languages: vi, en\n` +
    `Canonical: ${origin}/.well-known/security.txt\n`
  );
}
