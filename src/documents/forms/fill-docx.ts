/**
 * Fills a .docx form in place: values are cut into the original document.xml, so that everything not written stays
 * byte for byte, and every other part of the file is the same.
 */
import type { Place } from '../blocks.ts';
import { blocksOfDocx, type CellLine, readCellLines } from '../docx/read-blocks.ts';
import { type DocxFile, openDocx } from '../docx/open.ts';
import { linesOfPieces, type Piece, readPieces } from '../docx/paragraph.ts';
import { applyEdits, child, type Edit, type XmlElement } from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { encodingOfFont, isVniPair } from '../readers/legacy-encodings.ts';
import { defineAnchoredForm } from './define.ts';
import type { FormDefinition, FormValues, IndicatorLine, Measure } from './definition.ts';
import type { LineAnchor } from './groups.ts';
import { groupKeys } from './key.ts';
import { proseEdits } from './fill-docx-prose.ts';
import { lookBeside, textElement, textInRun, textInText } from './fill-docx-run.ts';
import { assertKnownKeys, textOfLine, textOfValue } from './value-text.ts';

/**
 * The form with the values written in. Inline behind the label by default; in the column for results where a row has one
 * indicator. Throws DocumentProblem when the file is not the form of the definition, or a value is no number.
 */
export function fillDocx(original: Uint8Array, definition: FormDefinition, values: FormValues): Uint8Array {
  const { file, edits } = planDocxFill(original, definition, values);
  if (edits.length === 0) return original.slice();
  const filled = applyEdits(file.tree.source, edits);
  return file.zip.withParts(new Map([[file.mainPart, new TextEncoder().encode(filled)]]));
}

/** The cuts that fill the form, before they are made. */
export function planDocxFill(
  original: Uint8Array,
  definition: FormDefinition,
  values: FormValues,
): { file: DocxFile; edits: Edit[] } {
  assertKnownKeys(definition, values);
  const file = openDocx(original);
  const form = defineAnchoredForm(blocksOfDocx(file), definition.file);
  if (form === null) throw new DocumentProblem('form-absent');
  const elements = elementsByStart(file.tree.root);
  const edits: Edit[] = [];
  const keys = groupKeys(definition);

  definition.groups.forEach((group, index) => {
    for (const line of group.lines) {
      const text = textOfLine(line, values);
      if (text === null) continue;
      const anchor = form.anchors.lines.get(line.key);
      if (anchor === undefined) throw new DocumentProblem('form-mismatch', line.key);
      edits.push(...lineEdits(file, elements, anchor, line, values, text));
    }
    const rows = values.openRows[keys[index] ?? ''] ?? [];
    if (rows.length === 0) return;
    const anchor = form.anchors.openRows.get(keys[index] ?? '');
    if (anchor === undefined) throw new DocumentProblem('form-mismatch', keys[index]);
    const texts = rows.map((row) =>
      (row.number === null ? row.label : `${row.label}: ${row.number.replace('.', ',')}`).replace(/\s+/gu, ' ').trim(),
    );
    edits.push(...openRowEdits(file, lineAt(file, elements, anchor), texts));
  });
  for (const section of definition.sections) {
    const prose = values.sections[section.key]?.trim() ?? '';
    if (prose === '') continue;
    const place = form.definition.sections.find((candidate) => candidate.key === section.key)?.place;
    const heading = place === undefined ? undefined : elementAt(elements, place);
    if (heading === undefined) throw new DocumentProblem('form-mismatch', section.key);
    edits.push(...proseEdits(file, heading, section.label, prose));
  }
  return { file, edits };
}

function elementsByStart(root: XmlElement): Map<number, XmlElement> {
  const found = new Map<number, XmlElement>();
  const enter = (element: XmlElement): void => {
    if (element.name === 'w:tc' || element.name === 'w:p') found.set(element.start, element);
    element.children.forEach(enter);
  };
  enter(root);
  return found;
}

function elementAt(elements: ReadonlyMap<number, XmlElement>, place: Place): XmlElement | undefined {
  return place.kind === 'docx' ? elements.get(place.start) : undefined;
}

