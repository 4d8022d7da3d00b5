/** Addresses of ceremonies. */
import type { CeremonyId, CeremonySiteId, EditionId } from '../../platform/ids/ids.ts';

/** The unit's list of ceremonies. */
export function ceremoniesPath(editionId: EditionId): string {
  return `/tuan-le/${editionId}/le-khai-mac`;
}

/** Where a ceremony is prepared. */
export function ceremonyPath(editionId: EditionId, id: CeremonyId): string {
  return `${ceremoniesPath(editionId)}/${id}`;
}

/** Its guests: pages.guest*.tsx. */
export function guestsPath(editionId: EditionId, id: CeremonyId): string {
  return `${ceremonyPath(editionId, id)}/khach-moi`;
}

export function sitesPath(editionId: EditionId, id: CeremonyId): string {
  return `${ceremonyPath(editionId, id)}/diem-cau`;
}

export function sitePath(editionId: EditionId, id: CeremonyId, siteId: CeremonySiteId): string {
  return `${sitesPath(editionId, id)}/${siteId}`;
}

export function programmePath(editionId: EditionId, id: CeremonyId): string {
  return `${ceremonyPath(editionId, id)}/chuong-trinh`;
}

export function controlPath(editionId: EditionId, id: CeremonyId): string {
  return `${ceremonyPath(editionId, id)}/dieu-khien`;
}

/** What anybody may see of a ceremony that is open to all. */
export function publicCeremonyPath(id: CeremonyId): string {
  return `/le-khai-mac/${id}`;
}

/** The page of whoever sits at a site, without an account. */
export function siteDeskPath(token: string): string {
  return `/diem-cau/${token}`;
}

/** The screen on the stage or, with a site, at that site. */
export function screenPath(token: string, siteId?: CeremonySiteId): string {
  return `/man-hinh/${token}${siteId === undefined ? '' : `?diem-cau=${siteId}`}`;
}
