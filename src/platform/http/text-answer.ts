/**
 * The text of an answer beside the answer: whoever keeps it takes the text, instead of reading it back out of the stream
 * that a Response makes of it, which costs as much as making the page.
 */
const TEXT = Symbol('text');

/** The answer, with its body known as text. */
export function withText(answer: Response, text: string): Response {
  return Object.assign(answer, { [TEXT]: text });
}

/** The body of an answer that `withText` has given back; undefined for all others. */
export function textOf(answer: Response): string | undefined {
  const text: unknown = Reflect.get(answer, TEXT);
  return typeof text === 'string' ? text : undefined;
}

/** Pages fit in; what is longer is measured first. */
const desk = Buffer.allocUnsafeSlow(256 * 1_024);

/** The bytes of a text in pieces. Written down at once and then copied: to count them first would take twice as long. */
export function bytesOf(pieces: readonly string[]): Buffer {
  let signs = 0;
  for (const piece of pieces) signs += piece.length;
  // One sign of a string is at most three bytes.
  if (signs * 3 > desk.length) return Buffer.from(pieces.join(''));
  let length = 0;
  for (const piece of pieces) length += desk.write(piece, length);
  return Buffer.from(desk.subarray(0, length));
}
