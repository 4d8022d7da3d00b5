/** What a name and an e-mail address must look like, and how long links last. */

export const INVITATION_DAYS = 14;
export const NAME_MAX = 120;
const EMAIL_MAX = 254;

/** True for something that a mail server could take: one @, a name before it, a dotted host after it, no spaces. */
export function isEmail(text: string): boolean {
  return (
    text.length <= EMAIL_MAX && /^[^\s@<>"',;:\\()[\]]+@[^\s@<>"',;:\\()[\]]+\.[^\s@<>"',;:\\()[\]]{2,}$/u.test(text)
  );
}

/**
 * Where to go after signing in: a path of our own, or the start. Anything that could lead to another site
 * (`//host`, `/\host`, a scheme) is dropped.
 */
export function safeReturnPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])[^\s\\]*$/u.test(wanted)) return '/';
  return wanted.startsWith('/dang-') ? '/' : wanted;
}
