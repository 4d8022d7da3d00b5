/** Lines of a form's cell: cut at their bullets, joined where they were wrapped by hand. */
import { typedMarker, withoutMarker } from '../marker.ts';

/** One line of a label cell; a physical line that holds several is cut at its bullets. */
export interface RowLine {
  readonly text: string;
  readonly marker: string | null;
  /** Text without the marker. */
  readonly body: string;
  /** Index of the (last) physical line in the cell. */
  readonly line: number;
  /** Letters and digits of the same physical line that follow this piece: 0 for a line of its own. */
  readonly following: number;
}

/** Long runs of dots say no more than short ones, and keep patterns quick. */
export function shortDots(text: string): string {
  return text.replace(/[.…_]{24,}/gu, (run) => run.slice(0, 24));
}

/**
 * A new bullet inside a line (`… HTSĐ + Cấp huyện: + Cấp xã:`, `…: - Số lớp …`), or a new "Số …" behind a colon. A dash without
 * a colon before it only counts in front of a word that opens an indicator ("Phòng Tổ chức - Hành chính" stays whole).
 */
const INLINE_START =
  /\s(?=\+\s+\p{Lu})|(?<=:[^:]{0,40})\s(?=[-\u2013]\s+\p{Lu})|\s(?=[-\u2013]\s+(?:Số|Tổng|Có|Về|Các|Tỷ lệ)\s)|(?<=:[^:]{0,40}|[;,])\s(?=(?:Số|Tổng)\s\p{Ll})|(?<=[:.\p{L}])\s(?=[-\u2013](?:\s*[.…]{3,})?\s*$)/gu;

/** Physical lines of a cell cut at inline bullets, and lines that were wrapped by hand joined again. */
export function splitLines(lines: readonly string[]): RowLine[] {
  const pieces: RowLine[] = [];
  lines.forEach((physical, line) => {
    // An automatic bullet in front of a typed one is one bullet.
    const texts = shortDots(physical)
      .replace(/^\s*[-+•]\s+(?=[-+\u2013](?:\s|$))/u, '')
      .split(INLINE_START)
      .filter((text) => text.trim() !== '');
    const following = lettersBehind(texts);
    texts.forEach((raw, index) => {
      const text = raw.trim();
      const marker = typedMarker(text);
      const last = pieces.at(-1);
      if (index === 0 && marker === null && last !== undefined && isContinuation(last.text, text)) {
        pieces[pieces.length - 1] = { ...last, text: `${last.text} ${text}`, body: `${last.body} ${text}`, line };
        return;
      }
      const body = marker === null ? text : withoutMarker(text);
      pieces.push({ text, marker, body, line, following: following[index] ?? 0 });
    });
  });
  return pieces;
}

/** Letters and digits behind each piece, counted from the end. */
function lettersBehind(texts: readonly string[]): number[] {
  let behind = 0;
  return texts
    .toReversed()
    .map((text) => {
      const own = behind;
      behind += text.replace(/[^\p{L}\p{N}]/gu, '').length;
      return own;
    })
    .toReversed();
}

function isContinuation(above: string, text: string): boolean {
  return /^(?:\p{Ll}|\()/u.test(text) && !/[:;.…\d]\s*$/u.test(above) && /\p{L}/u.test(above);
}
