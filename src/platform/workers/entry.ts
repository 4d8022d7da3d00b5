/**
 * Where a worker's code lies: beside the sources (`<folder>/workers/<name>.ts`, run by Node's type stripping) or in the
 * bundle (`dist/workers/<name>.js`).
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Entry file of the worker `name`.
 *
 * @param name file name without extension, such as `read`
 * @param importMetaUrl `import.meta.url` of the calling module: in the sources the worker stands in `workers/` beside
 *   that module; in a bundle in the `workers/` folder of the nearest folder above that has one
 * @throws Error when there is no such worker: the build left it out
 */
export function workerEntry(name: string, importMetaUrl: string): URL {
  const caller = fileURLToPath(importMetaUrl);
  if (caller.endsWith('.ts')) return pathToFileURL(join(dirname(caller), 'workers', `${name}.ts`));
  for (let folder = dirname(caller); ; folder = dirname(folder)) {
    const path = join(folder, 'workers', `${name}.js`);
    if (existsSync(path)) return pathToFileURL(path);
    if (folder === dirname(folder))
      throw new Error(`worker ${name} is missing from the build (dist/workers/${name}.js)`);
  }
}
