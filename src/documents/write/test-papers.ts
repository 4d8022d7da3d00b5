/** One paper of each kind in our own words: for tests and for looking at. */
import type { DocModel } from './doc-model.ts';
import { certificateModel } from './kinds/certificate-model.ts';
import { commendationDecision } from './kinds/decision-model.ts';
import { figuresModel } from './kinds/figures-model.ts';
import { invitationModel } from './kinds/invitation-model.ts';
import { minutesModel } from './kinds/minutes-model.ts';
import { proposalModel } from './kinds/proposal-model.ts';
import { PAPER_KINDS, type PaperKind } from './paper-kinds.ts';
import { starterModel, type StarterFacts } from './starter-model.ts';

export const sampleFacts: StarterFacts = {
  office: {
    parentAgency: null,
    agency: 'ỦY BAN NHÂN DÂN\nXÃ MÂY XANH',
    place: 'Mây Xanh',
    symbol: 'UBND',
    drafter: 'VHXH',
    contact: 'bà Lò Thị Ánh, Phòng Văn hóa - Xã hội',
  },
  edition: {
    year: 2026,
    themes: ['Học mỗi ngày, dựng bản làng no ấm'],
    week: { start: '2026-10-01', end: '2026-10-07' },
    ceremony: { date: '2026-10-01', time: '07:30', place: 'Nhà văn hóa xã', form: 'trực tiếp' },
    programme: [],
  },
  signer: { authority: ['KT. CHỦ TỊCH'], title: 'PHÓ CHỦ TỊCH', name: 'H’Hen Niê Kđăm' },
  recipients: ['Thường trực Đảng ủy xã', 'Các trường học trên địa bàn xã'],
  addressees: ['Sở Giáo dục và Đào tạo tỉnh Sông Trong'],
  via: null,
  bases: [],
};

const base = {
  head: {
    parentAgency: null,
    agency: 'ỦY BAN NHÂN DÂN\nXÃ MÂY XANH',
    number: '8',
    symbol: 'GM-UBND',
    place: 'Mây Xanh',
    date: '2026-09-21',
    urgency: null,
  },
  signature: sampleFacts.signer,
  recipients: ['Như trên', 'Lưu: VT, VHXH'],
} as const;

const verification = { code: '7K2M-9QXD-4HTA', url: 'https://suotdoi.example.vn/k/7K2M-9QXD-4HTA' };

const awards = [
  { name: 'Trường Tiểu học Mây Xanh', position: null, achievement: 'Mở 5 lớp xóa mù chữ buổi tối', money: '1404000' },
  { name: 'Giàng A Sử', position: 'Trưởng bản Nậm Lành', achievement: 'Vận động 40 người học chữ', money: '702000' },
] as const;

