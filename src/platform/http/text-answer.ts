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
