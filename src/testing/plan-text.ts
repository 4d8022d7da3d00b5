/**
 * A plan of a province that does not exist, in words of our own, as a text file: for tests and screens that must work
 * where no real document is at hand.
 */
export const PLAN_TEXT = `ỦY BAN NHÂN DÂN
TỈNH SÔNG XANH

Số: 315/KH-UBND

Sông Xanh, ngày 14 tháng 9 năm 2026

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026 trên địa bàn tỉnh Sông Xanh

Thực hiện Công văn số 5120/BGDĐT-GDNNGDTX ngày 03 tháng 9 năm 2026 của Bộ Giáo dục và Đào tạo về Tuần lễ hưởng ứng học tập suốt đời năm 2026, Ủy ban nhân dân tỉnh Sông Xanh ban hành kế hoạch như sau:

I. CHỦ ĐỀ, THỜI GIAN

1. Chủ đề: "Mỗi nhà một tủ sách, mỗi xóm một lớp học".

2. Thời gian: từ ngày 01/10/2026 đến ngày 07/10/2026. Lễ khai mạc lúc 07 giờ 30 ngày 01/10/2026 tại Thư viện tỉnh.

II. TỔ CHỨC THỰC HIỆN

1. Sở Giáo dục và Đào tạo

a) Hướng dẫn các đơn vị tổ chức Tuần lễ;

b) Tổng hợp, báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 30/10/2026.

2. Hội Khuyến học tỉnh

Vận động gia đình và dòng họ tham gia các lớp học của xóm.

3. UBND các xã, phường

a) Tổ chức các hoạt động của Tuần lễ trên địa bàn;

b) Gửi báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Giáo dục và Đào tạo) trước ngày 20/10/2026.

Nơi nhận:
- Bộ Giáo dục và Đào tạo;
- UBND các xã, phường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Thị Lan Chi
`;
