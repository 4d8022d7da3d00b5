import { describe, expect, it } from 'vitest';
import type { Block, DocumentBlocks } from '../blocks.ts';
import { STAMP_NOTICE } from './stamps.ts';
import { readTextBlocks } from './text.ts';

function read(text: string): DocumentBlocks {
  return readTextBlocks(new TextEncoder().encode(text));
}

function textsOf(document: DocumentBlocks): string[] {
  return document.blocks.map((block) => (block.kind === 'paragraph' ? block.text : cellsOf(block)));
}

function cellsOf(block: Block): string {
  return block.kind === 'table'
    ? block.rows.map((row) => row.map((cell) => cell.lines.join(' / ')).join(' | ')).join('\n')
    : block.text;
}

describe('paragraphs', () => {
  it('takes markdown marks off and keeps what they said', () => {
    const { blocks } = read('# KẾ HOẠCH\n\n**Đậm** \n\n*(nghiêng)*\n\nCó **một phần** đậm (*)');
    expect(blocks).toMatchObject([
      { text: 'KẾ HOẠCH', heading: 1, bold: true },
      { text: 'Đậm', bold: true, heading: null },
      { text: '(nghiêng)', italic: true },
      { text: 'Có một phần đậm (*)', bold: false },
    ]);
  });

  it('knows the lines that each block came from', () => {
    const { blocks } = read('\nDòng một chưa hết\nvà dòng hai.\n\n\n- mục');
    expect(blocks.map((block) => block.place)).toEqual([
      { kind: 'text', line: 2, lineEnd: 3 },
      { kind: 'text', line: 6, lineEnd: 6 },
    ]);
  });

  it('joins lines that a page or column broke, over blank lines and page numbers', () => {
    expect(textsOf(read('Tuyên truyền trên cổng thông tin của\n\n- 2 -\n\nđơn vị và mạng xã hội.'))).toEqual([
      'Tuyên truyền trên cổng thông tin của đơn vị và mạng xã hội.',
    ]);
  });

  it('does not join list items, headings and the lines of a head', () => {
    const lines = ['- Như trên', '- Lưu: VT', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Nguyễn Văn An'];
    expect(textsOf(read(lines.join('\n')))).toEqual(lines);
    expect(textsOf(read('Độc lập - Tự do - Hạnh phúc\nngày 01 tháng 10 năm 2024'))).toHaveLength(2);
    expect(textsOf(read('KẾ HOẠCH\ntổ chức Tuần lễ'))).toHaveLength(2);
  });

  it('unwraps fixed-width text: full lines go on, short ones end', () => {
    const wrapped = [
      'Các hoạt động trong Tuần lễ phải bảo đảm thiết thực, gọn nhẹ và phù hợp với',
      'điều kiện của từng địa phương; khuyến khích các đơn vị phối hợp với Trường',
      'Trung học phổ thông trên địa bàn để mở lớp cho người lao động và nhân dân ở',
      'các thôn, bản còn nhiều khó khăn; huy động cán bộ hưu trí cùng tham gia dạy',
      'chữ, dạy nghề cho bà con vào buổi tối và ngày nghỉ cuối tuần trong năm.',
      'II. NỘI DUNG',
    ].join('\n');
    expect(textsOf(read(wrapped))).toHaveLength(2);
  });

  it('repairs split letters and composes them', () => {
    expect(textsOf(read('nọ \u0302i dung'))).toEqual(['nội dung']);
    expect(textsOf(read('Tuần lễ'.normalize('NFD')))).toEqual(['Tuần lễ']);
  });

  it('reads UTF-16 and says when it had to guess the encoding', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('KẾ HOẠCH', 'utf16le')]);
    expect(textsOf(readTextBlocks(utf16))).toEqual(['KẾ HOẠCH']);
    const guessed = readTextBlocks(Uint8Array.from([0x54, 0x75, 0xe2, 0x6e, 0xff]));
    expect(guessed.notices.map((notice) => notice.code)).toEqual(['encoding-guessed']);
  });
});