/** The physical line that an anchor points to. */
function lineAt(file: DocxFile, elements: ReadonlyMap<number, XmlElement>, anchor: LineAnchor): CellLine {
  const element = elementAt(elements, anchor.place);
  if (element === undefined) throw new DocumentProblem('form-mismatch');
  if (element.name === 'w:tc') {
    const line = readCellLines(file, element)[anchor.line] ?? blankLine(element, anchor.line);
    if (line === null) throw new DocumentProblem('form-mismatch');
    return line;
  }
  return {
    text: '',
    pieces: linesOfPieces(readPieces(file, element))[anchor.line] ?? [],
    paragraph: element,
  };
}

/** The first line of a cell that holds nothing: its empty paragraph. */
function blankLine(cell: XmlElement, line: number): CellLine | null {
  const paragraph = child(cell, 'w:p');
  return paragraph === null || line > 0 ? null : { text: '', pieces: [], paragraph };
}

function lineEdits(
  file: DocxFile,
  elements: ReadonlyMap<number, XmlElement>,
  anchor: LineAnchor,
  line: IndicatorLine,
  values: FormValues,
  text: string,
): Edit[] {
  const label = lineAt(file, elements, anchor);
  const onDots = anchor.following > 0 ? null : dotEdits(file, label.pieces, line.measures, values);
  if (onDots !== null) return onDots;
  const cells = anchor.values.flatMap((cell) => elementAt(elements, cell.place) ?? []);
  if (cells.length > 0 && cells.every((cell) => isBlankCell(file, cell))) {
    const look = lookBeside(file, label.pieces.at(-1));
    if (cells.length === line.measures.length) {
      return line.measures.flatMap((measure, index) => {
        const own = textOfValue(measure, values.cells[measure.key]);
        const cell = cells[index];
        return own === null || cell === undefined ? [] : cellEdits(file, cell, own, look);
      });
    }
    const first = cells[0];
    if (first !== undefined) return cellEdits(file, first, text, look);
  }
  if (anchor.following > 0) return midLineEdits(file, label.pieces, anchor.following, text);
  // A label without its colon gets one, as a person would write it.
  const shown = label.pieces.map((piece) => piece.text).join('');
  const colon = /[:：]\s*$/u.test(shown) ? '' : ':';
  return [afterLine(file, label, `${colon}${/[:：]\s+$/u.test(shown) ? '' : ' '}${text}`)];
}

function isBlankCell(file: DocxFile, cell: XmlElement): boolean {
  return readCellLines(file, cell).every((line) => !/[\p{L}\p{N}]/u.test(line.text));
}

/** Writes into a cell that is empty (or holds dots only); its paragraph keeps its properties. */
function cellEdits(file: DocxFile, cell: XmlElement, text: string, look: string): Edit[] {
  const w = file.tree.prefix('w');
  const run = `<${w}r>${look}${textElement(file, text)}</${w}r>`;
  const lines = readCellLines(file, cell);
  const dotted = lines
    .flatMap((line) => line.pieces)
    .find((piece) => piece.element.name === 'w:t' && piece.text.trim() !== '');
  if (dotted !== undefined)
    return [{ start: dotted.element.start, end: dotted.element.end, text: textInRun(file, dotted, text) }];
  const paragraph = child(cell, 'w:p');
  if (paragraph === null) return [{ start: cell.closeStart, end: cell.closeStart, text: `<${w}p>${run}</${w}p>` }];
  return [insideParagraph(file, paragraph, run)];
}

/** A run at the end of a paragraph, also of one that was closed in its own tag. */
function insideParagraph(file: DocxFile, paragraph: XmlElement, run: string): Edit {
  const w = file.tree.prefix('w');
  if (paragraph.closeStart < paragraph.end)
    return { start: paragraph.closeStart, end: paragraph.closeStart, text: run };
  const opened = file.tree.source.slice(paragraph.start, paragraph.end).replace(/\s*\/>$/u, '>');
  return { start: paragraph.start, end: paragraph.end, text: `${opened}${run}</${w}p>` };
}

/** A second `w:t` right behind the last one of the line: same run, so the same look. */
function afterLine(file: DocxFile, line: CellLine, text: string): Edit {
  const last = line.pieces.findLast((piece) => piece.element.name === 'w:t');
  if (last !== undefined) return { start: last.element.end, end: last.element.end, text: textInRun(file, last, text) };
  const w = file.tree.prefix('w');
  return insideParagraph(file, line.paragraph, `<${w}r>${textElement(file, text.trimStart())}</${w}r>`);
}

interface DotRun {
  readonly piece: Piece;
  readonly start: number;
  readonly end: number;
  /** True when the form prints a unit behind the dots. */
  readonly unitFollows: boolean;
}

