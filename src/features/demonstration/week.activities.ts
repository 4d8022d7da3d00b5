/**
 * What the demonstration's Week of this year has held, and what happens today: communes, a library, schools and centres, in
 * our own words. Days count from the day one looks at it.
 */
import { AHEAD } from './week.ahead.ts';
import { type ActivityScene, CENTRE, LIBRARY, SCHOOL } from './week.scene.ts';

/** Held in the days before. */
const HELD: readonly ActivityScene[] = [
  {
    unit: LIBRARY,
    ground: 'Phường Nha Trang',
    kind: 'book-day',
    title: 'Ngày hội đổi sách: một cuốn đọc xong, một cuốn đang chờ',
    summary: 'Mang theo sách đã đọc, đổi lấy sách người khác giới thiệu. Có bàn dán bìa và góc đọc cho trẻ nhỏ.',
    description:
      'Mỗi cuốn mang đến được dán một mẩu giấy: ai nên đọc, vì sao. Cuốn nào cũng tìm được người đọc tiếp.\n\nTrẻ em có góc riêng với sách tranh, có cô thủ thư kể chuyện mỗi giờ.',
    audiences: ['everyone', 'children'],
    place: 'Sân Thư viện tỉnh',
    sessions: [[-3, '08:00', '11:00']],
    seats: 120,
    signups: 14,
    came: [138, 52],
    access: ['step-free', 'childcare'],
    point: [12.2467, 109.1896],
    drawing: 'books',
  },
  {
    unit: ['Phường Nha Trang'],
    kind: 'talk',
    title: 'Chuyện nghề ở cảng cá: học từ người đi biển ba mươi năm',
    summary: 'Bốn ngư dân kể cách đọc trời, giữ cá tươi và giữ mình trên sóng.',
    audiences: ['workers', 'everyone'],
    place: 'Nhà sinh hoạt cộng đồng Vĩnh Trường',
    sessions: [[-3, '18:30', '20:30']],
    seats: 60,
    signups: 9,
    came: [64, 7],
    point: [12.2106, 109.2026],
    drawing: 'sea',
  },
  {
    unit: SCHOOL,
    kind: 'class-langit',
    title: 'Ông bà học dùng điện thoại cùng cháu',
    summary: 'Gọi hình, gửi ảnh, nhận ra tin nhắn lừa đảo. Cháu lớp 5 ngồi cạnh ông bà làm người hướng dẫn.',
    audiences: ['elderly', 'children'],
    place: 'Phòng máy của trường',
    sessions: [
      [-2, '15:30', '17:00'],
      [-1, '15:30', '17:00'],
    ],
    seats: 24,
    signups: 12,
    came: [33, 15],
    access: ['step-free', 'hearing-loop'],
    drawing: 'screen',
  },
  {
    unit: ['Xã Vĩnh Hải'],
    kind: 'class-voc',
    title: 'Trồng nho sạch: từ cắt cành đến chùm nho đạt chuẩn',
    summary: 'Học tại vườn, mỗi nhóm nhận một hàng nho để làm thử.',
    audiences: ['farmers'],
    place: 'Vườn nho của tổ hợp tác thôn Thái An',
    sessions: [[-2, '07:00', '10:00']],
    came: [41, 0],
    point: [11.7036, 109.1833],
    drawing: 'field',
  },
  {
    unit: ['Xã Bác Ái'],
    kind: 'class-lit',
    title: 'Lớp đọc và viết buổi tối cho phụ nữ Raglai',
    summary: 'Học chữ qua tên con, tên rẫy, tờ hóa đơn điện. Có người nói tiếng Raglai.',
    audiences: ['women', 'ethnic-minorities'],
    place: 'Nhà cộng đồng thôn',
    sessions: [
      [-3, '19:00', '20:30'],
      [-2, '19:00', '20:30'],
      [-1, '19:00', '20:30'],
    ],
    came: [22, 0],
    access: ['ethnic-language', 'childcare'],
    drawing: 'letters',
  },
  {
    unit: ['Xã Diên Khánh'],
    kind: 'performance',
    title: 'Đêm hát “Tôi đi học lại”',
    summary: 'Người học lớp đêm lên sân khấu kể chuyện mình bằng bài hát và hò vè.',
    place: 'Sân đình Phú Cang',
    sessions: [[-1, '19:00', '21:00']],
    came: [210, 60],
    drawing: 'voices',
  },
  {
    unit: ['Phường Cam Ranh'],
    kind: 'seminar',
    title: 'Mỗi gia đình một góc học tập',
    summary: 'Phụ huynh và giáo viên bàn cách dành một chỗ yên cho việc học trong căn nhà nhỏ.',
    audiences: ['everyone', 'teachers'],
    place: 'Hội trường phường',
    sessions: [[-1, '08:00', '10:00']],
    came: [86, 0],
  },
  {
    unit: ['Phường Ninh Hòa'],
    kind: 'exhibition',
    title: 'Triển lãm vở cũ: chữ viết tay qua năm mươi năm',
    summary: 'Vở, học bạ, thư viết tay do bà con mang đến. Mở cả tuần.',
    place: 'Nhà văn hóa phường',
    sessions: [
      [-2, '08:00', '17:00'],
      [-1, '08:00', '17:00'],
      [0, '08:00', '17:00'],
      [1, '08:00', '17:00'],
    ],
    point: [12.4939, 109.1264],
    drawing: 'letters',
  },
  {
    unit: ['Xã Vạn Ninh'],
    kind: 'class-life',
    title: 'Bơi an toàn, cứu người đúng cách',
    summary: 'Cho học sinh và phụ huynh vùng biển; có huấn luyện viên và áo phao.',
    audiences: ['children', 'students'],
    place: 'Bãi biển thị trấn cũ',
    sessions: [[-2, '06:00', '08:00']],
    came: [57, 44],
  },
  {
    unit: CENTRE,
    kind: 'club',
    title: 'Câu lạc bộ đọc báo buổi sáng',
    summary: 'Đọc chung một bài, bàn mười lăm phút, về ghi lại một điều mới.',
    audiences: ['elderly', 'everyone'],
    place: 'Quán nước đầu ngõ 12',
    sessions: [[-1, '06:30', '07:30']],
    came: [18, 0],
  },
];

