/** Every code of the catalogue is raised by a document that has the fault, and by none that has not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { readDocument } from '../read-document.ts';
import { readTextBlocks } from '../readers/text.ts';
import { warnAgainstParent } from './against-parent.ts';
import { readPlan } from './read-plan.ts';
import type { PlanReading } from './reading.ts';
import { WARNING_CODES, type WarningCodeName, warningTable } from './warning-codes.ts';

interface Parts {
  readonly number?: string;
  readonly date?: string;
  readonly content?: string;
  readonly agencies?: string;
  readonly annex?: string;
}

/** A sound plan of 2024 in which single parts can be exchanged. */
function plan(parts: Parts): string {
  return `UBND HUYỆN TÂN PHÚ
${parts.number ?? 'Số: 12/KH-UBND'}
${parts.date ?? 'Tân Phú, ngày 16 tháng 9 năm 2024'}

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024

UBND huyện Tân Phú xây dựng kế hoạch như sau:

I. NỘI DUNG
${parts.content ?? '1. Chủ đề: “Phát triển văn hóa đọc”.\n2. Thời gian: từ ngày 01/10/2024 đến ngày 07/10/2024.\n3. Lễ khai mạc: 8 giờ, thứ Ba, ngày 01/10/2024 tại Trường THCS Tân Phú.'}

II. TỔ CHỨC THỰC HIỆN
${parts.agencies ?? '1. Phòng Giáo dục và Đào tạo\n- Tổng hợp, báo cáo UBND huyện trước ngày 15/10/2024.\n2. UBND các xã\n- Báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày 10/10/2024.'}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn An

${parts.annex ?? ''}
`;
}

const week = '2. Thời gian: từ ngày 01/10/2024 đến ngày 07/10/2024.';
const theme = '1. Chủ đề: “Phát triển văn hóa đọc”.';
const agencies = (tail: string): string =>
  `1. Phòng Giáo dục và Đào tạo\n- Tổng hợp, báo cáo UBND huyện trước ngày 15/10/2024.\n2. UBND các xã\n- Báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày 10/10/2024.\n${tail}`;
const programme = (rows: string): string =>
  `PHỤ LỤC\nCHƯƠNG TRÌNH LỄ KHAI MẠC\n\n| Thời gian | Nội dung |\n|---|---|\n${rows}\n`;

/** Codes of one document; those against the parent's are below. */
type OwnCode = Exclude<WarningCodeName, ParentCode>;
type ParentCode = `${string}parent${string}`;

