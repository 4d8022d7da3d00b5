/** Where the built files are served: names become hashed addresses through dist/manifest.json (scripts/build.mjs). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Manifest = z.object({
  /** Address by name: "app.css", "icon.svg", "island:theme". */
  assets: z.record(z.string(), z.string()),
  /** Addresses that an island's file imports, by the same name, to be fetched in the same breath. */
  imports: z.record(z.string(), z.array(z.string())),
  /** Fonts of the first view. */
  preload: z.array(z.string()),
});

export type AssetManifest = z.infer<typeof Manifest>;

let current: AssetManifest = { assets: {}, imports: {}, preload: [] };

/**
 * Reads the manifest once, at the start of the application. Throws when the file is absent or not a manifest.
 * Until then (unit tests) a name stands for itself under /assets/.
 */
export function loadAssets(manifestPath: string): void {
  current = Manifest.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
}

/** Address of a built file: assetUrl('app.css') → "/assets/app-3F2K9QZL.css". */
export function assetUrl(name: string): string {
  return current.assets[name] ?? `/assets/${name.startsWith('island:') ? `${name.slice(7)}.js` : name}`;
}

/** Addresses that the island's module imports. */
export function assetImports(name: string): readonly string[] {
  return current.imports[name] ?? [];
}

/** Fonts to fetch before the style sheet has been read. */
export function preloadedFonts(): readonly string[] {
  return current.preload;
}
