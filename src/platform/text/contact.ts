/** Addresses that people type: of the web, of mail, of phones in Viet Nam. */

const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/iu;
const LONGEST_EMAIL = 254;
/** Mobile numbers of ten digits, fixed lines of eleven (02…): the numbering plan of Viet Nam since 2018. */
const PHONE = /^0(?:[35789]\d{8}|2\d{9})$/u;

export function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text) && !/\.\.|^\.|\.@/u.test(text);
}

/** The number as 0912345678, whatever stood between its digits and however the country was written; null for none. */
export function readPhone(typed: string): string | null {
  if (!/^\+?[\d\s.()-]+$/u.test(typed)) return null;
  const digits = typed.replace(/[\s.()-]/gu, '').replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/u, '0');
  return PHONE.test(digits) ? digits : null;
}

export function isPhone(typed: string): boolean {
  return readPhone(typed) !== null;
}

/** A link that a browser may be sent to: http or https, a host with a dot, no user or password in it. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s"<>]+$/iu.test(text) || !URL.canParse(text)) return false;
  const { username, password, hostname } = new URL(text);
  return username === '' && password === '' && hostname.includes('.');
}
