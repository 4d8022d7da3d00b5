/** Names of offices in running text: where they start, where they end, and what makes a phrase one. */

/** Words that an office's name starts with, longest first. Case matters only for the short and common ones. */
const HEADS = [
  'Ủy ban nhân dân',
  'Uỷ ban nhân dân',
  'Ủy ban Nhân dân',
  'Uỷ ban Nhân dân',
  'Ủy ban Mặt trận Tổ quốc',
  'Uỷ ban Mặt trận Tổ quốc',
  'Ủy ban MTTQ',
  'Uỷ ban MTTQ',
  'Hội đồng nhân dân',
  'Mặt trận Tổ quốc',
  'UBND',
  'UBMTTQ',
  'MTTQ',
  'HĐND',
  'Bộ',
  'Sở',
  'Phòng',
  'Ban',
  'Hội',
  'Liên đoàn',
  'Liên hiệp',
  'Đoàn',
  'Tỉnh đoàn',
  'Tỉnh Đoàn',
  'Quận đoàn',
  'Quận Đoàn',
  'Huyện đoàn',
  'Huyện Đoàn',
  'Thành đoàn',
  'Thành Đoàn',
  'Thị đoàn',
  'Xã đoàn',
  'Đoàn Thanh niên',
  'Đoàn TNCS',
  'Trường',
  'Nhà trường',
  'Trung tâm',
  'TTHTCĐ',
  'TTGDTX',
  'Đài',
  'Báo',
  'Cổng Thông tin',
  'Văn phòng',
  'VP',
  'Công an',
  'Công đoàn',
  'Bộ Chỉ huy',
  'Bộ đội',
  'Cục',
  'Vụ',
  'Viện',
  'Tổng cục',
  'Chi cục',
  'Thư viện',
  'Bảo tàng',
  'Nhà văn hóa',
  'Tỉnh ủy',
  'Thành ủy',
  'Huyện ủy',
  'Quận ủy',
  'Đảng ủy',
  'Chi bộ',
  'Thường trực',
  'Chủ tịch',
  'Trưởng',
  'Giám đốc',
  'Hiệu trưởng',
  'Thủ trưởng',
  'Lãnh đạo',
  'Ban Giám hiệu',
  'Bộ phận',
  'Tổ',
  'Kho bạc',
  'Ngân hàng',
  'Bưu điện',
  'Doanh nghiệp',
  'Các',
  'Cơ quan',
  'Đơn vị',
  'Cơ sở',
  'Giáo viên',
  'Đồng chí',
  'Đ/c',
  'Thành viên',
  'Học sinh',
  'Cán bộ',
  'Kế toán',
  'Tổng phụ trách',
  'Phó',
  'Khoa',
  'Phân hiệu',
  'Học viện',
  'Đại học',
  'Cụm',
  'Khối',
  'Chi hội',
  'Hợp tác xã',
  'Ấp',
  'Thôn',
  'Khu phố',
  'Trạm',
  'Ủy viên',
  'PGD',
  'SGD',
  'GVCN',
  'BGH',
  'CĐCS',
  'Liên minh',
  'Toàn thể',
  'Mỗi',
  'Từng',
  'Quý',
  'Nhân viên',
  'Viên chức',
  'Công chức',
  'Ban đại diện',
  'Liên đội',
  'Chi đoàn',
  'Thầy',
  'Cô',
  'Bí thư',
  'Văn thư',
  'Thủ thư',
  'Phụ huynh',
  'Người',
  'Đồn',
  'Hạt',
  'Chi nhánh',
  'Xí nghiệp',
  'Công ty',
  'Tổng công ty',
  'Tập đoàn',
  'Hội đồng',
  'Tòa án',
  'Viện kiểm sát',
  'Bệnh viện',
  'Trại',
  'Câu lạc bộ',
  'Nhà thiếu nhi',
  'Nhà xuất bản',
  'Tạp chí',
  'Cổng',
  'Quỹ',
  'Lực lượng',
  'Nhóm',
  'Đảng bộ',
  'Tổ dân phố',
  'Làng',
  'Bản',
  'Buôn',
  'Mạng lưới',
  'Ủy ban',
  'Uỷ ban',
  'Cụm dân cư',
  'Đội',
  'Các phòng',
  'Quản đốc',
  'Chỉ huy',
  'Chính trị viên',
  'Phân xưởng',
  'Đội trưởng',
  'Học viên',
  'Nghệ nhân',
  'Bảo vệ(?=,|:| cơ quan| trường| tòa)',
  'Vườn',
  'Khu di tích',
  'Di tích',
  'Nhà hát',
  'Nhà sách',
  'Nhà máy',
  'Nhà khách',
  'Rạp',
  'Giáo xứ',
  'Quân đoàn',
  'Quân khu',
  'Sư đoàn',
  'Trung đoàn',
  'Lữ đoàn',
  'Tiểu đoàn',
  'Đại đội',
  'Hải đội',
  'Hải đoàn',
  'Cảng',
  'Tòa soạn',
  'Toà soạn',
  'Thanh tra',
  'Báo cáo viên',
  'Tuyên truyền viên',
  'Cộng tác viên',
  'Tình nguyện viên',
  'Hướng dẫn viên',
  'Giảng viên',
  'Phóng viên',
  'Chuyên viên',
  'Thí sinh',
  'Đại biểu',
  'Hộ gia đình',
  'Gia đình',
  'Dòng họ',
  'Sinh viên',
  'Chủ nhiệm',
  'Bộ môn',
  'Điện lực',
  'Viettel',
  'VNPT',
  'Bưu cục',
  'Bác sĩ',
  'Lái xe',
  'Thủ quỹ',
  'Siêu thị',
  'Khách sạn',
  'Ban quản lý',
  'Hội cựu',
  'Liên chi',
  'Đơn nguyên',
  'Nhà xuất bản',
  'Hiệp hội',
  'Tổng đội',
  'Thị ủy',
  'Thường vụ',
] as const;

