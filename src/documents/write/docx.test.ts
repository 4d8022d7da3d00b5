import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docModelSchema, type OfficeDoc, parseDocModel } from './doc-model.ts';
import { writeDocx } from './docx.ts';
import { agencyInText, longDate, numberLine } from './messages.ts';
import { planModel } from './plan-model.ts';
import { nd30_2020 } from './profile.ts';
import { reportModel } from './report-model.ts';
import { samplePlan, sampleReport } from './test-samples.ts';
import { textWidth } from './text-width.ts';

/** Parts of the zip, each checked for well-formed tags: every element that opens is closed in order. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
  for (const [name, xml] of parts) {
    const open: string[] = [];
    for (const tag of xml.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/gu)) {
      const [, closing, element = '', empty] = tag;
      if (closing === '/') expect(open.pop(), `${name} closes ${element}`).toBe(element);
      else if (empty !== '/') open.push(element);
    }
    expect(open, name).toEqual([]);
    expect(xml.replaceAll(/<\?[^>]*\?>|<\/?[\w:]+(?:\s+[\w:]+="[^"<]*")*\s*\/?>/gu, ''), name).not.toMatch(/[<>]/u);
  }
  return parts;
}

/** Text of each paragraph of the document, in order. */
function paragraphsOf(document: string): string[] {
  return [...document.matchAll(/<w:p>(.*?)<\/w:p>/gsu)].map((paragraph) =>
    [...(paragraph[1] ?? '').matchAll(/<w:t[^>]*>([^<]*)<\/w:t>|<w:br\/>/gu)]
      .map((piece) => piece[1] ?? '\n')
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
}

function documentOf(model: OfficeDoc): string {
  return partsOf(writeDocx(model)).get('word/document.xml') ?? '';
}

const report = reportModel(sampleReport);
const plan = planModel(samplePlan);

describe('writeDocx', () => {
  it('gives the same bytes for the same model, whatever the time zone', () => {
    expect(writeDocx(report)).toEqual(writeDocx(report));
    const script = `const d=${JSON.stringify(import.meta.dirname)};const{writeDocx}=await import(d+'/docx.ts');const{reportModel}=await import(d+'/report-model.ts');const{sampleReport}=await import(d+'/test-samples.ts');process.stdout.write(Buffer.from(writeDocx(reportModel(sampleReport))).toString('base64'))`;
    const inZone = (zone: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { TZ: zone }, encoding: 'utf8' });
    expect(inZone('Asia/Ho_Chi_Minh')).toBe(inZone('America/Los_Angeles'));
  });

  it('sets the page of the decree: A4, margins, page number at the top but not on page one', () => {
    const parts = partsOf(writeDocx(report));
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect(document).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567"/u);
    expect(document.match(/<w:titlePg\/>/gu)).toHaveLength(1);
    expect(parts.get('word/header1.xml')).toContain(' PAGE ');
    expect(parts.get('word/header1.xml')).toContain('<w:jc w:val="center"/>');
    expect(parts.get('word/styles.xml')).toContain('w:ascii="Times New Roman"');
    expect(parts.get('docProps/core.xml')).toContain('<dc:creator>ỦY BAN NHÂN DÂN TỈNH ĐỒNG XANH</dc:creator>');
    expect(parts.get('docProps/core.xml')).toContain('2026-10-20T00:00:00Z');
  });

  it('leaves room for the Quốc hiệu on one line', () => {
    const { page, margins, headLeftShare, sizes } = nd30_2020;
    const column = (page.width - margins.left - margins.right) * (1 - headLeftShare);
    expect(textWidth('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', sizes.nation, true)).toBeLessThan(column - 2);
  });

  it('gives the longest place and date one line, and the agency the rest', () => {
    const columnsOf = (place: string) => {
      const document = documentOf({ ...report, head: { ...report.head, place } });
      const [left = 0, right = 0] = [...document.matchAll(/<w:gridCol w:w="(\d+)"\/>/gu)].map(
        (column) => (Number(column[1]) / 1440) * 25.4,
      );
      return { left, right };
    };
    const long = columnsOf('Thành phố Hồ Chí Minh');
    expect(long.right).toBeGreaterThan(textWidth('Thành phố Hồ Chí Minh, ngày 20 tháng 10 năm 2026', 13, false));
    expect(long.left).toBeGreaterThan(textWidth('SỞ GIÁO DỤC VÀ ĐÀO TẠO', 12, true));
    expect(columnsOf('Huế').right).toBeCloseTo(96, 0);
  });

  it('prints every word of the model, escaped, in order', () => {
    const lines = paragraphsOf(documentOf(report));
    const at = (text: string) => {
      const index = lines.indexOf(text);
      expect(index, text).toBeGreaterThanOrEqual(0);
      return index;
    };
    const order = [
      'ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG XANH',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 07/BC-UBND',
      'Đồng Xanh, ngày 20 tháng 10 năm 2026',
      'BÁO CÁO',
      'Kính gửi: Bộ Giáo dục và Đào tạo',
      'I. CÔNG TÁC CHỈ ĐẠO',
      '- Thành lập Ban Tổ chức;',
      'II. KẾT QUẢ CỤ THỂ',
      'Nội dung hoạt động',
      'Các địa phương chủ động, người dân hưởng ứng; một số xã vùng sâu còn thiếu thiết bị <nghe nhìn> & đường truyền.',
      'IV. ĐỀ XUẤT, KIẾN NGHỊ',
      'Nơi nhận:',
      '- Lưu: VT, KGVX.',
      'TM. ỦY BAN NHÂN DÂN',
      'PHÓ CHỦ TỊCH',
      'Trần Thị Bình An',
    ].map(at);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('repeats table headers and never splits rows or the signature block', () => {
    const document = documentOf(report);
    expect(document.match(/<w:tblHeader\/>/gu)).toHaveLength(1);
    expect(document.match(/<w:tr>/gu)?.length).toBe(document.match(/<w:cantSplit\/>/gu)?.length);
  });

  it('starts each annex on a page of its own with its own page numbers and numeral', () => {
    const document = documentOf(plan);
    expect(document.match(/<w:sectPr>/gu)).toHaveLength(3);
    expect(document.match(/<w:pgNumType w:start="1"\/>/gu)).toHaveLength(2);
    const lines = paragraphsOf(document);
    expect(lines).toContain('Phụ lục I');
    expect(lines).toContain('Phụ lục II');
    expect(lines).toContain(
      'Trên đây là Kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026 trên địa bàn tỉnh Đồng Xanh; đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.',
    );
  });

  it('sets bases in italics, each with ";" and the last with "."', () => {
    const lines = paragraphsOf(documentOf(plan)).filter((line) => line.startsWith('Căn cứ '));
    expect(lines.map((line) => line.at(-1))).toEqual([';', '.']);
  });

  it('prints "V/v" under the number and a list of addressees for a công văn', () => {
    const lines = paragraphsOf(
      documentOf({ ...report, type: null, subject: 'báo cáo Tuần lễ', addressees: ['Sở A', 'Sở B'], via: null }),
    );
    expect(lines).toContain('V/v báo cáo Tuần lễ');
    expect(lines.slice(lines.indexOf('Kính gửi:'), lines.indexOf('Kính gửi:') + 3)).toEqual([
      'Kính gửi:',
      '- Sở A;',
      '- Sở B.',
    ]);
  });

  it('stays well formed whatever a person types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), (wild, text) => {
        const model: OfficeDoc = {
          ...report,
          subject: wild,
          body: [
            { kind: 'paragraph', text: [{ text: wild, bold: true }, { text }] },
            { kind: 'table', columns: [{ header: wild, width: 1 }], rows: [{ cells: [{ lines: [text, wild] }] }] },
            { kind: 'page-break' },
            { kind: 'item', marker: 'a)', text: wild },
          ],
        };
        partsOf(writeDocx(model));
      }),
      { numRuns: 50 },
    );
  });
});

