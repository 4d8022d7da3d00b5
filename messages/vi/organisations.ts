/** Organisations from outside the tree. */
export const organisations = {
  kind: {
    school: 'Trường học',
    centre: 'Trung tâm',
    library: 'Thư viện',
    association: 'Hội, đoàn thể',
    company: 'Doanh nghiệp',
    club: 'Câu lạc bộ',
    other: 'Tổ chức khác',
  },
  status: { waiting: 'Chờ duyệt', accepted: 'Đã tiếp nhận', refused: 'Không tiếp nhận', closed: 'Đã dừng' },
  register: {
    title: 'Đăng ký tổ chức hoạt động',
    lead: 'Dành cho trường, thư viện, hội, doanh nghiệp, câu lạc bộ chưa có tài khoản. Xã, phường nơi bạn hoạt động sẽ xem và tiếp nhận; sau đó bạn tự đăng hoạt động của mình.',
    commune: 'Xã, phường, đặc khu nơi hoạt động',
    communeHint: 'Gõ tên, không cần dấu; có thể thêm tên tỉnh. Ví dụ: tran bien dong nai',
    find: 'Tìm',
    choose: 'Chọn đúng nơi',
    chooseNeeded: 'Chọn đúng nơi: gõ tên xã, phường, bấm Tìm rồi chọn',
    noneFound: 'Không tìm thấy xã, phường nào có tên này. Thử gõ ngắn hơn.',
    name: 'Tên tổ chức',
    kind: 'Loại tổ chức',
    about: 'Giới thiệu ngắn',
    aboutHint: 'Tổ chức làm gì, định tổ chức hoạt động nào.',
    website: 'Trang web',
    contactName: 'Người liên hệ',
    contactEmail: 'Thư điện tử',
    contactEmailHint: 'Kết quả sẽ được gửi về đây; cũng là tên đăng nhập sau này.',
    contactPhone: 'Điện thoại',
    privacy:
      'Tên người liên hệ, thư điện tử và điện thoại chỉ dùng để xét và liên lạc, chỉ cán bộ của xã, phường xem được.',
    send: 'Gửi đăng ký',
    sent: 'Đã gửi đăng ký',
    sentText: (unit: string): string =>
      `${unit} sẽ xem và trả lời qua thư điện tử. Nếu sau hai ngày làm việc chưa có trả lời, hãy gọi cho bộ phận văn hóa, xã hội của xã, phường.`,
    badWebsite: 'Địa chỉ trang web chưa đúng',
    badPhone: 'Số điện thoại chưa đúng',
    linkInName: 'Tên không được chứa đường dẫn',
  },
  decide: {
    title: 'Tổ chức xin tham gia',
    lead: 'Tổ chức được tiếp nhận sẽ tự đăng hoạt động; mỗi hoạt động vẫn do đơn vị bạn xem trước khi công bố.',
    empty: 'Chưa có tổ chức nào đăng ký',
    emptyHint: 'Tổ chức đăng ký ở trang công khai “Đăng ký tổ chức hoạt động”.',
    contactDeleted: 'đã xóa theo thời hạn',
    contact: 'Liên hệ',
    accept: 'Tiếp nhận',
    refuse: 'Không tiếp nhận',
    close: 'Dừng tham gia',
    reason: 'Lý do',
    reasonHint: 'Cần khi không tiếp nhận hoặc dừng. Tổ chức sẽ nhận được lời này.',
    reasonNeeded: 'Hãy ghi lý do',
    done: {
      accepted: 'Đã tiếp nhận. Tổ chức nhận được thư.',
      refused: 'Đã trả lời không tiếp nhận.',
      closed: 'Đã dừng.',
    },
  },
  mine: {
    title: 'Tổ chức của tôi',
    empty: 'Bạn chưa thay mặt tổ chức nào',
    emptyHint: 'Đăng ký ở trang “Đăng ký tổ chức hoạt động”.',
    activities: 'Hoạt động của tổ chức',
    noWeek: 'Xã, phường chưa mở Tuần lễ nào. Khi mở, bạn sẽ đăng hoạt động ở đây.',
  },
  mail: {
    waitingSubject: (name: string): string => `Tổ chức xin tham gia: ${name}`,
    waiting: (mail: { name: string; link: string }): string =>
      `Kính gửi anh/chị,\n\n${mail.name} vừa đăng ký tham gia tổ chức hoạt động hưởng ứng Tuần lễ. Xin xem và trả lời trong hai ngày làm việc tại:\n${mail.link}\n`,
    decidedSubject: (name: string): string => `Đăng ký của ${name}`,
    accepted: (mail: { name: string; unit: string; passwordLink: string; link: string }): string =>
      `Kính gửi ${mail.name},\n\n${mail.unit} đã tiếp nhận đăng ký của quý tổ chức.\n\nBước 1: mở trang dưới đây, nhập địa chỉ thư điện tử này. Một thư khác sẽ đến ngay, có đường dẫn để đặt mật khẩu.\n${mail.passwordLink}\n\nBước 2: đăng nhập và đăng hoạt động tại\n${mail.link}\n`,
    refused: (mail: { name: string; unit: string; reason: string }): string =>
      `Kính gửi ${mail.name},\n\n${mail.unit} chưa tiếp nhận đăng ký của quý tổ chức. Lý do:\n\n${mail.reason}\n`,
    closed: (mail: { name: string; unit: string; reason: string }): string =>
      `Kính gửi ${mail.name},\n\n${mail.unit} đã dừng việc quý tổ chức đăng hoạt động trên hệ thống. Lý do:\n\n${mail.reason}\n`,
  },
  agenda: {
    review: (count: number): string => `Trả lời ${count} tổ chức xin tham gia`,
    reviewDetail: 'Tiếp nhận rồi tổ chức mới đăng được hoạt động',
  },
};