/** Today. */
const TODAY: readonly ActivityScene[] = [
  {
    unit: LIBRARY,
    ground: 'Phường Nha Trang',
    kind: 'library',
    title: 'Thư viện mở cửa đến khuya',
    summary: 'Đọc, học nhóm, mượn sách đến 22 giờ. Có trà và chỗ sạc máy.',
    audiences: ['everyone', 'students'],
    place: 'Phòng đọc tầng 1, Thư viện tỉnh',
    sessions: [[0, '07:30', '22:00']],
    access: ['step-free', 'accessible-toilet', 'braille-or-large-print'],
    point: [12.2467, 109.1896],
    drawing: 'books',
  },
  {
    unit: ['Phường Bắc Nha Trang'],
    kind: 'class-langit',
    title: 'Tiếng Anh cho người bán hàng ở chợ Đầm',
    summary: 'Hai mươi câu đủ để chào, nói giá, chỉ đường. Học ngay tại sạp.',
    audiences: ['workers'],
    place: 'Chợ Đầm, cổng phía đông',
    sessions: [[0, '13:30', '15:00']],
    seats: 30,
    signups: 11,
    drawing: 'voices',
  },
  {
    unit: ['Đặc khu Trường Sa'],
    kind: 'talk',
    title: 'Một giờ học chung giữa đảo và đất liền',
    summary: 'Học sinh trên đảo và ở Nha Trang cùng học về san hô qua màn hình.',
    form: 'both',
    audiences: ['students', 'teachers'],
    place: 'Nhà văn hóa đảo',
    sessions: [[0, '09:00', '10:00']],
    drawing: 'sea',
  },
  {
    unit: ['Phường Phan Rang'],
    kind: 'other',
    title: 'Xe sách về chợ Tấn Tài',
    summary: 'Ba trăm cuốn sách mượn tại chỗ, có người đọc to cho trẻ nghe.',
    audiences: ['children', 'everyone'],
    place: 'Chợ Tấn Tài',
    sessions: [[0, '15:00', '18:00']],
    drawing: 'books',
  },
  {
    unit: ['Xã Khánh Vĩnh'],
    kind: 'class-voc',
    title: 'Đan gùi cho người mới bắt đầu',
    summary: 'Nghệ nhân trong bản dạy từ chẻ nan đến bẻ vành.',
    audiences: ['ethnic-minorities', 'everyone'],
    place: 'Nhà dài buôn Đá Trắng',
    sessions: [[0, '08:00', '11:00']],
    seats: 15,
    signups: 6,
    access: ['ethnic-language'],
  },
];

export const ACTIVITY_SCENES: readonly ActivityScene[] = [...HELD, ...TODAY, ...AHEAD];

/** Things without a date: a number, on a day before. */
export const OUTPUT_SCENES: readonly {
  readonly unit: readonly string[];
  readonly kind: string;
  readonly title: string;
  readonly quantity: number;
  readonly day: number;
}[] = [
  { unit: [], kind: 'media-press', title: 'Loạt bài “Người học ở tuổi sáu mươi”', quantity: 6, day: -2 },
  { unit: ['Phường Nha Trang'], kind: 'banner', title: 'Băng rôn ở chợ, bến cá và cổng trường', quantity: 48, day: -5 },
  { unit: ['Phường Phan Rang'], kind: 'leaflet', title: 'Tờ gấp lịch các lớp trong tuần', quantity: 2_500, day: -6 },
  { unit: ['Xã Vĩnh Hải'], kind: 'media-radio', title: 'Bản tin phát thanh sáng và chiều', quantity: 14, day: -1 },
  { unit: LIBRARY, kind: 'book-drive', title: 'Sách quyên góp cho ba trường vùng cao', quantity: 1_280, day: -1 },
  { unit: ['Xã Khánh Sơn'], kind: 'bookcase', title: 'Tủ sách thôn bản', quantity: 9, day: -4 },
];
