/** What a page of a PDF puts on paper, in reading units: glyphs with their place, and straight ruling lines. */
import type { getDocumentProxy } from 'unpdf';
import { encodingOfFont, type LegacyEncoding } from '../legacy-encodings.ts';
import { hasUnicodeLetters } from '../legacy-runs.ts';
import { readFields } from './fields.ts';
import { apply, IDENTITY, type Matrix, matrixOf, multiply, type Point } from './matrix.ts';
import { finite, isList, number, property } from './values.ts';

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;
/** Numbers of the operators, by name. */
export type Operators = Readonly<Record<string, number>>;

/** One sign. Points from the top left corner of the page; `y` is the base line. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly encoding: LegacyEncoding | null;
}

/** A straight line across (y1 = y2) or down (x1 = x2), ends in rising order. */
export interface Ruling {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PageInk {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
}

const MAX_GLYPHS = 60_000;
const MAX_RULINGS = 20_000;
const MAX_DEPTH = 500;

interface Font {
  /** Letters were seen that only Unicode has: the name of the font says nothing then. */
  isUnicode: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly encoding: LegacyEncoding | null;
  /** Text space for one unit of a glyph's width. */
  readonly unit: number;
}

interface State {
  ctm: Matrix;
  font: Font;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  hScale: number;
  leading: number;
  rise: number;
}

const PLAIN_FONT: Font = { isUnicode: true, bold: false, italic: false, encoding: null, unit: 0.001 };

/** Runs the page's operators. What pdf.js cannot make sense of leaves no ink; what is set on its side is left out. */
export async function readInk(page: PdfPage, operators: Operators): Promise<PageInk> {
  // Annotations (stamps of a signature, remarks) are no part of the document's text; filled-in fields are.
  const list = await page.getOperatorList({ annotationMode: 0 });
  const functions: readonly unknown[] = list.fnArray;
  const operands: readonly unknown[] = list.argsArray;
  const draw = (rotation: number): { pen: Pen; viewport: Viewport } => {
    const viewport = page.getViewport({ scale: 1, rotation });
    const pen = new Pen(page, operators, matrixOf(viewport.transform) ?? IDENTITY);
    functions.forEach((operator, index) => pen.run(operator, operands[index]));
    return { pen, viewport };
  };
  let drawn = draw(page.rotate);
  const turn = drawn.pen.turn();
  // A sheet that was drawn on its side, as wide tables are: it is turned until it can be read.
  if (turn !== 0) drawn = draw((page.rotate + turn) % 360);
  const { pen, viewport } = drawn;
  const fields = await readFields(page, matrixOf(viewport.transform) ?? IDENTITY);
  return {
    width: viewport.width,
    height: viewport.height,
    glyphs: [...pen.inkedGlyphs(), ...fields],
    rulings: pen.rulings,
  };
}

type Viewport = ReturnType<PdfPage['getViewport']>;

class Pen {
  readonly rulings: Ruling[] = [];
  readonly #glyphs: Glyph[] = [];
  readonly #fontOfGlyph: Font[] = [];
  /** Signs by the way they stand: upright, then turned by a quarter each, clockwise. */
  readonly #standing: [number, number, number, number] = [0, 0, 0, 0];
  readonly #page: PdfPage;
  readonly #op: Operators;
  readonly #fonts = new Map<string, Font>();
  readonly #stack: State[] = [];
  #state: State;
  #text: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;

  constructor(page: PdfPage, operators: Operators, ctm: Matrix) {
    this.#page = page;
    this.#op = operators;
    this.#state = {
      ctm,
      font: PLAIN_FONT,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      hScale: 1,
      leading: 0,
      rise: 0,
    };
  }

  /** Degrees by which the page has to be turned so that most of its signs stand upright. */
  turn(): 0 | 90 | 180 | 270 {
    const [upright, right, over, left] = this.#standing;
    const most = Math.max(...this.#standing);
    // Upside down is what scanners do to one page in a stack, and watermarks to none.
    if (most === 0 || upright >= most) return 0;
    return right === most ? 270 : left === most ? 90 : over > 2 * upright ? 180 : 0;
  }

  /** The signs, each with the encoding of its font unless the font turned out to be in Unicode. */
  inkedGlyphs(): Glyph[] {
    return this.#glyphs.map((glyph, index) =>
      glyph.encoding !== null && this.#fontOfGlyph[index]?.isUnicode === true ? { ...glyph, encoding: null } : glyph,
    );
  }

