/** Every code of the catalogue is raised by a document that has the fault, and by none that has not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { readDocument } from '../read-document.ts';
import { readTextBlocks } from '../readers/text.ts';
import { WARNING_CODES, type WarningCodeName } from './messages.ts';
import { readPlan } from './read-plan.ts';

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
const programme = (rows: string): string =>
  `PHỤ LỤC\nCHƯƠNG TRÌNH LỄ KHAI MẠC\n\n| Thời gian | Nội dung |\n|---|---|\n${rows}\n`;

const FAULTY: Readonly<Record<WarningCodeName, string>> = {
  'number-blank': plan({ number: 'Số:      /KH-UBND' }),
  'date-blank': plan({ date: 'Tân Phú, ngày      tháng 9 năm 2024' }),
  'number-differs-in-annex': plan({
    annex: 'PHỤ LỤC\n(Kèm theo Kế hoạch số 21/KH-UBND ngày 16/9/2024 của UBND huyện)',
  }),
  'date-differs-in-annex': plan({ annex: 'PHỤ LỤC\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 06/9/2024 của UBND huyện)' }),
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

function codesOf(text: string): string[] {
  const { warnings } = readPlan(readTextBlocks(new TextEncoder().encode(text))).reading;
  return [...new Set(warnings.map((warning) => warning.code))];
}

describe('warnings', () => {
  it('a sound plan has none', () => {
    expect(codesOf(plan({}))).toEqual([]);
  });

  it.each(Object.entries(FAULTY))('%s, and nothing else', (code, text) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it('the catalogue explains every code', () => {
    for (const { meaning, example } of Object.values(WARNING_CODES)) {
      expect(meaning.length).toBeGreaterThan(15);
      expect(example).not.toBe(meaning);
    }
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
