/** Fills an .xlsx form in place: cells are spliced into the sheet, numbers as numbers, everything else untouched. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { Place } from '../blocks.ts';
import {
  applyEdits,
  attribute,
  child,
  decodePart,
  descendants,
  type Edit,
  parseXml,
  type XmlTree,
} from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { formatAddress, parseAddress } from '../xlsx/address.ts';
import { openXlsx, type XlsxFile, type XlsxSheet } from '../xlsx/open.ts';
import { blocksOfXlsx, cellsOf, cellText } from '../xlsx/read-blocks.ts';
import { type NewCell, spliceSheet } from '../xlsx/splice.ts';
import { tallRows, WrapStyles } from '../xlsx/wrapped-text.ts';
import { defineAnchoredForm } from './define.ts';
import type { CellValue, FormDefinition, FormValues, IndicatorLine, Measure } from './definition.ts';
import type { LineAnchor } from './groups.ts';
import { groupKeys } from './key.ts';
import { assertKnownKeys, textOfLine, textOfValue } from './value-text.ts';

/** Smaller amounts are written with their unit: a bare small number would not be certain when read back. */
const SMALLEST_BARE_MONEY = 100_000;

/** The form with the values written in. Throws DocumentProblem when the file is not the form, or a value is no number. */
export function fillXlsx(original: Uint8Array, definition: FormDefinition, values: FormValues): Uint8Array {
  return planXlsxFill(original, definition, values).finish();
}

/** The cells that fill the form, before they are written. */
export function planXlsxFill(original: Uint8Array, definition: FormDefinition, values: FormValues): Board {
  assertKnownKeys(definition, values);
  const file = openXlsx(original);
  const form = defineAnchoredForm(blocksOfXlsx(file), definition.file);
  if (form === null) throw new DocumentProblem('form-absent');
  const board = new Board(file);
  const keys = groupKeys(definition);
  definition.groups.forEach((group, index) => {
    for (const line of group.lines) {
      const text = textOfLine(line, values);
      if (text === null) continue;
      const anchor = form.anchors.lines.get(line.key);
      if (anchor === undefined) throw new DocumentProblem('form-mismatch', line.key);
      writeLine(board, anchor, line, values, text);
    }
    const rows = values.openRows[keys[index] ?? ''] ?? [];
    if (rows.length === 0) return;
    const anchor = form.anchors.openRows.get(keys[index] ?? '');
    if (anchor === undefined) throw new DocumentProblem('form-mismatch', keys[index]);
    const texts = rows.map((row) => `- ${row.label}${row.number === null ? '' : `: ${row.number.replace('.', ',')}`}`);
    board.setLine(anchor.place, anchor.line, texts.join('\n'));
  });
  for (const section of definition.sections) {
    const prose = values.sections[section.key]?.trim() ?? '';
    if (prose === '') continue;
    const place = form.definition.sections.find((candidate) => candidate.key === section.key)?.place;
    if (place === undefined) throw new DocumentProblem('form-mismatch', section.key);
    board.writeBelow(place, prose);
  }
  return board;
}

function writeLine(board: Board, anchor: LineAnchor, line: IndicatorLine, values: FormValues, text: string): void {
  const cells = anchor.values;
  if (cells.length > 0 && cells.length === line.measures.length) {
    line.measures.forEach((measure, index) => {
      const value = values.cells[measure.key];
      const cell = cells[index];
      if (value !== undefined && cell !== undefined) board.set(cell.place, newCell(measure, value));
    });
    return;
  }
  const [first] = cells;
  if (first !== undefined) board.set(first.place, { kind: 'text', value: text });
  else if (!writeOnDots(board, anchor, line, values)) board.appendToLine(anchor.place, anchor.line, ` ${text}`);
}