  run(operator: unknown, operand: unknown): void {
    const op = this.#op;
    const args: readonly unknown[] = isList(operand) ? operand : [];
    const state = this.#state;
    switch (operator) {
      case op.save:
        return this.#save();
      case op.restore:
      case op.paintFormXObjectEnd:
        return this.#restore();
      case op.transform:
        return this.#transform(args);
      case op.paintFormXObjectBegin:
        this.#save();
        return this.#transform(isList(args[0]) ? args[0] : []);
      case op.beginText:
        return this.#setMatrix(IDENTITY);
      case op.setTextMatrix:
        return this.#setMatrix(matrixOf(isList(args[0]) ? args[0] : args) ?? IDENTITY);
      case op.moveText:
        return this.#move(number(args[0]), number(args[1]));
      case op.setLeadingMoveText:
        state.leading = number(args[1]);
        return this.#move(number(args[0]), number(args[1]));
      case op.nextLine:
        return this.#move(0, state.leading);
      case op.setLeading:
        state.leading = -number(args[0]);
        return;
      case op.setCharSpacing:
        state.charSpacing = number(args[0]);
        return;
      case op.setWordSpacing:
        state.wordSpacing = number(args[0]);
        return;
      case op.setHScale:
        state.hScale = number(args[0], 100) / 100;
        return;
      case op.setTextRise:
        state.rise = number(args[0]);
        return;
      case op.setFont:
        return this.#setFont(args);
      case op.setGState:
        return this.#setGraphicsState(args[0]);
      case op.showText:
      case op.showSpacedText:
        return this.#show(args[0]);
      case op.constructPath:
        return this.#draw(args);
      default:
        return;
    }
  }

  #save(): void {
    if (this.#stack.length < MAX_DEPTH) this.#stack.push({ ...this.#state });
  }

  #restore(): void {
    this.#state = this.#stack.pop() ?? this.#state;
  }

  #transform(args: readonly unknown[]): void {
    const matrix = matrixOf(args);
    if (matrix !== null) this.#state.ctm = multiply(this.#state.ctm, matrix);
  }

  #setMatrix(matrix: Matrix): void {
    this.#text = matrix;
    this.#line = matrix;
  }

  #move(x: number, y: number): void {
    this.#setMatrix(multiply(this.#line, [1, 0, 0, 1, x, y]));
  }

  #setFont(args: readonly unknown[]): void {
    const [name, size] = args;
    if (typeof name !== 'string') return;
    this.#state.font = this.#fontOf(name);
    this.#state.size = number(size);
  }

  #setGraphicsState(changes: unknown): void {
    if (!isList(changes)) return;
    for (const change of changes)
      if (isList(change) && change[0] === 'Font' && isList(change[1])) this.#setFont(change[1]);
  }

  #fontOf(id: string): Font {
    const known = this.#fonts.get(id);
    if (known !== undefined) return known;
    const found: unknown = this.#page.commonObjs.has(id) ? this.#page.commonObjs.get(id) : null;
    const name = property(found, 'name');
    const units = property(found, 'fontMatrix');
    const label = typeof name === 'string' ? name : '';
    const font: Font = {
      isUnicode: false,
      bold: /bold|black|heavy|demi/iu.test(label) || property(found, 'bold') === true,
      italic: /italic|oblique/iu.test(label) || property(found, 'italic') === true,
      encoding: encodingOfFont(label),
      unit: isList(units) ? number(units[0], 0.001) : 0.001,
    };
    this.#fonts.set(id, font);
    return font;
  }

  #show(signs: unknown): void {
    if (!isList(signs)) return;
    const { font, size, charSpacing, wordSpacing, hScale, rise } = this.#state;
    const frame = multiply(this.#state.ctm, this.#text);
    const upright = Math.abs(frame[1]) < 0.1 * Math.abs(frame[0]) && frame[0] > 0;
    const height = Math.abs(size) * Math.hypot(frame[2], frame[3]);
    const across = Math.hypot(frame[0], frame[1]);
    const quarter = quarterOf(frame);
    let x = 0;
    for (const sign of signs) {
      if (typeof sign === 'number') {
        x -= ((finite(sign) * size) / 1000) * hScale;
        continue;
      }
      const advance = number(property(sign, 'width')) * font.unit * size;
      const text = property(sign, 'unicode');
      if (typeof text === 'string' && text.trim() !== '') this.#standing[quarter] += 1;
      if (upright && typeof text === 'string' && text !== '' && this.#glyphs.length < MAX_GLYPHS) {
        if (font.encoding !== null && hasUnicodeLetters(text)) font.isUnicode = true;
        this.#fontOfGlyph.push(font);
        this.#glyphs.push({
          text,
          x: frame[0] * x + frame[2] * rise + frame[4],
          y: frame[1] * x + frame[3] * rise + frame[5],
          width: Math.abs(advance * hScale) * across,
          size: height,
          bold: font.bold,
          italic: font.italic,
          encoding: font.encoding,
        });
      }
      x += (advance + charSpacing + (property(sign, 'isSpace') === true ? wordSpacing : 0)) * hScale;
    }
    this.#text = multiply(this.#text, [1, 0, 0, 1, x, 0]);
  }

  /** Straight lines of a painted path; a filled box that is thin enough is a line as well. Clips leave no ink. */
  #draw(args: readonly unknown[]): void {
    const op = this.#op;
    const [paint, paths] = args;
    const strokes = [
      op.stroke,
      op.closeStroke,
      op.fillStroke,
      op.eoFillStroke,
      op.closeFillStroke,
      op.closeEOFillStroke,
    ];
    const isStroke = strokes.includes(number(paint, -1));
    const isFill = paint === op.fill || paint === op.eoFill;
    const path: unknown = isList(paths) ? paths[0] : null;
    if ((!isStroke && !isFill) || !(path instanceof Float32Array)) return;
    const shapes = shapesOf(path).map((shape) => shape.map((point) => apply(this.#state.ctm, point)));
    for (const shape of shapes) {
      if (isStroke && isCurved(shape)) continue;
      if (isStroke) shape.forEach((point, index) => this.#rule(shape[index - 1], point));
      else this.#ruleOfBox(shape);
    }
  }

  #rule(from: Point | undefined, to: Point | undefined): void {
    if (from === undefined || to === undefined || this.rulings.length >= MAX_RULINGS) return;
    const [x1, x2] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]];
    const [y1, y2] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]];
    if (![x1, x2, y1, y2].every(Number.isFinite)) return;
    if (y2 - y1 < 0.7 && x2 - x1 > 2) this.rulings.push({ x1, x2, y1: (y1 + y2) / 2, y2: (y1 + y2) / 2 });
    else if (x2 - x1 < 0.7 && y2 - y1 > 2) this.rulings.push({ x1: (x1 + x2) / 2, x2: (x1 + x2) / 2, y1, y2 });
  }

  #ruleOfBox(shape: readonly Point[]): void {
    if (shape.length < 4 || shape.length > 6) return;
    const xs = shape.map((point) => point[0]);
    const ys = shape.map((point) => point[1]);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const middle: Point = [(left + right) / 2, (top + bottom) / 2];
    if (bottom - top < 3 && right - left > 3) this.#rule([left, middle[1]], [right, middle[1]]);
    else if (right - left < 3 && bottom - top > 3) this.#rule([middle[0], top], [middle[0], bottom]);
  }
}

