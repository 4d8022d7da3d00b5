/** oEmbed 1.0 (oembed.com): what another site may put in a frame for an address of ours. */
import { html } from './markup.ts';

export const OEMBED_WIDTH = 600;
export const OEMBED_HEIGHTS = { list: 480, activity: 260 } as const;
const CACHE_S = 3_600;

export interface OembedAbout {
  readonly origin: string;
  readonly title: string;
  readonly provider: string;
  /** Path of the page for the frame. */
  readonly path: string;
  readonly kind: 'list' | 'activity';
  /** What the asker has room for; null: any. */
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
  /** Path of a picture 1200×630. */
  readonly picture: string | null;
}

export function oembedOf(about: OembedAbout): unknown {
  const width = Math.min(OEMBED_WIDTH, about.maxWidth ?? OEMBED_WIDTH);
  const height = Math.min(OEMBED_HEIGHTS[about.kind], about.maxHeight ?? Number.MAX_SAFE_INTEGER);
  const source = `${about.origin}${about.path}`;
  // A picture that is larger than what was asked for may not be named.
  const fits = (about.maxWidth ?? 1_200) >= 1_200 && (about.maxHeight ?? 630) >= 630;
  return {
    version: '1.0',
    type: 'rich',
    title: about.title,
    provider_name: about.provider,
    provider_url: `${about.origin}/`,
    cache_age: CACHE_S,
    width,
    height,
    html:
      `<iframe src="${html(source)}" width="${width}" height="${height}" title="${html(about.title)}" loading="lazy" ` +
      `sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" style="border:0;max-width:100%"></iframe>`,
    ...(about.picture === null || !fits
      ? {}
      : { thumbnail_url: `${about.origin}${about.picture}`, thumbnail_width: 1_200, thumbnail_height: 630 }),
  };
}

export type OembedTarget =
  | { readonly kind: 'list'; readonly query: URLSearchParams }
  | { readonly kind: 'activity'; readonly id: string };

/** What an address stands for; null for one that is not ours or that stands for nothing to embed. */
export function oembedTarget(address: string, origin: string): OembedTarget | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.host !== new URL(origin).host || !/^https?:$/.test(url.protocol)) return null;
  if (/^\/(?:nhung\/)?hoat-dong\/?$/.test(url.pathname)) return { kind: 'list', query: url.searchParams };
  const id = /^\/(?:nhung\/)?hoat-dong\/(\d{1,15})(?:-[^/]*)?\/?$/.exec(url.pathname)?.[1];
  return id === undefined ? null : { kind: 'activity', id };
}
