/** What the kinds of papers print of themselves. Our own words in the decree's manner; interface texts are elsewhere. */
import { listedNames } from '../blocks-of-text.ts';

export const letterWords = {
  asAbove: 'Như trên',
  closing: 'Đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện',
} as const;

export const invitationWords = {
  invites: (inviter: string) => `${inviter} trân trọng kính mời`,
  to: 'Tới dự',
  chair: 'Chủ trì',
  time: 'Thời gian',
  place: 'Địa điểm',
  programme: 'Chương trình',
  notes: 'Lưu ý',
  sirOrMadam: 'Ông/Bà',
  representative: 'Đại diện lãnh đạo',
  guest: 'đại biểu',
  reply: (day: string) => `Xin xác nhận tham dự trước ${day}`,
  contact: (contact: string) => `Đầu mối liên hệ: ${contact}`,
  closing: (inviter: string) => `${inviter} rất mong được đón tiếp quý vị đại biểu; xin trân trọng cảm ơn`,
} as const;

export const programmeWords = {
  title: 'CHƯƠNG TRÌNH',
  order: 'TT',
  timeColumn: 'Thời gian',
  content: 'Nội dung',
  person: 'Người thực hiện',
  time: (moment: string) => `Thời gian: ${moment};`,
  place: (place: string) => `Địa điểm: ${place}.`,
} as const;

export const scriptWords = {
  order: 'TT',
  timeColumn: 'Thời gian',
  cue: 'Phần',
  text: 'Lời dẫn',
  speaker: 'Người thực hiện',
  minutes: (minutes: number) => `(${minutes} phút)`,
  time: (moment: string) => `Thời gian: ${moment};`,
  place: (place: string) => `Địa điểm: ${place};`,
  length: (minutes: number) => `Thời lượng dự kiến: ${minutes} phút.`,
} as const;

export const minutesWords = {
  start: 'Thời gian bắt đầu',
  place: 'Địa điểm',
  present: 'Thành phần tham dự',
  absent: 'Vắng mặt',
  nobody: 'không có.',
  chair: 'Chủ trì',
  secretary: 'Thư ký',
  course: 'DIỄN BIẾN CUỘC HỌP',
  conclusions: 'KẾT LUẬN',
  closing: (moment: string) =>
    `Cuộc họp kết thúc vào ${moment}; biên bản đã được đọc lại cho mọi người cùng nghe và thống nhất`,
} as const;

export const proposalWords = {
  reason: 'SỰ CẦN THIẾT',
  request: 'NỘI DUNG ĐỀ NGHỊ',
  attachments: 'HỒ SƠ KÈM THEO',
  closing: (office: string, addressee: string) => `${office} kính trình ${addressee} xem xét, quyết định`,
} as const;

export const awardWords = {
  order: 'TT',
  name: 'Họ và tên (tập thể)',
  position: 'Chức vụ, đơn vị',
  achievement: 'Thành tích',
  money: 'Tiền thưởng (đồng)',
  total: 'Tổng cộng',
  sum: (digits: string, words: string) => `Tổng số tiền: ${digits} (bằng chữ: ${words}).`,
} as const;

export const decisionWords = {
  verb: 'QUYẾT ĐỊNH:',
  asArticle: (number: number) => `Như Điều ${number}`,
  order: 'TT',
  member: 'Họ và tên',
  position: 'Chức vụ, đơn vị',
  role: 'Nhiệm vụ',
  commends: (award: string, count: string | null, reason: string) =>
    `Tặng ${award} cho ${count === null ? 'các' : count} tập thể, cá nhân ${reason} (có danh sách kèm theo).`,
  money: (fund: string) => `Tiền thưởng kèm theo được chi từ ${fund}, thực hiện theo quy định hiện hành.`,
  takesEffect: 'Quyết định này có hiệu lực kể từ ngày ký.',
  establishes: (committee: string) => `Thành lập ${committee} gồm các thành viên có tên trong danh sách kèm theo.`,
  committeeTasks: 'Nhiệm vụ, quyền hạn của Ban Tổ chức:',
  carriesOut: (names: readonly string[]) =>
    `${listedNames(names)} và những người có tên trong danh sách tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.`,
  awardList: (award: string) => `DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG ${award}`,
  memberList: (committee: string) => `DANH SÁCH ${committee}`,
} as const;

export const certificateWords = {
  presentation: 'Chứng nhận',
} as const;

export const figuresWords = {
  order: 'TT',
  total: 'Tổng cộng',
} as const;

export const narrativeWords = {
  closing: (subject: string, office: string) =>
    `Trên đây là báo cáo ${subject.charAt(0).toLocaleLowerCase('vi')}${subject.slice(1)} của ${office}`,
} as const;