const escaped = HEADS.map((head) => head.replace(/[/]/gu, '\\/')).sort((a, b) => b.length - a.length);
const STARTS_OFFICE = new RegExp(`^(?:${escaped.join('|')})(?![\\p{L}\\d])`, 'iu');
/** "LĐLĐ tỉnh", "HKH các huyện": an abbreviation with a level behind it. */
const ABBREVIATED_OFFICE =
  /^\p{Lu}[\p{Lu}&]{2,8}\s(?:tỉnh|huyện|thành phố|quận|xã|phường|thị xã|TP|TX|các|trường)(?!\p{L})/u;
/** Deeds and things that begin with the same syllable as an office ("Tổ chức", "Báo cáo", "Các hoạt động"). */
const NO_OFFICE =
  /^(?:tổ chức(?!\s+(?:chính trị|xã hội|đoàn|Đoàn|công đoàn|Công đoàn|đảng|Đảng))|báo cáo|ban hành|hội (?:nghị|thảo|thi|trường|diễn|sách)|trường hợp|đơn vị tính|bộ tiêu chí|phòng,? (?:chống|ngừa)|cơ sở vật chất|khối lượng|phó mặc|(?:các|mỗi|từng|toàn thể)\s+(?:hoạt động|nội dung|hình thức|lớp(?!\s+(?:gửi|nộp|tham|thực|chuẩn|báo|cử|đăng))|mô hình|giải pháp|chương trình|nhiệm vụ|chủ đề|văn bản|công việc|điều kiện|biện pháp|chỉ tiêu|mục tiêu|tài liệu|khẩu hiệu|tin|bài|cuộc|buổi|phong trào|khóa|khoá|sản phẩm|thông tin|kế hoạch|báo cáo|tuần lễ|ngày)|khoa học)(?!\p{L})/iu;

/** True when the phrase starts like the name of an office, a post or a group of offices. */
export function isOfficeLike(phrase: string): boolean {
  const text = phrase.trim();
  // "Trường nào nộp trễ …" speaks of whoever it may be.
  if (/^\p{L}+(?:\s\p{L}+)?\s+nào(?!\p{L})/u.test(text)) return false;
  return (STARTS_OFFICE.test(text) || ABBREVIATED_OFFICE.test(text)) && !NO_OFFICE.test(text);
}

