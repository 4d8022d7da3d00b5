/** Texts of the page of help: how to take part, and what becomes of what one writes. For somebody who has never used a site like this. */
export const help = {
  title: 'Trợ giúp',
  lead: 'Cách tìm, đăng ký, đến dự và nhận giấy chứng nhận. Bạn không cần tài khoản.',
  parts: 'Các phần của trang trợ giúp',
  find: {
    title: 'Tìm hoạt động',
    lines: [
      'Gõ điều bạn muốn học, hoặc tên xã, phường. Không cần gõ dấu.',
      'Nhiều quá thì bấm Bộ lọc để chọn ngày, nơi, loại, dành cho ai, miễn phí.',
      'Trang của mỗi hoạt động cho biết giờ, nơi, còn mấy chỗ, tốn bao nhiêu, hỏi ai.',
    ],
  },
  join: {
    title: 'Đăng ký',
    lines: [
      'Bấm Đăng ký tham gia rồi ghi họ tên là đủ. Trang không có nút ấy thì cứ đến là được dự.',
      'Ghi thêm thư điện tử thì đường dẫn đăng ký đến bằng thư, và bạn được báo khi có chỗ, khi đổi giờ, khi hủy. Ghi số điện thoại thì đơn vị tổ chức gọi được cho bạn.',
      'Đưa con, cháu đi cùng: chọn “Trẻ em đi cùng tôi” rồi ghi số trẻ em. Không ghi tên trẻ em.',
      'Không quen dùng mạng: nhờ người nhà đăng ký giúp, hoặc gọi đơn vị tổ chức để họ ghi tên.',
    ],
  },
  full: {
    title: 'Hết chỗ, đổi ý',
    lines: [
      'Hết chỗ thì bạn vào danh sách chờ. Có người rút, người chờ trước được chỗ trước.',
      'Không đến được nữa thì rút đăng ký ở trang Đăng ký của tôi, để người khác có chỗ.',
      'Mất đường dẫn: vào Đăng ký của tôi, ghi thư điện tử đã dùng, bấm Gửi cho tôi. Không có thư điện tử thì gọi đơn vị tổ chức.',
    ],
  },
  come: {
    title: 'Khi đến dự',
    lines: [
      'Đưa mã QR trên điện thoại hoặc bản in. Không có thì đọc mã ngắn, hoặc nói tên.',
      'Học trực tuyến: đến giờ, mở trang Đăng ký của tôi để lấy đường dẫn vào phòng.',
    ],
  },
  certificate: {
    title: 'Giấy chứng nhận',
    lines: [
      'Nếu đơn vị tổ chức cấp giấy chứng nhận, bạn mở được từ trang Đăng ký của tôi hoặc từ thư báo.',
      'Ai cầm giấy cũng kiểm tra được: quét mã QR trên giấy, hoặc gõ mã ở trang Kiểm tra giấy chứng nhận.',
      'Sai tên thì báo đơn vị cấp. Họ cấp giấy khác; giấy cũ được ghi là đã thay thế.',
    ],
  },
  data: {
    title: 'Dữ liệu của bạn',
    lines: [
      'Chỉ người của đơn vị tổ chức xem được tên và liên hệ của bạn, để giữ chỗ, nhắc, điểm danh và cấp giấy chứng nhận cho chính hoạt động ấy.',
      'Tên và liên hệ tự xóa 90 ngày sau buổi cuối; chỉ con số ở lại. Bạn xóa sớm hơn được bất cứ lúc nào, ở trang Đăng ký của tôi.',
      'Thư hệ thống đã gửi bạn, đơn đăng ký tổ chức bị từ chối và lời báo học liệu đã được trả lời cũng tự xóa sau 90 ngày; đơn và lời báo không ai trả lời thì sau 180 ngày.',
      'Người khác gõ thư điện tử của bạn cũng không biết được bạn đã đăng ký gì: câu trả lời luôn như nhau, chỉ hộp thư của bạn biết.',
      'Giấy chứng nhận đã cấp thì ở lại, vì về sau giấy còn phải kiểm tra được.',
      'Trẻ em chỉ được đếm, không ghi tên. Ảnh nhận ra được trẻ em chỉ hiện khi cha mẹ hoặc người giám hộ đã đồng ý.',
      'Trang này không có quảng cáo và không theo dõi người xem. Vị trí của bạn ở mục Gần tôi không được lưu.',
    ],
  },
  everybody: {
    title: 'Để ai cũng dùng được',
    lines: [
      'Trang dùng được bằng bàn phím, với trình đọc màn hình, khi phóng chữ to, trên điện thoại cũ và khi mạng yếu.',
      'Nền sáng, nền tối và tiếng Anh chọn ở cuối trang.',
      'Gặp chỗ khó dùng, xin báo đơn vị tổ chức ghi trên trang của hoạt động.',
    ],
  },
  organise: {
    title: 'Bạn muốn tổ chức hoạt động?',
    lines: ['Trường, hội, câu lạc bộ, doanh nghiệp chưa có tài khoản thì đăng ký với xã, phường, ngay trên trang này.'],
  },
};
