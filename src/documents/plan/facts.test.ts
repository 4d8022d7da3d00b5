/** Weeks, themes, ceremonies, numbers and signers in many spellings; each case is a line or two of a plan. */
import { describe, expect, it } from 'vitest';
import { readTextBlocks } from '../readers/text.ts';
import { readPlan } from './read-plan.ts';
import type { PlanReading } from './reading.ts';

function read(text: string): PlanReading {
  return readPlan(readTextBlocks(new TextEncoder().encode(text))).reading;
}

/** A plan of 2025 with these lines as its second section. */
function planWith(section: string): PlanReading {
  return read(`UBND XÃ TÂN AN
Số: 12/KH-UBND
Tân An, ngày 15 tháng 9 năm 2025

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2025

Ủy ban nhân dân xã Tân An xây dựng kế hoạch như sau:

I. MỤC ĐÍCH
Nâng cao nhận thức về học tập suốt đời, giai đoạn 2021 - 2030.

II. NỘI DUNG
${section}

III. TỔ CHỨC THỰC HIỆN
1. Các trường học
- Hưởng ứng Tuần lễ.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Lê Văn Bình
`);
}

const WEEK = { start: '2025-10-01', end: '2025-10-07' };

describe('week', () => {
  it.each([
    'Tuần lễ được tổ chức từ ngày 01/10/2025 đến ngày 07/10/2025.',
    '1. Thời gian: từ 01 đến 07/10/2025.',
    '1. Thời gian: từ ngày 01 đến hết ngày 07 tháng 10 năm 2025.',
    '1. Thời gian tổ chức: 01-07/10/2025.',
    '1. Thời gian: Từ 01/10 – 07/10/2025',
    'Tuần lễ diễn ra từ ngày 01 tháng 10 đến ngày 07 tháng 10 năm 2025 trên toàn xã.',
    'Tuần lễ diễn ra trong 07 ngày (từ ngày 01/10/2025 đến hết ngày 07/10/2025).',
    'Tuần lễ kéo dài 07 ngày kể từ ngày 01/10/2025.',
    '1. Thời gian: trong vòng 7 ngày, bắt đầu từ ngày 01 tháng 10 năm 2025.',
    '1. Thời gian: từ thứ Tư (01/10/2025) đến thứ Ba (07/10/2025).',
    'Đồng loạt tổ chức Tuần lễ từ 7 giờ 30 ngày 01/10/2025 đến 17 giờ ngày 07/10/2025.',
    '1. Thời gian\nTừ ngày 1/10 đến 7/10.',
    '- Thời gian: 01/10/2025 đến 07/10/2025.\n- Đăng ký lớp học từ ngày 15/9/2025 đến ngày 20/9/2025.',
    'Tuần lễ hưởng ứng học tập suốt đời (01/10 - 07/10/2025) có nhiều hoạt động.',
    'Tuần lễ từ ngày 01.10.2025 đến ngày 07.10.2025.',
  ])('%s', (section) => {
    expect(planWith(section).week).toEqual(WEEK);
  });

  it.each([
    'Các lớp bồi dưỡng mở từ ngày 01/6/2025 đến ngày 30/12/2025.',
    'Kinh phí giai đoạn 2021 - 2025 do ngân sách xã bảo đảm.',
  ])('is not made up: %s', (section) => {
    expect(planWith(section).week).toEqual({ start: null, end: null });
  });
});

describe('themes', () => {
  const theme = 'Học để phát triển bản thân, làm chủ tri thức';
  it.each([
    `1. Chủ đề: “${theme}”.`,
    `1. Chủ đề\n“${theme}”`,
    `1. Chủ đề của Tuần lễ\n${theme}.`,
    `Chủ đề của Tuần lễ hưởng ứng học tập suốt đời năm 2025 là: "${theme}".`,
    `Chủ đề Tuần lễ năm 2025 là “${theme}”.`,
    `Tổ chức Tuần lễ với chủ đề “${theme}” trên địa bàn xã.`,
    `1. Chủ đề, thời gian\n- Chủ đề: ${theme}.\n- Thời gian: từ ngày 01/10/2025 đến ngày 07/10/2025.`,
    `1. Thông điệp của Tuần lễ: “${theme}”.`,
    `- Tên chủ đề: “${theme}”`,
    `1. Chủ đề năm 2025: ${theme}`,
  ])('%s', (section) => {
    expect(planWith(section).themes).toEqual([theme]);
  });

  it.each([
    'Tuyên truyền về chủ đề và các hoạt động của Tuần lễ đến người dân.',
    'Tổ chức các lớp học theo chủ đề phù hợp với người dân; sinh hoạt chuyên đề “Kỹ năng số cho mọi người”.',
    'Đưa chủ đề của Tuần lễ vào cuộc sống một cách thiết thực.',
    'Thực hiện Đề án “Xây dựng xã hội học tập giai đoạn 2021 - 2030” trên địa bàn xã.',
  ])('is not made up: %s', (section) => {
    expect(planWith(section).themes).toEqual([]);
  });

  it('several to choose from', () => {
    const section =
      '1. Chủ đề: Chọn một trong các chủ đề sau:\n- “Đọc sách để lớn lên mỗi ngày”;\n- “Kỹ năng số cho mọi nhà”.';
    expect(planWith(section).themes).toEqual(['Đọc sách để lớn lên mỗi ngày', 'Kỹ năng số cho mọi nhà']);
  });
});

