/**
 * The built files (styles, islands, fonts), held in memory: their names carry a hash of their content, so a browser may
 * keep them for good. Compressed copies were made by the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { encodingFor } from './compression.ts';
import type { WebApp } from './web.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

interface Asset {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer> | null;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
}

/** The folder of the build that this code belongs to: beside src in the checkout, round it in the bundle. Null: not built. */
export function distFolder(): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    for (const candidate of [folder, join(folder, 'dist')]) {
      if (existsSync(join(candidate, 'manifest.json')) && existsSync(join(candidate, 'assets'))) return candidate;
    }
    if (dirname(folder) === folder) return null;
  }
}

/** Serves `/assets/…` from a folder of the build. */
export function serveAssets(app: WebApp, assetsFolder: string): void {
  const assets = readAssets(assetsFolder);
  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) return c.notFound();
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '');
    const headers: Record<string, string> = {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    };
    if (asset.br && encoding === 'br') return c.body(asset.br, 200, { ...headers, 'content-encoding': 'br' });
    if (asset.gzip && encoding === 'gzip') {
      return c.body(asset.gzip, 200, { ...headers, 'content-encoding': 'gzip' });
    }
    return c.body(asset.plain, 200, headers);
  });
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const names = readdirSync(folder);
  const read = (name: string): Uint8Array<ArrayBuffer> | null =>
    names.includes(name) ? new Uint8Array(readFileSync(join(folder, name))) : null;
  return new Map(
    names.flatMap((name) => {
      const type = TYPES[extname(name)];
      const plain = type === undefined ? null : read(name);
      if (type === undefined || plain === null) return [];
      return [[name, { type, plain, br: read(`${name}.br`), gzip: read(`${name}.gz`) }] as const];
    }),
  );
}
