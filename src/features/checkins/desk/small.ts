/** Small things of the desk: numbers as typed, words with a gap, an element with a text. */
const MOST_PEOPLE = 2_000;

/** Grown-ups and children as they were typed; null for what is no number or nobody. */
export function readNumbers(people = '', children = ''): { people: number; children: number } | null {
  const [a, b] = [people, children].map((text) => Number(text.trim().replace(/\./gu, '') || '0'));
  const isRight = (n: number | undefined): n is number =>
    n !== undefined && Number.isInteger(n) && n >= 0 && n <= MOST_PEOPLE;
  return isRight(a) && isRight(b) && a + b > 0 ? { people: a, children: b } : null;
}

/** The holder whose link this is. */
export function tokenHolder(token: string): string {
  const [id = ''] = token.split('-');
  return String(Number.parseInt(id, 36));
}

export const atDoor = (door: string): string => (door === '' ? '' : `, ${door}`);
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');
/** 08:12 by the device. */
export const clock = (at: number): string => new Date(at).toTimeString().slice(0, 5);

export function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