describe('doc model as JSON', () => {
  it('comes back equal', () => {
    for (const model of [report, plan]) expect(parseDocModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  it('refuses what it does not know', () => {
    const broken = [
      { ...report, version: 2 },
      { ...report, html: '<b>' },
      { ...report, head: { ...report.head, date: '2026-02-30' } },
      { ...report, body: [{ kind: 'script', text: '' }] },
      { ...report, body: [{ kind: 'table', columns: [], rows: [] }] },
    ];
    for (const json of broken) expect(docModelSchema.safeParse(json).success).toBe(false);
  });
});

describe('words of the decree', () => {
  it('writes numbers and dates with their leading zeros', () => {
    expect(numberLine('7', 'KH-UBND')).toBe('Số: 07/KH-UBND');
    expect(numberLine('120', 'KH-UBND')).toBe('Số: 120/KH-UBND');
    expect(longDate('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026');
    expect(longDate('2026-09-15')).toBe('ngày 15 tháng 9 năm 2026');
  });

  it('names an agency inside a sentence', () => {
    expect(agencyInText('ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG')).toBe('Ủy ban nhân dân tỉnh Lâm Đồng');
    expect(agencyInText('SỞ GIÁO DỤC VÀ ĐÀO TẠO')).toBe('Sở Giáo dục và Đào tạo');
    expect(agencyInText('UBND XÃ TÂN AN')).toBe('UBND xã Tân An');
    expect(agencyInText('PHÒNG VĂN HÓA - XÃ HỘI')).toBe('Phòng Văn hóa - Xã hội');
    expect(agencyInText('TRƯỜNG TIỂU HỌC XÃ HÒA AN')).toBe('Trường Tiểu học xã Hòa An');
    expect(agencyInText('TRUNG TÂM HỌC TẬP CỘNG ĐỒNG XÃ HỘI AN')).toBe('Trung tâm học tập cộng đồng xã Hội An');
    expect(agencyInText('Trường THPT Chu Văn An')).toBe('Trường THPT Chu Văn An');
  });
});
