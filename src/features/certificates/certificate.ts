/** Words that all of the certificates' parts share: for what, from what, and where things are. */
import type { CertificateBatchId, EditionId, UnitId } from '../../platform/ids/ids.ts';

export const CERTIFICATE_ROLES = ['participant', 'organiser', 'speaker', 'winner'] as const;
export type CertificateRole = (typeof CERTIFICATE_ROLES)[number];

export const CERTIFICATE_SOURCES = ['activity', 'ceremony', 'contest'] as const;
export type CertificateSource = (typeof CERTIFICATE_SOURCES)[number];

/** What certificates are given for. */
export interface SourceKey {
  readonly source: CertificateSource;
  readonly id: number;
}

export function certificatesPath(editionId: EditionId): string {
  return `/tuan-le/${editionId}/giay-chung-nhan`;
}

export function newBatchPath(editionId: EditionId, { source, id }: SourceKey, role: CertificateRole): string {
  return `${certificatesPath(editionId)}/moi?nguon=${source}&id=${id}&vai-tro=${role}`;
}

export function batchPath(editionId: EditionId, batchId: CertificateBatchId): string {
  return `${certificatesPath(editionId)}/${batchId}`;
}

export const BADGE_PATH = '/huy-hieu';
export const KEY_PATH = '/khoa-huy-hieu';
export const ISSUER_PATH = '/to-chuc-cap';
export const ACHIEVEMENT_PATH = '/thanh-tich';

/** Every address that a badge names; they stay the same for as long as the installation answers. */
export function badgeAddresses(publicUrl: string) {
  return {
    credential: (uuid: string): string => `${publicUrl}${BADGE_PATH}/${uuid}`,
    key: (kid: string): string => `${publicUrl}${KEY_PATH}/${kid}`,
    issuer: (unitId: UnitId): string => `${publicUrl}${ISSUER_PATH}/${unitId}`,
    achievement: (key: string): string => `${publicUrl}${ACHIEVEMENT_PATH}/${key}`,
    revocations: (unitId: UnitId): string => `${publicUrl}${BADGE_PATH}/thu-hoi/${unitId}.json`,
    organiser: (unitId: UnitId): string => `${publicUrl}/to-chuc/${unitId}`,
  };
}
