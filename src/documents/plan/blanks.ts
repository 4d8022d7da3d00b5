/** Places of the text that somebody still has to fill in. */
import type { PlanContext } from './context.ts';

/**
 * A run of dots or strokes where a value must stand, and a date without its day ("ngày /10/2025"). Not "sách, báo, …",
 * which only goes on.
 */
const BLANK =
  /(?:(?<!\p{L})(?:ngày|tháng|năm|tại|lúc|hồi|là|số|gồm|khoảng|đồng chí|đ\/c|ông|bà|phòng|trường|của|về|trước|đến|từ|cho|với|có)|[:(])\s*(?:…{2,}|\.{4,}|_{3,}|(?:\.\s){4,})|(?<!\p{L})ngày\s*(?:…|\.{2,}|_{2,})?\s*\/\s*(?:\d|…|\.{2,})|\[\s*(?:…+|\.{3,})\s*\]/iu;

/** Cheap look before the long pattern. */
const MAY_BE_BLANK = /…|\.\s?\.|_{3}|ngày\s*\//iu;

/** The sentences of the main text that have a blank, each once. Forms are made of blanks and don't count. */
export function blanksIn(context: PlanContext): string[] {
  return context.main
    .filter((para) => MAY_BE_BLANK.test(para.text) && BLANK.test(para.text))
    .map((para) => sentenceOf(para.text));
}

/** The stretch round the blank, so that it is seen in a long paragraph too. */
function sentenceOf(text: string): string {
  const at = BLANK.exec(text)?.index ?? 0;
  const from = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('; ', at));
  return text.slice(from < 0 ? 0 : from + 2, at + 60).trim();
}