/** Dots to write on are replaced when the line has as many runs of them as measures; says whether it was so. */
function writeOnDots(board: Board, anchor: LineAnchor, line: IndicatorLine, values: FormValues): boolean {
  const shown = board.lineAt(anchor.place, anchor.line);
  const runs = [...shown.matchAll(/(?<=[:\s]|^)(?:[.…_]{4,}|…+)/gu)];
  if (anchor.following > 0 || runs.length !== line.measures.length) return false;
  let written = shown;
  for (const [index, run] of [...runs.entries()].toReversed()) {
    const measure = line.measures[index];
    const text = measure === undefined ? null : textOfValue(measure, values.cells[measure.key]);
    if (text === null) continue;
    const behind = written.slice(run.index + run[0].length);
    const value = /^[\s.…_]*\p{L}/u.test(behind) ? text.replace(/ đồng$/u, '') : text;
    written = written.slice(0, run.index) + value + behind;
  }
  board.setLine(anchor.place, anchor.line, written);
  return true;
}

function newCell(measure: Measure, value: CellValue): NewCell {
  const text = textOfValue(measure, value) ?? '';
  if (value.state !== 'value' || measure.kind === 'yes-no') return { kind: 'text', value: text };
  const small = measure.kind === 'money' && value.number !== '0' && Number(value.number) < SMALLEST_BARE_MONEY;
  const otherUnit = measure.kind === 'money' && measure.unit !== null && measure.unit !== 'đồng';
  return small || otherUnit || value.number.length > 15
    ? { kind: 'text', value: text }
    : { kind: 'number', value: value.number };
}

/** Cuts in one part of the file. */
interface PartEdits {
  readonly part: string;
  readonly source: string;
  readonly edits: readonly Edit[];
}

/** Collects new cells by sheet and makes the file at the end. */
class Board {
  readonly #file: XlsxFile;
  readonly #cells = new Map<XlsxSheet, Map<string, NewCell>>();

  readonly #prose = new Map<XlsxSheet, Map<string, string>>();
  readonly #stylesTree: XmlTree | null;
  readonly #styles: WrapStyles | null;

  constructor(file: XlsxFile) {
    this.#file = file;
    const styles = file.zip.read(stylesPart(file));
    this.#stylesTree = styles === null ? null : parseXml(decodePart(styles));
    this.#styles = this.#stylesTree === null ? null : new WrapStyles(this.#stylesTree);
  }

  set(place: Place, cell: NewCell): void {
    const { sheet, address } = this.#at(place);
    const cells = this.#cells.get(sheet) ?? new Map<string, NewCell>();
    this.#cells.set(sheet, cells.set(address, cell));
  }

  lineAt(place: Place, line: number): string {
    return this.#lines(place)[line] ?? '';
  }

  appendToLine(place: Place, line: number, text: string): void {
    const lines = this.#lines(place);
    this.setLine(place, line, `${(lines[line] ?? '').trimEnd()}${text}`);
  }

  setLine(place: Place, line: number, text: string): void {
    const lines = this.#lines(place);
    lines[line] = text;
    this.set(place, { kind: 'text', value: lines.join('\n') });
  }

  /** Into the cell below, if it is free; else behind the heading itself. */
  writeBelow(place: Place, text: string): void {
    const { sheet, address } = this.#at(place);
    const at = parseAddress(address);
    const below = at === null ? address : formatAddress({ column: at.column, row: at.row + 1 });
    const lower: Place = { kind: 'xlsx', sheet: sheet.name, cell: below };
    if (this.#lines(lower).every((line) => /^[.…_\s]*$/u.test(line))) this.#setProse(lower, text);
    else this.#setProse(place, `${this.#lines(place).join('\n')}:\n${text}`);
  }

  /** Prose is wrapped: a cell style of its own, in the look of the cell. */
  #setProse(place: Place, text: string): void {
    const { sheet, address } = this.#at(place);
    const cell = [...cellsOf(sheet)].find((one) => attribute(sheet.tree, one, 'r') === address);
    const base = cell === undefined ? '0' : (attribute(sheet.tree, cell, 's') ?? '0');
    const style = this.#styles?.wrapping(base) ?? null;
    this.set(place, { kind: 'text', value: text, ...(style === null ? {} : { style }) });
    const texts = this.#prose.get(sheet) ?? new Map<string, string>();
    this.#prose.set(sheet, texts.set(address, text));
  }

