/** Contests of the demonstration's Week, in our own words: one that is over with its results, one that takes entries and votes. */
import type { Drawing } from './drawings.ts';
import type { CastName } from './people.ts';

export interface EntryScene {
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly organisation: string;
  /** Days from today on which it came. */
  readonly day: number;
  /** Sent by an adult for a child. */
  readonly isForChild?: boolean;
  readonly drawing?: Drawing;
  /** Points of each judge for each criterion, as `judges` and `criteria` stand. */
  readonly points?: readonly (readonly number[])[];
  /** Votes that were confirmed. */
  readonly votes?: number;
  /** Why it was not taken. */
  readonly refused?: string;
}

export interface ContestScene {
  readonly who: CastName;
  readonly unit: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly rules: string;
  readonly whoMay: string;
  /** Days from today, at 8:00 the first, at 17:00 the last. */
  readonly entries: readonly [from: number, until: number];
  readonly vote: readonly [from: number, until: number];
  readonly maxFiles: number;
  readonly prizes: readonly (readonly [label: string, count: number, amount: string])[];
  readonly criteria: readonly (readonly [label: string, maxPoints: number])[];
  readonly judges: readonly CastName[];
  readonly sent: readonly EntryScene[];
  /** Days from today on which the results came out; none: it goes on. */
  readonly published?: number;
  readonly signer?: readonly [title: string, name: string];
}

