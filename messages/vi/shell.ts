/** Words of the frame round every page. */
export const shell = {
  nav: {
    today: 'Hôm nay',
    documents: 'Văn bản đến',
    papers: 'Văn bản đi',
    register: 'Sổ văn bản',
    plans: 'Kế hoạch',
    tasks: 'Nhiệm vụ',
    reports: 'Báo cáo',
    rollup: 'Tổng hợp',
    activities: 'Hoạt động',
    ceremonies: 'Lễ khai mạc',
    contests: 'Cuộc thi',
    certificates: 'Giấy chứng nhận',
    resources: 'Học liệu',
    units: 'Đơn vị',
    administration: 'Quản trị',
  },
  /** The portal's sections. */
  publicNav: {
    home: 'Trang chủ',
    activities: 'Hoạt động',
    calendar: 'Lịch',
    resources: 'Học liệu',
    contests: 'Cuộc thi',
    results: 'Kết quả',
  },
  choose: {
    title: 'Chọn Tuần lễ',
    lead: 'Các Tuần lễ mà đơn vị của bạn tham gia. Chọn một để làm việc.',
    empty: 'Chưa có Tuần lễ nào',
    emptyHint:
      'Tuần lễ được mở khi đơn vị cấp trên xác nhận kế hoạch. Nếu bạn điều phối, hãy vào mục Văn bản đến và thả kế hoạch hoặc công văn vào đó.',
  },
};
