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
    units: 'Đơn vị',
    administration: 'Quản trị',
  },
  choose: {
    title: 'Chọn Tuần lễ',
    lead: 'Các Tuần lễ mà đơn vị của bạn tham gia. Chọn một để làm việc.',
    empty: 'Chưa có Tuần lễ nào',
    emptyHint:
      'Tuần lễ được mở khi đơn vị cấp trên xác nhận kế hoạch. Nếu bạn điều phối, hãy vào mục Văn bản đến và thả kế hoạch hoặc công văn vào đó.',
  },
};
