/** Words of made-up activities: what a list of seventy thousand of them could say. Our own; no document's. */

export interface KindTexts {
  readonly kind: string;
  /** How often of a hundred. */
  readonly share: number;
  readonly titles: readonly string[];
}

export const KINDS: readonly KindTexts[] = [
  { kind: 'class-life', share: 16, titles: ['Lớp kỹ năng', 'Buổi học kỹ năng', 'Chuyên đề kỹ năng sống'] },
  { kind: 'class-langit', share: 11, titles: ['Lớp tin học', 'Lớp tiếng Anh giao tiếp', 'Lớp kỹ năng số'] },
  { kind: 'class-voc', share: 8, titles: ['Lớp dạy nghề', 'Lớp hướng dẫn kỹ thuật'] },
  { kind: 'class-prof', share: 7, titles: ['Tập huấn', 'Lớp bồi dưỡng'] },
  { kind: 'talk', share: 13, titles: ['Tọa đàm', 'Trò chuyện', 'Buổi nói chuyện chuyên đề'] },
  { kind: 'seminar', share: 6, titles: ['Hội thảo', 'Diễn đàn'] },
  { kind: 'library', share: 9, titles: ['Giờ đọc ở thư viện', 'Thư viện lưu động', 'Kể chuyện theo sách'] },
  { kind: 'book-day', share: 7, titles: ['Ngày hội đọc sách', 'Đổi sách cũ lấy sách mới'] },
  { kind: 'exhibition', share: 4, titles: ['Triển lãm', 'Trưng bày'] },
  { kind: 'performance', share: 3, titles: ['Hội diễn', 'Đêm văn nghệ'] },
  { kind: 'club', share: 4, titles: ['Sinh hoạt câu lạc bộ', 'Câu lạc bộ'] },
  { kind: 'online-course', share: 3, titles: ['Khóa học trực tuyến', 'Lớp học trên mạng'] },
  { kind: 'class-lit', share: 2, titles: ['Lớp xóa mù chữ buổi tối', 'Lớp đọc viết'] },
  { kind: 'banner', share: 3, titles: ['Treo băng rôn', 'Pa nô'] },
  { kind: 'media-radio', share: 4, titles: ['Bản tin truyền thanh', 'Phát thanh'] },
];

export const TOPICS = [
  'dùng điện thoại thông minh cho người cao tuổi',
  'an toàn khi mua bán trên mạng',
  'viết thư, viết đơn đúng cách',
  'chăm sóc vườn cây ăn quả',
  'trồng rau sạch trong thùng xốp',
  'sơ cứu ban đầu tại nhà',
  'phòng chống đuối nước cho trẻ em',
  'học cùng con mỗi tối',
  'quản lý chi tiêu gia đình',
  'khởi nghiệp từ nghề truyền thống',
  'nấu ăn đủ chất cho người bệnh',
  'đọc hiểu giấy tờ hành chính',
  'nộp hồ sơ dịch vụ công trên mạng',
  'phân loại rác tại nguồn',
  'lịch sử địa phương qua ảnh cũ',
  'xây dựng gia đình và dòng họ hiếu học',
  'trí tuệ nhân tạo trong công việc hằng ngày',
  'bảng tính cho người mới bắt đầu',
  'phỏng vấn xin việc',
  'chăn nuôi gà thả vườn',
  'tiết kiệm điện và nước',
  'pháp luật về đất đai',
  'giữ gìn tiếng nói của dân tộc mình',
  'phòng chống lừa đảo qua điện thoại',
  'sức khỏe tâm thần học đường',
  'kể chuyện Bác Hồ',
  'đan lát mây tre',
  'may vá cơ bản',
  'nuôi dạy con trong thời đại số',
  'đọc sách mỗi ngày hai mươi phút',
];

/** One of two thousand has one of these. */
export const RARE = [
  'gốm Chu Đậu',
  'dệt lanh',
  'hát xẩm',
  'đàn đáy',
  'khảm trai',
  'tranh Kim Hoàng',
  'nghề làm nón ngựa',
];

export const HALLS = [
  'Nhà văn hóa',
  'Hội trường',
  'Trung tâm học tập cộng đồng',
  'Thư viện',
  'Phòng học số 2',
  'Sân trường',
];

export const SUMMARIES = [
  'Mời bà con trong xã cùng đến học và hỏi, có tài liệu mang về.',
  'Người hướng dẫn làm mẫu từng bước, ai cũng được thử tại chỗ.',
  'Dành cho người mới bắt đầu, không cần chuẩn bị gì trước.',
  'Có chỗ gửi xe, nước uống và góc chơi cho trẻ nhỏ.',
  'Buổi gặp để chia sẻ kinh nghiệm và lập nhóm tự học sau Tuần lễ.',
];

export const PARAGRAPHS = [
  'Nội dung đi từ việc thường gặp: người học nêu điều mình đang vướng, cả nhóm cùng tìm cách làm rồi thực hành ngay tại lớp.',
  'Mỗi người nhận một tờ hướng dẫn khổ lớn, chữ to, có hình vẽ từng bước để về nhà làm lại cùng người thân.',
  'Sau buổi học có nhóm trực giải đáp trong một tháng; ai chưa theo kịp có thể đăng ký học thêm miễn phí.',
  'Ban tổ chức bố trí lối đi không bậc và chỗ ngồi gần bảng cho người cao tuổi, người khuyết tật.',
  'Người tham gia cần mang theo thiết bị của mình nếu có; đơn vị tổ chức có sẵn mười máy cho mượn.',
];

export const FAMILY_NAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Lý', 'Giàng', 'Nông'];
export const MIDDLE_NAMES = ['Thị', 'Văn', 'Minh', 'Hồng', 'Quốc', 'Thanh', 'Ngọc', 'Đức'];
export const GIVEN_NAMES = [
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'Giang',
  'Hạnh',
  'Khuê',
  'Lan',
  'Mỹ',
  'Nga',
  'Oanh',
  'Phượng',
  'Quỳnh',
  'Sơn',
  'Tuyết',
  'Ước',
  'Vy',
  'Ý',
];
