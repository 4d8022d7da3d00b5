/** What Word leaves in a file beside the text: tracked changes, fields, headers, contents, copies for old readers. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { packDocx } from '../../testing/docx-package.ts';
import type { Block } from '../blocks.ts';
import { readDocxBlocks } from './read-blocks.ts';

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`;
const row = (cells: readonly string[], properties = ''): string =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]): string => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;

const read = (body: string, parts: Omit<Parameters<typeof packDocx>[0], 'body'> = {}): readonly Block[] =>
  readDocxBlocks(packDocx({ body, ...parts })).blocks;
const texts = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : block.rows.map((cells) => cells.map((one) => one.lines.join('/'))),
  );

const GONE = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"';

describe('tracked changes', () => {
  test('what was put in is read, what was struck out or moved away is not', () => {
    const body = paragraph(
      `${run('Trước ')}<w:del ${GONE}><w:r><w:delText>ngày 05/10</w:delText></w:r></w:del><w:ins ${GONE}>${run('ngày 07/10')}</w:ins>` +
        `<w:moveFrom ${GONE}>${run(' đi')}</w:moveFrom><w:moveTo ${GONE}>${run(' đến')}</w:moveTo>`,
    );
    expect(texts(read(body))).toEqual(['Trước ngày 07/10 đến']);
  });

  test('a deleted end of a paragraph joins it with the next, whose look it takes', () => {
    const mark = `<w:rPr><w:del ${GONE}/></w:rPr>`;
    const body =
      paragraph(run('Sở Giáo dục '), mark) +
      paragraph(`<w:del ${GONE}><w:r><w:delText>bỏ</w:delText></w:r></w:del>`, mark) +
      paragraph(run('và Đào tạo'), '<w:jc w:val="center"/>') +
      paragraph(run('Sau'));
    const blocks = read(body);
    expect(texts(blocks)).toEqual(['Sở Giáo dục và Đào tạo', 'Sau']);
    expect(blocks[0]).toMatchObject({ align: 'center' });
    const place = blocks[0]?.place;
    expect(place?.kind === 'docx' && place.end - place.start).toBeGreaterThan(300);
  });

  test('deleted rows and cells are gone, also inside cells deleted marks join', () => {
    const mark = `<w:rPr><w:moveFrom ${GONE}/></w:rPr>`;
    const body = table(
      row([cell('a'), cell('b'), cell('x', `<w:cellDel ${GONE}/>`)]),
      row([cell('bỏ'), cell('bỏ')], `<w:del ${GONE}/>`),
      row([`<w:tc>${paragraph(run('một '), mark)}${paragraph(run('hai'))}</w:tc>`, cell('d')]),
    );
    expect(texts(read(body))).toEqual([
      [
        ['a', 'b'],
        ['một hai', 'd'],
      ],
    ]);
  });
});

describe('fields and signs', () => {
  const step = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`;

  test('only the result of a field is text, even when its code holds another field', () => {
    const inner = step('begin') + code('MERGEFIELD x') + step('separate') + run('mã') + step('end');
    const body = paragraph(
      run('Số ') +
        step('begin') +
        code('IF ') +
        inner +
        code('= 1') +
        step('separate') +
        run('12') +
        step('end') +
        run('/KH'),
    );
    expect(texts(read(body))).toEqual(['Số 12/KH']);
  });

  test('bullets and boxes of symbol fonts, written either way', () => {
    const sign = (char: string): string => `<w:r><w:sym w:font="Wingdings" w:char="${char}"/></w:r>`;
    expect(
      texts(
        read(
          [
            paragraph(sign('F0A7') + run(' Sở')),
            paragraph(sign('F0FE') + run(' có')),
            paragraph(run('\uf0b7 Phòng')),
            paragraph(sign('F02D') + run(' Xã')),
          ].join(''),
        ),
      ),
    ).toEqual(['• Sở', '☒ có', '• Phòng', '- Xã']);
  });

  test('soft hyphens go, spaced marks are joined, letters are composed', () => {
    expect(
      texts(
        read(paragraph(`${run('học\u00ad tậ\u00adp nọ \u0302i')}<w:r><w:softHyphen/></w:r>${run('e\u0302\u0301')}`)),
      ),
    ).toEqual(['học tập nộiế']);
  });

  test('footnotes and a table of contents are not the text', () => {
    const contents = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph(run('I. MỤC ĐÍCH 2'))}</w:sdtContent></w:sdt>`;
    const body = contents + paragraph(`${run('I. MỤC ĐÍCH')}<w:r><w:footnoteReference w:id="2"/></w:r>`);
    expect(texts(read(body))).toEqual(['I. MỤC ĐÍCH']);
  });
});

describe('headers', () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const withHeader = (header: string, body: string): Uint8Array => {
    const files = unzipSync(packDocx({ body }));
    const text = (name: string): string => new TextDecoder().decode(files[name]);
    files['word/header1.xml'] = strToU8(`<w:hdr xmlns:w="${W}">${header}</w:hdr>`);
    files['word/_rels/document.xml.rels'] = strToU8(
      text('word/_rels/document.xml.rels').replace(
        '</Relationships>',
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>',
      ),
    );
    files['word/document.xml'] = strToU8(
      text('word/document.xml')
        .replace(
          '<w:document ',
          '<w:document xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ',
        )
        .replace('<w:sectPr>', '<w:sectPr><w:headerReference w:type="first" r:id="rId9"/>'),
    );
    return zipSync(files);
  };
  const letterhead = table(row([cell('UBND TỈNH A'), cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')]));

  test('a page number or a running head is not the text', () => {
    expect(texts(readDocxBlocks(withHeader(paragraph(run('2')), paragraph(run('KẾ HOẠCH')))).blocks)).toEqual([
      'KẾ HOẠCH',
    ]);
  });

  test('a letterhead in the header comes first, unless the text has one itself', () => {
    const blocks = readDocxBlocks(withHeader(letterhead, paragraph(run('KẾ HOẠCH')))).blocks;
    expect(texts(blocks)).toEqual([[['UBND TỈNH A', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']], 'KẾ HOẠCH']);
    expect(blocks[0]?.place).toMatchObject({ kind: 'docx', part: 'word/header1.xml' });
    expect(readDocxBlocks(withHeader(letterhead, letterhead)).blocks).toHaveLength(1);
  });
});

describe('tables in pieces', () => {
  const head = row([cell('TT'), cell('Nội dung')]);

  test('pieces with the same head row, nothing between, are one table', () => {
    const body = table(head, row([cell('1'), cell('a')])) + '<w:p/>' + table(head, row([cell('2'), cell('b')]));
    const blocks = read(body);
    expect(texts(blocks)).toEqual([
      [
        ['TT', 'Nội dung'],
        ['1', 'a'],
        ['2', 'b'],
      ],
    ]);
    const [place, last] = [blocks[0]?.place, blocks[0]?.kind === 'table' ? blocks[0].rows[2]?.[1]?.place : undefined];
    expect(place?.kind === 'docx' && last?.kind === 'docx' && place.end >= last.end).toBe(true);
  });

  test('with words between, or other heads, they are several', () => {
    const first = table(head, row([cell('1'), cell('a')]));
    expect(read(first + paragraph(run('Khối trường')) + first)).toHaveLength(3);
    expect(read(first + table(row([cell('TT'), cell('Chỉ tiêu')]), row([cell('1'), cell('a')])))).toHaveLength(2);
  });
});

test('the strict form of the format reads the same', () => {
  const files = unzipSync(packDocx({ body: paragraph(run('Kế hoạch', '<w:b/>'), '<w:jc w:val="end"/>') }));
  const strict = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name,
      strToU8(
        new TextDecoder()
          .decode(bytes)
          .replaceAll(
            'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
            'http://purl.oclc.org/ooxml/wordprocessingml/main',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          ),
      ),
    ]),
  );
  expect(readDocxBlocks(zipSync(strict)).blocks[0]).toMatchObject({ text: 'Kế hoạch', bold: true, align: 'right' });
});
