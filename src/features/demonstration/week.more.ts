/** What the demonstration's Week of this year has besides activities, in our own words. */
import type { ResourceContent } from '../resources/index.ts';
import type { CastName } from './people.ts';

export interface CeremonyScene {
  readonly title: string;
  readonly about: string;
  /** From today. */
  readonly day: number;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  /** Lines as one would paste them. */
  readonly sites: readonly string[];
  readonly programme: readonly (readonly [from: string, to: string, content: string, inCharge: string])[];
  readonly guests: readonly (readonly [label: string, quota: number])[];
  /** People at each site, in their order. */
  readonly came?: readonly number[];
}

export const CEREMONY_SCENES: readonly CeremonyScene[] = [
  {
    title: 'Lễ khai mạc Tuần lễ học tập suốt đời tỉnh Khánh Hòa',
    about: 'Một chương trình cho bốn điểm cầu, từ Nha Trang đến Trường Sa.',
    day: -3,
    from: '08:00',
    to: '09:40',
    place: 'Trung tâm Hội nghị tỉnh',
    sites: [
      'Điểm cầu Phường Phan Rang; Nhà văn hóa 16 tháng 4; Trịnh Thị Hòa; 0900 000 011; 120 chỗ',
      'Điểm cầu Xã Bác Ái; Hội trường xã; Pi Năng Quang; 0900 000 012; 80 chỗ',
      'Điểm cầu Đặc khu Trường Sa; Nhà văn hóa đảo; Lê Hải Sơn; 0900 000 013; 40 chỗ',
    ],
    programme: [
      ['07:30', '08:00', 'Đón đại biểu, thử đường truyền', 'Ban tổ chức'],
      ['08:00', '08:15', 'Hát mở đầu: “Biển gọi”', 'Đội văn nghệ Trường Tiểu học Xóm Bóng'],
      ['08:15', '08:25', 'Giới thiệu đại biểu, chào các điểm cầu', 'Người dẫn chương trình'],
      ['08:25', '08:45', 'Phát động Tuần lễ', 'Lãnh đạo Ủy ban nhân dân tỉnh'],
      ['08:45', '09:10', 'Chuyện của người học: từ ghe cá đến lớp tin học', 'Ông Nguyễn Lượng'],
      ['09:10', '09:30', 'Trao tủ sách cho ba trường vùng cao', 'Thư viện tỉnh'],
      ['09:30', '09:40', 'Hẹn gặp ở các lớp học', 'Người dẫn chương trình'],
    ],
    guests: [
      ['Hiệu trưởng 12 trường trung học phổ thông', 12],
      ['Giám đốc trung tâm học tập cộng đồng các phường Nha Trang', 4],
      ['Chủ tịch Hội Khuyến học tỉnh', 1],
      ['Người học tiêu biểu', 20],
    ],
    came: [286, 104, 71, 38],
  },
  {
    title: 'Lễ tổng kết và trao giải Hội thi kể chuyện theo sách',
    about: 'Nghe ba câu chuyện hay nhất, trao giải, và mời mọi người ở lại đọc sách.',
    day: 3,
    from: '15:00',
    to: '16:30',
    place: 'Hội trường Thư viện tỉnh',
    sites: ['Điểm cầu Phường Phan Rang; Nhà văn hóa 16 tháng 4; Trịnh Thị Hòa; 0900 000 011; 60 chỗ'],
    programme: [
      ['15:00', '15:10', 'Chào mừng', 'Thư viện tỉnh'],
      ['15:10', '15:50', 'Ba câu chuyện vào vòng cuối', 'Các đội thi'],
      ['15:50', '16:10', 'Trao giải', 'Ban giám khảo'],
      ['16:10', '16:30', 'Cùng đọc mười phút', 'Mọi người'],
    ],
    guests: [
      ['Đội thi các trường tiểu học', 15],
      ['Phụ huynh học sinh', 30],
    ],
  },
];

type Lent = Omit<ResourceContent, 'publisher' | 'year' | 'url'>;

const resource = (
  kind: Lent['kind'],
  title: string,
  description: string,
  author: string,
  more: Pick<Lent, 'subject' | 'level'> & Partial<Lent>,
): Lent => ({
  kind,
  title,
  description,
  author,
  licence: 'cc-by',
  language: 'vi',
  audiences: ['everyone'],
  accessibility: [],
  minutes: null,
  ...more,
});