export const CONTEST_SCENES: readonly ContestScene[] = [
  {
    who: 'library',
    unit: ['Thư viện tỉnh'],
    title: 'Cuộc thi viết “Cuốn sách nhà tôi truyền tay”',
    summary: 'Kể về một cuốn sách đã qua tay nhiều người trong nhà, trong xóm: nó đi từ đâu đến đâu và để lại điều gì.',
    rules:
      'Mỗi người một bài, không quá 800 chữ, viết bằng tiếng Việt hoặc tiếng của dân tộc mình kèm bản dịch.\n\nBài chưa đăng ở đâu. Đừng ghi tên trong bài: giám khảo chấm kín, chỉ biết số bài.\n\nThư viện tỉnh được in các bài có giải trong tập sách của Tuần lễ; tác giả giữ bản quyền.',
    whoMay: 'Mọi người dân, từ 10 tuổi',
    entries: [-12, -6],
    vote: [-11, -3],
    maxFiles: 1,
    prizes: [
      ['Giải nhất', 1, '2000000'],
      ['Giải nhì', 1, '1000000'],
      ['Giải ba', 2, '500000'],
    ],
    criteria: [
      ['Câu chuyện', 50],
      ['Cách kể', 30],
      ['Điều để lại', 20],
    ],
    judges: ['nhaTrang', 'teacher'],
    published: -2,
    signer: ['Giám đốc', 'Mai Thanh Trúc'],
    sent: [
      {
        title: 'Cuốn sổ tay đi biển của ông ngoại',
        body: 'Cuốn sách mỏng nhất nhà tôi là cuốn sổ tay đi biển in từ hồi ông còn trai. Bìa mất, trang nào cũng có mùi dầu máy.\n\nÔng đọc nó trên ghe, cậu Hai đọc nó trong quân đội, mẹ đọc nó để biết bao giờ ông về. Giờ tôi chép lại từng bảng con nước vào điện thoại cho cả xóm, còn cuốn sổ thì nằm trong tủ, cạnh la bàn.',
        author: 'Nguyễn Lượng Hải',
        organisation: 'Phường Nha Trang',
        day: -10,
        drawing: 'sea',
        points: [
          [46, 27, 18],
          [45, 28, 19],
        ],
        votes: 9,
      },
      {
        title: 'Sách toán lớp ba và ba chị em',
        body: 'Chị Ba bọc nó bằng lịch cũ, chị Tư viết tên bằng bút chì rồi tẩy đi, đến tôi thì chỉ còn chữ mờ. Bài nào khó đều có hai lời giải của hai chị, một bằng mực xanh, một bằng mực tím.\n\nTôi thêm lời giải thứ ba, bằng bút bi đỏ. Em gái tôi vào lớp ba năm nay.',
        author: 'Katơr Thị Liễu',
        organisation: 'Xã Bác Ái',
        day: -9,
        drawing: 'letters',
        points: [
          [44, 28, 17],
          [43, 26, 18],
        ],
        votes: 7,
      },
      {
        title: 'Từ điển mượn của thầy Thọ',
        body: 'Thầy cho mượn cuốn từ điển và dặn: trả bằng mười từ mới, không trả bằng tiền. Tôi mượn hai năm, trả được bốn trăm từ.\n\nNgày thầy về hưu, thầy bảo giữ luôn, miễn là cho người khác mượn tiếp với đúng giá ấy.',
        author: 'Đàng Thị Mỹ Hạnh',
        organisation: 'Trung tâm học tập cộng đồng Phan Rang',
        day: -8,
        drawing: 'books',
        points: [
          [42, 25, 17],
          [41, 27, 16],
        ],
        votes: 5,
      },
      {
        title: 'Cuốn dạy nấu ăn bị cháy một góc',
        body: 'Góc cháy là do tôi. Bà ngoại bảo không sao, món cá kho ở trang ấy bà thuộc lòng rồi. Từ đó trang nào bà đọc, tôi chép; trang nào tôi đọc, bà nếm.',
        author: 'Trần Bảo Ngân',
        organisation: 'Trường Tiểu học Xóm Bóng',
        day: -8,
        isForChild: true,
        drawing: 'field',
        points: [
          [40, 26, 15],
          [41, 24, 16],
        ],
        votes: 6,
      },
      {
        title: 'Truyện tranh trên xe đò',
        body: 'Chú lơ xe để sẵn một chồng truyện tranh sau ghế lái. Ai xuống thì để lại, ai lên thì cầm. Mười hai năm, chồng truyện chưa bao giờ vơi.',
        author: 'Võ Minh Nhựt',
        organisation: '',
        day: -7,
        points: [
          [36, 23, 14],
          [38, 22, 13],
        ],
        votes: 3,
      },
      {
        title: 'Bán sách cũ giá rẻ',
        body: 'Nhận mua bán sách cũ các loại, gọi là có.',
        author: 'Tiệm sách Góc Phố',
        organisation: '',
        day: -7,
        refused: 'Bài rao bán hàng, không đúng chủ đề.',
      },
    ],
  },
  {
    who: 'khanhHoa',
    unit: [],
    title: 'Cuộc thi vẽ “Đường đến lớp của tôi”',
    summary: 'Đường ra bến, đường lên rẫy, đường qua chợ: hãy vẽ con đường bạn đi học, ở tuổi nào cũng được.',
    rules:
      'Vẽ bằng bất cứ thứ gì. Chụp lại cho rõ rồi gửi, mỗi người nhiều nhất ba tranh.\n\nTrong ảnh chỉ có tranh, không có mặt người. Trẻ em thì cha mẹ hoặc thầy cô gửi thay.',
    whoMay: 'Người học mọi lứa tuổi trong tỉnh',
    entries: [-6, 6],
    vote: [-4, 8],
    maxFiles: 3,
    prizes: [
      ['Giải nhất', 1, '1500000'],
      ['Giải được yêu thích', 1, '500000'],
    ],
    criteria: [
      ['Ý tưởng', 60],
      ['Màu và nét', 40],
    ],
    judges: ['library'],
    sent: [
      {
        title: 'Qua đầm bằng ghe của ba',
        body: '',
        author: 'Lê Gia Hân',
        organisation: 'Trường Tiểu học Xóm Bóng',
        day: -5,
        isForChild: true,
        drawing: 'sea',
        votes: 8,
      },
      {
        title: 'Đường lên rẫy có ba cái dốc',
        body: 'Tôi sáu mươi mốt tuổi, học lớp xóa mù chữ buổi tối.',
        author: 'Pi Năng Thị Kép',
        organisation: 'Xã Bác Ái',
        day: -4,
        drawing: 'field',
        votes: 6,
      },
      {
        title: 'Đi học qua màn hình',
        body: '',
        author: 'Phạm Trúc Quỳnh',
        organisation: 'Phường Phan Rang',
        day: -2,
        drawing: 'screen',
        votes: 2,
      },
    ],
  },
];