/** Heads that count inside a sentence; lower case ones must be followed by a capital or a word of level. */
const STRONG_HEADS = String.raw`(?:Ủy|Uỷ|ủy|uỷ) ban (?:nhân dân|Nhân dân|Mặt trận|MTTQ)|UBND|UBMTTQ|HĐND|MTTQ|Hội đồng nhân dân|Thường trực|Trung ương(?= (?:Hội|Đoàn))|Văn phòng|Trưởng (?:phòng|ban|Ban)|Thủ trưởng|Chủ tịch|Hiệu trưởng|Giám đốc|Ban Giám hiệu|Ban giám hiệu|BGH|nhà trường|Nhà trường|Bộ phận|bộ phận|Tổng cục|Chi cục|Cục|Vụ|Viện|Bộ|Sở|Phòng(?! chống|, chống)|Ban(?! hành)|Hội(?! nghị| thảo| thi| trường| sách)|Liên đoàn|Đoàn(?= (?:trường|thanh niên|Thanh niên|TNCS|xã|phường|thị trấn))|\p{Lu}[\p{Lu}&]{2,8}(?= (?:tỉnh|huyện|thành phố|quận|xã|phường|thị xã|TP|TX)(?!\p{L}))|Tổng phụ trách|Giáo viên chủ nhiệm|GVCN|Văn thư|văn thư|thư viện(?! và)|(?:Tỉnh|Thành|Huyện|Quận|Thị|Xã) [đĐ]oàn|Phó (?:Hiệu trưởng|Chủ tịch|Giám đốc|Trưởng phòng|Trưởng ban|Bí thư)|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Đảng ủy|[Cc]ơ quan [Tt]hường trực|Trường(?! hợp)|Trung tâm|Đài|Báo(?! cáo)|Công an|Công đoàn|Thư viện|PGD|SGD|Tổ(?! chức)|Đồng chí|đồng chí|Đ\/c|đ\/c|Thầy|Cô|Ông|Bà|ông|bà|thầy|cô|Lãnh đạo|Chỉ huy|Chính trị viên|Quản đốc|Chi đoàn|Liên đội|Liên hiệp|Trạm|Cổng(?= [Tt]hông tin)|Trang(?= thông tin)|Hội đồng|(?:phòng|sở|hội|trường|ban|trung tâm|văn phòng|tổ)(?= \p{Lu})|[Pp]hòng(?= (?:chuyên môn|giáo dục|văn hóa))|[Ss]ở(?= giáo dục)|[Ll]ãnh đạo(?= \p{Lu})|[Cc]ấp ủy|[Cc]hính quyền(?= (?:địa phương|cùng cấp|các cấp|xã|phường|huyện))|Công chức|công chức`;
const STRONG_HEAD = new RegExp(`(?<![\\p{L}\\d])(?:${STRONG_HEADS})(?![\\p{L}\\d&])`, 'gu');
const STRONG_HEAD_START = new RegExp(`^(?:${STRONG_HEADS})(?![\\p{L}\\d])`, 'u');

/** Words of level and kind that may follow a comma within one name: "UBND các huyện, thị xã, thành phố". */
const LEVEL_START =
  /^(?:các |và )?(?:thị xã|thành phố|huyện|quận|xã|phường|thị trấn|đặc khu|đoàn thể|ban|ngành|sở|đơn vị|TP|cơ quan|tổ chức|địa phương|trường học)(?![\p{L}])/u;

const NAME_STOP =
  /\s(?:trước|trưóc|truớc|trươc|duyệt|nội dung|việc(?! làm)|cho ý kiến|chậm|muộn|trễ|không|để|đề(?= (?:Sở|Phòng|UBND))|theo|qua|thông qua|về|vào|bằng|đồng thời|kết quả|tổng hợp|xem xét|biết|chỉ đạo|hướng dẫn|báo cáo|gửi|trình|nộp|kèm|hoàn thành|ngay|sau|trong|khi|nhằm|phê duyệt|phối hợp|chủ trì|tổ chức(?! chính trị| xã hội| đoàn)|triển khai|thực hiện|xây dựng(?! xã hội học tập| XHHT| nông thôn mới)|định kỳ|chủ động|có trách nhiệm|đúng|tại|từ|nắm|theo dõi|ban hành|cùng|đề nghị|yêu cầu|tham mưu|dự|công nhận|khen thưởng|thẩm định|hạn|thời hạn|là|ở|bản|file|văn bản|tuyên dương|\d+(?=\s(?:bài|bản|tin|video|clip|ảnh|tác phẩm|sản phẩm|danh sách|báo cáo|bộ|cuốn|gương|suất))|số(?=\s+\d|\s+liệu|\s+lượng|\s*:)|địa chỉ|email|hộp thư|hồ sơ|kế hoạch|danh sách|ký|chậm nhất|gồm|ngày(?=\s\d)|và (?:ý kiến|chỉ đạo|hướng dẫn|theo|căn cứ|gửi|báo cáo|trình|nộp|tổng hợp|đăng|đồng|lưu|chịu|thực|tổ chức|phối))(?![\p{L}])/u;

export interface OfficeMention {
  readonly index: number;
  readonly end: number;
  readonly name: string;
}

