/** .odt: numbering, changes, tables, boxes, as LibreOffice and others write them. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { DocumentBlocks } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { readDocument } from '../read-document.ts';
import { textsOf } from './test-texts.ts';

const oasis = (name: string): string => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`;
const NAMES = [
  ...['office', 'style', 'text', 'table', 'manifest'].map((name) => `xmlns:${name}="${oasis(name)}"`),
  `xmlns:draw="${oasis('drawing')}"`,
  `xmlns:fo="${oasis('xsl-fo-compatible')}"`,
  `xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`,
].join(' ');

interface Parts {
  readonly automatic?: string;
  readonly common?: string;
  readonly manifest?: string;
  readonly type?: string;
}

function pack(body: string, { automatic = '', common, manifest, type = 'text' }: Parts = {}): Uint8Array {
  return zipSync({
    mimetype: strToU8(`application/vnd.oasis.opendocument.${type}`),
    'content.xml': strToU8(
      `<office:document-content ${NAMES}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
    ...(common === undefined
      ? {}
      : {
          'styles.xml': strToU8(
            `<office:document-styles ${NAMES}><office:styles>${common}</office:styles></office:document-styles>`,
          ),
        }),
    ...(manifest === undefined
      ? {}
      : { 'META-INF/manifest.xml': strToU8(`<manifest:manifest ${NAMES}>${manifest}</manifest:manifest>`) }),
  });
}

const read = (body: string, parts: Parts = {}): DocumentBlocks => readDocument(pack(body, parts));

describe('text', () => {
  it('has spaces, tabs and breaks as elements; white space of the file means nothing', () => {
    expect(
      textsOf(read('<text:p>Kế\n   hoạch<text:s text:c="3"/>số<text:tab/>1<text:line-break/>dòng &amp; hai</text:p>')),
    ).toEqual(['Kế hoạch số 1\ndòng & hai']);
  });

  it('looks as its styles say, through their parents and defaults', () => {
    const common =
      '<style:default-style style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:default-style>' +
      '<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold" fo:text-transform="uppercase"/></style:style>';
    const automatic =
      '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Head"/>' +
      '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>';
    const { blocks } = read(
      '<text:p text:style-name="P1">kế<text:span text:style-name="T1">ẩn</text:span></text:p><text:h text:outline-level="2">h</text:h>',
      {
        automatic,
        common,
      },
    );
    expect(blocks).toMatchObject([
      { text: 'KẾ', bold: true, italic: true, align: 'center', heading: null, place: { kind: 'text', line: 1 } },
      { text: 'h', bold: false, heading: 2, place: { line: 2 } },
    ]);
  });

  it('leaves out tracked deletions, notes, remarks and indexes; reads a text box once', () => {
    const body =
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
      '<text:table-of-content><text:index-body><text:p>I. Mục 2</text:p></text:index-body></text:table-of-content>' +
      '<text:p>a<text:change text:change-id="1"/><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>x</text:p></text:note-body></text:note>' +
      '<office:annotation><text:p>x</text:p></office:annotation><draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame>b</text:p>' +
      '<text:section><text:p>c</text:p></text:section>';
    expect(textsOf(read(body))).toEqual(['ab', 'khung', 'c']);
  });
});

describe('numbering', () => {
  const number = (level: number, format: string, rest: string): string =>
    `<text:list-level-style-number text:level="${level}" style:num-format="${format}" ${rest}/>`;
  const list = `<text:list-style style:name="L1">${number(1, 'I', 'style:num-suffix="."')}${number(2, '1', 'style:num-suffix="." text:display-levels="1"')}${number(3, '1', 'loext:num-list-format="%2%.%3%)"')}<text:list-level-style-bullet text:level="4" text:bullet-char="•"/></text:list-style>`;
  const item = (content: string, rest = ''): string => `<text:list-item${rest}>${content}</text:list-item>`;
  const p = (text: string): string => `<text:p>${text}</text:p>`;
  const inner = (...items: string[]): string => `<text:list>${items.join('')}</text:list>`;
  const outer = (rest: string, ...items: string[]): string =>
    `<text:list text:style-name="L1"${rest}>${items.join('')}</text:list>`;

  it('counts by level, shows what the level shows, starts again below a new number', () => {
    const body = outer(
      '',
      item(p('a') + p('rest') + inner(item(p('b') + inner(item(p('c') + inner(item(p('d')))))), item(p('e')))),
      item(p('f') + inner(item(p('g')))),
      '<text:list-header><text:p>h</text:p></text:list-header>',
    );
    expect(textsOf(read(body, { automatic: list }))).toEqual([
      'I. a',
      'rest',
      '1. b',
      '1.1) c',
      '+ d',
      '2. e',
      'II. f',
      '1. g',
      'h',
    ]);
  });

  it('begins anew with each list, unless it goes on with one or a value is set', () => {
    const body =
      outer(' xml:id="x"', item(p('a'))) +
      outer('', item(p('b'))) +
      outer(' text:continue-numbering="true"', item(p('c'))) +
      outer(' text:continue-list="x"', item(p('d'))) +
      outer('', item(p('e'), ' text:start-value="5"'), item(p('f')));
    expect(textsOf(read(body, { automatic: list }))).toEqual(['I. a', 'I. b', 'II. c', 'II. d', 'V. e', 'VI. f']);
  });

  it('numbers headings by the outline', () => {
    const common = `<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>`;
    expect(
      textsOf(
        read(
          '<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h><text:h text:outline-level="1">c</text:h>',
          { common },
        ),
      ),
    ).toEqual(['I. a', 'b', 'II. c']);
  });
});

describe('tables', () => {
  it('have merged cells, repeated cells, head rows, lists and tables in cells', () => {
    const cell = (content: string, rest = ''): string => `<table:table-cell${rest}>${content}</table:table-cell>`;
    const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;
    const p = (text: string): string => `<text:p>${text}</text:p>`;
    const covered = '<table:covered-table-cell/>';
    const nested = `<table:table>${row(cell(p('x')), cell(p('y')))}</table:table>`;
    const body = `<table:table><table:table-header-rows>${row(cell(p('a'), ' table:number-columns-spanned="2"'), covered, cell(p('b') + p('c'), ' table:number-rows-spanned="2"'))}</table:table-header-rows>${row(cell(nested + p('z')), cell('<text:list><text:list-item><text:p>l</text:p></text:list-item></text:list>'), covered)}${row(cell('', ' table:number-columns-repeated="3"'))}</table:table>`;
    const document = read(body);
    expect(textsOf(document)).toEqual([
      [
        ['a 2x1', 'b/c 1x2'],
        ['x y/z', 'l'],
        ['', '', ''],
      ],
    ]);
    expect(document.blocks[0]?.place).toEqual({ kind: 'text', line: 1, lineEnd: 7 });
    expect(textsOf(read(`<table:table>${row(cell(p('khung') + p('hai')))}</table:table>`))).toEqual(['khung', 'hai']);
  });
});

describe('files that cannot be read', () => {
  const problemOf = (bytes: Uint8Array): string => {
    try {
      readDocument(bytes);
      return 'none';
    } catch (error) {
      return error instanceof DocumentProblem ? error.code : String(error);
    }
  };
  const locked =
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';

  it.each([
    ['with a password', pack('<text:p>a</text:p>', { manifest: locked }), 'file-encrypted'],
    ['with nothing in it', pack('<text:p/>'), 'file-empty'],
    ['that is a drawing', pack('<text:p>a</text:p>', { type: 'graphics' }), 'file-not-docx'],
    ['without its content', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }), 'file-damaged'],
  ])('%s', (_, bytes, code) => {
    expect(problemOf(bytes)).toBe(code);
  });
});
