/** The people of the demonstration, for signing in as. */
export const demonstration = {
  title: 'Dữ liệu trình diễn',
  lead: 'Hai Tuần lễ mẫu: tỉnh Ninh Thuận năm 2022 đang thu báo cáo, tỉnh Khánh Hòa năm nay đang diễn ra. Người quản trị đã được giao vai trò Điều phối để xem ngay; đăng nhập bằng các tài khoản mẫu dưới đây để xem thử từng vai trò khác.',
  invented: 'Người, văn bản và số liệu đều là giả định.',
  caption: 'Tài khoản mẫu',
  person: 'Người dùng',
  unit: 'Đơn vị',
  role: 'Vai trò',
  email: 'Thư điện tử',
  password: 'Mật khẩu',
  give: 'Cấp mật khẩu',
  giveAgain: 'Cấp mật khẩu mới',
  giveHint: 'Mật khẩu là ngẫu nhiên và chỉ hiện một lần. Cấp lại thì mật khẩu cũ hết dùng được.',
  given: 'Hãy chép các mật khẩu này ngay: chúng không hiện lại.',
  missing: 'Chưa có tài khoản',
  toStart: 'Vào hệ thống',
  openOther: 'Nên mở một cửa sổ ẩn danh để vẫn giữ phiên quản trị ở cửa sổ này.',
};