/** A line of many short strokes that bends: part of a drawing, such as the net on a certificate, and no ruling anywhere. */
function isCurved(shape: readonly Point[]): boolean {
  return (
    shape.length > 5 &&
    shape.some(([x, y], index) => {
      const [lastX, lastY] = shape[index - 1] ?? [x, y];
      return Math.abs(x - lastX) >= 0.7 && Math.abs(y - lastY) >= 0.7;
    })
  );
}

/** Which way signs run: 0 to the right, 1 downwards, 2 to the left, 3 upwards. */
function quarterOf([across, down]: Matrix): 0 | 1 | 2 | 3 {
  if (Math.abs(across) >= Math.abs(down)) return across >= 0 ? 0 : 2;
  return down > 0 ? 1 : 3;
}

/** pdf.js writes paths as numbers: 0 moveTo x y, 1 lineTo x y, 2 curveTo (6), 3 quadraticCurveTo (4), 4 closePath. */
function shapesOf(path: Float32Array): Point[][] {
  const shapes: Point[][] = [];
  let shape: Point[] = [];
  const close = (): void => {
    if (shape.length > 1) shapes.push(shape);
    shape = [];
  };
  for (let at = 0; at < path.length; ) {
    const kind = path[at];
    const point: Point = [path[at + 1] ?? 0, path[at + 2] ?? 0];
    if (kind === 0) {
      close();
      shape.push(point);
      at += 3;
    } else if (kind === 1) {
      shape.push(point);
      at += 3;
    } else if (kind === 4) {
      const first = shape[0];
      if (first !== undefined) shape.push(first);
      close();
      at += 1;
    } else {
      // Curves are no rulings; the pen goes on from their end.
      close();
      const length = kind === 2 ? 6 : 4;
      shape.push([path[at + length - 1] ?? 0, path[at + length] ?? 0]);
      at += length + 1;
    }
  }
  close();
  return shapes;
}