/** Every office named in a sentence, in order. Two names joined by "và" or a comma are two mentions. */
export function findOffices(text: string): OfficeMention[] {
  const found: OfficeMention[] = [];
  let from = 0;
  for (const match of text.matchAll(STRONG_HEAD)) {
    if (match.index < from) continue;
    const end = officeEnd(text, match.index);
    const name = text
      .slice(match.index, end)
      .trim()
      .replace(/\s(?:và|hoặc|cùng|với)$/u, '');
    from = end;
    if (name.length >= 3 || /^(?:Sở|Bộ)$/u.test(name))
      found.push({ index: match.index, end: match.index + name.length, name });
  }
  return found;
}

/** "cán bộ văn hóa - xã hội", "bộ phận tài chính - kế toán": two fields of one office. */
const SECOND_FIELD =
  /^\s[-–]\s(?:xã hội|kế toán|tài chính|lưu trữ|xây dựng|hành chính|quản trị|hộ tịch|thể thao|thông tin|tổng hợp|kế hoạch|nghiệp vụ|môi trường)(?!\p{L})/u;

const DOCUMENT_NAMED =
  /^(?:Kế hoạch|Công văn|Quyết định|Văn bản|Nghị quyết|Chỉ thị|Hướng dẫn|Thông báo|Chương trình|Thông tư|kế hoạch|công văn)(?!\p{L})/u;

