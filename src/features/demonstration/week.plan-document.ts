/** The plan of the demonstration's Week of this year, as an office would type it; its words, number and people are made up. */
import { addDays } from '../../platform/clock/working-days.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';

export const WEEK_THEME = 'Mỗi ngày một điều mới, mỗi nhà một người học';

const written = (day: CalendarDate): string => day.split('-').toReversed().join('/');

/** @param today the day in the middle of the Week */
export function weekPlanText(today: CalendarDate): string {
  const year = today.slice(0, 4);
  const day = (days: number): string => written(addDays(today, days));
  const [issuedDay, issuedMonth, issuedYear] = day(-24).split('/');
  return `ỦY BAN NHÂN DÂN
TỈNH KHÁNH HÒA
Số: 9241/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Khánh Hòa, ngày ${issuedDay} tháng ${issuedMonth} năm ${issuedYear}

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm ${year} trên địa bàn tỉnh Khánh Hòa

Ủy ban nhân dân tỉnh Khánh Hòa ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Để người dân ở phố, ở đảo và ở vùng cao đều có chỗ học gần nhà.
2. Yêu cầu
- Hoạt động đăng trên cổng trước khi diễn ra; điểm danh tại chỗ, không ước lượng.

II. NỘI DUNG
1. Chủ đề: “${WEEK_THEME}”.
2. Thời gian: từ ngày ${day(-3)} đến ngày ${day(3)}.
3. Lễ khai mạc
- Thời gian: 08 giờ 00 phút, ngày ${day(-3)}.
- Địa điểm: Trung tâm Hội nghị tỉnh.
- Hình thức: trực tiếp kết hợp trực tuyến.
4. Các khẩu hiệu tuyên truyền:
- “Biển rộng, sách mở, ai cũng có một bến học.”
- “Học một chữ hôm nay, dễ một việc ngày mai.”
- “Ông bà học cùng cháu, cả nhà cùng lớn lên.”

III. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo:
a) Chủ trì hướng dẫn các địa phương.
b) Tổng hợp kết quả, tham mưu UBND tỉnh báo cáo Bộ Giáo dục và Đào tạo trước ngày ${day(28)}.
2. Sở Văn hóa, Thể thao và Du lịch: Chỉ đạo Thư viện tỉnh mở cửa buổi tối, đưa xe sách về các xã.
3. UBND các xã, phường, đặc khu:
a) Mỗi nơi mở ít nhất một lớp và một buổi sinh hoạt đọc sách.
b) Báo cáo kết quả về UBND tỉnh (qua Sở Giáo dục và Đào tạo) trước ngày ${day(14)}.

IV. KINH PHÍ
Lấy từ nguồn chi thường xuyên và đóng góp tự nguyện./.

Nơi nhận:
- Bộ Giáo dục và Đào tạo (b/c);
- Sở GDĐT, Sở VHTTDL;
- UBND các xã, phường, đặc khu;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Tô Thị Hải Yến

PHỤ LỤC
MẪU BÁO CÁO
(Kèm theo Kế hoạch số 9241/KH-UBND)

BÁO CÁO
Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm ${year}

I. Công tác chỉ đạo
II. Kết quả cụ thể

| Nội dung | Kết quả | Ghi chú |
|---|---|---|
| 1. Lễ khai mạc<br>- Số điểm cầu lễ khai mạc:<br>- Số người dự lễ khai mạc: | | |
| 2. Tuyên truyền<br>- Số bài viết trên báo:<br>- Số tin, bài phát thanh:<br>- Số băng rôn, khẩu hiệu:<br>- Số tờ rơi: | | |
| 3. Lớp học<br>- Số lớp ngoại ngữ, tin học:<br>Số lượt người tham gia:<br>- Số lớp dạy nghề:<br>Số lượt người tham gia:<br>- Số lớp giáo dục kỹ năng sống:<br>Số lượt người tham gia:<br>- Số lớp xóa mù chữ:<br>Số lượt người tham gia: | | |
| 4. Thư viện, sách<br>- Số hoạt động thư viện:<br>- Số sách được trao tặng: | | |
| 5. Hoạt động khác<br>- Số hoạt động hưởng ứng:<br>- Số cuộc thi: | | |

III. Đề xuất, kiến nghị

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
(ký tên, đóng dấu)
`;
}