const FAULTY: Readonly<Record<OwnCode, string>> = {
  'number-blank': plan({ number: 'Số:      /KH-UBND' }),
  'date-blank': plan({ date: 'Tân Phú, ngày      tháng 9 năm 2024' }),
  'number-differs-in-annex': plan({
    annex: 'PHỤ LỤC\n(Kèm theo Kế hoạch số 21/KH-UBND ngày 16/9/2024 của UBND huyện)',
  }),
  'date-differs-in-annex': plan({ annex: 'PHỤ LỤC\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 06/9/2024 của UBND huyện)' }),
  'blank-in-text': plan({ content: `${theme}\n${week}\n3. Hình thức: tập trung tại …………….` }),
  'task-without-agency': plan({ agencies: agencies('3. Chuẩn bị hội trường, âm thanh và băng rôn.') }),
  'duplicate-section-number': plan({ content: `${theme}\n${week}\n2. Hình thức: trực tiếp.` }),
  'theme-not-found': plan({ content: week }),
  'week-not-found': plan({ content: theme }),
  'week-end-before-start': plan({ content: `${theme}\n2. Thời gian: Tuần lễ từ ngày 07/10/2024 đến ngày 01/10/2024.` }),
  'ceremony-outside-week': plan({ content: `${theme}\n${week}\n3. Lễ khai mạc: 8 giờ ngày 30/9/2024.` }),
  'weekday-does-not-fit-date': plan({ content: `${theme}\n${week}\n3. Lễ khai mạc: 8 giờ, thứ Hai, ngày 01/10/2024.` }),
  'agency-without-task': plan({
    agencies: '1. Hội Khuyến học huyện\n2. UBND các xã\n- Hưởng ứng.\n3. Các trường\n- Treo băng rôn.',
  }),
  'deadline-before-issue': plan({ agencies: '1. UBND các xã\n- Gửi kế hoạch về UBND huyện trước ngày 10/9/2024.' }),
  'working-time-too-short': plan({ agencies: '1. UBND các xã\n- Gửi kế hoạch về UBND huyện trước ngày 18/9/2024.' }),
  'deadlines-same-day-up-the-line': plan({
    agencies:
      '1. Phòng Giáo dục và Đào tạo\n- Tổng hợp, báo cáo UBND huyện trước ngày 15/10/2024.\n2. UBND các xã\n- Báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày 15/10/2024.',
  }),
  'deadlines-out-of-order': plan({
    agencies:
      '1. Phòng Giáo dục và Đào tạo\n- Tổng hợp, báo cáo UBND huyện trước ngày 15/10/2024.\n2. UBND các xã\n- Báo cáo kết quả về UBND huyện (qua Phòng Giáo dục và Đào tạo) trước ngày 17/10/2024.',
  }),
  'deadline-before-week-ends': plan({
    agencies: '1. UBND các xã\n- Báo cáo kết quả về UBND huyện trước ngày 04/10/2024.',
  }),
  'deadline-recurring': plan({ agencies: '1. UBND các xã\n- Báo cáo số liệu về UBND huyện trước ngày 20 hằng tháng.' }),
  'deadline-date-unknown': plan({ agencies: '1. UBND các xã\n- Báo cáo kết quả về UBND huyện trước ngày 31/9/2024.' }),
  'several-delivery-routes': plan({
    agencies:
      '1. UBND các xã\n- Báo cáo kết quả về UBND huyện (qua Phòng Giáo dục và Đào tạo) và hộp thư tanphu@example.vn trước ngày 10/10/2024.',
  }),
  'counting-window-after-deadline': plan({
    annex:
      'MẪU BÁO CÁO\nBÁO CÁO\nKết quả Tuần lễ\nI. Kết quả\n\n| Nội dung | Kết quả |\n|---|---|\n| 1. Các lớp mở từ 01/10 đến 30/10/2024:<br>- Số lớp:<br>- Số lượt người: | |\n',
  }),
  'programme-end-before-start': plan({ annex: programme('| 8h00 - 7h30 | Khai mạc |\n| 8h30 - 9h00 | Bế mạc |') }),
  'programme-overlap': plan({ annex: programme('| 8h00 - 8h30 | Khai mạc |\n| 8h20 - 9h00 | Văn nghệ |') }),
  'programme-gap': plan({ annex: programme('| 8h00 - 8h30 | Khai mạc |\n| 8h45 - 9h00 | Văn nghệ |') }),
  'signature-stamp-text': plan({ annex: 'Ký bởi: UBND huyện Tân Phú\nNgày ký: 16/09/2024 10:20:30 +07:00' }),
};

