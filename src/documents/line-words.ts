/** What the readers ask of a line's words. Linear in its length: a line may be as long as the file. */

/** True for a line in capitals, with a word at least. */
export function isCapitals(text: string): boolean {
  return text === text.toLocaleUpperCase('vi') && /\p{Lu}{2}/u.test(text);
}

/** True when two words of two letters and more stand apart. */
export function hasTwoWords(text: string): boolean {
  const first = text.search(/\p{L}{2}/u);
  const behind = first < 0 ? '' : text.slice(first);
  const gap = behind.search(/\s/u);
  return gap >= 0 && /\p{L}{2}/u.test(behind.slice(gap));
}
