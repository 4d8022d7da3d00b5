/** A badge as tests make it. */
import { badgeCredential, type BadgeFacts, identityHash } from './credential.ts';

export const ORIGIN = 'https://tuanle.example.vn';

export function sampleFacts(change: Partial<BadgeFacts> = {}): BadgeFacts {
  return {
    id: `${ORIGIN}/huy-hieu/0198f0b2-0000-7000-8000-000000000001`,
    issuer: { id: `${ORIGIN}/to-chuc-cap/12`, name: 'Xã Tân An', url: `${ORIGIN}/to-chuc/12` },
    validFrom: new Date('2026-10-05T01:00:00Z'),
    name: 'Giấy chứng nhận tham gia: Lớp kỹ năng số',
    subjectId: 'urn:uuid:2c4e7f5a-4b3c-4b7e-9f3a-1d2b3c4d5e6f',
    identities: [
      { type: 'name', hash: identityHash('name', 'Nguyễn Thị Đào', 'muối'), salt: 'muối' },
      { type: 'emailAddress', hash: identityHash('emailAddress', 'dao@example.vn', 'muối'), salt: 'muối' },
    ],
    achievement: {
      id: `${ORIGIN}/thanh-tich/hoat-dong-7-tham-gia`,
      type: 'Certificate',
      name: 'Tham gia Lớp kỹ năng số',
      description: 'Đã tham gia “Lớp kỹ năng số”.',
      criteria: 'Có mặt, được điểm danh ở ít nhất một buổi.',
      image: `${ORIGIN}/thanh-tich/hoat-dong-7-tham-gia.png`,
    },
    statusList: `${ORIGIN}/huy-hieu/thu-hoi/12.json`,
    ...change,
  };
}

export const sampleCredential = (change: Partial<BadgeFacts> = {}) => badgeCredential(sampleFacts(change));
