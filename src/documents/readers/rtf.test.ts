/** .rtf as Word and LibreOffice write it, and as nobody should. */
import { describe, expect, it } from 'vitest';
import type { DocumentBlocks } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { readDocument } from '../read-document.ts';
import { textsOf } from './test-texts.ts';

const FONTS =
  '{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset2 Symbol;}{\\f2\\fnil\\fcharset163 Times New Roman (Vietnamese);}{\\f3\\fnil\\fcharset238 Arial CE{\\*\\falt Arial};}}';
const STYLES = '{\\stylesheet{\\ql Normal;}{\\s1\\ql heading 1;}{\\*\\cs10 Default Paragraph Font;}}';

const read = (body: string, head = ''): DocumentBlocks =>
  readDocument(Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\deff0${head}${FONTS}${STYLES}${body}}`, 'latin1'));

describe('letters', () => {
  it('come as Unicode with fallbacks, as bytes of the code page of their font, and as signs with names', () => {
    expect(textsOf(read("K\\u7871? ho\\u7841\\'a1ch \\u273\\'64\\par"))).toEqual(['Kế hoạch đ']);
    expect(textsOf(read("{\\uc2\\u7871 ab}{\\uc0\\u273}{\\u-10179\\'3f\\u-8704?!}\\par"))).toEqual(['ếđ😀!']);
    expect(textsOf(read("\\f2 \\'e2\\'ec n\\f3 \\'9e\\f0 \\'e9\\par"))).toEqual(['ấ nžé']);
    expect(textsOf(read('\\ldblquote A\\rdblquote\\~\\endash\\tab b\\line c\\-d\\_e \\{\\}\\\\\\par'))).toEqual([
      '“A” – b\ncd-e {}\\',
    ]);
  });

  it('of a decomposed or spaced kind are composed', () => {
    expect(textsOf(read('n\\u7885? \\u770?i\\par'))).toEqual(['nội']);
  });

  it('hidden or struck out by a tracked change are left out', () => {
    expect(textsOf(read('a{\\v ẩn}{\\deleted b}{\\revised c}\\v d\\v0 e\\par'.replace('ẩn', 'x')))).toEqual(['ace']);
  });

  it('in all capitals, bold and italic say so', () => {
    const { blocks } = read(
      '\\pard\\qc\\b\\i\\caps k\\u7871?\\par\\pard\\plain\\qj n\\par\\pard\\s1 h\\par\\pard\\outlinelevel1 h\\par',
    );
    expect(blocks).toMatchObject([
      {
        text: 'KẾ',
        bold: true,
        italic: true,
        align: 'center',
        heading: null,
        place: { kind: 'text', line: 1, lineEnd: 1 },
      },
      { text: 'n', bold: false, italic: false, align: 'justify' },
      { heading: 1 },
      { heading: 2, place: { line: 4 } },
    ]);
  });
});

describe('what is not the text', () => {
  it.each([
    ['headers, footers and notes', '{\\header 1\\par}{\\footerf 2}a{\\footnote b}c\\par'],
    ['unknown destinations', 'a{\\*\\unknown b{c}}c\\par'],
    [
      'pictures, whose bytes may look like words',
      'a{\\pict\\wmetafile8 0d0a\\par}{\\*\\shppict{\\pict\\bin5 \\par}}}c\\par',
    ],
    ['codes of fields', 'a{\\field{\\*\\fldinst PAGE \\par}{\\fldrslt c}}\\par'],
    ['embedded objects, but not what they show', 'a{\\object\\objemb{\\*\\objdata 0123}{\\result c}}\\par'],
    ['what old readers should show instead', 'a{\\upr{b}{\\*\\ud c}}\\par'],
    ['remarks and bookmarks', 'a{\\*\\atnid b}{\\*\\annotation b}{\\*\\bkmkstart b}c\\par'],
  ])('%s', (_, body) => {
    expect(textsOf(read(body))).toEqual(['ac']);
  });

  it('a text box is read once, after the paragraph that it hangs on', () => {
    const box =
      '{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv 1}}{\\shptxt \\pard in\\par box\\par}}{\\shprslt{\\*\\do\\dptxbx{\\dptxbxtext in\\par}}}}';
    expect(textsOf(read(`before ${box}after\\par last\\par`))).toEqual(['before after', 'in', 'box', 'last']);
  });
});

describe('lists', () => {
  it('have their numbers spelled out; picture bullets become dashes', () => {
    const body =
      "{\\listtext\\pard\\plain I.\\tab}\\pard\\ls1 M\\u7909?c\\par{\\listtext\\f1\\'b7\\tab}\\pard\\ilvl0 m\\u7897?t\\par" +
      "{\\pntext\\f1\\'b7\\tab}\\pard\\ilvl1 hai\\par";
    const { blocks } = read(body);
    expect(blocks).toMatchObject([
      { text: 'I. Mục', marker: 'I.' },
      { text: '- một', marker: '-' },
      { text: '+ hai', marker: '+' },
    ]);
  });
});

describe('tables', () => {
  const cells = (...names: string[]): string => names.map((name) => `\\pard\\intbl ${name}\\cell`).join('');

  it('have cells with lines, over columns and over rows', () => {
    const body =
      `\\trowd\\clvmgf\\cellx1000\\cellx3000 ${cells('a', 'b\\par c')}\\row` +
      `\\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000 ${cells('', 'd', 'e')}\\row\\pard after\\par`;
    const document = read(body);
    expect(textsOf(document)).toEqual([
      [
        ['a 1x2', 'b/c 2x1'],
        ['d', 'e'],
      ],
      'after',
    ]);
    expect(document.blocks[0]).toMatchObject({
      place: { line: 1, lineEnd: 6 },
      rows: [[{ place: { line: 1 } }, { place: { line: 2, lineEnd: 3 } }], {}],
    });
  });

  it('may say how the row looks only at its end, and have cells merged sideways', () => {
    const body = `${cells('a', '', 'b')}\\trowd\\clmgf\\cellx1000\\clmrg\\cellx2000\\cellx3000\\row${cells('c', 'd', 'e')}\\trowd\\cellx1000\\cellx2000\\cellx3000\\row\\pard`;
    expect(textsOf(read(body))).toEqual([
      [
        ['a 2x1', 'b'],
        ['c', 'd', 'e'],
      ],
    ]);
  });

  it('inside a cell are lines of it', () => {
    const nested =
      '\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}';
    const body = `\\trowd\\cellx1000\\cellx2000 ${nested}\\pard\\intbl\\itap1 z\\cell w\\cell\\row\\pard e\\par`;
    expect(textsOf(read(body))).toEqual([[['x y/z', 'w']], 'e']);
  });

  it('of one cell are frames', () => {
    expect(textsOf(read(`\\trowd\\cellx1000 ${cells('a\\par b')}\\row\\pard c\\par`))).toEqual(['a', 'b', 'c']);
  });
});

describe('damage', () => {
  const problem = (text: string): string => {
    try {
      const { notices } = readDocument(Buffer.from(text, 'latin1'));
      return notices.map((notice) => notice.code).join();
    } catch (error) {
      return error instanceof DocumentProblem ? error.code : String(error);
    }
  };

  it.each([
    ['a file that breaks off', '{\\rtf1 {\\b a\\par', 'text-cut'],
    ['a file that breaks off before its text', '{\\rtf1{\\fonttbl', 'file-truncated'],
    ['no text', '{\\rtf1{\\info{\\title a}}}', 'file-empty'],
    ['groups without end', `{\\rtf1 ${'{'.repeat(2000)}`, 'file-damaged'],
    ['bytes that are said to be more than there are', '{\\rtf1 a\\par\\bin2147483647 }', 'text-cut'],
    ['paragraphs without number', `{\\rtf1 ${'a\\par '.repeat(100_001)}}`, 'file-too-complex'],
    ['braces that were never opened', '{\\rtf1 a\\par}}}}\\par b', ''],
    [
      'numbers out of range',
      "{\\rtf1\\ansicpg99999999999\\uc-5\\f-1\\itap-3\\ilvl99\\u99999999999 a\\'zz\\trleft-1\\cellx\\par}",
      '',
    ],
  ])('%s', (_, text, code) => {
    expect(problem(text)).toBe(code);
  });

  it('many cells in a row, and rows without cells, come to an end', () => {
    expect(
      problem(
        `{\\rtf1\\trowd${'\\cellx1'.repeat(10_000)}${'a\\cell'.repeat(10_000)}\\row${'\\row'.repeat(10_000)}\\pard b\\par}`,
      ),
    ).toBe('');
  });
});
