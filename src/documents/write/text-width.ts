/**
 * Width of text in Times New Roman, to size the lines under the head and to see that the Quốc hiệu stays on one line.
 * Advance widths in thousandths of the size, read from the metric-compatible Tinos; a Vietnamese letter is as wide as
 * its base letter, but for the horned ones.
 */

const REGULAR = widths(
  '250,333,408,500,500,833,778,180,333,333,500,564,250,333,250,278,500,500,500,500,500,500,500,500,500,500,278,278,564,564,564,444,921,722,667,667,722,611,556,722,722,333,389,722,611,889,722,722,556,722,667,556,611,722,722,944,722,722,611,333,278,333,469,500,333,444,500,444,500,444,333,500,500,278,278,500,278,778,500,500,500,500,333,389,278,500,500,722,500,500,444,480,200,480,541',
  { đ: 500, Đ: 722, ơ: 529, ư: 542, Ơ: 722, Ư: 776, '“': 444, '”': 444, '–': 500, '…': 1000, '‘': 333, '’': 333 },
);
const BOLD = widths(
  '250,333,555,500,500,1000,833,278,333,333,500,570,250,333,250,278,500,500,500,500,500,500,500,500,500,500,333,333,570,570,570,500,930,722,667,722,722,667,611,778,778,389,500,778,667,944,722,778,611,778,722,556,667,722,722,1000,722,722,667,333,278,333,581,500,333,500,556,444,556,444,333,500,556,278,333,556,278,833,556,500,556,556,444,389,333,556,500,722,500,500,444,394,220,394,520',
  { đ: 556, Đ: 722, ơ: 554, ư: 600, Ơ: 778, Ư: 796, '“': 500, '”': 500, '–': 500, '…': 1000, '‘': 333, '’': 333 },
);

function widths(ascii: string, others: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const table = new Map<string, number>(Object.entries(others));
  ascii.split(',').forEach((width, index) => table.set(String.fromCodePoint(32 + index), Number(width)));
  return table;
}

const MILLIMETRES_PER_POINT = 25.4 / 72;
/** Horns stay: ơ and ư are wider than o and u. */
const MARKS_WITHOUT_HORN = /[\u0300-\u031a\u031c-\u036f]/gu;

/** Width in millimetres of one line of text set in Times New Roman at `points`. Unknown characters count as an "m". */
export function textWidth(text: string, points: number, bold: boolean): number {
  const table = bold ? BOLD : REGULAR;
  const wide = table.get('m') ?? 0;
  const letters = text.normalize('NFD').replace(MARKS_WITHOUT_HORN, '').normalize('NFC');
  let thousandths = 0;
  for (const letter of letters) thousandths += table.get(letter) ?? wide;
  return (thousandths / 1000) * points * MILLIMETRES_PER_POINT;
}