/** Close to the fault and sound: no code, and above all not this one. */
const SOUND: Readonly<Record<OwnCode, string>> = {
  'number-blank': plan({ number: 'Số: 12 /KH-UBND' }),
  'date-blank': plan({ date: 'Tân Phú, ngày 16 tháng 9 năm 2024.' }),
  'number-differs-in-annex': plan({
    annex: 'PHỤ LỤC\n(Kèm theo Kế hoạch số 12 /KH - UBND ngày 16/9/2024 của UBND huyện)',
  }),
  'date-differs-in-annex': plan({
    annex: 'PHỤ LỤC\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 16 tháng 9 năm 2024 của UBND huyện)',
  }),
  'blank-in-text': plan({
    content: `${theme}\n${week}\n3. Nơi tổ chức: thư viện, nhà văn hóa, trường học,… trong huyện.`,
  }),
  'duplicate-section-number': plan({ content: `${theme}\n${week}\n3. Hình thức:\n1. Trực tiếp.\n2. Trực tuyến.` }),
  'theme-not-found': plan({ content: `1. Chủ đề của Tuần lễ là: Phát triển văn hóa đọc.\n${week}` }),
  'week-not-found': plan({ content: `${theme}\n2. Thời gian: 01 - 07/10/2024.` }),
  'week-end-before-start': plan({ content: `${theme}\n2. Thời gian: Tuần lễ từ ngày 30/9 đến ngày 06/10/2024.` }),
  'ceremony-outside-week': plan({ content: `${theme}\n${week}\n3. Lễ khai mạc: 8 giờ ngày 07/10/2024.` }),
  'weekday-does-not-fit-date': plan({ content: `${theme}\n${week}\n3. Lễ khai mạc: 8 giờ ngày 02/10/2024 (thứ 4).` }),
  'agency-without-task': plan({ agencies: agencies('3. Hội Khuyến học huyện: vận động hội viên tham gia.') }),
  'task-without-agency': plan({ agencies: agencies('3. Kinh phí: các đơn vị cân đối trong dự toán.') }),
  'deadline-before-issue': plan({ agencies: '1. UBND các xã\n- Gửi kế hoạch về UBND huyện trước ngày 25/9/2024.' }),
  'working-time-too-short': plan({ agencies: '1. UBND các xã\n- Gửi kế hoạch về UBND huyện trước ngày 19/9/2024.' }),
  'deadlines-same-day-up-the-line': plan({
    agencies:
      '1. UBND các xã\n- Báo cáo kết quả về UBND huyện trước ngày 15/10/2024.\n2. Các trường\n- Báo cáo kết quả về UBND huyện trước ngày 15/10/2024.',
  }),
  'deadlines-out-of-order': plan({
    agencies:
      '1. Phòng Giáo dục và Đào tạo\n- Gửi kế hoạch về UBND huyện trước ngày 25/9/2024.\n2. UBND các xã\n- Báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày 15/10/2024.',
  }),
  'deadline-before-week-ends': plan({
    agencies: '1. UBND các xã\n- Báo cáo kết quả về UBND huyện trước ngày 07/10/2024.',
  }),
  'deadline-recurring': plan({ agencies: agencies('3. Các trường\n- Duy trì thư viện mở cửa hằng tháng.') }),
  'deadline-date-unknown': plan({
    agencies: '1. UBND các xã\n- Báo cáo kết quả về UBND huyện trong vòng 05 ngày kể từ ngày kết thúc Tuần lễ.',
  }),
  'several-delivery-routes': plan({
    agencies: '1. UBND các xã\n- Báo cáo kết quả về UBND huyện (qua Phòng Giáo dục và Đào tạo) trước ngày 10/10/2024.',
  }),
  'counting-window-after-deadline': plan({
    annex:
      'MẪU BÁO CÁO\nBÁO CÁO\nKết quả Tuần lễ\nI. Kết quả\n\n| Nội dung | Kết quả |\n|---|---|\n| 1. Các lớp mở từ 01/10 đến 07/10/2024:<br>- Số lớp:<br>- Số lượt người: | |\n',
  }),
  'programme-end-before-start': plan({ annex: programme('| 8h00 - 8h30 | Khai mạc |\n| 8h30 - 9h00 | Bế mạc |') }),
  'programme-overlap': plan({ annex: programme('| 8h00 - 8h30 | Khai mạc |\n| 8g30 | Văn nghệ |') }),
  'programme-gap': plan({ annex: programme('| 8h00 | Khai mạc |\n| 8h45 | Văn nghệ |') }),
  'signature-stamp-text': plan({ annex: 'PHỤ LỤC\nĐại biểu ký sổ trước ngày khai mạc.' }),
};

const encoder = new TextEncoder();
const readingOf = (text: string): PlanReading => readPlan(readTextBlocks(encoder.encode(text))).reading;

function codesOf(text: string): string[] {
  return [...new Set(readingOf(text).warnings.map((warning) => warning.code))];
}

