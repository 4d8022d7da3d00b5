/** The named patterns of plans and their relatives, in sentences of our own: each must be read whole. */
import { describe, expect, it } from 'vitest';
import { readTextBlocks } from '../readers/text.ts';
import { readPlan } from './read-plan.ts';
import type { DeadlineReading, PlanReading } from './reading.ts';

function read(text: string): PlanReading {
  return readPlan(readTextBlocks(new TextEncoder().encode(text))).reading;
}

interface PlanParts {
  readonly head?: string;
  readonly opening?: string;
  readonly body?: string;
  readonly tasks?: string;
  readonly foot?: string;
}

function planOf(parts: PlanParts): PlanReading {
  return read(`${parts.head ?? 'UBND XÃ AN PHÚ\nSố: 45/KH-UBND\nAn Phú, ngày 16 tháng 9 năm 2026'}

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026

${parts.opening ?? 'Ủy ban nhân dân xã An Phú xây dựng kế hoạch như sau:'}

I. NỘI DUNG
${parts.body ?? '1. Chủ đề: “Mỗi ngày học một điều hay”.\n2. Thời gian: từ ngày 01/10/2026 đến ngày 07/10/2026.'}

II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Theo dõi chung.
2. Các trường học
- ${parts.tasks ?? 'Treo băng rôn.'}

${parts.foot ?? 'Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An'}
`);
}

const report = 'báo cáo kết quả';
type Want = Partial<DeadlineReading>;

/** All parts but `from`, which is the agency of the task. */
function dueOf(sentence: string): Want[] {
  return planOf({ tasks: sentence }).deadlines.map(({ due: day, time, to, via, what, mailboxes }) => ({
    due: day,
    time,
    to,
    via,
    what,
    mailboxes,
  }));
}

function due(date: string | null, to: string[], more: Want = {}): Want {
  return { due: date, time: null, to, via: null, mailboxes: [], what: report, ...more };
}