  /** The cuts in the sheets, and the one in the workbook that has formulas over them worked out anew. */
  edits(): { parts: PartEdits[]; replacedFormula: boolean } {
    const parts: PartEdits[] = [];
    let replaced = false;
    for (const [sheet, cells] of this.#cells) {
      const { edits, replacedFormula } = spliceSheet(sheet, cells);
      const tall = tallRows(sheet, this.#prose.get(sheet) ?? new Map());
      parts.push({ part: sheet.part, source: sheet.tree.source, edits: [...edits, ...tall] });
      replaced ||= replacedFormula;
    }
    const hasFormula = this.#file.sheets.some((sheet) => [...cellsOf(sheet)].some((cell) => child(cell, 'f') !== null));
    if (parts.length > 0 && hasFormula) {
      const { workbook, workbookPart } = this.#file;
      parts.push({ part: workbookPart, source: workbook.source, edits: recalculation(workbook) });
    }
    const styles = this.#styles?.edits() ?? [];
    if (this.#stylesTree !== null && styles.length > 0)
      parts.push({ part: stylesPart(this.#file), source: this.#stylesTree.source, edits: styles });
    return { parts, replacedFormula: replaced };
  }

  finish(): Uint8Array {
    const { parts: edited, replacedFormula } = this.edits();
    const parts = new Map<string, Uint8Array | null>();
    const save = (part: string, source: string): unknown => parts.set(part, new TextEncoder().encode(source));
    for (const { part, source, edits } of edited) save(part, applyEdits(source, edits));
    const chain = this.#file.zip.names.find((name) => name.endsWith('/calcChain.xml'));
    if (replacedFormula && chain !== undefined) {
      parts.set(chain, null);
      for (const name of this.#file.zip.names.filter((candidate) =>
        /^\[Content_Types\]\.xml$|workbook\.xml\.rels$/u.test(candidate),
      )) {
        const source = decodePart(this.#file.zip.read(name) ?? new Uint8Array());
        save(name, source.replace(/<(?:Override|Relationship)\b[^>]*calcChain\.xml"[^>]*\/>/gu, ''));
      }
    }
    return this.#file.zip.withParts(parts);
  }

  #at(place: Place): { sheet: XlsxSheet; address: string } {
    const sheet =
      place.kind === 'xlsx' ? this.#file.sheets.find((candidate) => candidate.name === place.sheet) : undefined;
    if (place.kind !== 'xlsx' || sheet === undefined) throw new DocumentProblem('form-mismatch');
    return { sheet, address: place.cell };
  }

  /** Lines of a cell as they will be: written before, else as in the file. */
  #lines(place: Place): string[] {
    const { sheet, address } = this.#at(place);
    const written = this.#cells.get(sheet)?.get(address);
    if (written !== undefined) return written.value.split('\n');
    for (const cell of cellsOf(sheet)) {
      if (attribute(sheet.tree, cell, 'r') === address)
        return normalizeText(cellText(this.#file, sheet, cell)).split(/\r?\n/u);
    }
    return [];
  }
}

function stylesPart({ workbookPart }: XlsxFile): string {
  return `${workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1)}styles.xml`;
}

/** Formulas over the filled cells hold old results: the program that opens the file must work them out again. */
function recalculation(workbook: XmlTree): Edit[] {
  const [existing] = descendants(workbook.root, 'calcPr');
  if (existing === undefined) {
    const before = workbook.root.children.findLast((element) =>
      ['sheets', 'functionGroups', 'externalReferences', 'definedNames'].includes(element.name),
    );
    const at = before?.end ?? workbook.root.closeStart;
    return [{ start: at, end: at, text: `<${workbook.prefix('')}calcPr fullCalcOnLoad="1"/>` }];
  }
  const tag = workbook.source.slice(existing.start, existing.openEnd);
  if (/fullCalcOnLoad/u.test(tag)) return [];
  const text = tag.replace(/\s*(\/?)>$/u, ' fullCalcOnLoad="1"$1>');
  return [{ start: existing.start, end: existing.openEnd, text }];
}
