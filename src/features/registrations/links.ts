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

/** The whole address of all sign-ups with the contact of this one, for mails to that contact and for nothing else. */
export function allLink(
  platform: Pick<Platform, 'secretKey' | 'publicUrl'>,
  registration: Pick<Registration, 'id' | 'linkVersion'>,
): string {
  const token = linkToken(platform.secretKey, 'registrations', registration.id, registration.linkVersion);
  return `${platform.publicUrl()}${DEVICE_PATH}/${token}`;
}

/** The whole address of the calendar with all of them: it shows, it changes nothing. */
export function allCalendar(
  platform: Pick<Platform, 'secretKey' | 'publicUrl'>,
  registration: Pick<Registration, 'id' | 'linkVersion'>,
): string {
  const token = linkToken(platform.secretKey, 'calendar', registration.id, registration.linkVersion);
  return `${platform.publicUrl()}/lich-cua-toi/${token}.ics`;
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
