/** Old Vietnamese fonts in every kind of file: the font of a run, wherever it is said, decides how its letters are read. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packDocx } from '../../testing/docx-package.ts';
import type { DocumentBlocks } from '../blocks.ts';
import { readDocument } from '../read-document.ts';
import { decodeRuns, LegacyLetters } from './legacy-runs.ts';

const TCVN3 = 'TuÇn lÔ h\u00adëng øng häc tËp';
const VNI = 'Tuaàn leã höôûng öùng hoïc taäp';
const UNICODE = 'Tuần lễ hưởng ứng học tập';

const run = (text: string, font = '', rest = ''): string =>
  `<w:r><w:rPr>${rest}${font === '' ? '' : `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const style = (type: string, id: string, font: string, rest = ''): string =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${rest}<w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr></w:style>`;
const textOf = ({ blocks }: DocumentBlocks): string =>
  blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? block.text
        : block.rows.map((row) => row.map((cell) => cell.lines.join('\n')).join('|')).join('\n'),
    )
    .join('\n');
const codes = ({ notices }: DocumentBlocks): string[] => notices.map((notice) => notice.code);

describe('.docx', () => {
  const STYLES = [
    style('paragraph', 'Cu', '.VnTime'),
    style('paragraph', 'CuCon', '', '<w:basedOn w:val="Cu"/>').replace(/<w:rPr>.*<\/w:rPr>/u, ''),
    style('character', 'Hoa', '.VnTimeH'),
    style('character', 'Dam', '', '').replace(/<w:rPr>.*<\/w:rPr>/u, '<w:rPr><w:b/></w:rPr>'),
    style('character', 'Vni', 'VNI-Times'),
  ].join('');
  const read = (content: string, properties = ''): DocumentBlocks =>
    readDocument(packDocx({ body: `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`, styles: STYLES }));

  it.each([
    ['the run', run(TCVN3, '.VnTime'), ''],
    ['the run, VNI', run(VNI, 'VNI-Times'), ''],
    ['a character style', run(VNI, '', '<w:rStyle w:val="Vni"/>'), ''],
    ['the paragraph style', run(TCVN3), '<w:pStyle w:val="Cu"/>'],
    ['a style that inherits it', run(TCVN3), '<w:pStyle w:val="CuCon"/>'],
    [
      'the paragraph style, under a character style that only makes bold',
      run(TCVN3, '', '<w:rStyle w:val="Dam"/>'),
      '<w:pStyle w:val="Cu"/>',
    ],
  ])('font said by %s', (_, content, properties) => {
    const document = read(content, properties);
    expect(textOf(document)).toBe(UNICODE);
    expect(codes(document)).toEqual(['legacy-font-converted']);
  });

  it('font said by the defaults of the document', () => {
    const bytes = packDocx({
      body: `<w:p>${run(TCVN3)}</w:p>`,
      extra: {
        'word/styles.xml': strToU8(
          '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>',
        ),
      },
    });
    expect(textOf(readDocument(bytes))).toBe(UNICODE);
  });

  it('capital fonts show capitals, of ASCII letters too', () => {
    expect(textOf(read(run('häc tËp su', '.VnTimeH')))).toBe('HỌC TẬP SU');
  });

  it('old and Unicode runs stand side by side', () => {
    const document = read(
      run('Sở Giáo dục: ') + run('häc tËp', '.VnTime') + run(' suốt đời, ') + run('taäp', 'VNI-Times'),
    );
    expect(textOf(document)).toBe('Sở Giáo dục: học tập suốt đời, tập');
    expect(document.notices).toEqual([
      { code: 'legacy-font-converted', message: expect.stringContaining('TCVN3, VNI') },
    ]);
  });

  it('text typed in Unicode stays as it is, though the run claims an old font', () => {
    const document = read(run('Tuần lễ và các xã', '.VnTime'));
    expect(textOf(document)).toBe('Tuần lễ và các xã');
    expect(codes(document)).toEqual([]);
  });

  it('a document typed in Unicode under the name of an old font keeps words that could be either', () => {
    const inOldFont = (text: string): string => `<w:p>${run(text, '.VnTime')}</w:p>`;
    const words = ['Thông báo', 'không có', 'Kế hoạch Tuần lễ', 'Số lượng: 12 m²', 'các xã đã nộp'];
    const document = readDocument(packDocx({ body: words.map(inOldFont).join('') }));
    expect(textOf(document)).toBe(words.join('\n'));
    expect(codes(document)).toEqual([]);
    // A stretch that nobody would type in Unicode is old even there.
    const mixed = readDocument(packDocx({ body: [...words, TCVN3].map(inOldFont).join('') }));
    expect(textOf(mixed)).toBe([...words, UNICODE].join('\n'));
    expect(codes(mixed)).toEqual(['legacy-font-converted']);
  });

  it('one word of Unicode does not make an old document new', () => {
    const inOldFont = (text: string): string => `<w:p>${run(text, '.VnTime')}</w:p>`;
    const document = readDocument(packDocx({ body: [TCVN3, 'tæ', TCVN3, 'Sở', 'so\u00e9'].map(inOldFont).join('') }));
    expect(textOf(document)).toBe([UNICODE, 'tổ', UNICODE, 'Sở', 'soÐ'.replace('Ð', 'ộ')].join('\n'));
  });

  it('a soft hyphen is a letter in TCVN3 and nothing elsewhere, however it is written', () => {
    expect(
      textOf(
        read(
          `${run('h\u00ad', '.VnTime')}<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:softHyphen/></w:r>${run(' tr\u00adường')}`,
        ),
      ),
    ).toBe('hưư trường');
  });
});

describe('.rtf', () => {
  const fonts =
    '{\\fonttbl{\\f0\\fnil\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset0 .VnTime;}{\\f2\\fnil\\fcharset163 VNI-Times;}}';
  const bytesOf = (text: string): string =>
    Array.from(text, (sign) => (sign > '\u007f' ? `\\'${sign.charCodeAt(0).toString(16)}` : sign)).join('');
  const read = (body: string): DocumentBlocks =>
    readDocument(Buffer.from(`{\\rtf1\\ansi\\ansicpg1258\\deff0${fonts}${body}}`, 'latin1'));

  it('converts by the font of the run, whatever its code page', () => {
    const document = read(`\\pard\\f1 ${bytesOf(TCVN3)}\\par\\f2 ${bytesOf(VNI)}\\par\\f0 h\\u432?\\'f5\\par`);
    expect(textOf(document)).toBe(`${UNICODE}\n${UNICODE}\nhưõ`);
    expect(codes(document)).toEqual(['legacy-font-converted']);
  });

  it('typed in Unicode under an old font', () => {
    const document = read('\\f1 kh\\u244?ng c\\u243?\\par K\\u7871? ho\\u7841?ch\\par');
    expect(textOf(document)).toBe('không có\nKế hoạch');
    expect(codes(document)).toEqual([]);
  });

  it('takes codes written as Unicode too', () => {
    const unicode = Array.from(TCVN3, (sign) => (sign > '\u007f' ? `\\u${sign.charCodeAt(0)}?` : sign)).join('');
    expect(textOf(read(`\\f1 ${unicode}\\par`))).toBe(UNICODE);
  });
});

describe('.odt', () => {
  const NS = ['office', 'style', 'text', 'table', 'drawing']
    .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ');
  const read = (faces: string, styles: string, body: string): DocumentBlocks =>
    readDocument(
      zipSync({
        mimetype: strToU8('application/vnd.oasis.opendocument.text'),
        'content.xml': strToU8(
          `<office:document-content ${NS} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:font-face-decls>${faces}</office:font-face-decls><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
        ),
      }),
    );

  it('follows the names of font faces through styles', () => {
    const document = read(
      '<style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>',
      '<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="F1"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="VNI-Times"/></style:style>',
      `<text:p text:style-name="P1">${TCVN3} <text:span text:style-name="T1">${VNI}</text:span></text:p>`,
    );
    expect(textOf(document)).toBe(`${UNICODE} ${UNICODE}`);
    expect(codes(document)).toEqual(['legacy-font-converted']);
  });
});

describe('.xlsx', () => {
  it('takes the font of the cell and of runs inside it', () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const bytes = zipSync({
      '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
      '_rels/.rels': strToU8(
        `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/s.xml"/></Relationships>`,
      ),
      'xl/styles.xml': strToU8(
        `<styleSheet xmlns="${main}"><fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`,
      ),
      'xl/sharedStrings.xml': strToU8(
        `<sst xmlns="${main}"><si><t>${TCVN3}</t></si><si><r><t xml:space="preserve">Sở </t></r><r><rPr><rFont val="VNI-Times"/></rPr><t>${VNI}</t></r></si></sst>`,
      ),
      'xl/worksheets/s.xml': strToU8(
        `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1" t="inlineStr"><is><t>häc</t></is></c></row></sheetData></worksheet>`,
      ),
    });
    const document = readDocument(bytes);
    expect(textOf(document)).toBe(`${UNICODE}|Sở ${UNICODE}|học`);
    expect(codes(document)).toEqual(['legacy-font-converted']);
  });
});

describe('runs', () => {
  it('a VNI mark that a run begins with belongs to the letter before', () => {
    const seen = new LegacyLetters();
    const font = 'VNI-Times';
    expect(
      decodeRuns(
        [
          { text: 'hoa', font },
          { text: 'ø n', font },
        ],
        seen,
      ),
    ).toEqual(['hoà', ' n']);
    expect([...seen.met]).toEqual(['vni']);
  });

  it("codes that Word keeps in the private place of symbol fonts are the font's", () => {
    expect(decodeRuns([{ text: 'h\uf0e4c', font: '.VnTime' }], new LegacyLetters())).toEqual(['học']);
  });
});
