import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../messages/index.ts';
import { renderPage } from './document.tsx';
import { StyleGuide } from './style-guide.tsx';

const page = (locale: 'vi' | 'en'): string =>
  renderPage({ title: 'Giao diện', locale, body: <StyleGuide themeAction="/nen" languageHref="/en" /> });

describe('the style guide', () => {
  it.each(LOCALES)('holds to the strict content policy in %s: no inline script, style or handler', (locale) => {
    const html = page(locale);
    expect(html).not.toMatch(/<style| style="|<script(?![^>]* src=)| on[a-z]+="/u);
    expect(html).not.toContain('undefined');
    expect(html).not.toContain('[object');
  });

  it('gives every id once, and every reference an element', () => {
    const html = page('vi');
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id!);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const named = [
      ...html.matchAll(/ (?:for|aria-labelledby|aria-describedby|commandfor|data-dialog|list)="([^"]+)"/gu),
    ];
    const wanted = named.flatMap(([, list]) => list!.split(' '));
    expect(wanted.length).toBeGreaterThan(40);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('asks for the small modules that its components name', () => {
    const scripts = [...page('vi').matchAll(/src="\/assets\/([a-z-]+)\.js"/gu)].map(([, name]) => name!);
    expect(scripts.toSorted()).toEqual([
      'confirm',
      'date-echo',
      'dialog',
      'file-drop',
      'number-format',
      'theme',
      'unsaved-changes',
    ]);
  });
});