describe('ceremony', () => {
  const full = { date: '2025-10-01', time: '08:00', place: 'Hội trường UBND xã' };
  it.each([
    'Lễ khai mạc được tổ chức vào lúc 8 giờ 00, ngày 01/10/2025 tại Hội trường UBND xã.',
    '2. Lễ khai mạc\n- Thời gian: 8h00, thứ Tư, ngày 01/10/2025.\n- Địa điểm: Hội trường UBND xã.',
    '2. Tổ chức Lễ phát động\na) Thời gian: 08 giờ 00 phút ngày 01 tháng 10 năm 2025\nb) Địa điểm: Tại Hội trường UBND xã',
    'Khai mạc Tuần lễ: 8 giờ, sáng 01/10/2025, tại Hội trường UBND xã.',
    '- Lễ phát động Tuần lễ diễn ra lúc 08:00 ngày 01/10/2025 tại Hội trường UBND xã, với sự tham gia của các trường.',
    '2. Lễ khai mạc: 8g00 ngày 01/10, địa điểm: Hội trường UBND xã.',
    'Vào lúc 8 giờ ngày 01/10/2025, tổ chức Lễ ra quân tại Hội trường UBND xã.',
  ])('%s', (section) => {
    const { date, time, place } = planWith(section).ceremony;
    expect({ date, time, place }).toEqual(full);
  });

  it.each([
    'Tuần lễ hưởng ứng học tập suốt đời diễn ra từ ngày 01/10/2025 đến ngày 07/10/2025.',
    'Các trường tổ chức Lễ khai mạc phù hợp điều kiện, báo cáo kết quả trước ngày 10/10/2025.',
  ])('is not made up: %s', (section) => {
    expect(planWith(section).ceremony.date).toBeNull();
  });
});

describe('number and date', () => {
  const head = (number: string, date: string): PlanReading =>
    read(
      `UBND XÃ TÂN AN\n${number}\n${date}\nKẾ HOẠCH\nTổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2025\nI. MỤC ĐÍCH\nHọc tập.\nNơi nhận:\n- Lưu: VT.\n`,
    );
  it.each([
    ['Số: 244-KH/UBND', '244-KH/UBND'],
    ['Số: 12/UBND-VX', '12/UBND-VX'],
    ['Số: 271/KH-THCS LC', '271/KH-THCS LC'],
    ['Số 05 /KH - UBND', '05/KH-UBND'],
    ['Số: 752/BCĐ-XDXHHT', '752/BCĐ-XDXHHT'],
    ['Số: 1.250/KH-UBND', '1.250/KH-UBND'],
    ['Số: 15a/KH-MNHM', '15a/KH-MNHM'],
    ['Số:      /KH-UBND', null],
    ['Số: ....../KH-UBND', null],
    ['Số: …/KH-UBND', null],
  ])('%s', (line, number) => {
    expect(head(line, 'Tân An, ngày 15 tháng 9 năm 2025').number).toBe(number);
  });
  it.each([
    ['Tân An, ngày 05 tháng 9 năm 2025', '2025-09-05'],
    ['Tân An, ngày 5/9/2025', '2025-09-05'],
    ['Tân An, 05/09/2025', '2025-09-05'],
    ['TP. Hồ Chí Minh, ngày 5 tháng 09 năm 2025', '2025-09-05'],
    ['Tân An, ngày    tháng 9 năm 2025', null],
    ['Tân An, ngày ... tháng ... năm 2025', null],
    ['Tân An, ngày …./9/2025', null],
    ['Tân An, ngày 31 tháng 9 năm 2025', null],
  ])('%s', (line, date) => {
    expect(head('Số: 12/KH-UBND', line).date).toBe(date);
  });
});

describe('signer', () => {
  const signed = (lines: string): PlanReading['signer'] =>
    read(
      `KẾ HOẠCH\nTổ chức Tuần lễ\nI. MỤC ĐÍCH\nHọc tập.\n1. Việc\nII. NỘI DUNG\nLàm.\nNơi nhận:\n- Lưu: VT.\n${lines}\n`,
    ).signer;
  it.each([
    [
      'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn A',
      { name: 'Nguyễn Văn A', title: 'PHÓ CHỦ TỊCH', authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'] },
    ],
    [
      'TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH\nNguyễn Văn A',
      { name: 'Nguyễn Văn A', title: 'PHÓ CHỦ TỊCH', authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'] },
    ],
    [
      'TUQ. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n(đã ký)\nLê Thị Bích Hạnh',
      { name: 'Lê Thị Bích Hạnh', title: 'CHÁNH VĂN PHÒNG', authority: ['TUQ. GIÁM ĐỐC'] },
    ],
    ['HIỆU TRƯỞNG\n[đã ký]\nTrần Hà', { name: 'Trần Hà', title: 'HIỆU TRƯỞNG', authority: [] }],
    ['Q. GIÁM ĐỐC\n\nH’Yim Kđoh', { name: 'H’Yim Kđoh', title: 'Q. GIÁM ĐỐC', authority: [] }],
    ['CHỦ TỊCH\nNGUYỄN VĂN BÌNH', { name: 'NGUYỄN VĂN BÌNH', title: 'CHỦ TỊCH', authority: [] }],
    ['CHỦ TỊCH', { name: null, title: 'CHỦ TỊCH', authority: [] }],
  ])('%s', (lines, signer) => {
    expect(signed(lines)).toEqual(signer);
  });
});
