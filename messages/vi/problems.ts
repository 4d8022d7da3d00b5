/** What each refusal of the catalogue (platform/errors) says: what happened, and what to do. */
export const problems = {
  codes: {
    'request.invalid': {
      title: 'Có chỗ chưa đúng',
      detail: 'Bấm nút quay lại của trình duyệt để sửa; nội dung đã gõ vẫn còn.',
    },
    'request.too-large': { title: 'Tệp quá lớn', detail: 'Hãy giảm dung lượng tệp rồi gửi lại.' },
    'request.forged': {
      title: 'Yêu cầu này không đi từ trang của hệ thống',
      detail: 'Một trang khác đã thử gửi dữ liệu thay bạn, nên hệ thống không nhận. Hãy mở trang từ đầu rồi làm lại.',
    },
    'request.too-many': { title: 'Gửi quá nhiều lần', detail: 'Xin chờ một phút rồi thử lại.' },
    'sign-in.needed': { title: 'Cần đăng nhập', detail: 'Phiên làm việc đã hết. Hãy đăng nhập rồi làm lại.' },
    'sign-in.failed': {
      title: 'Chưa đăng nhập được',
      detail: 'Thư điện tử hoặc mật khẩu không đúng.',
    },
    'sign-in.too-many': {
      title: 'Thử quá nhiều lần',
      detail: 'Xin chờ 15 phút rồi đăng nhập lại. Nếu quên mật khẩu, hãy báo người quản trị.',
    },
    'sign-in.second-factor-wrong': {
      title: 'Mã không đúng',
      detail: 'Mã đổi sau mỗi 30 giây và chỉ dùng một lần. Hãy nhập mã đang hiện trên ứng dụng.',
    },
    'permission.denied': {
      title: 'Bạn không có quyền làm việc này',
      detail: 'Quyền được giao theo đơn vị. Nếu cần, hãy nhờ người điều phối hoặc người quản trị giao thêm vai trò.',
    },
    'not-found': { title: 'Không có trang này', detail: 'Đường dẫn sai, hoặc nội dung đã được gỡ bỏ.' },
    'edit.stale': {
      title: 'Đã có người khác sửa trước',
      detail: 'Hãy so hai bản, giữ điều đúng rồi lưu lại. Nội dung bạn gõ chưa bị mất.',
    },
    'edit.conflict': {
      title: 'Nội dung đã thay đổi',
      detail: 'Trong lúc bạn làm, điều này đã đổi. Hãy mở lại trang để xem bản mới nhất.',
    },
    'installation.finished': {
      title: 'Hệ thống đã được cài đặt',
      detail: 'Người quản trị đã được tạo. Hãy đăng nhập.',
    },
    'installation.unfinished': {
      title: 'Hệ thống chưa cài đặt xong',
      detail: 'Hãy hoàn tất bước cài đặt lần đầu.',
    },
    'invitation.invalid': {
      title: 'Lời mời không còn dùng được',
      detail: 'Đường dẫn đã được dùng, đã quá 14 ngày hoặc đã bị thu hồi. Hãy nhờ người mời gửi lại.',
    },
    'account.exists': { title: 'Thư điện tử này đã có tài khoản', detail: 'Hãy đăng nhập bằng tài khoản đó.' },
    'account.last-administrator': {
      title: 'Đây là người quản trị cuối cùng',
      detail: 'Hãy giao quyền quản trị cho một người khác trước.',
    },
    'password.weak': { title: 'Mật khẩu chưa đủ mạnh', detail: 'Hãy chọn mật khẩu dài hơn và khó đoán hơn.' },
    'unit.import-invalid': {
      title: 'Danh sách đơn vị có lỗi',
      detail: 'Chưa đơn vị nào được ghi. Hãy sửa các dòng được nêu rồi nạp lại.',
    },
    'unit.duplicate-name': {
      title: 'Có hai đơn vị cùng tên',
      detail: 'Hãy chọn đúng đơn vị trong danh sách.',
    },
    'document.unreadable': {
      title: 'Không đọc được văn bản',
      detail: 'Tệp bị hỏng, có mật khẩu hoặc không phải loại tệp được nhận.',
    },
    'document.not-confirmable': {
      title: 'Chưa xác nhận được văn bản',
      detail: 'Hãy bổ sung các mục còn thiếu rồi xác nhận lại.',
    },
    'document.confirmed': {
      title: 'Văn bản đã được xác nhận',
      detail: 'Nội dung đã thành kế hoạch; hãy sửa tiếp ở mục Kế hoạch.',
    },
    'edition.exists': {
      title: 'Tuần lễ năm này đã được mở',
      detail: 'Mỗi đơn vị chỉ mở một Tuần lễ cho một năm. Hãy vào Tuần lễ đang có.',
    },
    'edition.closed': { title: 'Tuần lễ đã đóng', detail: 'Số liệu đã chốt, chỉ còn xem và tải xuống.' },
    'plan.exists': { title: 'Đơn vị đã có kế hoạch', detail: 'Hãy mở kế hoạch đang có để sửa.' },
    'plan.issued': {
      title: 'Kế hoạch đã ban hành',
      detail: 'Kế hoạch có số và ngày thì không sửa được nữa.',
    },
    'plan.not-issued': { title: 'Kế hoạch chưa ban hành', detail: 'Hãy ban hành kế hoạch trước.' },
    'report.locked': { title: 'Báo cáo đang khóa', detail: 'Báo cáo đã gửi; chỉ sửa được khi cấp trên trả lại.' },
    'report.cell-locked': {
      title: 'Ô này đang khóa',
      detail: 'Chỉ sửa được những ô mà cấp trên đã trả lại.',
    },
    'report.invalid-value': { title: 'Có số liệu chưa đúng', detail: 'Hãy xem lại các ô được nêu.' },
    'report.empty': { title: 'Báo cáo chưa có số liệu', detail: 'Hãy nhập ít nhất một chỉ tiêu rồi gửi.' },
    'report.missing-units': {
      title: 'Còn đơn vị chưa gửi',
      detail: 'Hãy chờ đủ, hoặc ghi lý do gửi khi còn thiếu.',
    },
    'report.not-submitted': { title: 'Báo cáo chưa được gửi', detail: 'Chỉ duyệt hoặc trả lại báo cáo đã gửi.' },
    'report.nothing-returned': {
      title: 'Chưa chọn chỗ cần sửa',
      detail: 'Hãy chọn ít nhất một ô hoặc một mục và ghi lý do trả lại.',
    },
    'form.frozen': {
      title: 'Mẫu báo cáo đã khóa',
      detail: 'Đã có đơn vị gửi báo cáo theo mẫu này nên không đổi được nữa.',
    },
    'form.changed': {
      title: 'Mẫu báo cáo vừa được sửa',
      detail: 'Hãy mở lại trang báo cáo để ghi theo mẫu mới.',
    },
    'form.invalid': { title: 'Mẫu báo cáo chưa sửa được', detail: 'Hãy xem các dòng được nêu rồi lưu lại.' },
    'paper.issued': {
      title: 'Văn bản đã ban hành',
      detail: 'Văn bản đã có số nên không sửa được nữa. Nếu cần, hãy lập văn bản thay thế hoặc thu hồi.',
    },
    'paper.not-issued': { title: 'Văn bản chưa ban hành', detail: 'Hãy ban hành văn bản trước khi làm việc này.' },
    'paper.incomplete': {
      title: 'Văn bản còn chỗ trống',
      detail: 'Hãy điền đủ những chỗ được nêu rồi ban hành lại.',
    },
    'register.number-taken': {
      title: 'Số này đã dùng',
      detail: 'Một văn bản khác cùng loại trong năm đã mang số này. Hãy lấy số tiếp theo.',
    },
    'register.gap-unexplained': {
      title: 'Bỏ trống số mà chưa nêu lý do',
      detail: 'Số văn bản phải liên tục. Hãy lấy số tiếp theo, hoặc ghi lý do bỏ trống.',
    },
    'key.unreadable': {
      title: 'Không đọc được khóa ký số',
      detail: 'Tệp khóa phải là .p12 hoặc .pfx có cả khóa bí mật và chứng thư số.',
    },
    'key.password-wrong': {
      title: 'Mật khẩu của khóa không đúng',
      detail: 'Hãy nhập lại mật khẩu của tệp khóa ký số.',
    },
    'key.expired': {
      title: 'Chứng thư số không còn hạn',
      detail: 'Hãy gia hạn chứng thư số với nhà cung cấp rồi nạp khóa mới.',
    },
    'signature.refused': {
      title: 'Chưa ký được',
      detail: 'Tệp chưa đổi gì. Hãy xem lại khóa và ảnh chữ ký rồi ký lại.',
    },
    'signature.person-first': {
      title: 'Người có thẩm quyền chưa ký',
      detail: 'Chữ ký của người đứng trước, chữ ký của cơ quan đứng sau. Hãy chờ người có thẩm quyền ký.',
    },
    'signature.done': {
      title: 'Chỗ này đã có chữ ký',
      detail: 'Văn bản đã được ký ở vị trí này, hoặc đã có chữ ký của cơ quan nên không ký thêm nữa.',
    },
    'signature.timestamp-failed': {
      title: 'Chưa lấy được dấu thời gian',
      detail:
        'Máy chủ cấp dấu thời gian không trả lời. Văn bản chưa được ký. Có thể thử lại, hoặc ký không có dấu thời gian.',
    },
    'merge.rows-invalid': {
      title: 'Danh sách có chỗ chưa đúng',
      detail: 'Chưa văn bản nào được lập. Hãy sửa các ô được nêu rồi nạp lại.',
    },
    'activity.not-ready': {
      title: 'Hoạt động chưa đủ nội dung để gửi',
      detail: 'Các chỗ còn thiếu được ghi bên dưới.',
    },
    'activity.state': {
      title: 'Việc này không còn làm được',
      detail: 'Hoạt động đã sang trạng thái khác trong lúc bạn xem. Hãy mở lại trang.',
    },
    'activity.import-invalid': {
      title: 'Bảng chưa nhập được',
      detail: 'Các ô sai được liệt kê bên dưới; sửa trong bảng rồi tải lên lại.',
    },
    'picture.unreadable': {
      title: 'Không đọc được ảnh',
      detail:
        'Chỉ nhận ảnh JPEG, PNG hoặc WebP còn nguyên. Ảnh HEIC của iPhone: hãy gửi từ Thư viện ảnh, máy sẽ tự đổi sang JPEG.',
    },
    'picture.too-large': {
      title: 'Ảnh quá lớn',
      detail: 'Mỗi ảnh nhiều nhất 20 MB và 50 triệu điểm ảnh.',
    },
    'picture.needs-consent': {
      title: 'Ảnh có mặt trẻ em chưa được công bố',
      detail:
        'Chỉ công bố khi phụ huynh của các em đã đồng ý; hãy đánh dấu điều đó hoặc giữ ảnh làm minh chứng nội bộ.',
    },
    'registration.closed': {
      title: 'Không nhận đăng ký lúc này',
      detail: 'Hoạt động chưa mở, đã hết hạn đăng ký hoặc đã bị hủy.',
    },
    'registration.exists': {
      title: 'Liên hệ này đã đăng ký',
      detail: 'Hãy dùng đường dẫn trong thư xác nhận để xem hoặc rút đăng ký; có thể yêu cầu gửi lại đường dẫn.',
    },
    'registration.invalid-link': {
      title: 'Đường dẫn không còn dùng được',
      detail: 'Đường dẫn đã được thay bằng đường dẫn mới, hoặc dữ liệu đã được xóa theo thời hạn.',
    },
    'checkin.code-wrong': {
      title: 'Mã điểm danh không đúng hoặc đã hết hạn',
      detail: 'Mã trên màn hình đổi sau mỗi 30 giây. Hãy nhập mã đang hiện.',
    },
    'checkin.not-now': {
      title: 'Chưa đến giờ hoặc đã hết giờ điểm danh',
      detail: 'Điểm danh mở từ trước giờ bắt đầu đến sau giờ kết thúc.',
    },
    'ceremony.state': {
      title: 'Việc này không còn làm được',
      detail: 'Lễ khai mạc đã sang trạng thái khác trong lúc bạn xem.',
    },
    'guest.quota-full': {
      title: 'Đã đủ số người được mời',
      detail: 'Nhóm khách này đã đủ số lượng ghi trong giấy mời.',
    },
    'guest.seat-taken': {
      title: 'Ghế này đã có người',
      detail: 'Hãy chọn ghế khác.',
    },
    'contest.state': {
      title: 'Cuộc thi không nhận việc này lúc này',
      detail: 'Cuộc thi chưa mở, đã hết hạn, đang chấm hoặc đã công bố.',
    },
    'contest.not-judged': {
      title: 'Chưa chấm xong',
      detail: 'Mọi bài hợp lệ cần điểm của mọi giám khảo theo mọi tiêu chí, hoặc lý do bỏ qua.',
    },
    'vote.counted': {
      title: 'Liên hệ này đã bình chọn',
      detail: 'Mỗi người bình chọn một lần trong một cuộc thi.',
    },
    'resource.state': {
      title: 'Học liệu đã sang trạng thái khác',
      detail: 'Hãy mở lại trang.',
    },
    'certificate.nobody': {
      title: 'Chưa có ai để cấp giấy chứng nhận',
      detail: 'Chỉ cấp cho người đã điểm danh hoặc có tên trong danh sách.',
    },
    'badge.key-missing': {
      title: 'Chưa có khóa ký huy hiệu',
      detail: 'Người quản trị tạo khóa ở trang quản trị.',
    },
    'file.too-large': { title: 'Tệp quá lớn', detail: 'Hãy giảm dung lượng tệp rồi gửi lại.' },
    'file.disk-full': {
      title: 'Máy chủ hết chỗ lưu',
      detail: 'Chưa có gì được ghi. Hãy báo người quản trị dọn ổ đĩa rồi thử lại.',
    },
    'database.gone': {
      title: 'Hệ thống đang bận',
      detail: 'Chưa nối được với kho dữ liệu. Dữ liệu đã lưu vẫn còn nguyên; xin thử lại sau ít phút.',
    },
    'server.failed': {
      title: 'Có lỗi phía máy chủ',
      detail: 'Việc vừa làm chưa được ghi. Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị kèm mã dưới đây.',
    },
  },
  fields: {
    other: 'Giá trị chưa đúng',
    required: 'Chưa nhập',
    'too-long': 'Quá dài',
    'email.invalid': 'Thư điện tử chưa đúng, ví dụ ten@donvi.gov.vn',
    'email.taken': 'Thư điện tử này đã có tài khoản',
    'password.too-short': 'Mật khẩu cần ít nhất 10 ký tự',
    'password.too-long': 'Mật khẩu dài quá 200 ký tự',
    'password.like-email': 'Mật khẩu không được giống thư điện tử',
    'password.common': 'Mật khẩu này quá dễ đoán. Một câu ngắn dễ nhớ thì tốt hơn',
    'password.not-same': 'Hai lần nhập mật khẩu không giống nhau',
    'password.wrong': 'Mật khẩu hiện tại không đúng',
    'code.wrong': 'Mã không đúng. Mã đổi sau mỗi 30 giây; hãy nhập mã đang hiện trên ứng dụng',
    'key.exists': 'Đơn vị đã có khóa với chứng thư số này',
    'trust.unreadable': 'Tệp không phải là một chứng thư số (.cer, .crt, .pem)',
    'trust.exists': 'Chứng thư này đã có trong danh sách',
    'trust.full': 'Danh sách đã đủ 500 chứng thư',
    'trust.days': 'Ngày cuối đứng trước ngày đầu',
    'picture.width': 'Chiều rộng từ 10 đến 60 mm',
    'choice.invalid': 'Hãy chọn một trong các mục',
    'demonstration.needs-pack': 'Dữ liệu trình diễn cần danh mục Việt Nam ở bước 2',
    invalid_value: 'Hãy chọn một trong các mục',
    invalid_type: 'Chưa nhập',
    too_small: 'Chưa nhập',
    too_big: 'Quá dài hoặc quá lớn',
  },
};