describe('tables', () => {
  it('reads pipes with breaks and lists in cells, and joins what a page parted', () => {
    const text = `| <b>Nội dung</b> | Kết quả |
|---|---|
| 1. Tuyên truyền:<br>- Số bài:<br>- Số tin: | |

|  |  |
|--|--|
| <ul><li>- Số lớp:<br/>Số người:</li><li>Khác</li></ul> | 5 |`;
    const { blocks } = read(text);
    expect(blocks).toHaveLength(1);
    expect(cellsOf(blocks[0]!)).toBe(
      'Nội dung | Kết quả\n1. Tuyên truyền: / - Số bài: / - Số tin: | \n- Số lớp: / Số người: / - Khác | 5',
    );
  });

  it('reads tab-separated rows and takes run-together lists apart', () => {
    const text =
      'Nội dung\tSố lượng\n1. Các lớp: - Số lớp nghề: Số lượt người: - Số lớp khác:\t\n\n<ul> - Số sách: - Số tin: \t3';
    expect(cellsOf(read(text).blocks[0]!)).toBe(
      'Nội dung | Số lượng\n1. Các lớp: / - Số lớp nghề: / Số lượt người: / - Số lớp khác: / - Số sách: / - Số tin: | 3',
    );
  });

  it('reads HTML with spans', () => {
    const { blocks } = read('<table>\n<tr><th colspan="2">A</th></tr>\n<tr><td>1</td><td>2<br>3</td></tr>\n</table>');
    expect(blocks).toMatchObject([
      { kind: 'table', rows: [[{ lines: ['A'], columnSpan: 2 }], [{ lines: ['1'] }, { lines: ['2', '3'] }]] },
    ]);
  });

  it('parts the two columns of a head that was set with spaces', () => {
    const head = `UBND TỈNH A                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ B                              Độc lập - Tự do - Hạnh phúc
Số:      /KH-SB                   A, ngày      tháng 9 năm 2024`;
    expect(textsOf(read(head))).toEqual([
      'UBND TỈNH A / SỞ B / Số: /KH-SB | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc / A, ngày tháng 9 năm 2024',
    ]);
  });

  it('reads rows with bars between the cells only', () => {
    const rows = 'STT | Nội dung | Thời hạn\n1 | Gửi kế hoạch | 20/9/2025\n2 | | 10/10/2025';
    expect(textsOf(read(`${rows}\n\nHết.`))).toEqual([
      'STT | Nội dung | Thời hạn\n1 | Gửi kế hoạch | 20/9/2025\n2 |  | 10/10/2025',
      'Hết.',
    ]);
    const head = 'UBND XÃ A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH | Độc lập - Tự do - Hạnh phúc';
    expect(read(head).blocks.every((block) => block.kind === 'paragraph')).toBe(true);
  });

  it('does not take the motto in a cell for a list', () => {
    const head = '| UBND XÃ A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>**Độc lập - Tự do - Hạnh phúc** |';
    expect(textsOf(read(head))).toEqual([
      'UBND XÃ A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc',
    ]);
  });

  it('leaves text alone that only looks like a table', () => {
    expect(textsOf(read('Tỉ lệ 3|4 là cao.'))).toEqual(['Tỉ lệ 3|4 là cao.']);
    expect(textsOf(read('\tThụt đầu dòng bằng phím tab.'))).toEqual(['Thụt đầu dòng bằng phím tab.']);
  });
});

describe('signature stamps', () => {
  const body = 'KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\nHọc tập.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n\n';

  it('are taken off and remembered', () => {
    const { blocks, notices } = read(`${body}Ký bởi: UBND xã A\n\nNgày ký: 20-09-2024 08:00:00 +07:00\n\nUBND TỈNH B`);
    expect(blocks.at(-1)).toMatchObject({ text: 'Nguyễn Văn An' });
    expect(notices).toMatchObject([{ code: STAMP_NOTICE }]);
    expect(notices[0]?.message).toContain('20-09-2024');
  });

  it('are not seen where there are none', () => {
    expect(read(body).notices).toEqual([]);
  });
});
