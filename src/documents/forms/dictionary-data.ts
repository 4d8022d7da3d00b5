/**
 * The dictionary of indicators: what the report forms of the Week have asked for since 2020, and how each number adds up.
 * Facts: the two full forms of 2022 (Đồng Nai, Hải Phòng) and news of 2018 to 2025; see docs on indicators.
 */
import type { IndicatorKind } from '../plan/reading.ts';
import type { AddingUp, InTime } from './definition.ts';

export interface DictionaryEntry {
  readonly code: string;
  readonly name: string;
  readonly kind: IndicatorKind;
  readonly addingUp: AddingUp;
  readonly inTime: InTime;
  /** Unit of measure, as printed after a number. */
  readonly unit: string;
  /** Words (unaccented) that the label, or the line it stands under, must hold. */
  readonly words: RegExp;
  /** Words that must not be there. */
  readonly without?: RegExp;
  /** Words of the group's label, where the label alone does not tell. */
  readonly group?: RegExp;
}

type Row = readonly [code: string, name: string, unit: string, words: RegExp, more?: Partial<DictionaryEntry>];

const PEOPLE: Partial<DictionaryEntry> = { kind: 'people' };
const ATTENDANCES: Partial<DictionaryEntry> = { kind: 'attendances' };
const MONEY: Partial<DictionaryEntry> = { kind: 'money' };
const PLAN = /ke hoach/u;
const CENTRE = /trung tam (?:htcd|hoc tap cong dong)|tt ?htcd/u;
const LIBRARY = /thu vien/u;
const AWARD = /khen|thuong|tuyen duong/u;

/** Kinds of classes; each has a number of classes and a number of attendances. */
const CLASSES: readonly (readonly [code: string, name: string, words: RegExp])[] = [
  ['PROF', 'bồi dưỡng nâng cao trình độ chuyên môn, nghiệp vụ', /chuyen mon|nghiep vu/u],
  ['LANGIT', 'ngoại ngữ, tin học', /ngoai ngu|tin hoc/u],
  ['VOC', 'dạy nghề cho lao động nông thôn', /day nghe|hoc nghe|dao tao nghe/u],
  ['LIFE', 'giáo dục kỹ năng sống', /k[yi] nang song/u],
  [
    'CE',
    'chương trình giáo dục đáp ứng yêu cầu của người học',
    /yeu cau (?:cua )?nguoi hoc|cap nhat kien thuc|chuyen giao cong nghe/u,
  ],
  ['LIT', 'xóa mù chữ', /mu chu/u],
  ['OTHER', 'khác', /lop (?:hoc )?khac/u],
];