/** What a paper begins with before anybody has typed. */
export const starterWords = {
  week: (year: number) => `Tuần lễ hưởng ứng học tập suốt đời năm ${year}`,
  ceremony: (week: string) => `Lễ khai mạc ${week}`,
  /** Read in the plans of several provinces; the decision itself is on learning society until 2030. */
  societyBasis:
    'Căn cứ Quyết định số 1373/QĐ-TTg ngày 30 tháng 7 năm 2021 của Thủ tướng Chính phủ phê duyệt Đề án “Xây dựng xã hội học tập giai đoạn 2021 - 2030”',
  /** The date of the law is from memory, the law itself from the domain's facts (06/2022/QH15). */
  commendationLaw: 'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022',
  openBasis: (room: string) => `Căn cứ ${room}`,
  onProposal: (room: string) => `Theo đề nghị của ${room}`,
  filed: (drafter: string | null) => (drafter === null ? 'Lưu: VT' : `Lưu: VT, ${drafter}`),

  planSubject: (week: string) => `Tổ chức ${week}`,
  planOpening: (office: string, week: string) =>
    `${office} ban hành Kế hoạch tổ chức ${week} (sau đây gọi là Tuần lễ) như sau:`,
  planPurposes: [
    'Nâng cao nhận thức của cán bộ, người lao động và nhân dân về lợi ích của việc học thường xuyên, học suốt đời;',
    'Tạo thêm cơ hội học tập gần nơi ở, nơi làm việc cho mọi người, nhất là người ở vùng khó khăn.',
  ],
  planRequirements: [
    'Hoạt động thiết thực, an toàn, tiết kiệm, phù hợp với điều kiện của từng cơ quan, đơn vị;',
    'Mỗi việc có đơn vị chủ trì, có thời hạn; kết quả được ghi nhận và báo cáo đúng hạn.',
  ],
  planContents: [
    {
      title: 'Tuyên truyền',
      lines: [
        'Giới thiệu chủ đề của Tuần lễ trên cổng thông tin, hệ thống truyền thanh và mạng xã hội của cơ quan, đơn vị;',
        'Treo băng rôn, khẩu hiệu tại trụ sở, trường học, trung tâm học tập cộng đồng.',
      ],
    },
    {
      title: 'Tổ chức các hoạt động học tập',
      lines: [
        'Mở lớp học, chuyên đề ngắn ngày theo nhu cầu của người dân; hướng dẫn kỹ năng số;',
        'Mở cửa thư viện, nhà văn hóa, phòng truyền thống phục vụ người đọc, người học trong Tuần lễ.',
      ],
    },
  ],
  planBudget:
    'Sử dụng nguồn chi thường xuyên được giao trong năm của các cơ quan, đơn vị và nguồn huy động hợp pháp khác.',
  planAgencies: 'Các cơ quan, đơn vị',
  planTasks: [
    'Căn cứ Kế hoạch này, phân công người phụ trách và tổ chức hoạt động hưởng ứng tại đơn vị;',
    'Tổng hợp kết quả, gửi báo cáo đúng thời hạn.',
  ],

  letterSubject: (week: string) => `tổ chức ${week}`,
  letterOpening: (office: string, week: string) =>
    `Để ${week} được tổ chức rộng khắp và thiết thực, ${office} đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:`,
  letterTheme: (theme: string) =>
    `Tuyên truyền chủ đề “${theme}” bằng các hình thức phù hợp với người học tại địa phương, đơn vị;`,
  letterWeek: (span: string) => `Tổ chức các hoạt động hưởng ứng ${span}, bảo đảm an toàn, tiết kiệm, đúng đối tượng;`,
  letterReport: (office: string, room: string) => `Gửi báo cáo kết quả về ${office} trước ${room}.`,
  span: (start: string, end: string) => `từ ${start} đến ${end}`,

  invitationSubject: (ceremony: string) => `Dự ${ceremony}`,
  dress: 'Đại biểu có mặt trước giờ khai mạc 15 phút để ổn định chỗ ngồi',

  programmeRows: [
    { minutes: 15, content: 'Đón tiếp đại biểu, văn nghệ chào mừng', person: 'Ban Tổ chức' },
    { minutes: 10, content: 'Chào cờ, tuyên bố lý do, giới thiệu đại biểu', person: 'Người dẫn chương trình' },
    { minutes: 15, content: 'Diễn văn khai mạc', person: 'Lãnh đạo cơ quan tổ chức' },
    { minutes: 10, content: 'Công bố chủ đề, phát động hưởng ứng Tuần lễ', person: 'Ban Tổ chức' },
    { minutes: 10, content: 'Phát biểu hưởng ứng', person: 'Đại diện đơn vị, người học' },
    { minutes: 15, content: 'Trao sách, học bổng, khen thưởng', person: 'Lãnh đạo cơ quan tổ chức' },
    { minutes: 15, content: 'Bế mạc, tham quan gian trưng bày', person: 'Ban Tổ chức' },
  ],
  scriptSubject: (ceremony: string) => `Dẫn chương trình ${ceremony}`,
  scriptLine: (content: string) => `Kính thưa quý vị đại biểu! Sau đây là phần ${content}.`,
  scriptFirst: (ceremony: string, theme: string | null) =>
    `Kính thưa quý vị đại biểu, thưa toàn thể quý vị!\nHôm nay, chúng ta cùng về dự ${ceremony}${theme === null ? '' : ` với chủ đề “${theme}”`}. Xin mời quý vị ổn định chỗ ngồi để buổi lễ được bắt đầu.`,
  scriptLast: 'Buổi lễ đến đây là kết thúc. Ban Tổ chức trân trọng cảm ơn và kính chúc quý vị sức khỏe, hạnh phúc.',

  reportSubject: (week: string) => `Kết quả tổ chức ${week}`,
  reportOpening: (office: string, week: string) => `${office} báo cáo kết quả tổ chức ${week} như sau:`,
  reportSections: [
    'CÔNG TÁC CHỈ ĐẠO, CHUẨN BỊ',
    'KẾT QUẢ CÁC HOẠT ĐỘNG',
    'THUẬN LỢI, KHÓ KHĂN',
    'NHIỆM VỤ TIẾP THEO',
    'ĐỀ XUẤT, KIẾN NGHỊ',
  ],
  consolidatedSections: [
    'CÔNG TÁC CHỈ ĐẠO',
    'KẾT QUẢ TỔNG HỢP TỪ CÁC ĐƠN VỊ',
    'ĐÁNH GIÁ CHUNG',
    'NHIỆM VỤ TIẾP THEO',
    'ĐỀ XUẤT, KIẾN NGHỊ',
  ],
  consolidatedResults: (room: string) => `Số đơn vị đã gửi báo cáo: ${room} trên tổng số ${room} đơn vị.`,
  figures: ['Số hoạt động', 'Lượt người tham gia', 'Số lớp học', 'Lượt người học', 'Kinh phí (đồng)'],
  result: 'Kết quả',
  content: 'Nội dung',
  note: 'Ghi chú',
  order: 'TT',
  unit: 'Đơn vị',
  tableSubject: (week: string) => `Kết quả ${week}`,
  tableNote: (room: string) => `(Số liệu tính đến ${room})`,

  minutesSubject: (week: string) => `Họp Ban Tổ chức ${week}`,
  chair: 'CHỦ TỌA',
  secretary: 'THƯ KÝ',

  proposalSubject: (week: string) => `Về việc khen thưởng tập thể, cá nhân có thành tích trong ${week}`,
  proposalReason: (office: string, week: string) =>
    `Thực hiện kế hoạch tổ chức ${week}, các cơ quan, đơn vị và nhân dân đã tích cực hưởng ứng; nhiều tập thể, cá nhân có cách làm hay, được người học ghi nhận. ${office} nhận thấy việc khen thưởng kịp thời là cần thiết để động viên phong trào.`,
  proposalRequest: 'Đề nghị xem xét, khen thưởng các tập thể, cá nhân có tên dưới đây:',
  proposalAttachments: ['Biên bản họp xét khen thưởng;', 'Báo cáo thành tích của các tập thể, cá nhân.'],

  committeeSubject: (week: string) => `Về việc thành lập Ban Tổ chức\n${week}`,
  committee: (week: string) => `Ban Tổ chức ${week}`,
  committeeTasks: [
    'Xây dựng kế hoạch, phân công nhiệm vụ cho các thành viên và các đơn vị liên quan;',
    'Tổ chức Lễ khai mạc và các hoạt động của Tuần lễ; theo dõi, tổng hợp kết quả báo cáo cấp trên;',
    'Tự giải thể sau khi hoàn thành nhiệm vụ.',
  ],
  awardSubject: (week: string) => `Về việc khen thưởng tập thể, cá nhân có thành tích\ntrong ${week}`,
  award: 'Giấy khen',
  awardReason: (week: string) => `đã có thành tích trong tổ chức, tham gia ${week}`,
  responsible: ['Thủ trưởng các cơ quan, đơn vị có liên quan'],

  certificateReason: (week: string, theme: string | null) =>
    `Đã tham gia các hoạt động của ${week}${theme === null ? '' : `\nvới chủ đề “${theme}”`}`,
} as const;