/** A paper of each kind: filled in where a builder takes more than the starter gives. */
export const samplePapers: Readonly<Record<PaperKind, DocModel>> = {
  ...(Object.fromEntries(PAPER_KINDS.map((kind) => [kind, starterModel(kind, sampleFacts)])) as Record<
    PaperKind,
    DocModel
  >),
  invitation: {
    ...invitationModel({
      ...base,
      subject: 'Dự Lễ khai mạc Tuần lễ hưởng ứng học tập suốt đời năm 2026',
      invitees: [
        { kind: 'office', name: 'các trường trung học phổ thông', who: 'Hiệu trưởng', quota: 3 },
        { kind: 'office', name: 'Hội Khuyến học tỉnh', who: null, quota: 2 },
        { kind: 'person', address: 'Bà', name: 'Nguyễn Thị Thu Hằng', position: 'Giám đốc Thư viện tỉnh' },
      ],
      event: 'Lễ khai mạc Tuần lễ hưởng ứng học tập suốt đời năm 2026',
      chair: 'Đồng chí Chủ tịch Ủy ban nhân dân xã',
      date: '2026-10-01',
      time: '07:30',
      place: 'Nhà văn hóa xã Mây Xanh',
      programme: [
        { start: '07:30', minutes: 15, content: 'Đón tiếp đại biểu', person: 'Ban Tổ chức' },
        { start: null, minutes: 45, content: 'Lễ khai mạc', person: null },
      ],
      notes: ['Xe của đại biểu gửi tại sân trường'],
      contact: 'bà Lò Thị Ánh, Phòng Văn hóa - Xã hội',
      replyBy: '2026-09-28',
    }),
    verification,
  },
  minutes: minutesModel({
    ...base,
    head: { ...base.head, symbol: 'BB-UBND' },
    subject: 'Họp Ban Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026',
    date: '2026-09-15',
    start: '14:00',
    endDate: null,
    end: '16:15',
    place: 'Phòng họp số 1, trụ sở xã',
    chair: 'Ông Vàng A Pó, Phó Chủ tịch, Trưởng ban',
    secretary: 'Bà Lò Thị Ánh, Phòng Văn hóa - Xã hội',
    present: ['Thành viên Ban Tổ chức: 09 người', 'Đại diện các trường học: 04 người'],
    absent: ['Ông Tẩn Láo Lở (có lý do)'],
    course:
      'Trưởng ban nêu mục đích cuộc họp.\n- Nhà trường đề nghị mượn thêm âm thanh;\n- Thư viện nhận mang 300 cuốn sách.',
    conclusions: ['Thống nhất khai mạc lúc 7 giờ 30 ngày 01/10', 'Giao Thư viện lo gian sách'],
    signature: { authority: [], title: 'CHỦ TỌA', name: 'Vàng A Pó' },
    secretarySignature: { authority: [], title: 'THƯ KÝ', name: 'Lò Thị Ánh' },
    recipients: ['Thành viên Ban Tổ chức', 'Lưu: VT, Hồ sơ'],
  }),
  proposal: proposalModel({
    ...base,
    head: { ...base.head, symbol: 'TTr-PVHXH', parentAgency: 'UBND XÃ MÂY XANH', agency: 'PHÒNG VĂN HÓA - XÃ HỘI' },
    subject: 'Về việc khen thưởng trong Tuần lễ hưởng ứng học tập suốt đời năm 2026',
    addressees: ['Chủ tịch Ủy ban nhân dân xã'],
    via: null,
    bases: ['Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022'],
    reason: 'Nhiều tập thể, cá nhân đã có cách làm hay.',
    request: 'Đề nghị khen thưởng các tập thể, cá nhân sau:',
    candidates: awards,
    attachments: ['Biên bản họp xét khen thưởng.'],
  }),
  decision: {
    ...commendationDecision({
      ...base,
      head: { ...base.head, symbol: 'QĐ-UBND' },
      subject: 'Về việc khen thưởng tập thể, cá nhân có thành tích\ntrong Tuần lễ hưởng ứng học tập suốt đời năm 2026',
      authority: null,
      bases: [
        'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022',
        'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 08/TTr-PVHXH ngày 09 tháng 10 năm 2026',
      ],
      award: 'Giấy khen',
      reason: 'đã có thành tích trong Tuần lễ',
      rows: awards,
      fund: 'Quỹ thi đua, khen thưởng của xã',
      responsible: ['Trưởng phòng Văn hóa - Xã hội'],
    }),
    verification,
  },
  certificate: certificateModel({
    head: { ...base.head, symbol: 'GCN-UBND' },
    name: 'Nguyễn Hoàng Phương Uyên',
    detail: 'Thôn Nậm Lành, xã Mây Xanh',
    reason: 'Đã hoàn thành lớp kỹ năng số trong\nTuần lễ hưởng ứng học tập suốt đời năm 2026',
    signature: sampleFacts.signer,
    color: '#1d4e89',
    verification,
  }),
  table: figuresModel({
    ...base,
    head: { ...base.head, number: null, symbol: '' },
    subject: 'Kết quả Tuần lễ hưởng ứng học tập suốt đời năm 2026',
    note: '(Số liệu tính đến ngày 10 tháng 10 năm 2026)',
    rowTitle: 'Đơn vị',
    columns: ['Số hoạt động', 'Lượt người tham gia', 'Kinh phí (đồng)'],
    rows: [
      { name: 'Trường Tiểu học Mây Xanh', figures: ['12', '1250', '3500000'] },
      { name: 'Trung tâm học tập cộng đồng', figures: ['7', null, '1250000.5'] },
    ],
    hasTotal: true,
  }),
};