const ROWS: readonly Row[] = [
  [
    'PLAN.PROVINCE',
    'Kế hoạch cấp tỉnh',
    'văn bản',
    /cap (?:tinh|thanh pho)/u,
    { kind: 'yes-no', addingUp: 'count-of-yes', group: PLAN },
  ],
  [
    'PLAN.DISTRICT',
    'Kế hoạch cấp huyện',
    'văn bản',
    /cap (?:huyen|quan)/u,
    { kind: 'yes-no', addingUp: 'count-of-yes', group: PLAN },
  ],
  ['PLAN.COMMUNE', 'Kế hoạch cấp xã', 'kế hoạch', /cap (?:xa|phuong|co so)/u, { group: PLAN }],
  ['MEDIA.PRESS', 'Số bài viết trên các báo', 'bài', /tren (?:cac )?bao|bao chi|bao in/u, { without: /bao tuong/u }],
  ['MEDIA.TV', 'Số tin, phóng sự trên đài truyền hình', 'tin/phóng sự', /truyen hinh/u],
  ['MEDIA.RADIO', 'Số bài, tin trên đài phát thanh', 'tin/bài', /phat thanh|loa/u],
  ['MEDIA.WALLPAPER', 'Số tờ báo tường', 'tờ', /bao tuong/u],
  ['MEDIA.WALLARTICLE', 'Số bài viết về học tập suốt đời', 'bài', /^so bai viet (?:ve|lien quan|cho)|^so bai viet$/u],
  [
    'MEDIA.ONLINE',
    'Số trang tin, bài viết, video tuyên truyền',
    'tin/bài/video',
    /trang tin|video|mang xa hoi|website/u,
  ],
  ['PROP.LEAFLET', 'Số tờ rơi đã phát hành', 'tờ', /to roi/u],
  [
    'PROP.BOOK',
    'Số sách, tài liệu đã phát hành',
    'cuốn/bản',
    /(?:sach|tai lieu).*(?:phat hanh|in|cap)|^so luong sach/u,
    { without: /dien tu|tai lieu so/u },
  ],
  ['PROP.BANNER', 'Số băng rôn, pa nô, khẩu hiệu', 'chiếc', /bang ron|bang zon|pa ?no|khau hieu|ap phich/u],
  ['EVENT.SEMINAR.N', 'Số lần hội thảo, tọa đàm', 'lần', /hoi thao|toa dam/u],
  ['EVENT.SEMINAR.P', 'Số người tham gia hội thảo, tọa đàm', 'người', /hoi thao|toa dam/u, PEOPLE],
  ['EVENT.EXHIB.N', 'Số triển lãm', 'lần', /trien lam/u],
  ['EVENT.EXHIB.P', 'Số lượt người dự triển lãm', 'lượt người', /trien lam/u, ATTENDANCES],
  ['EVENT.ARTS.N', 'Số hội diễn văn nghệ', 'buổi', /van nghe|hoi dien/u],
  ...CLASSES.flatMap(([code, name, words]): Row[] => [
    [`CLASS.${code}.N`, `Số lớp ${name}`, 'lớp', words],
    [`CLASS.${code}.P`, `Số lượt người tham gia lớp ${name}`, 'lượt người', words, ATTENDANCES],
  ]),
  [
    'LIB.SITES',
    'Số cơ sở giáo dục ở xã có thư viện',
    'cơ sở',
    /(?:co so|truong).*thu vien/u,
    { kind: 'stock', inTime: 'stock' },
  ],
  [
    'LIB.DIGITAL',
    'Số sách, báo điện tử, tài liệu số đã khai thác',
    'đầu mục',
    /dien tu|(?:tai lieu|tl) so|so hoa(?: |$)/u,
    { group: LIBRARY },
  ],
  [
    'LIB.ACTIV',
    'Số hoạt động tập huấn, hướng dẫn, giới thiệu',
    'hoạt động',
    /tap huan|huong dan|gioi thieu/u,
    { group: LIBRARY },
  ],
  ['LIB.ONLINE.P', 'Số người tham gia đọc sách trực tuyến', 'người', /doc sach/u, { ...PEOPLE, group: LIBRARY }],
  [
    'CLC.FACIL',
    'Số trung tâm học tập cộng đồng có đủ cơ sở vật chất',
    'trung tâm',
    /co so vat chat/u,
    { inTime: 'stock', group: CENTRE },
  ],
  [
    'CLC.ORG',
    'Số trung tâm học tập cộng đồng có bộ máy theo quy định',
    'trung tâm',
    /bo may/u,
    { inTime: 'stock', group: CENTRE },
  ],
  ['CLC.FILES', 'Số trung tâm học tập cộng đồng có hồ sơ', 'trung tâm', /ho so/u, { inTime: 'stock', group: CENTRE }],
  [
    'CLC.FIN',
    'Số trung tâm học tập cộng đồng bảo đảm tài chính',
    'trung tâm',
    /tai chinh/u,
    { inTime: 'stock', group: CENTRE },
  ],
  [
    'CLC.ACTIVE',
    'Số trung tâm học tập cộng đồng có tổ chức hoạt động',
    'trung tâm',
    /to chuc hoat dong/u,
    { inTime: 'stock', group: CENTRE },
  ],
  [
    'CLC.MONTHLY',
    'Số trung tâm học tập cộng đồng có nội dung hoạt động hằng tháng',
    'trung tâm',
    /h[aă]ng thang/u,
    { inTime: 'stock', group: CENTRE },
  ],
  ['AWARD.UNITS', 'Số đơn vị được khen thưởng', 'đơn vị', /don vi|tap the/u, { group: AWARD }],
  ['AWARD.PEOPLE', 'Số cá nhân được khen thưởng', 'người', /ca nhan/u, { ...PEOPLE, group: AWARD }],
  ['AWARD.MONEY', 'Tổng kinh phí khen thưởng', 'đồng', /kinh phi|so tien/u, { ...MONEY, group: AWARD }],
  ['X.CEREMONY.POINTS', 'Số điểm cầu lễ khai mạc', 'điểm cầu', /diem cau/u],
  ['X.CEREMONY.P', 'Số người dự lễ khai mạc', 'người', /khai mac/u, PEOPLE],
  ['X.ACTIVITIES.N', 'Số hoạt động hưởng ứng', 'hoạt động', /hoat dong huong ung/u],
  ['X.BOOKS.DONATED', 'Số sách được trao tặng', 'cuốn', /sach.*(?:tang|quyen gop|ung ho)/u],
  ['X.SCHOLARSHIPS', 'Số suất học bổng, quà', 'suất', /hoc bong|suat qua/u],
  ['X.SPONSOR.MONEY', 'Kinh phí xã hội hóa vận động', 'đồng', /xa hoi hoa|tai tro|van dong/u, MONEY],
  ['X.BUDGET.MONEY', 'Kinh phí ngân sách chi cho Tuần lễ', 'đồng', /ngan sach/u, MONEY],
  ['X.CONTESTS.N', 'Số cuộc thi', 'cuộc thi', /cuoc thi|hoi thi/u],
  ['X.DIGITALSKILL.P', 'Số lượt người tập huấn kỹ năng số', 'lượt người', /k[yi] nang so(?: |$)/u, ATTENDANCES],
];

/** All entries, in the order of the forms. */
export const DICTIONARY: readonly DictionaryEntry[] = ROWS.map(([code, name, unit, words, more]) => ({
  code,
  name,
  unit,
  words,
  kind: 'count',
  addingUp: 'sum',
  inTime: 'flow',
  ...more,
}));