describe('warnings', () => {
  it('a sound plan has none', () => {
    expect(codesOf(plan({}))).toEqual([]);
  });

  it.each(Object.entries(FAULTY))('%s, and nothing else', (code, text) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it.each(Object.entries(SOUND))('no %s where all is well', (_, text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it('are said in both languages, with the same facts', () => {
    for (const { message, english } of Object.values(FAULTY).flatMap((text) => readingOf(text).warnings)) {
      expect(english).not.toBe(message);
      expect(english.match(/\d[\d/:]{2,}\d/gu)).toEqual(message.match(/\d[\d/:]{2,}\d/gu));
    }
  });

  it('the catalogue explains every code in both languages', () => {
    for (const { meaning, example } of Object.values(WARNING_CODES)) {
      for (const text of [meaning.vi, meaning.en, example.vi, example.en]) expect(text.length).toBeGreaterThan(25);
      expect(example.vi).not.toBe(meaning.vi);
    }
  });

  it('stand in the page on the command line', () => {
    expect(readFileSync(new URL('../../../docs/lenh.md', import.meta.url), 'utf8')).toContain(warningTable());
  });
});

describe("warnings against the parent's document", () => {
  const parent = readingOf(`UBND TỈNH ĐỒNG MINH
Số: 120/KH-UBND
Đồng Minh, ngày 12 tháng 9 năm 2024

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024

UBND tỉnh Đồng Minh xây dựng kế hoạch như sau:

I. NỘI DUNG
${theme}
${week}

II. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
- Tổng hợp, báo cáo UBND tỉnh trước ngày 25/10/2024.
2. UBND các huyện, thành phố
- Báo cáo kết quả về Sở Giáo dục và Đào tạo trước ngày 21/10/2024.

CHỦ TỊCH

Lê Thị Mai
`);
  const child = (parts: Parts): string[] => {
    const text = plan(parts).replace(
      'xây dựng kế hoạch',
      'thực hiện Kế hoạch số 120/KH-UBND của UBND tỉnh, xây dựng kế hoạch',
    );
    return warnAgainstParent(readingOf(text), parent).map((warning) => warning.code);
  };

  it('a plan that fits has none', () => {
    expect(child({})).toEqual([]);
    expect(child({ content: `1. Chủ đề: “Phát triển văn hoá đọc”.\n${week}` })).toEqual([]);
  });

  const clashes: readonly (readonly [ParentCode & WarningCodeName, Parts])[] = [
    ['theme-differs-from-parent', { content: `1. Chủ đề: “Phát triển văn hóa đọc trong nhà trường”.\n${week}` }],
    ['week-differs-from-parent', { content: `${theme}\n2. Thời gian: từ ngày 02/10/2024 đến ngày 08/10/2024.` }],
    ['issued-before-parent', { date: 'Tân Phú, ngày 10 tháng 9 năm 2024' }],
    [
      'deadline-not-before-parents',
      { agencies: '1. UBND các xã\n- Báo cáo kết quả về Phòng Giáo dục và Đào tạo trước ngày 21/10/2024.' },
    ],
  ];
  it.each(clashes)('%s, and nothing else', (code, parts) => {
    expect(child(parts)).toEqual([code]);
  });

  it('parent-not-named, and nothing else', () => {
    expect(warnAgainstParent(readingOf(plan({})), parent).map((warning) => warning.code)).toEqual(['parent-not-named']);
  });
});

const seeds = sharedFile('seeds');
describe.skipIf(seeds === null)('warnings of the seeds', () => {
  it('name both facts', () => {
    const messages = readdirSync(seeds ?? '')
      .filter((name) => name.endsWith('.txt'))
      .flatMap((name) => readPlan(readDocument(readFileSync(join(seeds ?? '', name)), name)).reading.warnings);
    const of = (code: string): string => messages.find((warning) => warning.code === code)?.message ?? '';
    expect(of('counting-window-after-deadline')).toMatch(/15\/11\/2022.*04\/11\/2022/u);
    expect(of('number-differs-in-annex')).toMatch(/6040\/KH-UBND-GDDT.*6040\/KH-UBND\./u);
    expect(of('working-time-too-short')).toMatch(/27\/09\/2021.*29\/09\/2021/u);
  });
});
