/** Typed numbers and bullets at the start of a line, in the ways that Vietnamese documents write them. */

/**
 * `IV.` `A.` `1.` `2.3.` `5.1` `a)` `đ)` `(1)` `-` `+` `•`; a number of several parts may lack its last dot. Not taken: a bare
 * number ("24 giờ"), a date, a negative number, and dots that fill a gap.
 */
const MARKER =
  /^(?:[IVXLC]{1,6}[.)](?=\s|$)|[A-H]\.(?=\s+\p{L})|[IVXLC]{1,6}\.(?=\p{L})|\d{1,2}(?:\.\d{1,2}){0,3}[.)](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+\p{L})|\(\d{1,2}\)|[a-zđ][.)](?=\s|\p{L}|$)|[-\u2010-\u2015\u2212+*•●○▪■◦](?=\s|\p{L}|[.…]|\d{1,2}\s?(?:[gh:]|giờ)|$))/u;

/** The number or bullet that a line starts with, dashes of all kinds as `-`; null when there is none. */
export function typedMarker(text: string): string | null {
  const found = MARKER.exec(text.trimStart());
  return found === null ? null : found[0].replace(/^[\u2010-\u2015\u2212]$/u, '-');
}

/** The line without its number or bullet. */
export function withoutMarker(text: string): string {
  return text.trimStart().replace(MARKER, '').trimStart();
}