describe('due dates', () => {
  const cases: readonly (readonly [string, readonly Want[]])[] = [
    // Counted from the end of the Week (7 October, a Wednesday).
    ['Báo cáo kết quả về UBND xã trong vòng 05 ngày kể từ ngày kết thúc Tuần lễ.', [due('2026-10-12', ['UBND xã'])]],
    [
      'Báo cáo kết quả về UBND xã trong vòng 03 ngày làm việc kể từ ngày kết thúc Tuần lễ.',
      [due('2026-10-12', ['UBND xã'])],
    ],
    [
      'Trong thời hạn 05 (năm) ngày làm việc sau khi Tuần lễ kết thúc, gửi báo cáo về UBND xã.',
      [due('2026-10-14', ['UBND xã'])],
    ],
    ['Gửi báo cáo về UBND xã chậm nhất 07 ngày sau Tuần lễ.', [due('2026-10-14', ['UBND xã'])]],
    ['Chậm nhất 03 ngày sau khi bế mạc Tuần lễ phải báo cáo UBND xã.', [due('2026-10-10', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã sau khi kết thúc Tuần lễ 05 ngày.', [due('2026-10-12', ['UBND xã'])]],
    ['Báo cáo kết quả về UBND xã trong vòng một tuần kể từ khi kết thúc Tuần lễ.', [due('2026-10-14', ['UBND xã'])]],
    // Counted from the issue (16 September, a Wednesday).
    [
      'Xây dựng kế hoạch gửi UBND xã trong vòng 05 ngày làm việc kể từ ngày ban hành Kế hoạch này.',
      [due('2026-09-23', ['UBND xã'], { what: 'kế hoạch' })],
    ],
    [
      'Trong vòng 03 ngày kể từ ngày ký văn bản này, gửi danh sách đại biểu về UBND xã.',
      [due('2026-09-19', ['UBND xã'], { what: 'danh sách' })],
    ],
    // From receipt nobody knows the day.
    [
      'Gửi kế hoạch về UBND xã trong vòng 05 ngày kể từ ngày nhận được Kế hoạch này.',
      [due(null, ['UBND xã'], { what: 'kế hoạch' })],
    ],
    // Counted from a day that is named.
    ['Báo cáo kết quả về UBND xã trong vòng 05 ngày kể từ ngày 08/10/2026.', [due('2026-10-13', ['UBND xã'])]],
    // Recurring.
    ['Báo cáo kết quả về UBND xã vào ngày 15 hằng tháng.', [due(null, ['UBND xã'])]],
    ['Định kỳ trước ngày 25 hàng tháng báo cáo số liệu về UBND xã.', [due(null, ['UBND xã'])]],
    ['Báo cáo UBND xã trước ngày 20 tháng cuối quý.', [due(null, ['UBND xã'])]],
    // Hours.
    ['Gửi báo cáo về UBND xã trước 17 giờ 00 ngày 09/10/2026.', [due('2026-10-09', ['UBND xã'], { time: '17:00' })]],
    [
      'Gửi báo cáo về UBND xã trước 16h30 ngày 09 tháng 10 năm 2026.',
      [due('2026-10-09', ['UBND xã'], { time: '16:30' })],
    ],
    [
      'Gửi báo cáo về UBND xã chậm nhất là 11 giờ 30 phút, thứ Sáu, ngày 09/10/2026.',
      [due('2026-10-09', ['UBND xã'], { time: '11:30' })],
    ],
    [
      'Gửi báo cáo về UBND xã trước ngày 09/10/2026 (trước 10 giờ 00).',
      [due('2026-10-09', ['UBND xã'], { time: '10:00' })],
    ],
    [
      'Gửi báo cáo về UBND xã chậm nhất ngày 09/10/2026, trước 15 giờ 00.',
      [due('2026-10-09', ['UBND xã'], { time: '15:00' })],
    ],
    // The recipient after the date, several of them, on the way.
    [
      'Trước ngày 10/10/2026 gửi báo cáo kết quả cho Phòng Văn hóa - Xã hội.',
      [due('2026-10-10', ['Phòng Văn hóa - Xã hội'])],
    ],
    ['Báo cáo kết quả, chậm nhất ngày 10/10/2026, về Hội Khuyến học xã.', [due('2026-10-10', ['Hội Khuyến học xã'])]],
    [
      'Gửi báo cáo trước ngày 10/10/2026 về UBND xã và Hội Khuyến học xã.',
      [due('2026-10-10', ['UBND xã', 'Hội Khuyến học xã'])],
    ],
    [
      'Báo cáo kết quả về UBND xã, Hội Khuyến học xã và Đảng ủy xã trước ngày 10/10/2026.',
      [due('2026-10-10', ['UBND xã', 'Hội Khuyến học xã', 'Đảng ủy xã'])],
    ],
    [
      'Báo cáo kết quả về UBND xã qua Phòng Văn hóa - Xã hội trước ngày 10/10/2026.',
      [due('2026-10-10', ['UBND xã'], { via: 'Phòng Văn hóa - Xã hội' })],
    ],
    [
      'Báo cáo kết quả về UBND xã (thông qua Phòng Văn hóa - Xã hội) trước ngày 10/10/2026.',
      [due('2026-10-10', ['UBND xã'], { via: 'Phòng Văn hóa - Xã hội' })],
    ],
    [
      'Gửi báo cáo bằng văn bản về UBND xã trước ngày 10/10/2026 (qua Phòng Văn hóa - Xã hội tổng hợp).',
      [due('2026-10-10', ['UBND xã'], { via: 'Phòng Văn hóa - Xã hội' })],
    ],
    [
      'Gửi báo cáo về Phòng Văn hóa - Xã hội trước ngày 10/10/2026 để tổng hợp trình UBND xã.',
      [due('2026-10-10', ['Phòng Văn hóa - Xã hội'])],
    ],
    // Mail boxes.
    [
      'Gửi báo cáo về Phòng Văn hóa - Xã hội qua địa chỉ email: vhxh.anphu@example.gov.vn trước ngày 10/10/2026.',
      [due('2026-10-10', ['Phòng Văn hóa - Xã hội'], { mailboxes: ['vhxh.anphu@example.gov.vn'] })],
    ],
    [
      'Báo cáo kết quả về UBND xã (hộp thư: ubnd@anphu.example.vn; đồng thời gửi bản mềm tới tonghop@anphu.example.vn) trước ngày 10/10/2026.',
      [due('2026-10-10', ['UBND xã'], { mailboxes: ['ubnd@anphu.example.vn', 'tonghop@anphu.example.vn'] })],
    ],
    [
      'Báo cáo kết quả về UBND xã chậm nhất ngày 10/10/2026, file mềm gửi thư điện tử vp@anphu.example.vn.',
      [due('2026-10-10', ['UBND xã'], { mailboxes: ['vp@anphu.example.vn'] })],
    ],
    // Spellings of the limit.
    ['Gửi báo cáo về UBND xã hạn cuối là ngày 10/10/2026.', [due('2026-10-10', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã không muộn hơn ngày 10/10/2026.', [due('2026-10-10', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã chậm nhất đến hết ngày 10/10/2026.', [due('2026-10-10', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã muộn nhất vào ngày 10-10-2026.', [due('2026-10-10', ['UBND xã'])]],
    ['Hoàn thành việc báo cáo về UBND xã trong ngày 10/10/2026.', [due('2026-10-10', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã trước 10/10.', [due('2026-10-10', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã trước ngày 10 tháng 10.', [due('2026-10-10', ['UBND xã'])]],
    [
      'Báo cáo kết quả về UBND xã trước ngày 10/10/2026; trường hợp chậm trễ phải nêu rõ lý do.',
      [due('2026-10-10', ['UBND xã'])],
    ],
    // Two things in one sentence.
    [
      'Gửi kế hoạch trước ngày 25/9/2026, báo cáo kết quả trước ngày 10/10/2026 về UBND xã.',
      [due('2026-09-25', ['UBND xã'], { what: 'kế hoạch' }), due('2026-10-10', ['UBND xã'])],
    ],
    // The hour, the office and the thing in other words.
    [
      'Kẻ vẽ khẩu hiệu tại nhà văn hóa thôn trước ngày 28/9/2026.',
      [due('2026-09-28', [], { what: 'Kẻ vẽ khẩu hiệu tại nhà văn hóa thôn' })],
    ],
    [
      'Trước ngày 28/9/2026, hoàn thành in ấn và phát hành giấy mời.',
      [due('2026-09-28', [], { what: 'hoàn thành in ấn và phát hành giấy mời' })],
    ],
    [
      'Báo cáo kết quả về Tổ Công nghệ số cộng đồng trước ngày 09/10/2026.',
      [due('2026-10-09', ['Tổ Công nghệ số cộng đồng'])],
    ],
    [
      'Nộp báo cáo cho Trạm Y tế xã và Hội Người cao tuổi trước ngày 09/10/2026.',
      [due('2026-10-09', ['Trạm Y tế xã', 'Hội Người cao tuổi'])],
    ],
    [
      'Gửi báo cáo (bản giấy và bản điện tử) về Văn phòng HĐND và UBND xã trước ngày 10/10/2026.',
      [due('2026-10-10', ['Văn phòng HĐND và UBND xã'])],
    ],
    [
      'Gửi thư mời đến các đại biểu trước ngày 27/9/2026.',
      [due('2026-09-27', ['các đại biểu'], { what: 'Gửi thư mời đến các đại biểu' })],
    ],
    [
      'Trình lãnh đạo xem xét, trình Ban Giám đốc ký báo cáo Sở Tài chính trước ngày 10/10/2026.',
      [due('2026-10-10', ['Sở Tài chính'])],
    ],
    [
      'Nộp sản phẩm dự thi về Ban Tổ chức cuộc thi (qua Tổ Phổ thông) đến hết ngày 30/9/2026.',
      [due('2026-09-30', ['Ban Tổ chức cuộc thi'], { via: 'Tổ Phổ thông', what: 'sản phẩm dự thi' })],
    ],
    ['Báo cáo kết quả về UBND xã trong tháng 10/2026, chậm nhất là ngày 12.', [due('2026-10-12', ['UBND xã'])]],
    ['Gửi báo cáo về UBND xã trưóc ngày 10/10/2026.', [due('2026-10-10', ['UBND xã'])]],
    [
      'Góp ý dự thảo kế hoạch gửi về UBND xã trước ngày 20/9/2026.',
      [due('2026-09-20', ['UBND xã'], { what: 'ý kiến' })],
    ],
    [
      'Báo cáo sơ kết gửi về UBND xã trước ngày 04/10/2026; báo cáo tổng kết trước ngày 15/10/2026.',
      [due('2026-10-04', ['UBND xã'], { what: 'báo cáo sơ kết' }), due('2026-10-15', ['UBND xã'])],
    ],
    // No due date.
    ['Tổng hợp số liệu các lớp đã mở trước ngày 01/10/2026 để làm căn cứ đánh giá.', []],
    ['Tổ chức các hoạt động từ ngày 01/10/2026 đến hết ngày 07/10/2026, gửi ảnh lên mạng.', []],
    ['Tổ chức lớp học kỹ năng số trong vòng 05 ngày cho người cao tuổi.', []],
    ['Mở cửa thư viện trước 7 giờ 30 hằng ngày.', []],
    ['Chuẩn bị tốt cơ sở vật chất trước khi khai mạc.', []],
  ];
  it.each(cases)('%s', (sentence, wanted) => {
    expect(dueOf(sentence)).toEqual(wanted);
  });
});

describe('who owes', () => {
  const under = (section: string): (string | null)[] => {
    const plan = planOf({
      foot: 'Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An',
      tasks: `Treo băng rôn.\n\n${section}`,
    });
    return plan.deadlines.map((deadline) => deadline.from);
  };
  it.each([
    ['III. TIẾN ĐỘ\n1. Trước ngày 10/10/2026, Hội Khuyến học xã báo cáo kết quả về UBND xã.', 'Hội Khuyến học xã'],
    [
      'III. BÁO CÁO\nCác trường học chưa báo cáo khẩn trương gửi báo cáo về UBND xã trước ngày 10/10/2026.',
      'Các trường học chưa báo cáo',
    ],
    [
      'III. BÁO CÁO\nCác trường trung học phổ thông báo cáo kết quả về UBND xã trước ngày 10/10/2026.',
      'Các trường trung học phổ thông',
    ],
    ['III. BÁO CÁO\n1. Hội Nông dân xã\n- Gửi báo cáo về UBND xã trước ngày 10/10/2026.', 'Hội Nông dân xã'],
  ])('%s', (section, from) => {
    expect(under(section)).toEqual([from]);
  });

  it('the one of the purpose owes what comes of it', () => {
    const plan = planOf({
      tasks:
        'Gửi báo cáo về Phòng Văn hóa - Xã hội trước ngày 10/10/2026 để Phòng tổng hợp, báo cáo UBND xã trước ngày 15/10/2026.',
    });
    expect(plan.deadlines.map(({ due: day, from, to }) => [day, from, to])).toEqual([
      ['2026-10-10', 'Các trường học', ['Phòng Văn hóa - Xã hội']],
      ['2026-10-15', 'Phòng', ['UBND xã']],
    ]);
  });
});

describe('agencies', () => {
  const sections: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
    [
      'III. TRÁCH NHIỆM CỦA HAI NGÀNH\n1. Hội Khuyến học xã\n- Vận động hội viên.\n2. Hội Nông dân xã\n- Mở lớp.\n- Mời giảng viên.',
      [
        ['Hội Khuyến học xã', 1],
        ['Hội Nông dân xã', 2],
      ],
    ],
    [
      'III. BIỆN PHÁP\n1. Giao Phòng Văn hóa - Xã hội chủ trì, hướng dẫn các trường.\n2. Đề nghị Hội Khuyến học xã vận động hội viên.\n3. Yêu cầu các trường học treo băng rôn.',
      [
        ['Phòng Văn hóa - Xã hội', 1],
        ['Hội Khuyến học xã', 1],
        ['các trường học', 1],
      ],
    ],
    [
      'III. TỔ CHỨC THỰC HIỆN\n1. Các ban, ngành, đoàn thể\n1.1. Hội Phụ nữ xã: vận động hội viên.\n1.2. Đoàn Thanh niên xã: tổ chức lớp.\n2. Các ấp: tuyên truyền.',
      [
        ['Hội Phụ nữ xã', 1],
        ['Đoàn Thanh niên xã', 1],
        ['Các ấp', 1],
      ],
    ],
    [
      'PHẦN III\nTỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\na) Bố trí kinh phí.\n2. Công an xã\nBảo đảm trật tự.',
      [
        ['Phòng Kinh tế', 1],
        ['Công an xã', 1],
      ],
    ],
    [
      'III. TIẾN ĐỘ\n\n| Nội dung công việc | Đơn vị thực hiện | Thời hạn |\n|---|---|---|\n| Gửi kế hoạch | Các trường học | 19/9/2026 |\n| Báo cáo kết quả | Các trường học | 09/10/2026 |\n| Mở lớp | Hội Khuyến học xã | 01/10/2026 |',
      [
        ['Các trường học', 2],
        ['Hội Khuyến học xã', 1],
      ],
    ],
  ];
  it.each(sections)('%s', (section, wanted) => {
    const text = `UBND XÃ AN PHÚ\nSố: 45/KH-UBND\nAn Phú, ngày 16 tháng 9 năm 2026\n\nKẾ HOẠCH\nTổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026\n\nUBND xã An Phú xây dựng kế hoạch như sau:\n\nI. NỘI DUNG\nTuyên truyền.\n\n${section}\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n`;
    expect(read(text).agencies.map(({ name, tasks }) => [name, tasks.length])).toEqual(wanted);
  });
});

describe('weeks', () => {
  const body = (time: string): PlanReading => planOf({ body: `1. Chủ đề: “Mỗi ngày học một điều hay”.\n${time}` });
  it.each([
    '2. Thời gian: từ 01/10 đến hết 07/10/2026.',
    '2. Thời gian: 01/10 - 07/10.',
    '2. Thời gian: Từ ngày 01 - 07/10/2026.',
    '2. Thời gian: từ ngày 1 đến ngày 7 tháng 10 năm 2026.',
    '2. Thời gian: từ ngày 01 đến 07 tháng 10.',
    '2. Thời gian: bắt đầu từ ngày 01/10/2026 và kết thúc vào ngày 07/10/2026.',
    '2. Thời gian: bắt đầu ngày 01/10/2026, kết thúc ngày 07/10/2026.',
    '2. Thời gian: 07 ngày (từ 01/10/2026 đến 07/10/2026).',
    '2. Thời gian: Từ thứ Năm, ngày 01/10/2026 đến thứ Tư, ngày 07/10/2026.',
    '2. Thời gian: một tuần, từ ngày 01 tháng 10 năm 2026.',
    'Tuần lễ được tổ chức trong 01 tuần, bắt đầu từ ngày 01/10/2026.',
    'Tuần lễ hưởng ứng học tập suốt đời diễn ra trong tuần đầu tháng 10 (từ 01 đến 07/10/2026).',
    '2. Thời gian: 01-07.10.2026',
    '2. Thời gian: Từ 7 giờ ngày 01/10/2026 đến 21 giờ ngày 07/10/2026',
    '2. Thời gian\n- Ngày bắt đầu: 01/10/2026\n- Ngày kết thúc: 07/10/2026',
    '2. Thời gian: ngày 01 tháng 10 – 07 tháng 10 năm 2026.',
  ])('%s', (time) => {
    expect(body(time).week).toEqual({ start: '2026-10-01', end: '2026-10-07' });
  });
});

describe('heads', () => {
  it.each([
    ['244-KH/UBND', 'Số: 244-KH/UBND'],
    ['18-KH/ĐU', 'Số: 18-KH/ĐU'],
    ['07-KH/BTGDVTU', 'Số 07-KH/BTGDVTU'],
    [null, 'Số:        -KH/ĐU'],
    [null, 'Số: …… - KH/ĐU'],
    [null, 'Số:     /KH-UBND'],
    [null, 'Số: ___/KH-UBND'],
  ])('%s: %s', (number, line) => {
    const { number: found, date } = planOf({ head: `UBND XÃ AN PHÚ\n${line}\nAn Phú, ngày 16 tháng 9 năm 2026` });
    expect([found, date]).toEqual([number, '2026-09-16']);
  });

  it('a place in capitals only', () => {
    const { place, issuer, date } = planOf({
      head: 'UBND XÃ AN PHÚ\nSố: 45/KH-UBND\nAN PHÚ, NGÀY 16 THÁNG 9 NĂM 2026',
    });
    expect([place, issuer, date]).toEqual(['An Phú', 'UBND xã An Phú', '2026-09-16']);
  });

  it('an issuer in capitals only, nowhere else in the text', () => {
    const head = 'ỦY BAN NHÂN DÂN\nPHƯỜNG ĐÔNG HƯNG THUẬN\nSố: 45/KH-UBND\nĐông Hưng Thuận, ngày 16 tháng 9 năm 2026';
    const { issuer } = planOf({ head, opening: 'Xây dựng kế hoạch như sau:' });
    expect(issuer).toBe('Ủy ban nhân dân phường Đông Hưng Thuận');
  });

  it('a year left out', () => {
    const { ceremony, deadlines } = planOf({
      body: '1. Lễ khai mạc: 8 giờ ngày 01/10 tại Nhà văn hóa xã.',
      tasks: 'Báo cáo kết quả về UBND xã trước ngày 10/10.',
    });
    expect([ceremony.date, deadlines[0]?.due]).toEqual(['2026-10-01', '2026-10-10']);
  });
});

describe('bases', () => {
  const wanted = [
    { number: '1373/QĐ-TTg', date: '2021-07-30', issuer: 'Thủ tướng Chính phủ' },
    { number: '311/KH-UBND', date: '2026-09-08', issuer: 'UBND tỉnh An Giang' },
  ];
  it.each([
    'Căn cứ Quyết định số 1373/QĐ-TTg ngày 30/7/2021 của Thủ tướng Chính phủ;\nCăn cứ Kế hoạch số 311/KH-UBND ngày 08/9/2026 của UBND tỉnh An Giang.\nỦy ban nhân dân xã xây dựng kế hoạch như sau:',
    'Thực hiện Quyết định số 1373/QĐ-TTg ngày 30 tháng 7 năm 2021 của Thủ tướng Chính phủ và Kế hoạch số 311/KH-UBND ngày 08 tháng 9 năm 2026 của UBND tỉnh An Giang, Ủy ban nhân dân xã xây dựng kế hoạch như sau:',
  ])('in sentences: %s', (opening) => {
    expect(planOf({ opening }).bases).toEqual(wanted);
  });

  it('as a section', () => {
    const text = `UBND XÃ AN PHÚ\nSố: 45/KH-UBND\nAn Phú, ngày 16 tháng 9 năm 2026\n\nKẾ HOẠCH\nTổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026\n\nI. CĂN CỨ XÂY DỰNG KẾ HOẠCH\n- Quyết định số 1373/QĐ-TTg ngày 30/7/2021 của Thủ tướng Chính phủ;\n- Kế hoạch số 311/KH-UBND ngày 08/9/2026 của UBND tỉnh An Giang.\n\nII. NỘI DUNG\n1. Chủ đề: “Mỗi ngày học một điều hay”.\n\nNơi nhận:\n- Lưu: VT.\n`;
    expect(read(text).bases).toEqual(wanted);
  });
});

describe('programmes', () => {
  const rows = [
    ['07:30', '08:00', 'Đón tiếp đại biểu'],
    ['08:00', '08:15', 'Văn nghệ chào mừng'],
    ['08:15', null, 'Phát biểu khai mạc'],
  ];
  const seen = (plan: PlanReading): unknown[] => plan.programme.map(({ start, end, content }) => [start, end, content]);
  const annex = (lines: string): string =>
    `Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n\nPHỤ LỤC\nCHƯƠNG TRÌNH LỄ KHAI MẠC TUẦN LỄ\n\n${lines}`;
  it.each([
    '| Thời gian | Nội dung |\n|---|---|\n| 7h30 - 8h00 | Đón tiếp đại biểu |\n| 8h00 - 8h15 | Văn nghệ chào mừng |\n| 8h15 | Phát biểu khai mạc |',
    '| TT | Thời gian | Nội dung | Thực hiện |\n|---|---|---|---|\n| 1 | 07:30 – 08:00 | Đón tiếp đại biểu | Văn phòng |\n| 2 | 08:00 – 08:15 | Văn nghệ chào mừng | Đoàn xã |\n| 3 | 08:15 | Phát biểu khai mạc | Chủ tịch |',
    '- 7h30 - 8h00: Đón tiếp đại biểu;\n- 8h00 - 8h15: Văn nghệ chào mừng;\n- 8h15: Phát biểu khai mạc.',
    '1. Từ 7 giờ 30 đến 8 giờ 00: Đón tiếp đại biểu.\n2. Từ 8 giờ 00 đến 8 giờ 15: Văn nghệ chào mừng.\n3. 8 giờ 15: Phát biểu khai mạc.',
    '+ 07g30 – 08g00: Đón tiếp đại biểu\n+ 08g00 – 08g15: Văn nghệ chào mừng\n+ 08g15: Phát biểu khai mạc',
    '7h30-8h00 Đón tiếp đại biểu\n8h00-8h15 Văn nghệ chào mừng\n8h15 Phát biểu khai mạc',
  ])('%s', (lines) => {
    expect(seen(planOf({ foot: annex(lines) }))).toEqual(rows);
  });

  it('as a list in the plan itself', () => {
    const body =
      '1. Lễ khai mạc\na) Thời gian: 7 giờ 30 ngày 01/10/2026\nb) Chương trình:\n- 7h30 - 8h00: Đón tiếp đại biểu;\n- 8h00 - 8h15: Văn nghệ chào mừng;\n- 8h15: Phát biểu khai mạc.';
    expect(seen(planOf({ body }))).toEqual(rows);
  });
});

describe('sites', () => {
  it('rooms and bridges with those who come there', () => {
    const body = `1. Lễ khai mạc
a) Thời gian: 8 giờ ngày 01/10/2026
b) Địa điểm: Điểm cầu chính tại UBND xã (hội trường A và phòng họp 2); điểm cầu kết nối tại các ấp.
c) Thành phần tham dự:
- Tại hội trường A: Thường trực Đảng ủy, lãnh đạo UBND xã, Chủ tịch Hội Khuyến học xã.
- Tại phòng họp 2: Hiệu trưởng các trường (02 người/trường), Giám đốc Trung tâm học tập cộng đồng.
- Tại điểm cầu các ấp: Trưởng ấp; đại diện hộ gia đình học tập.`;
    expect(planOf({ body }).sites).toEqual([
      { name: 'hội trường A', guests: ['Thường trực Đảng ủy', 'lãnh đạo UBND xã', 'Chủ tịch Hội Khuyến học xã'] },
      {
        name: 'phòng họp 2',
        guests: ['Hiệu trưởng các trường (02 người/trường)', 'Giám đốc Trung tâm học tập cộng đồng'],
      },
      { name: 'điểm cầu các ấp', guests: ['Trưởng ấp', 'đại diện hộ gia đình học tập'] },
    ]);
  });

  it('sites with their guests below them', () => {
    const body = `1. Thành phần dự Lễ khai mạc
a) Điểm cầu UBND tỉnh:
- Lãnh đạo UBND tỉnh;
- Lãnh đạo các sở, ngành.
b) Điểm cầu UBND xã:
- Lãnh đạo UBND xã.`;
    expect(planOf({ body }).sites).toEqual([
      { name: 'Điểm cầu UBND tỉnh', guests: ['Lãnh đạo UBND tỉnh', 'Lãnh đạo các sở, ngành'] },
      { name: 'Điểm cầu UBND xã', guests: ['Lãnh đạo UBND xã'] },
    ]);
  });

  it('is not made up', () => {
    const body = '1. Thành phần: đại biểu các trường.\n2. Tại các trường học: treo băng rôn, mở cửa thư viện.';
    expect(planOf({ body }).sites).toEqual([]);
  });
});

describe('slogans', () => {
  const slogans = ['Học, học nữa, học mãi', 'Cả xã cùng học'];
  const annex = (lines: string): string => `Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n\n${lines}`;
  it.each([
    'PHỤ LỤC\nCÁC KHẨU HIỆU TUYÊN TRUYỀN\n1. Học, học nữa, học mãi.\n2. Cả xã cùng học!',
    'PHỤ LỤC\nKHẨU HIỆU\n- “Học, học nữa, học mãi”;\n- “Cả xã cùng học”.',
  ])('in an annex: %s', (lines) => {
    expect(planOf({ foot: annex(lines) }).slogans.map((text) => text.replace(/!$/u, ''))).toEqual(slogans);
  });
  it.each([
    '1. Treo băng rôn, khẩu hiệu với nội dung: “Học, học nữa, học mãi”; “Cả xã cùng học”.',
    '1. Khẩu hiệu tuyên truyền:\n- Học, học nữa, học mãi.\n- Cả xã cùng học.',
  ])('in the plan: %s', (body) => {
    expect(planOf({ body }).slogans).toEqual(slogans);
  });
});
