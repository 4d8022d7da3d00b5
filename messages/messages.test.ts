import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLocale, LOCALES, messagesFor } from './index.ts';

/** Every leaf as "area.key: kind"; functions are called so that an empty result shows too. */
function leaves(node: unknown, path = ''): { path: string; kind: string; text: string }[] {
  if (typeof node === 'string') return [{ path, kind: 'text', text: node }];
  if (typeof node === 'function') {
    return [{ path, kind: `function of ${node.length}`, text: called(node) }];
  }
  if (node !== null && typeof node === 'object') {
    return Object.entries(node).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
  }
  throw new Error(`${path} is neither a text, a function nor a group`);
}

/** What a function says for plain texts; one that wants lists or objects can't be tried here and counts as filled. */
function called(text: Function): string {
  try {
    return String(text(...Array.from({ length: text.length }, (_, at) => (at % 2 === 0 ? '3' : '7'))));
  } catch (error) {
    if (error instanceof TypeError) return '(wants other values)';
    throw error;
  }
}

describe('messages', () => {
  const [vietnamese, english] = LOCALES.map((locale) => leaves(messagesFor(locale)));

  it('has the same keys of the same kind in both languages', () => {
    expect(english!.map(({ path, kind }) => `${path}: ${kind}`).toSorted()).toEqual(
      vietnamese!.map(({ path, kind }) => `${path}: ${kind}`).toSorted(),
    );
  });

  it('has no empty text in any language', () => {
    const empty = [...vietnamese!, ...english!].filter(({ text }) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('is written in composed letters (NFC)', () => {
    const decomposed = [...vietnamese!, ...english!].filter(({ text }) => text !== text.normalize('NFC'));
    expect(decomposed).toEqual([]);
  });

  it('has no text that no page says', () => {
    const sources = join(import.meta.dirname, '../src');
    const said = new Set<string>();
    for (const file of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/u.test(file) || /\.test\.tsx?$/u.test(file)) continue;
      for (const [word] of readFileSync(join(sources, file), 'utf8').matchAll(/[A-Za-z_]\w*/gu)) said.add(word);
    }
    // Names with a full stop or a hyphen are codes: they are looked up, not written.
    const silent = vietnamese!.filter(({ path }) => {
      const name = path.split('.').at(-1) ?? '';
      return /^[A-Za-z_]\w*$/u.test(name) && !said.has(name);
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('knows its languages', () => {
    expect([isLocale('vi'), isLocale('en'), isLocale('fr'), isLocale(null)]).toEqual([true, true, false, false]);
  });
});
