/** The guides stay true to the house: links lead somewhere, settings and commands are all told. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const markdownIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : []));

const PAGES = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('docs/decisions')];

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

function brokenLinks(page: string): string[] {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
    ([, link, image]) => link ?? image ?? '',
  );
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
    if (!existsSync(join(ROOT, target))) return true;
    const headings =
      anchor === undefined ? [] : [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text ?? '');
    return anchor !== undefined && !headings.some((heading) => anchorOf(heading) === anchor);
  });
}

test('every link and picture of every page is there', () => {
  expect(PAGES).toContain('README.md');
  expect(PAGES.flatMap((page) => brokenLinks(page).map((link) => `${page}: ${link}`))).toEqual([]);
});

test('every setting stands in the guide for deployment, and none that is gone', () => {
  const settings = [...read('src/platform/config/config.ts').matchAll(/^ {2}([A-Z_]{4,}):/gm)].map(([, name]) => name);
  const told = [...read('docs/trien-khai.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(settings.length).toBeGreaterThan(10);
  expect(new Set(told)).toEqual(new Set(settings));
});

test('every command has its section', () => {
  const commands = readdirSync(join(ROOT, 'src/cli/commands'))
    .filter((name) => !name.includes('.test.'))
    .map((name) => name.replace(/\.ts$/, ''));
  const guide = read('docs/lenh.md');
  expect(commands.filter((name) => !guide.includes(`suotdoi ${name}`))).toEqual([]);
});

test('every decision stands in the list of decisions by its title', () => {
  const list = read('docs/decisions/README.md');
  const decisions = markdownIn('docs/decisions').filter((page) => /\d{4}-/u.test(page));
  const titles = decisions.map((page) => {
    const [, number = '', title = ''] = /^# (\d{4}): (.+)$/mu.exec(read(page)) ?? [];
    return `| [${number}](${page.split('/').at(-1)}) | ${title} |`;
  });
  expect(titles.length).toBeGreaterThan(20);
  expect(titles.filter((line) => !list.includes(line))).toEqual([]);
});
