/** The first run. */
const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/gu, '.');

export const installation = {
  title: 'Cài đặt lần đầu',
  lead: 'Ba việc, rồi hệ thống sẵn sàng. Sau này đều đổi được trong mục Quản trị, trừ danh mục đơn vị.',
  step1: '1. Người quản trị',
  step1Note: 'Người này giao vai trò cho các đơn vị, sao lưu và trông coi hệ thống.',
  step2: '2. Danh mục đơn vị',
  step2Note: 'Tỉnh, xã và cấp huyện cũ theo thời gian, để đọc đúng cả số liệu các năm trước.',
  noPack: { label: 'Chưa nạp', hint: 'Nạp danh sách đơn vị của riêng mình (tệp CSV) sau.' },
  packHint: '34 tỉnh, 3.321 xã hiện nay và các đơn vị trước đây từ năm 2022.',
  choosePack: 'Danh mục sẽ nạp',
  chooseData: 'Bắt đầu với',
  step3: '3. Dữ liệu ban đầu',
  step3Note: 'Dữ liệu trình diễn cho thấy một Tuần lễ đang chạy. Chọn bắt đầu trống khi dùng thật.',
  demonstration: {
    label: 'Nạp dữ liệu trình diễn',
    hint: 'Một tỉnh mẫu với kế hoạch, nhiệm vụ và báo cáo để xem thử. Cần danh mục Việt Nam.',
  },
  empty: { label: 'Bắt đầu trống', hint: 'Chỉ có người quản trị và danh mục đơn vị đã chọn.' },
  submit: 'Cài đặt',
  progress: {
    title: 'Đang cài đặt',
    lead: 'Có thể đóng trang này; việc cài đặt vẫn chạy. Mở lại địa chỉ của hệ thống để xem tiếp.',
    waiting: 'Đang chuẩn bị',
    units: 'Đang nạp danh mục đơn vị',
    demonstration: 'Đang nạp dữ liệu trình diễn',
    of: (done: number, total: number): string => `${count(done)} trên ${count(total)}`,
    refresh: 'Xem lại',
    autoRefresh: 'Trang tự cập nhật.',
    failedTitle: 'Cài đặt bị dừng',
    failedLead: 'Người quản trị đã được tạo. Hãy xem lý do dưới đây, khắc phục rồi chạy lại.',
    retry: 'Chạy lại',
    signInToRetry: 'Đăng nhập bằng tài khoản quản trị để chạy lại.',
  },
};
