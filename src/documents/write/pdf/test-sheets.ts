/** Models in our own words for the tests of the printed sheets, and what their text should read like. */
import type { CertificateDoc } from '../doc-model.ts';

export function sampleCertificate(name: string): CertificateDoc {
  return {
    version: 1,
    layout: 'certificate',
    head: {
      parentAgency: 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG XANH',
      agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      number: '125',
      symbol: 'GCN-SGDĐT',
      place: 'Đồng Xanh',
      date: '2026-10-20',
      urgency: null,
    },
    title: 'GIẤY CHỨNG NHẬN',
    presentation: 'Chứng nhận',
    recipient: { name, detail: 'Giáo viên Trường Trung học cơ sở Suối Mây' },
    reason: 'Đã tham gia và có nhiều đóng góp cho Tuần lễ hưởng ứng học tập suốt đời năm 2026',
    signature: { authority: ['KT. GIÁM ĐỐC'], title: 'PHÓ GIÁM ĐỐC', name: 'Trần Thị Bình An' },
    color: '#a3201f',
    verification: { code: '7K2M-9QXD-4HTA', url: 'https://suotdoi.example.vn/kiem-tra/7K2M-9QXD-4HTA' },
  };
}

const FAMILY = ["H'", 'H’', 'Y ', "K'", 'K’', 'Rơ Châm ', 'Đinh ', 'Ma ', 'Sùng A ', 'Cil ', 'Điểu ', 'Kpă '];
const GIVEN = [
  'Hen Niê',
  'Bhiơ̆ Ayŭn',
  'Đàm',
  'Blŏ Kbuôr',
  'Mŏk Bdap',
  'Nuĕ Mlô',
  'Hĭn Êban',
  'Thơ̆m Rơ',
  'Kƀuôr',
  'Ƀăng Ƀuôn',
  'Čĭm Čiăng',
  'Nguễ Uỵt',
  'Ngoẵng Khuỷu',
  'Ỷ Ỹ Ỵ Ỳ Ý',
  'Ặ Ẵ Ẳ Ằ Ắ Ậ Ẫ Ẩ Ầ Ấ',
  'Sréi Ñâng',
  'Jơ̆ng Çê',
];

/** Names of peoples whose letters are rare, composed and taken apart: over two hundred. */
export const HARD_NAMES: readonly string[] = FAMILY.flatMap((family, index) =>
  GIVEN.map((given, place) => ((index + place) % 2 === 0 ? `${family}${given}` : `${family}${given}`.normalize('NFD'))),
);
