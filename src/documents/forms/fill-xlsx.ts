/** Fills an .xlsx form in place: cells are spliced into the sheet, numbers as numbers, everything else untouched. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { Place } from '../blocks.ts';
import { applyEdits, attribute, child, decodePart, descendants, type Edit, type XmlTree } from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { formatAddress, parseAddress } from '../xlsx/address.ts';
import { openXlsx, type XlsxFile, type XlsxSheet } from '../xlsx/open.ts';
import { blocksOfXlsx, cellsOf, cellText } from '../xlsx/read-blocks.ts';
import { type NewCell, spliceSheet } from '../xlsx/splice.ts';
import { defineAnchoredForm } from './define.ts';
import type { CellValue, FormDefinition, FormValues, IndicatorLine, Measure } from './definition.ts';
import type { LineAnchor } from './groups.ts';
import { groupKeys } from './key.ts';
import { assertKnownKeys, textOfLine, textOfValue } from './value-text.ts';

/** Smaller amounts are written with their unit: a bare small number would not be certain when read back. */
const SMALLEST_BARE_MONEY = 100_000;

/** The form with the values written in. Throws DocumentProblem when the file is not the form, or a value is no number. */
export function fillXlsx(original: Uint8Array, definition: FormDefinition, values: FormValues): Uint8Array {
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
  return board.finish();
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
  else board.appendToLine(anchor.place, anchor.line, ` ${text}`);
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

/** Collects new cells by sheet and makes the file at the end. */
class Board {
  readonly #file: XlsxFile;
  readonly #cells = new Map<XlsxSheet, Map<string, NewCell>>();

  constructor(file: XlsxFile) {
    this.#file = file;
  }

  set(place: Place, cell: NewCell): void {
    const { sheet, address } = this.#at(place);
    const cells = this.#cells.get(sheet) ?? new Map<string, NewCell>();
    this.#cells.set(sheet, cells.set(address, cell));
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
    if (this.#lines(lower).every((line) => /^[.…_\s]*$/u.test(line))) this.set(lower, { kind: 'text', value: text });
    else this.set(place, { kind: 'text', value: `${this.#lines(place).join('\n')}:\n${text}` });
  }

  finish(): Uint8Array {
    const parts = new Map<string, Uint8Array | null>();
    const save = (part: string, source: string): unknown => parts.set(part, new TextEncoder().encode(source));
    let dropChain = false;
    let hasFormula = false;
    for (const [sheet, cells] of this.#cells) {
      const { edits, replacedFormula } = spliceSheet(sheet, cells);
      save(sheet.part, applyEdits(sheet.tree.source, edits));
      dropChain ||= replacedFormula;
    }
    for (const sheet of this.#file.sheets) for (const cell of cellsOf(sheet)) hasFormula ||= child(cell, 'f') !== null;
    if (parts.size > 0 && hasFormula) save(this.#file.workbookPart, recalculated(this.#file.workbook));
    const chain = this.#file.zip.names.find((name) => name.endsWith('/calcChain.xml'));
    if (dropChain && chain !== undefined) {
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

/** Formulas over the filled cells hold old results: the program that opens the file must work them out again. */
function recalculated(workbook: XmlTree): string {
  const [existing] = descendants(workbook.root, 'calcPr');
  const edits: Edit[] = [];
  if (existing !== undefined) {
    const tag = workbook.source.slice(existing.start, existing.openEnd);
    if (!/fullCalcOnLoad/u.test(tag))
      edits.push({
        start: existing.start,
        end: existing.openEnd,
        text: tag.replace(/\s*(\/?)>$/u, ' fullCalcOnLoad="1"$1>'),
      });
  } else {
    const before = workbook.root.children.findLast((element) =>
      ['sheets', 'functionGroups', 'externalReferences', 'definedNames'].includes(element.name),
    );
    const at = before?.end ?? workbook.root.closeStart;
    edits.push({ start: at, end: at, text: `<${workbook.prefix('')}calcPr fullCalcOnLoad="1"/>` });
  }
  return applyEdits(workbook.source, edits);
}
