/** Where the words stand on each sheet: boxes in millimetres that the template fills, each with the size it may have at most. */
import { blend, bookSpan, SQUARE_STAR_FOOT, TILE_PAPER, TILED } from './motifs.ts';
import { contrast, type Palette } from './palette.ts';
import { KIT_FORMATS, type KitSheet } from './sheet.ts';

export interface TextBox {
  readonly role: 'headline' | 'text';
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Points. The words are set as large as fits, and no larger. */
  readonly size: number;
  readonly weight: 500 | 700 | 800;
  readonly colour: string;
  readonly across: 'left' | 'center';
  readonly down: 'top' | 'bottom' | 'horizon';
}

export interface Layout {
  readonly texts: readonly TextBox[];
  /** The code to scan: place and side, null without a link. */
  readonly code: { readonly x: number; readonly y: number; readonly side: number } | null;
}

const POINTS_A_MM = 72 / 25.4;

interface Colours {
  readonly headline: string;
  readonly kicker: string;
  readonly detail: string;
  readonly soft: string;
}

function coloursOf(sheet: KitSheet, p: Palette): Colours {
  switch (sheet.design) {
    case 'trong-dong':
      return { headline: '#ffffff', kicker: p.gold, detail: '#ffffff', soft: blend(p.deep, '#ffffff', 0.78) };
    case 'trang-sach':
      return { headline: p.deep, kicker: p.main, detail: p.deep, soft: blend(p.deep, p.wash, 0.2) };
    case 'gach-hoa':
      return { headline: p.deep, kicker: readable(p.other), detail: p.deep, soft: '#4b4654' };
  }
}

/** Small words are read from some way off: the colour as it is, or as much darker as reading wants on the paper of the tiles. */
function readable(colour: string): string {
  let darker = colour;
  for (let share = 0.05; contrast(darker, TILE_PAPER) < 4.5; share += 0.05) darker = blend(colour, '#000000', share);
  return darker;
}

/** Tall or square, or wide: each its own order of things. */
export function layoutOf(sheet: KitSheet, palette: Palette): Layout {
  const { width, height } = KIT_FORMATS[sheet.format];
  const isWide = width > height * 1.3;
  return isWide ? wide(sheet, width, height, palette) : tall(sheet, width, height, palette);
}

const text = (
  given: Partial<TextBox> & Pick<TextBox, 'words' | 'x' | 'y' | 'width' | 'height' | 'size' | 'colour'>,
): TextBox => ({
  role: 'text',
  weight: 500,
  across: 'left',
  down: 'top',
  ...given,
});

/** Height of the band at the foot of a tall sheet, with what is round its words. */
export function footOf({ format, link }: Pick<KitSheet, 'format' | 'link'>): number {
  const { width, height } = KIT_FORMATS[format];
  const isSquare = height < width * 1.2;
  const words = width * (isSquare ? 0.15 : 0.19);
  return Math.max(words, link === null ? 0 : codeSideOf(width, isSquare)) + width * 0.085 * (isSquare ? 1.3 : 1.5);
}

const codeSideOf = (width: number, isSquare: boolean): number => width * (isSquare ? 0.15 : 0.18);

function tall(sheet: KitSheet, width: number, height: number, palette: Palette): Layout {
  const colours = coloursOf(sheet, palette);
  const isBook = sheet.design === 'trang-sach';
  const isDrum = sheet.design === 'trong-dong';
  const isTiled = sheet.design === 'gach-hoa';
  const across = isBook ? 'center' : 'left';
  const gap = width * 0.085;
  const inner = width - 2 * gap;
  const pt = width * POINTS_A_MM;
  const isSquare = height < width * 1.2;
  const tileSide = width / (isSquare ? 6 : 5);
  const floor = isTiled ? Math.round((height * TILED.tall) / tileSide) * tileSide : 0;
  const foot = footOf(sheet);
  const footTop = height - foot + (foot - footWords(sheet, width, isSquare)) / 2;
  const footHeight = footWords(sheet, width, isSquare);
  const headTop = isTiled
    ? floor + gap * (isSquare ? 0.5 : 0.8)
    : isDrum
      ? isSquare
        ? gap
        : height * 0.47
      : gap * (isSquare ? 0.8 : 1);
  // On the square drum the words begin beside the star.
  const headWidth = isDrum && isSquare ? inner * 0.6 : inner;
  const kickerHeight = width * (isSquare ? (isDrum ? 0.1 : 0.05) : 0.09);
  const belowKicker = headTop + kickerHeight + width * 0.022;
  // Nothing is written over the star.
  const headlineTop = isDrum && isSquare ? Math.max(belowKicker, height * SQUARE_STAR_FOOT) : belowKicker;
  const sunTop = height - foot - bookSpan(width, height) * (0.62 + 0.36 * 1.5);
  const headlineBottom = isBook ? sunTop - width * 0.01 : height - foot;
  const codeSide = sheet.link === null ? 0 : codeSideOf(width, isSquare);
  const wordsWidth = codeSide ? inner - codeSide - width * 0.05 : inner;
  const onFoot = isBook
    ? { strong: '#ffffff', bright: palette.gold, soft: palette.tint }
    : { strong: colours.detail, bright: colours.kicker, soft: colours.soft };
  return {
    texts: [
      text({
        words: sheet.kicker,
        x: gap,
        y: headTop,
        width: headWidth,
        height: kickerHeight,
        size: pt * (isSquare ? 0.032 : 0.036),
        weight: 700,
        colour: colours.kicker,
        across,
        down: isDrum && isSquare ? 'top' : 'bottom',
      }),
      text({
        role: 'headline',
        words: sheet.headline,
        x: gap,
        y: headlineTop,
        width: inner,
        height: headlineBottom - headlineTop,
        size: pt * (isSquare ? (isBook ? 0.085 : 0.105) : isBook ? 0.105 : 0.13),
        weight: 800,
        colour: colours.headline,
        across,
        down: isDrum && !isSquare ? 'top' : 'horizon',
      }),
      ...footTexts(sheet, { x: gap, y: footTop, width: wordsWidth, height: footHeight, size: pt * 0.04, ...onFoot }),
    ],
    code: codeSide === 0 ? null : { x: width - gap - codeSide, y: height - foot / 2 - codeSide / 2, side: codeSide },
  };
}

