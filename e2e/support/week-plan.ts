/**
 * A plan of our own for a Week that runs today, as an office would type it, with its form of report: people and classes can
 * be made to happen by hand, but not the day.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { dayInVietnam } from '../../src/platform/clock/clock.ts';

const DAY_MS = 86_400_000;

/** A day from today in Vietnam: "2026-11-22" and, as papers write it, "22/11/2026". */
export function dayFromNow(days: number): { readonly iso: string; readonly written: string } {
  const iso = dayInVietnam(new Date(Date.now() + days * DAY_MS));
  const [year, month, day] = iso.split('-');
  return { iso, written: `${day}/${month}/${year}` };
}

/** "07:05" in Vietnam, minutes from now, kept within today so that a session never runs over midnight. */
export function timeFromNow(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000);
  const today = dayFromNow(0).iso;
  const day = dayInVietnam(at);
  if (day !== today) return day < today ? '00:00' : '23:59';
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
}

/**
 * Waits until midnight in Vietnam has passed where it is near: for journeys whose "today" may not end under them.
 * @param minutes that the journey needs of the day
 */
export async function clearOfMidnight(minutes: number): Promise<void> {
  const left = DAY_MS - ((Date.now() + 7 * 3_600_000) % DAY_MS);
  if (left <= minutes * 60_000) await sleep(left + 1_000);
}

/** The plan of a province of two levels, as Markdown. @param place "thành phố Đồng Nai" */
export function weekPlan(place: string): { readonly name: string; readonly number: string; readonly text: string } {
  const year = dayFromNow(0).iso.slice(0, 4);
  const issued = dayFromNow(-20);
  const [, month, day] = issued.iso.split('-');
  const number = '305/KH-UBND';
  const text = `**ỦY BAN NHÂN DÂN ${place.toUpperCase()}**

Số: ${number}

${place.replace(/^\S+( phố)? /u, '')}, ngày ${day} tháng ${month} năm ${issued.iso.slice(0, 4)}

# KẾ HOẠCH

**Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm ${year} trên địa bàn ${place}**

Ủy ban nhân dân ${place} ban hành kế hoạch như sau:

## I. MỤC ĐÍCH

1. Để ai cũng tìm được một chỗ học gần nhà, hợp tuổi và hợp giờ.

## II. CHỦ ĐỀ, THỜI GIAN

1. Chủ đề: Mỗi ngày học thêm một điều có ích.

2. Thời gian: Tuần lễ diễn ra từ ngày ${dayFromNow(-1).written} đến ngày ${dayFromNow(5).written}. Lễ khai mạc lúc 8 giờ 00 ngày ${dayFromNow(0).written}.

## III. TỔ CHỨC THỰC HIỆN

### 1. Sở Giáo dục và Đào tạo

a) Tổng hợp, báo cáo kết quả về Ủy ban nhân dân trước ngày ${dayFromNow(25).written}.

### 2. UBND các xã, phường

a) Mở lớp, thư viện, câu lạc bộ để người dân đến học.

b) Báo cáo kết quả về Ủy ban nhân dân ${place} (qua Sở Giáo dục và Đào tạo) trước ngày ${dayFromNow(15).written}.

Trên đây là Kế hoạch của Ủy ban nhân dân ${place}./.

**Nơi nhận:**

- UBND các xã, phường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

KT. CHỦ TỊCH

PHÓ CHỦ TỊCH

Lâm Thị Kiều

**Mẫu báo cáo**

UBND XÃ, PHƯỜNG

Số: /BC-UBND

**BÁO CÁO**

**Kết quả Tuần lễ hưởng ứng học tập suốt đời năm ${year}**

**I. CÔNG TÁC CHỈ ĐẠO**

**II. KẾT QUẢ CỤ THỂ**

| Nội dung hoạt động | Kết quả, số lượng | Ghi chú |
|---|---|---|
| 1. Lễ khai mạc:<br>- Số điểm cầu lễ khai mạc:<br>- Số người dự lễ khai mạc: | | |
| 2. Lớp học:<br>- Số lớp ngoại ngữ, tin học:<br>Số lượt người tham gia: | | |
| 3. Tuyên truyền:<br>- Số băng rôn, khẩu hiệu:<br>- Số tờ rơi: | | |

**III. ĐỀ XUẤT, KIẾN NGHỊ**

CHỦ TỊCH

(ký tên và đóng dấu)
`;
  return { name: `ke-hoach-${year}.md`, number, text };
}
