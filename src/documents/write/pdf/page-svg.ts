/**
 * Pages as pictures: the compiler's one long SVG cut into a small SVG for each page. Letters are shapes, so nothing that
 * was typed can become markup; what is not known here is refused, not passed on.
 */

export interface PagePicture {
  /** From 1. */
  readonly number: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** A whole SVG document without text, links or scripts. */
  readonly svg: string;
}

interface PageLines {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

const PAGE_START = /^ {4}<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v ([\d.]+) h ([\d.]+) /u;
const USE = /^<use xlink:href="#(g[0-9A-F]+)" x="([\d.e-]+)" y="([\d.e-]+)" fill="([^"]+)" fill-rule="nonzero"\/>$/u;
const SYMBOL = /^<symbol id="(g[0-9A-F]+)" overflow="visible">$/u;
const GLYPH = /^<path d="([-\dMmLlQqCcHhVvZz .,e]*)"\/>$/u;
const IMAGE =
  /^<image((?: transform="matrix\([\d.e -]+\)")?) xlink:href="data:image\/svg\+xml;base64,([\w+/=]+)" width="([\d.]+)" height="([\d.]+)"[^<>]*\/>$/u;
const OWN_PICTURE = /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="([\d .]+)"([^<>]*)>(.*)<\/svg>$/su;
/** Groups and shapes: no reference, no style, nothing but figures and colours. */
const SHAPE =
  /^(?:<\/g>|<g(?: class="[\w-]+")?(?: transform="matrix\([\d.e -]+\)")?\/?>|<path class="typst-shape"(?: (?:transform|d|fill|stroke|fill-rule|stroke-[a-z]+)="[-\w\d #.,()]*")*\/>)$/u;

/** The pages `from`…`to` (from 1, both included) of the compiler's SVG. Throws Error for an SVG of another shape. */
export function pagePictures(document: string, from: number, to: number): PagePicture[] {
  const { pages, glyphs } = split(document, from, to);
  return pages.map(({ width, height, lines }, index) => {
    const page = new Page(glyphs);
    for (const line of lines) page.add(line);
    return { number: from + index, width, height, svg: page.picture(width, height) };
  });
}

/** Lines of the wanted pages, and the outlines of all letters by their id. */
function split(document: string, from: number, to: number) {
  const pages: PageLines[] = [];
  const glyphs = new Map<string, string>();
  let number = 0;
  let lines: string[] = [];
  let isPage = true;
  let symbol = '';
  for (const line of document.split('\n').slice(1)) {
    const start = PAGE_START.exec(line);
    if (start !== null) {
      number += 1;
      lines = [];
      if (number >= from && number <= to) pages.push({ height: Number(start[1]), width: Number(start[2]), lines });
    } else if (line === '    <defs id="glyph">') isPage = false;
    else if (isPage && number >= from && number <= to) lines.push(line.trim());
    else if (!isPage) {
      const trimmed = line.trim();
      symbol = SYMBOL.exec(trimmed)?.[1] ?? symbol;
      const outline = GLYPH.exec(trimmed)?.[1];
      if (outline !== undefined) glyphs.set(symbol, outline);
    }
  }
  return { pages, glyphs };
}

class Page {
  readonly #glyphs: ReadonlyMap<string, string>;
  /** Short names of the letters on this page. */
  readonly #names = new Map<string, string>();
  readonly #parts: string[] = [];
  #isFirst = true;

  constructor(glyphs: ReadonlyMap<string, string>) {
    this.#glyphs = glyphs;
  }

  add(line: string): void {
    const use = USE.exec(line);
    if (use !== null) {
      const [, glyph = '', x = '0', y = '0', fill = ''] = use;
      const name = this.#nameOf(glyph);
      // A letter without an outline is a space.
      if (name !== null) this.#parts.push(`<use href="#${name}"${at('x', x)}${at('y', y)}${painted(fill)}/>`);
      return;
    }
    const image = IMAGE.exec(line);
    if (image !== null) this.#parts.push(ownPicture(image));
    else if (line === '<g/>' || line === '</svg>' || line === '') return;
    else if (!SHAPE.test(line)) throw new Error(`unexpected line in the compiler's SVG: ${line.slice(0, 120)}`);
    else if (this.#isFirst) {
      // The page's own group carries its place in the long document.
      this.#isFirst = false;
      this.#parts.push('<g>');
    } else this.#parts.push(compact(line));
  }

  picture(width: number, height: number): string {
    const outlines = [...this.#names].map(
      ([glyph, name]) => `<path id="${name}" d="${figures(this.#glyphs.get(glyph) ?? '', 3)}"/>`,
    );
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}pt" height="${height}pt">` +
      `<defs>${outlines.join('')}</defs><path fill="#fff" d="M0 0h${width}v${height}H0z"/>${this.#parts.join('')}</svg>`
    );
  }

  #nameOf(glyph: string): string | null {
    if ((this.#glyphs.get(glyph) ?? '') === '') return null;
    const name = this.#names.get(glyph) ?? `g${this.#names.size.toString(36)}`;
    this.#names.set(glyph, name);
    return name;
  }
}

function at(name: string, value: string): string {
  const rounded = figures(value, 2);
  return rounded === '0' ? '' : ` ${name}="${rounded}"`;
}

function painted(fill: string): string {
  return fill === '#000000' ? '' : ` fill="${fill.replace(/[^#\da-f]/gu, '')}"`;
}

function compact(line: string): string {
  return figures(line.replace(/ class="[\w-]+"/u, '').replace(' fill-rule="nonzero"', ''), 2);
}

/** The text with its decimal figures rounded. */
function figures(text: string, digits: number): string {
  return text.replace(/-?\d+\.\d+(?:e-?\d+)?/gu, (figure) => String(Number(Number(figure).toFixed(digits))));
}

/** A picture of our own (frame, QR code) as part of the page. */
function ownPicture([, place = '', base64 = '', width = '', height = '']: RegExpExecArray): string {
  const inner = OWN_PICTURE.exec(Buffer.from(base64, 'base64').toString('utf8'));
  if (inner === null) throw new Error('a picture that is not our own');
  const [, viewBox = '', look = '', shapes = ''] = inner;
  return `<g${figures(place, 2)}><svg width="${width}" height="${height}" viewBox="${viewBox}"${look}>${shapes}</svg></g>`;
}