const footWords = (sheet: KitSheet, width: number, isSquare: boolean): number =>
  width * (isSquare ? 0.145 : 0.18) + (sheet.where === '' ? 0 : width * 0.03);

interface Foot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Points of the unit's name; the other lines follow it. */
  readonly size: number;
  readonly strong: string;
  readonly bright: string;
  readonly soft: string;
}

/** Who, when, where. */
function footTexts(sheet: KitSheet, foot: Foot): TextBox[] {
  const line = (words: string, from: number, to: number, more: Partial<TextBox> & { colour: string }): TextBox =>
    text({
      words,
      x: foot.x,
      y: foot.y + foot.height * from,
      width: foot.width,
      height: foot.height * (to - from),
      size: foot.size,
      ...more,
    });
  const last = [sheet.where, sheet.link?.shown ?? ''].filter((words) => words !== '').join('\n');
  return [
    line(sheet.unit, 0, last === '' ? 0.5 : 0.46, { weight: 700, colour: foot.strong, down: 'bottom' }),
    line(sheet.when, last === '' ? 0.56 : 0.5, last === '' ? 1 : 0.74, {
      weight: 700,
      colour: foot.bright,
      size: foot.size * 0.92,
      down: 'horizon',
    }),
    line(last, 0.77, 1, { colour: foot.soft, size: foot.size * 0.78 }),
  ];
}

function wide(sheet: KitSheet, width: number, height: number, palette: Palette): Layout {
  const colours = coloursOf(sheet, palette);
  const isLong = width > height * 3;
  const isBook = sheet.design === 'trang-sach';
  const isDrum = sheet.design === 'trong-dong';
  const isTiled = sheet.design === 'gach-hoa';
  const pt = height * POINTS_A_MM;
  const gap = height * 0.11;
  const side = height / (isLong ? 2 : 3);
  const floor = isTiled ? Math.max(2, Math.round((width * (isLong ? 0.26 : TILED.wide)) / side)) * side : 0;
  const left = floor + gap;
  const codeSide = sheet.link === null ? 0 : height * (isLong ? 0.44 : 0.28);
  // The picture stands at the right; on the drum words may reach a little into it.
  const art = isTiled ? gap : isDrum ? height * (isLong ? 1 : 0.66) : bookSpan(width, height) * 2.08 + gap * 0.3;
  const isCodeBeside = codeSide > 0 && (isLong || isTiled || isBook);
  const right = isLong && codeSide ? art + codeSide + gap * 0.8 : art;
  const inner = width - left - right;
  // The book lies on a table.
  const table = isBook ? height * 0.1 : 0;
  const footHeight = height * (isLong ? 0.24 : 0.27);
  const footTop = height - table - gap * (isBook ? 0.35 : 0.8) - footHeight;
  const kickerHeight = height * (isLong ? 0.12 : 0.11);
  const headTop = gap * 0.7;
  const headlineTop = headTop + kickerHeight + height * 0.02;
  const footWidth = isCodeBeside && !isLong ? inner - codeSide - gap * 0.5 : inner;
  const footColours = { strong: colours.detail, bright: colours.kicker, soft: colours.soft };
  const shown = isLong ? { ...sheet, link: null } : sheet;
  return {
    texts: [
      text({
        words: sheet.kicker,
        x: left,
        y: headTop,
        width: inner,
        height: kickerHeight,
        size: pt * (isLong ? 0.085 : 0.062),
        weight: 700,
        colour: colours.kicker,
        down: 'bottom',
      }),
      text({
        role: 'headline',
        words: sheet.headline,
        x: left,
        y: headlineTop,
        width: inner,
        height: footTop - headlineTop - height * 0.03,
        size: pt * (isLong ? 0.25 : 0.165),
        weight: 800,
        colour: colours.headline,
        down: 'horizon',
      }),
      ...footTexts(shown, {
        x: left,
        y: footTop,
        width: footWidth,
        height: footHeight,
        size: pt * (isLong ? 0.085 : 0.066),
        ...footColours,
      }),
    ],
    code: codeSide === 0 ? null : { ...codePlace(), side: codeSide },
  };

  function codePlace(): { x: number; y: number } {
    if (isLong) return { x: width - art - codeSide - gap * 0.3, y: (height - table - codeSide) / 2 };
    if (isDrum) return { x: width - gap - codeSide, y: height - gap - codeSide };
    return { x: left + inner - codeSide, y: height - table - gap * (isBook ? 0.35 : 0.8) - codeSide };
  }
}
