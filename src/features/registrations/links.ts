/** Addresses of a sign-up. */
import type { Platform } from '../../platform/context.ts';
import type { ActivityId, EditionId, RegistrationId } from '../../platform/ids/ids.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import type { Registration } from './store.ts';

/** The sign-ups of this device. */
export const DEVICE_PATH = '/dang-ky-cua-toi';

/** The form. */
export function signUpPath(id: ActivityId): string {
  return `/hoat-dong/${id}/dang-ky`;
}

/** The organiser's list. */
export function listPath(editionId: EditionId, id: ActivityId): string {
  return `/tuan-le/${editionId}/hoat-dong/${id}/dang-ky`;
}

export function tokenOf(
  platform: Pick<Platform, 'secretKey'>,
  registration: Pick<Registration, 'id' | 'linkVersion'>,
): string {
  return linkToken(platform.secretKey, 'registration', registration.id, registration.linkVersion);
}

/** The whole address of one's own sign-up, for mails and QR codes. @param version link_version of the row */
export function registrationLink(
  platform: Pick<Platform, 'secretKey' | 'publicUrl'>,
  id: RegistrationId,
  version: number,
): string {
  return `${platform.publicUrl()}/dang-ky/${linkToken(platform.secretKey, 'registration', id, version)}`;
}
