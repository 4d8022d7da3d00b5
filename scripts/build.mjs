/**
 * Builds dist/: server bundle, workers, style sheet, islands, fonts, manifest, compressed copies.
 *
 *   node scripts/build.mjs [--force] [--quiet] [--assets]
 *
 * Does nothing when no source has changed since the last build; --assets leaves the server bundle alone. Runs on any Node from 20 on, because it is also called
 * before the pinned one is known to be there. `import { build } from './build.mjs'` does the same from a program.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.stamp');
const SOURCES = ['src', 'messages', 'scripts/build.mjs', 'package-lock.json'];
const WATCHED = new Set(['.ts', '.tsx', '.css', '.svg', '.woff2', '.json', '.mjs', '.sql', '.png']);
/** Browsers of an old office PC: the last Chrome for Windows 7 is 109. */
const BROWSERS = ['chrome100', 'firefox100', 'safari15'];
/** The font of running text is wanted at once; headings may come with the style sheet. */
const PRELOADED = ['be-vietnam-pro-400.woff2', 'be-vietnam-pro-600.woff2'];

const PUBLIC_STYLES = [
  'src/ui/styles/fonts.css',
  'src/ui/styles/tokens.css',
  'src/ui/styles/base.css',
  'src/ui/styles/controls.css',
  'src/ui/styles/notice.css',
  'src/ui/styles/public.css',
  'src/ui/styles/looks.css',
  'src/features/portal/styles/home.css',
  'src/features/portal/styles/cards.css',
  'src/features/portal/styles/map.css',
  'src/features/portal/styles/list.css',
  'src/features/portal/styles/activity.css',
  'src/features/portal/styles/calendar.css',
  'src/features/portal/styles/widths.css',
];

/** Files below a folder, sorted, with forward slashes from the root. */
function filesBelow(folder) {
  const start = join(ROOT, folder);
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [folder];
  return readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

/** One line that changes when any source is changed, added or removed. */
function stampOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow)) {
    if (!WATCHED.has(extname(file)) || /\.test\.tsx?$/u.test(file)) continue;
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Islands by name; two of one name would load each other's code. */
function islandEntries(files) {
  const entries = {};
  for (const file of files) {
    if (!/\/islands\/[^/]+\.tsx?$/u.test(file) || /\.test\.tsx?$|\/runtime\.ts$/u.test(file)) continue;
    const name = basename(file).replace(/\.tsx?$/u, '');
    if (entries[name] !== undefined) throw new Error(`two islands are called "${name}": ${entries[name]} and ${file}`);
    entries[name] = file;
  }
  return entries;
}

async function buildServer(esbuild, files) {
  const workers = files.filter((file) => /\/workers\/[^/]+\.ts$/u.test(file) && file.startsWith('src/documents/'));
  const entryPoints = Object.fromEntries([
    ...(files.includes('src/cli/main.ts') ? [['cli', 'src/cli/main.ts']] : []),
    ...workers.filter((file) => !file.endsWith('.test.ts')).map((file) => [`workers/${basename(file, '.ts')}`, file]),
  ]);
  if (Object.keys(entryPoints).length === 0) return [];
  const result = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: DIST,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    write: false,
    logLevel: 'silent',
  });
  return result.outputFiles.map(({ path, contents }) => ({ path, contents }));
}

async function buildBrowser(esbuild, files) {
  const islands = islandEntries(files);
  const styles = files.filter(
    (file) => /^src\/features\/[^/]+\/[^/]+\.css$/u.test(file) && !PUBLIC_STYLES.includes(file),
  );
  const shared = {
    absWorkingDir: ROOT,
    outdir: join(DIST, 'assets'),
    bundle: true,
    minify: true,
    target: BROWSERS,
    metafile: true,
    write: false,
    logLevel: 'silent',
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    assetNames: '[name]-[hash]',
  };
  const style = await esbuild.build({
    ...shared,
    entryNames: 'app-[hash]',
    stdin: {
      contents: ['src/ui/styles/app.css', ...styles].map((file) => `@import "./${file}";`).join('\n'),
      resolveDir: ROOT,
      sourcefile: 'app.css',
      loader: 'css',
    },
    loader: { '.woff2': 'file' },
  });
  // Pages that anybody reads carry these styles alone: half the weight of all.
  const publicStyle = await esbuild.build({
    ...shared,
    entryNames: 'public-[hash]',
    stdin: {
      contents: PUBLIC_STYLES.map((file) => `@import "./${file}";`).join('\n'),
      resolveDir: ROOT,
      sourcefile: 'public.css',
      loader: 'css',
    },
    loader: { '.woff2': 'file' },
  });
  const script =
    Object.keys(islands).length === 0
      ? { outputFiles: [], metafile: { outputs: {} } }
      : await esbuild.build({
          ...shared,
          entryPoints: islands,
          splitting: true,
          format: 'esm',
          jsx: 'automatic',
          jsxImportSource: 'preact',
        });
  return { islands, style, publicStyle, script };
}

const urlOf = (output) => `/assets/${basename(output)}`;

/** Pictures of the installed product: phones want PNG. Made of icon.svg; the maskable one has its mark within the safe circle. */
const INSTALL_ICONS = ['icon-192.png', 'icon-512.png', 'icon-maskable-512.png'];

/** dist/sw.js: knows the files that every page wants, and a version that changes with any built file. */
async function buildServiceWorker(esbuild, { assets, preload }) {
  const version = createHash('sha256').update(JSON.stringify(assets)).digest('hex').slice(0, 12);
  const shell = [assets['app.css'], assets['public.css'], ...preload, assets['icon.svg'], assets['icon-192.png']];
  const known = { version, shell: shell.filter((url) => url !== undefined), icon: assets['icon-192.png'] };
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { sw: 'src/ui/offline/worker.ts' },
    outdir: DIST,
    bundle: true,
    minify: true,
    format: 'iife',
    target: BROWSERS,
    define: { BUILD: JSON.stringify(known) },
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, contents }) => ({ path, contents: Buffer.from(contents) }));
}

