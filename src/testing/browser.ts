/**
 * Chromium for tests, from npm alone: no system browser, fonts or libraries are needed.
 * Unpacked once (about 4 s) into the temporary folder, then started in a fraction of a second.
 */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Browser, chromium } from 'playwright-core';
import packed, { inflate } from '@sparticuz/chromium';

const require = createRequire(import.meta.url);
const PACKAGE_ROOT = join(dirname(require.resolve('@sparticuz/chromium')), '..');
const { version } = z.object({ version: z.string() }).parse(require(join(PACKAGE_ROOT, 'package.json')));

/**
 * A headless browser; close it yourself.
 *
 * Of itself it passes `--no-sandbox` only (tests may run as root): the package's own list holds `--single-process`, with which
 * closing one context ends the browser, and `--disable-web-security`, which hides faults of ours.
 * @param more arguments of Chromium that a test needs besides
 * @throws Error when Chromium does not start even with the libraries that the package brings along
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const folder = await unpacked();
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const start = (extra: Record<string, string>): Promise<Browser> =>
    chromium.launch({
      executablePath: join(folder, 'chromium'),
      args: ['--no-sandbox', ...more],
      env: { ...env, ...extra },
    });
  try {
    return await start({});
  } catch (error) {
    // A bare machine lacks libnss3 and its like; where they exist, the system's own are the better ones.
    if (!String(error).includes('error while loading shared libraries')) throw error;
    return start({ LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') });
  }
}

/** Path of the browser and the environment that it needs, for programs that start it themselves. */
export async function chromiumFiles(): Promise<{ path: string; env: Record<string, string> }> {
  const folder = await unpacked();
  return {
    path: join(folder, 'chromium'),
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf'), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  };
}

/** Folder with browser, fonts and libraries. Made beside and renamed, so that parallel tests never see half of it. */
async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), `suotdoi-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const stage = mkdtempSync(`${folder}-`);
  // The package unpacks into os.tmpdir(), which is this variable.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = stage;
  try {
    await Promise.all([packed.executablePath(), inflate(join(PACKAGE_ROOT, 'bin', 'al2023.tar.br'))]);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  writeFileSync(join(stage, 'fonts.conf'), fontConfiguration(folder));
  try {
    renameSync(stage, folder);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package's Open Sans has every Vietnamese letter. With no font at all Chromium draws nothing, web fonts included. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}