export const RESOURCE_SCENES: readonly { readonly by: 'province' | 'library'; readonly content: Lent }[] = [
  {
    by: 'province',
    content: resource(
      'course',
      'Mười bài học đầu tiên với điện thoại thông minh',
      'Mỗi bài mười phút: bật, gọi, nhắn, chụp, gửi, tìm, và nhận ra kẻ lừa đảo.',
      'Nhóm giáo viên tin học Nha Trang',
      {
        subject: 'digital',
        level: 'adult',
        minutes: 100,
        audiences: ['elderly'],
        accessibility: ['captions', 'largePrint'],
      },
    ),
  },
  {
    by: 'province',
    content: resource(
      'document',
      'Sổ tay mở một lớp học ở nhà văn hóa thôn',
      'Danh mục việc cần làm trước, trong và sau một lớp; có mẫu giấy mời và bảng điểm danh.',
      'Sở Giáo dục và Đào tạo Khánh Hòa',
      { subject: 'teaching', level: 'any', audiences: ['teachers', 'officials'] },
    ),
  },
  {
    by: 'library',
    content: resource(
      'audio',
      'Truyện kể miền biển, đọc bởi các ông bà',
      'Hai mươi truyện ngắn thu ở bến cá, mỗi truyện năm phút.',
      'Câu lạc bộ bạn đọc lớn tuổi',
      { subject: 'culture', level: 'any', minutes: 100, audiences: ['children'], accessibility: ['transcript'] },
    ),
  },
  {
    by: 'library',
    content: resource(
      'book',
      'Đọc cùng con: năm mươi trò chơi với sách tranh',
      'Mỗi trò chơi một trang, không cần chuẩn bị gì ngoài một cuốn sách.',
      'Mai Thanh Trúc',
      { subject: 'literacy', level: 'preschool', licence: 'cc-by-sa' },
    ),
  },
  {
    by: 'library',
    content: resource(
      'lecture',
      'Chữ Chăm cho người mới học',
      'Tám bài giảng kèm bảng tập viết in được.',
      'Thầy Đàng Năng Thọ',
      { subject: 'language', level: 'adult', language: 'cjm', minutes: 240, audiences: ['ethnic-minorities'] },
    ),
  },
  {
    by: 'province',
    content: resource(
      'video',
      'Cắt cành nho đúng cách',
      'Quay tại vườn Thái An, ba góc máy, có phụ đề.',
      'Trạm khuyến nông',
      { subject: 'farming', level: 'vocational', minutes: 18, audiences: ['farmers'], accessibility: ['captions'] },
    ),
  },
  {
    by: 'province',
    content: resource(
      'video',
      'Bốn phút đầu khi có người đuối nước',
      'Làm gì, theo thứ tự nào, và đừng làm gì.',
      'Trung tâm y tế Vạn Ninh',
      { subject: 'health', level: 'any', minutes: 6, accessibility: ['captions', 'signLanguage'] },
    ),
  },
  {
    by: 'library',
    content: resource(
      'website',
      'Từ điển ảnh các loài cá ở chợ',
      'Tên phổ thông, tên địa phương, mùa đánh bắt và cách giữ tươi.',
      'Nhóm bạn đọc Vĩnh Trường',
      { subject: 'science', level: 'any', licence: 'cc0' },
    ),
  },
];

/** Held activities whose people get certificates, and who gives them. */
export const CERTIFIED: readonly { readonly who: CastName; readonly title: string }[] = [
  { who: 'library', title: 'Ngày hội đổi sách: một cuốn đọc xong, một cuốn đang chờ' },
  { who: 'teacher', title: 'Ông bà học dùng điện thoại cùng cháu' },
];

export const AWARDS: readonly {
  readonly awardeeKind: 'unit' | 'person';
  readonly award: string;
  readonly list: readonly string[];
}[] = [
  {
    awardeeKind: 'unit',
    award: 'Bằng khen của Chủ tịch UBND tỉnh',
    list: [
      'Thư viện tỉnh; Mở cửa đến khuya suốt cả năm, đưa xe sách về 19 xã',
      'Trung tâm học tập cộng đồng Phan Rang; Câu lạc bộ đọc báo không nghỉ buổi nào',
      'Trường Tiểu học Xóm Bóng; Lớp ông bà học cùng cháu',
    ],
  },
  {
    awardeeKind: 'person',
    award: 'Giấy khen của Sở Giáo dục và Đào tạo',
    list: [
      'Ông Nguyễn Lượng; 68 tuổi, học xong tin học cơ bản rồi dạy lại cho bạn thuyền',
      'Bà Pi Năng Thị Kép; Đi bộ bảy cây số đến lớp xóa mù chữ, không vắng buổi nào',
      'Thầy Đàng Năng Thọ; Soạn bài học chữ Chăm và chia sẻ miễn phí',
      'Chị Võ Thị Thu Thảo; Mở tủ sách trước hiên nhà cho trẻ con trong xóm',
    ],
  },
];
