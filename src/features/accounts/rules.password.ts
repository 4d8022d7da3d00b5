/** What a password must be. Long beats complicated (NIST SP 800-63B): length, not the e-mail, not one that everybody tries. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

const PASSWORD_MIN = 10;
/** Long enough for a sentence, short enough that hashing it is no attack. */
const PASSWORD_MAX = 200;

export type PasswordFault = 'password.too-short' | 'password.too-long' | 'password.like-email' | 'password.common';

// What is tried first against Vietnamese offices: keyboard runs, names of the product, polite words with years.
const COMMON_STEMS = [
  'password',
  'passw0rd',
  'matkhau',
  'admin',
  'administrator',
  'quantri',
  'quantrivien',
  'welcome',
  'xinchao',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'vietnam',
  'vietnamvodich',
  'hanoi',
  'saigon',
  'thanhpho',
  'hochiminh',
  'suotdoi',
  'hoctapsuotdoi',
  'khuyenhoc',
  'giaoduc',
  'sogiaoduc',
  'abc',
  'abcd',
  'abcxyz',
  'test',
  'letmein',
  'dragon',
  'football',
  'monkey',
  'sunshine',
  'princess',
] as const;

/**
 * The first thing wrong with a password, or null.
 * @param email the address of the account: neither it nor the part before the @ may be the password
 */
export function passwordFault(password: string, email: string): PasswordFault | null {
  const { length } = Array.from(password.normalize('NFC'));
  if (length < PASSWORD_MIN) return 'password.too-short';
  if (length > PASSWORD_MAX) return 'password.too-long';
  const folded = squeeze(password);
  const address = squeeze(email);
  const local = squeeze(email.split('@')[0] ?? '');
  if (folded === address || withoutDigits(folded) === withoutDigits(local)) return 'password.like-email';
  if (isCommon(password)) return 'password.common';
  return null;
}

/** One word of the list, whatever digits and signs stand round it; few letters again and again; digits alone. */
function isCommon(password: string): boolean {
  const folded = squeeze(password);
  const letters = withoutDigits(folded);
  if (letters === '' || new Set(folded).size <= 3) return true;
  const words = [letters, squeeze(asLetters(password))];
  return COMMON_STEMS.some((stem) => words.some((word) => word === stem || word === stem + stem));
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
};

/** `P@ssw0rd!!` as it is meant: figures and signs inside a word for the letters they look like, those at its ends dropped. */
function asLetters(password: string): string {
  return password
    .replace(/^[\d\s!?.,#*_-]+|[\d\s!?.,#*_-]+$/gu, '')
    .replace(/[@43105$]/gu, (sign) => LOOKALIKES[sign] ?? sign);
}

/** Letters and digits only, without marks and capitals. */
function squeeze(text: string): string {
  return unaccentedKey(text).replaceAll(' ', '');
}

function withoutDigits(text: string): string {
  return text.replace(/\p{N}+/gu, '');
}
