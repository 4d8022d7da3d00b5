/** A poster, banner or picture for sharing, set: one SVG without references, or a PDF/A with its letters in it. Runs Typst: in the writing worker. */
import { pagePictures } from '../pdf/page-svg.ts';
import { printer, withBreaks } from '../pdf/printable.ts';
import { qrSvg } from '../pdf/qr.ts';
import { type Sheet, withSheet } from '../pdf/typst.ts';
import { posterFonts } from './fonts.ts';
import { footOf, layoutOf } from './layout.ts';
import { motif } from './motifs.ts';
import { paletteOf } from './palette.ts';
import { KIT_FORMATS, type KitSheet } from './sheet.ts';
import { KIT_TEMPLATE } from './template.ts';

/** More of a name is no longer a poster. */
const MOST_LETTERS = 280;

export function kitSvg(sheet: KitSheet): string {
  return setKit(sheet, (set) => {
    const [page] = pagePictures(set.svg(), 1, 1);
    if (page === undefined) throw new Error('a poster without a page');
    return page.svg;
  });
}

export function kitPdf(sheet: KitSheet): Uint8Array {
  return setKit(sheet, (set) => set.pdf(Date.parse(sheet.created) / 1000));
}

function setKit<T>(given: KitSheet, use: (set: Sheet) => T): T {
  const print = printer(posterFonts().draws).text;
  const clean = (words: string): string => withBreaks(print(shortened(words)));
  const sheet: KitSheet = {
    ...given,
    kicker: clean(given.kicker),
    headline: withoutOrphan(clean(given.headline)),
    unit: clean(given.unit),
    when: clean(given.when),
    where: clean(given.where),
    link: given.link === null ? null : { ...given.link, shown: clean(given.link.shown) },
  };
  const palette = paletteOf(sheet.look);
  const { width, height } = KIT_FORMATS[sheet.format];
  const { texts, code } = layoutOf(sheet, palette);
  const data = {
    title: print(shortened(given.headline)).replaceAll('\n', ' '),
    author: print(shortened(given.unit)),
    date: sheet.created.split('-').map(Number),
    lang: sheet.lang,
    width,
    height,
    picture: motif(sheet.design, { width, height, palette, foot: footOf(sheet), hasCode: code !== null }),
    texts,
    code:
      code === null || sheet.link === null
        ? null
        : { ...code, picture: qrSvg(sheet.link.url), alt: print(sheet.link.hint) },
  };
  return withSheet(KIT_TEMPLATE, JSON.stringify(data), use);
}

/** A short last word doesn't stand alone in its line: it keeps the word before it. */
function withoutOrphan(words: string): string {
  return words
    .split('\n')
    .map((line) => line.replace(/^(\S+(?: \S+){2,}) (\S{1,7})$/u, '$1\u00a0$2'))
    .join('\n');
}

function shortened(words: string): string {
  const letters = Array.from(words.normalize('NFC').trim());
  return letters.length <= MOST_LETTERS ? letters.join('') : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
}
