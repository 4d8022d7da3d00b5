import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../forms/definition.ts';
import { type DocBlock, type DocTable, plainText } from './doc-model.ts';
import { planModel } from './plan-model.ts';
import { blankReport, reportModel, symbolOf } from './report-model.ts';
import { sampleDefinition, samplePlan, sampleReport, sampleValues } from './test-samples.ts';

function tableIn(body: readonly DocBlock[]): DocTable {
  const table = body.find((block) => block.kind === 'table');
  if (table === undefined) throw new Error('no table');
  return table;
}

/** Rows as plain text, one string a cell. */
function rowsIn(body: readonly DocBlock[]): string[][] {
  return tableIn(body).rows.map((row) => row.cells.map((cell) => cell.lines.map(plainText).join(' / ')));
}

function outline(body: readonly DocBlock[]): string[] {
  return body.flatMap((block) =>
    block.kind === 'heading'
      ? [`${block.level} ${block.number ?? ''} ${block.text}`]
      : block.kind === 'table'
        ? ['table']
        : [],
  );
}

describe('reportModel', () => {
  const model = reportModel(sampleReport);

  it("keeps the form's own layout: sections, headings and table in their order", () => {
    expect(model.type).toBe('BÁO CÁO');
    expect(model.subject).toBe('Kết quả hưởng ứng Tuần lễ học tập suốt đời năm 2026');
    expect(outline(model.body)).toEqual([
      '1 I. CÔNG TÁC CHỈ ĐẠO',
      '1 II. KẾT QUẢ CỤ THỂ',
      '2 1. Kết quả từng hoạt động hưởng ứng Tuần lễ',
      'table',
      '2 2. Thuận lợi và khó khăn',
      '1 III. KẾ HOẠCH TIẾP THEO',
      '1 IV. ĐỀ XUẤT, KIẾN NGHỊ',
    ]);
    expect(tableIn(model.body).columns.map((column) => column.header)).toEqual([
      'Nội dung hoạt động',
      'Kết quả, số lượng',
      'Ghi chú',
    ]);
  });

  it('prints each line in its own words with its value the Vietnamese way', () => {
    expect(rowsIn(model.body)).toEqual([
      ['1. Kế hoạch tổ chức Tuần lễ:', '', ''],
      ['- Cấp tỉnh:', '1', ''],
      ['- Cấp xã:', '95', ''],
      ['2. Thông tin, truyền thông:', '', ''],
      ['- Số tin, bài đã phát trên loa truyền thanh:', '1.250', 'Đơn vị: 50; cấp dưới: 1.200'],
      ['- Số tờ báo tường, số bài viết về học tập suốt đời:', '310 tờ; 1.204 bài', ''],
      ['- Phóng sự đăng trên trang thông tin của xã', '17', ''],
      ['3. Các lớp đã mở (từ ngày 01/10 đến ngày 15/10/2026):', '', ''],
      [`- ${sampleDefinition.groups[2]?.lines[0]?.label}:`, '42', ''],
      ['Số lượt người tham gia:', '12.840', ''],
      ['- Số lớp xóa mù chữ:', '0', ''],
      ['Số lượt người tham gia:', 'không áp dụng', ''],
      ['Tổng kết, khen thưởng:', '', ''],
      ['- Số đơn vị được khen thưởng:', '', ''],
      ['- Tổng kinh phí khen thưởng:', '156.500.000,5 đồng', 'Nguồn xã hội hóa'],
    ]);
  });

  it("says Có and Không in one unit's report, and counts in a sum", () => {
    const values = {
      ...sampleValues,
      cells: { '1.cap-tinh': { state: 'value', number: '0' }, '1.cap-xa': { state: 'value', number: '1' } },
    } as const;
    const rows = rowsIn(reportModel({ ...sampleReport, values, consolidated: false }).body);
    expect([rows[1]?.[1], rows[2]?.[1]]).toEqual(['không', 'có']);
  });

  it('keeps the place of each number of a line with two measures when one is blank', () => {
    const values = { ...sampleValues, cells: { '2.bai-viet': { state: 'value', number: '8' } } } as const;
    expect(rowsIn(reportModel({ ...sampleReport, values }).body)[5]?.[1]).toBe('-; 8 bài');
  });

  it('puts a table that stands first before all sections', () => {
    const definition: FormDefinition = {
      ...sampleDefinition,
      groups: sampleDefinition.groups.map((group) => ({ ...group, place: { kind: 'text', line: 1, lineEnd: 1 } })),
    };
    expect(outline(reportModel({ ...sampleReport, definition }).body)[2]).toBe('table');
  });

  it('makes the blank form with room to fill in', () => {
    const blank = blankReport(sampleDefinition);
    expect(blank.head.agency).toBe('UBND XÃ …');
    expect(blank.head.symbol).toBe('BC-UBND');
    const rows = rowsIn(blank.body);
    expect(rows.every((row) => row[1] === '')).toBe(true);
    expect(rows).toHaveLength(sampleDefinition.groups.length);
    expect(rows[1]?.[0]).toContain('- .....');
    expect(symbolOf(null)).toBe('BC-');
  });
});

describe('planModel', () => {
  const model = planModel(samplePlan);

  it('numbers the sections that have content', () => {
    const titles = (body: readonly DocBlock[]) =>
      body.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [`${block.number} ${block.text}`] : []));
    expect(titles(model.body)).toEqual([
      'I. MỤC ĐÍCH, YÊU CẦU',
      'II. CHỦ ĐỀ, THỜI GIAN',
      'III. NỘI DUNG HOẠT ĐỘNG',
      'IV. KINH PHÍ THỰC HIỆN',
      'V. TỔ CHỨC THỰC HIỆN',
      'VI. CHẾ ĐỘ BÁO CÁO',
    ]);
    expect(titles(planModel({ ...samplePlan, budget: null, purposes: [], requirements: [] }).body)[2]).toBe(
      'III. TỔ CHỨC THỰC HIỆN',
    );
  });

  it('says who owes what to whom, by which route, until when', () => {
    const lines = model.body.flatMap((block) => (block.kind === 'item' ? [plainText(block.text)] : []));
    expect(lines).toContain(
      'Ủy ban nhân dân các xã, phường gửi kế hoạch về Sở Giáo dục và Đào tạo chậm nhất ngày 20/09/2026.',
    );
    expect(lines).toContain(
      'Ủy ban nhân dân các xã, phường báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Giáo dục và Đào tạo) chậm nhất 16 giờ 00 ngày 14/10/2026.',
    );
    expect(lines).toContain(
      'Sở Giáo dục và Đào tạo báo cáo kết quả về Ủy ban nhân dân tỉnh và Bộ Giáo dục và Đào tạo chậm nhất ngày 21/10/2026.',
    );
  });

  it('letters the points in the Vietnamese alphabet', () => {
    const markers = model.body.flatMap((block) => (block.kind === 'item' ? [block.marker] : []));
    expect(markers.join(' ')).toContain('a) b) c) d) đ) a) b) c)');
  });

  it('carries the programme and the report form as annexes', () => {
    expect(model.annexes.map((annex) => annex.title)).toEqual([
      'CHƯƠNG TRÌNH KHUNG LỄ KHAI MẠC\nTUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2026\nTRÊN ĐỊA BÀN TỈNH ĐỒNG XANH',
      'MẪU BÁO CÁO KẾT QUẢ TỔ CHỨC TUẦN LỄ',
    ]);
    expect(model.annexes[1]?.document?.subject).toBe('Kết quả hưởng ứng Tuần lễ học tập suốt đời năm 2026');
  });
});
