import { describe, expect, it } from 'vitest';
import { renderPage } from './document.tsx';
import { Island, islandsIn } from './island.tsx';
import { useUi } from './context.ts';

describe('renderPage', () => {
  it('carries no script where no island asks for one', () => {
    const html = renderPage({ title: 'Kế hoạch', locale: 'vi', body: <p>Xin chào</p> });
    expect(html).toMatch(/^<!doctype html><html lang="vi"><head>/u);
    expect(html).toContain('<title>Kế hoạch · Suốt Đời</title>');
    expect(html).toContain('<body><p>Xin chào</p></body>');
    expect(html).not.toMatch(/<script|modulepreload| style=/u);
  });

  it('loads each island of the page once', () => {
    const body = (
      <Island name="report-entry theme" props={{ cell: '"<b>' }}>
        <Island name="theme">x</Island>
      </Island>
    );
    const html = renderPage({ title: 'Báo cáo', locale: 'vi', body, nonce: 'n1' });
    expect(html.match(/<script [^>]+>/gu)).toEqual([
      '<script type="module" src="/assets/report-entry.js" nonce="n1">',
      '<script type="module" src="/assets/theme.js" nonce="n1">',
    ]);
    expect(html).toContain('data-props="{&quot;cell&quot;:&quot;\\&quot;&lt;b>&quot;}"');
  });

  it('takes no island from text that a person typed', () => {
    expect(islandsIn(renderPage({ title: 'x', locale: 'vi', body: <p>{' data-island="theme"'}</p> }))).toEqual([]);
  });

  it('escapes what stands in the head', () => {
    const html = renderPage({ title: '</title><script>', locale: 'en', description: '"><i>', body: <p /> });
    expect(html).toContain('&lt;/title&gt;&lt;script&gt;');
    expect(html).toContain('content="&quot;&gt;&lt;i&gt;"');
  });

  it('speaks the chosen language and shows the chosen appearance', () => {
    const Save = () => <b>{useUi().t.action.save}</b>;
    const html = renderPage({ title: 'Suốt Đời', locale: 'en', theme: 'dark', body: <Save /> });
    expect(html).toContain('<html lang="en" data-theme="dark">');
    expect(html).toContain('<b>Save</b>');
    expect(html).toContain('<title>Suốt Đời</title>');
  });
});
