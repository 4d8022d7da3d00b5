/**
 * The demonstration's plan, as an office would type it: it goes through the real reader and the real confirm. A province
 * that reported in three levels in 2022; its words, number and people are made up.
 */
export const PLAN_FILE_NAME = 'ke-hoach-trinh-dien-ninh-thuan-2022.md';

export const PLAN_TEXT = `ỦY BAN NHÂN DÂN
TỈNH NINH THUẬN
Số: 4127/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ninh Thuận, ngày 16 tháng 9 năm 2022

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2022 trên địa bàn tỉnh Ninh Thuận

Căn cứ Quyết định số 1373/QĐ-TTg ngày 30/7/2021 của Thủ tướng Chính phủ phê duyệt Đề án “Xây dựng xã hội học tập giai đoạn 2021-2030”;
Thực hiện Công văn số 5093/BGDĐT-GDTX ngày 06/9/2022 của Bộ Giáo dục và Đào tạo về việc tổ chức Tuần lễ;
Ủy ban nhân dân tỉnh Ninh Thuận ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Để ai cũng tìm được một chỗ học gần nhà, hợp với tuổi và việc làm của mình.
- Để các thư viện, trung tâm học tập cộng đồng và nhà trường mở cửa rộng hơn, giờ giấc thuận tiện hơn cho người lao động.
2. Yêu cầu
- Mỗi xã chọn vài việc thiết thực và làm đến nơi đến chốn; không dàn trải.
- Ghi số người dự ngay tại chỗ, không ước lượng.

II. NỘI DUNG
1. Chủ đề: “Học từ trang sách, học trên màn hình, học ở mỗi ngày”.
2. Thời gian: từ ngày 03/10/2022 đến ngày 09/10/2022.
3. Lễ khai mạc
- Thời gian: 08 giờ 00 phút, ngày 03/10/2022 (thứ Hai).
- Địa điểm: Trường THPT Nguyễn Trãi, thành phố Phan Rang-Tháp Chàm.
- Hình thức: trực tiếp kết hợp trực tuyến.

III. CÁC HOẠT ĐỘNG
1. Truyền thông: phát tin trên đài truyền thanh, treo băng rôn ở cổng trường, chợ và bến cá.
2. Mở lớp ngắn ngày về kỹ năng số, chăm cây nho và cây táo, an toàn trên biển.
3. Ngày hội đọc sách: đổi sách cũ, đưa xe thư viện về xã vùng cao.

IV. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo:
a) Chủ trì hướng dẫn các địa phương thực hiện Kế hoạch; soạn mẫu báo cáo và tài liệu cho người dạy.
b) Tổng hợp kết quả, tham mưu UBND tỉnh báo cáo Bộ Giáo dục và Đào tạo trước ngày 28/10/2022.
2. Sở Văn hóa, Thể thao và Du lịch: Chỉ đạo Thư viện tỉnh mở cửa cả buổi tối trong Tuần lễ; đưa xe sách lưu động tới huyện Bác Ái.
3. Đề nghị Hội Khuyến học tỉnh: Vận động các dòng họ, gia đình lập tủ sách; chọn gương tự học để khen thưởng.
4. UBND các huyện, thành phố:
a) Ban hành kế hoạch của địa phương, gửi về Sở Giáo dục và Đào tạo trước ngày 27/9/2022.
b) Kiểm tra ít nhất hai xã trong Tuần lễ.
c) Báo cáo kết quả về UBND tỉnh (qua Sở Giáo dục và Đào tạo) trước ngày 21/10/2022.
5. UBND các xã, phường, thị trấn:
a) Mở ít nhất một lớp tại trung tâm học tập cộng đồng.
b) Báo cáo kết quả về UBND huyện trước ngày 14/10/2022.

V. KINH PHÍ
Lấy từ nguồn chi thường xuyên đã giao và nguồn đóng góp tự nguyện của tổ chức, cá nhân./.

Nơi nhận:
- Bộ Giáo dục và Đào tạo (b/c);
- CT, các PCT UBND tỉnh;
- Sở GDĐT, Sở VHTTDL;
- Hội Khuyến học tỉnh;
- UBND các huyện, thành phố;
- Lưu: VT, VXNV.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Minh Khuê

PHỤ LỤC
MẪU BÁO CÁO
(Kèm theo Kế hoạch số 4127/KH-UBND ngày 16/9/2022 của UBND tỉnh)

BÁO CÁO
Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2022

I. Công tác chỉ đạo
II. Kết quả cụ thể

| Nội dung | Kết quả | Ghi chú |
|---|---|---|
| 1. Kế hoạch tổ chức Tuần lễ<br>- Cấp huyện:<br>- Cấp xã: | | |
| 2. Truyền thông<br>- Số tin, bài đã phát:<br>- Số băng rôn, khẩu hiệu đã treo:<br>- ............ | | |
| 3. Lớp học, buổi sinh hoạt<br>- Số lớp kỹ năng số:<br>- Số lượt người tham gia:<br>- Số lớp nghề ngắn ngày:<br>- Số lượt người tham gia:<br>- Số buổi nói chuyện chuyên đề:<br>- Số lượt người tham gia: | | |
| 4. Thư viện, tủ sách<br>- Số lượt người đến thư viện:<br>- Số tủ sách gia đình, dòng họ lập mới:<br>- Số sách quyên góp: | | |
| 5. Khen thưởng, kinh phí<br>- Số cá nhân được khen thưởng:<br>- Tổng kinh phí (đồng): | | |

III. Thuận lợi, khó khăn
IV. Đề xuất, kiến nghị

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
(ký tên, đóng dấu)
`;
