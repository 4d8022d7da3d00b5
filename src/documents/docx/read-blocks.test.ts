import { describe, expect, test } from 'vitest';
import { packDocx } from '../../testing/docx-package.ts';
import type { ParagraphBlock, TableBlock } from '../blocks.ts';
import { readDocxBlocks } from './read-blocks.ts';

const paragraph = (text: string, properties = '', run = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const listItem = (text: string, list: number, level = 0): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const cell = (content: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;

function paragraphs(body: string, parts: { numbering?: string; styles?: string } = {}): ParagraphBlock[] {
  return readDocxBlocks(packDocx({ body, ...parts })).blocks.filter((block) => block.kind === 'paragraph');
}
function firstTable(body: string): TableBlock {
  const found = readDocxBlocks(packDocx({ body })).blocks.find((block) => block.kind === 'table');
  if (found === undefined) throw new Error('no table');
  return found;
}

const LEVELS = `<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Muc"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;

describe('text', () => {
  test('deleted, moved-away and field code text is left out; insertions, links and content controls are read', () => {
    const body = `<w:p><w:r><w:t>Số lớp</w:t></w:r><w:del><w:r><w:delText> cũ</w:delText></w:r></w:del>
      <w:ins><w:r><w:t xml:space="preserve"> mới</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>
      <w:hyperlink><w:r><w:t xml:space="preserve"> mở</w:t></w:r></w:hyperlink>
      <w:r><w:instrText>PAGE</w:instrText></w:r>
      <w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t xml:space="preserve"> trong</w:t></w:r><w:smartTag><w:r><w:t xml:space="preserve"> tuần</w:t></w:r></w:smartTag></w:sdtContent></w:sdt></w:p>`;
    expect(paragraphs(body)[0]?.text).toBe('Số lớp mới mở trong tuần');
  });

  test('a decomposed letter is composed, a hard break is a new line, entities are letters', () => {
    const body = `<w:p><w:r><w:t>${'Xã hội học tập'.normalize('NFD')}</w:t><w:br/><w:t>A &amp; B &#273;</w:t></w:r></w:p>`;
    expect(paragraphs(body)[0]?.text).toBe('Xã hội học tập\nA & B đ');
  });

  test('a text box is read once, not again from its copy for old readers', () => {
    const body = `<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:txbxContent>${paragraph('Trong khung')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph('Trong khung')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect(paragraphs(body).map((block) => block.text)).toEqual(['Trong khung']);
  });

  test('another prefix for the same namespace is the same document', () => {
    const zip = packDocx({ body: '' });
    expect(readDocxBlocks(zip).blocks).toEqual([]);
    const renamed = packDocx({
      body: '',
      extra: {
        'word/document.xml': new TextEncoder().encode(
          '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>Kế hoạch</x:t></x:r></x:p></x:body></x:document>',
        ),
      },
    });
    expect(readDocxBlocks(renamed).blocks.map((block) => block.kind === 'paragraph' && block.text)).toEqual([
      'Kế hoạch',
    ]);
  });
});

describe('numbers and looks', () => {
  test('automatic numbers count by level and start again below a new heading', () => {
    const body = [
      listItem('Mục', 5),
      listItem('Một', 5, 1),
      listItem('Nhỏ', 5, 2),
      listItem('Hai', 5, 1),
      listItem('Nhỏ', 5, 2),
      listItem('Mục', 5),
      listItem('Lại', 5, 1),
      listItem('Gạch', 5, 3),
    ].join('');
    expect(paragraphs(body, { numbering: LEVELS }).map((block) => block.marker)).toEqual([
      'I.',
      '1.',
      '1.1.',
      '2.',
      '2.1.',
      'II.',
      '1.',
      '-',
    ]);
  });

  test('a number that comes from the style, and a list that starts anew', () => {
    const styles = `<w:style w:type="paragraph" w:styleId="Goc"><w:name w:val="Goc"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:basedOn w:val="Goc"/></w:style>`;
    const body =
      paragraph('Chỉ đạo', '<w:pStyle w:val="Muc"/>') +
      paragraph('Kết quả', '<w:pStyle w:val="Muc"/>') +
      listItem('x', 6) +
      listItem('y', 6) +
      listItem('z', 7) +
      paragraph('Không số', '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>', '<w:b w:val="0"/>');
    const read = paragraphs(body, { numbering: LEVELS, styles });
    expect(read.map((block) => block.text)).toEqual(['I. Chỉ đạo', 'II. Kết quả', 'a) x', 'b) y', 'a) z', 'Không số']);
    expect(read[0]).toMatchObject({ bold: true, align: 'center', heading: 1 });
    expect(read[5]).toMatchObject({ bold: false, marker: null });
  });

  test('typed markers', () => {
    const texts = [
      'IV. Kiến nghị',
      '2.3. Nội dung',
      'đ) Giao Sở',
      '- Số lớp:',
      '– Số lớp:',
      '+ Cấp xã:',
      '24/10/2022',
      '1.250 người',
      '5 lớp',
      '-3',
    ];
    expect(paragraphs(texts.map((text) => paragraph(text)).join('')).map((block) => block.marker)).toEqual([
      'IV.',
      '2.3.',
      'đ)',
      '-',
      '-',
      '+',
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('tables', () => {
  test('lines of cells, merged cells over columns and rows', () => {
    const read = firstTable(
      table(
        row(
          cell(paragraph('Nội dung'), '<w:vMerge w:val="restart"/>'),
          cell(paragraph('Kết quả'), '<w:gridSpan w:val="2"/>'),
        ),
        row(
          cell('<w:p/>', '<w:vMerge/>'),
          cell(paragraph('Số')),
          cell(`<w:p><w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r></w:p><w:p/>`),
        ),
      ),
    );
    expect(
      read.rows.map((cells) => cells.map(({ lines, columnSpan, rowSpan }) => ({ lines, columnSpan, rowSpan }))),
    ).toEqual([
      [
        { lines: ['Nội dung'], columnSpan: 1, rowSpan: 2 },
        { lines: ['Kết quả'], columnSpan: 2, rowSpan: 1 },
      ],
      [
        { lines: ['Số'], columnSpan: 1, rowSpan: 1 },
        { lines: ['a', '', 'b'], columnSpan: 1, rowSpan: 1 },
      ],
    ]);
  });

  test('a nested table is lines of its cell; a frame of one cell is no table', () => {
    const inner = table(row(cell(paragraph('x')), cell(paragraph('y'))));
    expect(firstTable(table(row(cell(inner + paragraph('z')), cell('<w:p/>')))).rows[0]?.[0]?.lines).toEqual([
      'x y',
      'z',
    ]);
    const framed = readDocxBlocks(packDocx({ body: table(row(cell(paragraph('chữ') + inner))) })).blocks;
    expect(framed.map((block) => block.kind)).toEqual(['paragraph', 'table']);
  });

  test('the place of a cell is its element in the part', () => {
    const bytes = packDocx({ body: table(row(cell(paragraph('một')), cell(paragraph('hai')))) });
    const place = firstTable(table(row(cell(paragraph('một')), cell(paragraph('hai'))))).rows[0]?.[1]?.place;
    expect(place).toMatchObject({ kind: 'docx', part: 'word/document.xml' });
    expect(bytes.length).toBeGreaterThan(0);
  });
});
