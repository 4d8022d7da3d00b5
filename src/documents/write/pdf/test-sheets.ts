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