/** dist/manifest.json: names to addresses, as src/ui/assets.ts reads it. */
function manifestOf({ islands, style, publicStyle, script }, icon, installIcons) {
  const assets = { 'icon.svg': urlOf(icon.path), ...Object.fromEntries(installIcons) };
  const imports = {};
  const preload = [];
  for (const [output, { entryPoint, inputs }] of Object.entries(style.metafile.outputs)) {
    const source = Object.keys(inputs)[0];
    if (output.endsWith('.css')) assets['app.css'] = urlOf(output);
    else if (entryPoint === undefined && source !== undefined && PRELOADED.includes(basename(source)))
      preload.push(urlOf(output));
  }
  const publicSheet = Object.keys(publicStyle.metafile.outputs).find((output) => output.endsWith('.css'));
  if (publicSheet !== undefined) assets['public.css'] = urlOf(publicSheet);
  const nameOf = Object.fromEntries(Object.entries(islands).map(([name, file]) => [file, name]));
  for (const [output, { entryPoint, imports: imported }] of Object.entries(script.metafile.outputs)) {
    if (entryPoint === undefined) continue;
    assets[`island:${nameOf[entryPoint]}`] = urlOf(output);
    imports[`island:${nameOf[entryPoint]}`] = imported
      .filter(({ kind }) => kind === 'import-statement')
      .map(({ path }) => urlOf(path));
  }
  return { assets, imports, preload };
}

const COMPRESSED = new Set(['.css', '.js', '.svg']);

/** Each text asset also as .br and .gz, so that serving costs no compression. */
function withCompressed(files) {
  return files.flatMap((file) => {
    if (!COMPRESSED.has(extname(file.path))) return [file];
    const brotli = brotliCompressSync(file.contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    return [
      file,
      { path: `${file.path}.br`, contents: brotli },
      { path: `${file.path}.gz`, contents: gzipSync(file.contents, { level: 9 }) },
    ];
  });
}

function hashedCopy(file) {
  const contents = readFileSync(join(ROOT, file));
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase();
  const extension = extname(file);
  return { path: join(DIST, 'assets', `${basename(file, extension)}-${hash}${extension}`), contents };
}

/** Puts each file in place by a rename, so that a running server never reads half of one. */
function write({ path, contents }) {
  if (existsSync(path) && statSync(path).size === contents.length && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}

function removeOthers(folder, kept) {
  const wanted = new Set(kept);
  for (const file of filesBelow(folder)) if (!wanted.has(join(ROOT, file))) rmSync(join(ROOT, file));
}

/**
 * Builds what is out of date. Returns { built: false } when nothing was, otherwise the time and the sizes.
 * Throws esbuild's own error, which names file and line.
 */
export async function build({ force = false, assetsOnly = false } = {}) {
  const started = performance.now();
  const stamp = stampOfSources();
  if (!force && !assetsOnly && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return { built: false };
  const esbuild = await import('esbuild');
  const files = filesBelow('src');
  const [server, browser] = await Promise.all([
    assetsOnly ? [] : buildServer(esbuild, files),
    buildBrowser(esbuild, files),
  ]);
  const icon = hashedCopy('src/ui/icon.svg');
  const installIcons = INSTALL_ICONS.map((name) => [name, hashedCopy(`src/ui/install/${name}`)]);
  const sheets = [
    ...browser.style.outputFiles,
    ...browser.publicStyle.outputFiles.filter(({ path }) => path.endsWith('.css')),
  ];
  const assets = [...sheets, ...browser.script.outputFiles, icon, ...installIcons.map(([, file]) => file)].map(
    ({ path, contents }) => ({
      path,
      contents: Buffer.from(contents),
    }),
  );
  const names = manifestOf(
    browser,
    icon,
    installIcons.map(([name, { path }]) => [name, urlOf(path)]),
  );
  const manifest = { path: join(DIST, 'manifest.json'), contents: Buffer.from(JSON.stringify(names, null, 2)) };
  const all = [
    ...server.map(({ path, contents }) => ({ path, contents: Buffer.from(contents) })),
    ...withCompressed(assets),
    ...(await buildServiceWorker(esbuild, names)),
  ];
  rmSync(STAMP, { force: true });
  for (const file of [...all, manifest]) write(file);
  removeOthers(
    assetsOnly ? 'dist/assets' : 'dist',
    [...all, manifest].map(({ path }) => path),
  );
  if (!assetsOnly) writeFileSync(STAMP, stamp);
  return {
    built: true,
    milliseconds: Math.round(performance.now() - started),
    files: all.length + 1,
    hasServer: assetsOnly || server.length > 0,
    compressedStyleBytes: all.find(({ path }) => /app-[^/]*\.css\.br$/u.test(path))?.contents.length,
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  let result;
  try {
    result = await build({
      force: process.argv.includes('--force'),
      assetsOnly: process.argv.includes('--assets'),
    });
  } catch (error) {
    // esbuild's message names file and line; what was built before stays as it was.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  if (!process.argv.includes('--quiet')) {
    console.log(
      result.built
        ? `dist/ built in ${result.milliseconds} ms: ${result.files} files, style sheet ${result.compressedStyleBytes} B compressed` +
            (result.hasServer ? '' : ' (no src/cli/main.ts yet: assets only)')
        : 'dist/ is up to date',
    );
  }
}