/** Dots to write on ("Số lớp: ....... lớp") are replaced, when there is one run of them for each measure; else null. */
function dotEdits(
  file: DocxFile,
  pieces: readonly Piece[],
  measures: readonly Measure[],
  values: FormValues,
): Edit[] | null {
  const runs: DotRun[] = [];
  pieces.forEach((piece, index) => {
    if (piece.element.name !== 'w:t') return;
    const raw = file.tree.source.slice(piece.element.openEnd, piece.element.closeStart);
    const behind = pieces
      .slice(index + 1)
      .map((next) => next.text)
      .join('');
    for (const match of raw.matchAll(/(?<=[:\s]|^)(?:[.…_]{4,}|…+)/gu)) {
      const start = piece.element.openEnd + match.index;
      runs.push({
        piece,
        start,
        end: start + match[0].length,
        unitFollows: /^[\s.…_]*\p{L}/u.test(raw.slice(match.index + match[0].length) + behind),
      });
    }
  });
  if (runs.length !== measures.length) return null;
  return measures.flatMap((measure, index): Edit[] => {
    const text = textOfValue(measure, values.cells[measure.key]);
    const run = runs[index];
    if (text === null || run === undefined) return [];
    const shown = run.unitFollows ? text.replace(/ đồng$/u, '') : text;
    return [{ start: run.start, end: run.end, text: textInText(file, run.piece, shown) }];
  });
}

/** Several labels on one physical line: the value goes behind its own label, `following` letters before the line's end. */
function midLineEdits(file: DocxFile, pieces: readonly Piece[], following: number, text: string): Edit[] {
  let left = following;
  for (const piece of pieces.toReversed()) {
    if (piece.element.name !== 'w:t') continue;
    const base = piece.element.openEnd;
    const raw = file.tree.source.slice(base, piece.element.closeStart);
    const letters = [...raw.matchAll(/&[#\w]+;|[\s\S]/gu)];
    const counts = countsAsLetter(
      piece,
      letters.map(([letter]) => letter),
    );
    for (let index = letters.length - 1; index >= 0; index--) {
      if (!counts(index)) continue;
      left--;
      if (left > 0) continue;
      // Back over the next label's bullet and the space before it.
      let at = letters[index]?.index ?? 0;
      while (at > 0 && /[\s+\-\u2013]/u.test(raw.charAt(at - 1))) at--;
      if (at === 0)
        return [{ start: piece.element.start, end: piece.element.start, text: textInRun(file, piece, ` ${text}`) }];
      return [{ start: base + at, end: base + at, text: textInText(file, piece, ` ${text}`) }];
    }
  }
  throw new DocumentProblem('form-mismatch');
}

/** Whether a character of the file is a letter or digit of the shown text: in an old font "«" is ô, and "aø" one letter. */
function countsAsLetter(piece: Piece, raw: readonly string[]): (index: number) => boolean {
  const shown = Array.from(piece.text);
  const isLetter = (sign: string | undefined): boolean => /^[\p{L}\p{N}]$/u.test(sign ?? '');
  if (shown.length === raw.length) return (index) => isLetter(shown[index]);
  const isVni = encodingOfFont(piece.look.font ?? '') === 'vni';
  return (index) => isLetter(raw[index]) && !(isVni && isVniPair(raw[index - 1] ?? '', raw[index] ?? ''));
}

/** Rows of one's own: the first takes the place of the dots, the others follow as lines of the same paragraph. */
function openRowEdits(file: DocxFile, line: CellLine, texts: readonly string[]): Edit[] {
  const w = file.tree.prefix('w');
  const [first = '', ...more] = texts;
  const last = line.pieces.findLast((piece) => piece.element.name === 'w:t' && piece.text.trim() !== '');
  const write = (text: string) => (last === undefined ? textElement(file, text) : textInRun(file, last, text));
  const extra = more.map((text) => `<${w}br/>${write(`- ${text}`)}`).join('');
  if (last === undefined) {
    return [insideParagraph(file, line.paragraph, `<${w}r>${textElement(file, first)}${extra}</${w}r>`)];
  }
  const typed = last.text.replace(/[\s.…_]+$/u, '');
  const kept = typed === '' ? '' : `${typed} `;
  return [{ start: last.element.start, end: last.element.end, text: `${write(kept + first)}${extra}` }];
}