/** Where the name that starts here ends, whatever it begins with: at punctuation, at a word that can't be part of it, or before the next name. */
export function officeEnd(text: string, start: number): number {
  const head = STRONG_HEAD_START.exec(text.slice(start))?.[0] ?? '';
  const ministry = /^(?:Bộ|Sở|sở|Phòng|phòng|Ban|Vụ|Cục)$/u.test(head);
  const limit = Math.min(text.length, start + 160);
  const window = text.slice(start, limit);
  const stop = NAME_STOP.exec(window);
  const rest = stop === null ? window : window.slice(0, stop.index);
  for (let i = head.length; i < rest.length; i++) {
    const character = rest[i] ?? '';
    if (character === ',') {
      const next = rest.slice(i + 1).trimStart();
      const partOfName =
        LEVEL_START.test(next) ||
        (ministry && /^\p{Lu}\p{Ll}/u.test(next) && !STRONG_HEAD_START.test(next) && !isOfficeLike(next));
      if (!partOfName) return start + i;
    } else if (character === '.') {
      if (!/(?:^|[\s.])(?:TP|Tp|tp|P|Q|TX|TT|H|X)$/u.test(rest.slice(0, i))) return start + i;
    } else if (/[;:()[\]"“”…?!<>]/u.test(character)) return start + i;
    else if (character !== ' ') continue;
    else if (/^\s[-–]\s\p{Ll}/u.test(rest.slice(i, i + 4)) && !SECOND_FIELD.test(rest.slice(i))) return start + i;
    // One office of two bodies.
    else if (
      /^\svà\s(?:UBND|[ỦU]y ban nhân dân)/u.test(rest.slice(i, i + 20)) &&
      /^Văn phòng (?:HĐND|Hội đồng nhân dân)$/u.test(rest.slice(0, i))
    )
      i += 4;
    else if (/^\s(?:và|hoặc|cùng|với)\s/u.test(rest.slice(i, i + 7))) {
      const next = rest.slice(i).replace(/^\s\p{L}+\s+/u, '');
      const plural = /^các (?=\p{L})/u.test(next) && !/^các (?:tổ chức|cơ quan)/u.test(next);
      if (
        STRONG_HEAD_START.test(next) ||
        DOCUMENT_NAMED.test(next) ||
        /^(?:file|bản|e-?mail|hộp thư|gửi|qua|đồng)\s/u.test(next) ||
        plural ||
        /^\s(?:cùng|với)/u.test(rest.slice(i))
      )
        return start + i;
    }
  }
  return start + rest.replace(/[\s–-]+$/u, '').length;
}

/** Verbs that end the name of an office at the start of a task ("Sở Y tế chủ trì …"). */
const VERBS =
  'chủ trì|chủ động|phối hợp|chỉ đạo|xây dựng(?! (?:xã hội học tập|XHHT|nông thôn mới))|triển khai|thực hiện|hướng dẫn|tham mưu|tăng cường|đẩy mạnh|đôn đốc|theo dõi|kiểm tra|giám sát|báo cáo(?! viên)|tổng hợp|tuyên truyền(?! viên)|vận động|căn cứ|bố trí|cân đối|thẩm định|tiếp tục|phát động|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|có kế hoạch|có văn bản|đảm bảo|bảo đảm|cử|(?<!công |dân |ngoài công )lập|huy động|lồng ghép|khuyến khích|quan tâm|tạo điều kiện|chuẩn bị|nghiêm túc|đưa tin|cung cấp|đăng tải|lựa chọn|hưởng ứng|quán triệt|phổ biến|đề nghị|yêu cầu|giao|trình|tích cực|duy trì|hỗ trợ|xem xét|treo|viết|tiếp nhận|dự trù|rà soát|gửi|nộp|hoàn thành|phân công|kịp thời|đăng ký|tham gia|phụ trách|ban hành|mở|thành lập|sử dụng|giới thiệu|khai thác|biên soạn|đổi mới|phát huy|nhân rộng|tập trung|thường xuyên|vận dụng|khen thưởng|tuyên dương|biểu dương|làm|là|tổng kết|sơ kết|rút kinh nghiệm|đề xuất|bám sát|tìm hiểu|hoàn thiện|nhận|cùng với|sẽ|cần|phải|được giao|dựa|phát(?! thanh)|chi trả|hằng|hàng|trực tiếp|góp phần|điều phối|đồng hành|nắm|chọn|thiết kế|trang trí|trên cơ sở|theo chức năng|tùy|tuỳ|nghiên cứu|lấy|cụ thể h(?:óa|oá)|đưa|gắn|xác định|khảo sát|trao đổi|tặng|trao|mời|in ấn|lắp đặt|trưng bày|kết nối|khai giảng|tiếp sóng|phát sóng|phát hành|đón tiếp|tiếp đón|hoàn tất|chăm lo|dàn dựng|biên tập|luân chuyển|kẻ vẽ|lên (?:kịch bản|kế hoạch|lịch|danh sách)|nhắc nhở|động viên|đối chiếu|kiểm kê|xác nhận|bổ sung|vui lòng|báo (?:số|danh)|kêu gọi|đánh giá|bồi dưỡng|sưu tầm|công bố|quyết định|thông báo(?! cáo)|trích|dành|bảo vệ|thông tin(?! và| điện|,)|giữ|rà|tập hợp|tiến hành|khẩn trương|gương mẫu|lan tỏa|nâng cao|chia sẻ|đọc|liên hệ|ưu tiên|thống nhất|thống kê|ký|chấp hành|đăng|học tập|phản ánh|phân bổ|quản lý(?! giáo dục)|xử lý';
const VERB = new RegExp(
  String.raw`[\s,](?:${VERBS}|tổ chức(?!\s+(?:chính trị|xã hội|đoàn thể|hội|kinh tế|thành viên|cơ sở|quần chúng|tôn giáo|liên quan|đảng|Đảng|Đoàn|đoàn|có liên|,)))(?![\p{L}])`,
  'gu',
);

/** Verbs that are part of a name: "Ban tổ chức", "cán bộ quản lý", "Trung tâm học tập cộng đồng". */
const NOUN_PAIR =
  /(?:^|\s)(?:các tổ chức|[Bb]an (?:tổ chức|chỉ đạo|giám sát|quản lý|vận động|tuyên truyền)|(?:cán bộ|người|nhà|cơ quan|viên chức) quản lý|(?:Tổng|người|cán bộ|giáo viên|tổ|bộ phận|chuyên viên|nhân viên) phụ trách|(?:công dân|cộng đồng|gia đình|dòng họ|[Đđ]ơn vị|tâm|xã hội|phong trào) học tập|cơ quan (?:thông tin|chỉ đạo|truyền thông)|[Pp]hòng (?:tổ chức|quản lý)|[Gg]iáo dục thường xuyên|[Tt]ổ (?:kiểm tra|tuyên truyền|bảo vệ|hỗ trợ|quản lý)|Đội tuyên truyền)$/u;

/** Position of the first verb after the subject of a sentence, or -1. "các tổ chức", "cơ quan chỉ đạo" don't count. */
export function firstVerb(text: string): number {
  for (const match of text.matchAll(VERB)) {
    const upTo = text.slice(Math.max(0, match.index - 14), match.index + match[0].length);
    if (NOUN_PAIR.test(upTo)) continue;
    const next = text.slice(match.index + match[0].length);
    if (/(?:^|\s)(?:và|các|,)\s+tổ chức$/u.test(upTo) && !/^\s+(?:các|tốt|Tuần|Lễ|lễ|cho|thực|triển|tuyên)/u.test(next))
      continue;
    return match.index;
  }
  return -1;
}

/** The same office whatever the case, article and spelling of common abbreviations. */
export function officeKey(name: string): string {
  return name
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/uỷ/gu, 'ủy')
    .replace(/ủy ban nhân dân/gu, 'ubnd')
    .replace(/giáo dục và đào tạo|gd\s?&\s?đt|gd-đt|gd đt/gu, 'gdđt')
    .replace(/^(?:các|đề nghị|giao)\s+/u, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}
