/**
 * A unit list in the layout of the country's unit tables (required columns: code, name, type, parent_code, level;
 * known: short_name, name_en, ascii, current_name, current_type, changed_on, changed_by; others are left alone),
 * read and validated as a whole: all problems at once, by line. Pure.
 */
import { type CalendarDate, isCalendarDate } from '../../platform/ids/ids.ts';
import {
  cleanName,
  isUnitKind,
  isUnitLevel,
  kindFromName,
  levelOfKind,
  OFFICIAL_CODE_LENGTH,
  type UnitCode,
  type UnitKind,
  type UnitLevel,
  UNIT_LEVELS,
} from './rules.ts';
import { readCsv } from './rules.csv.ts';
import { byLine, type UnitProblem } from './rules.problems.ts';
import { checkTree } from './rules.tree.ts';

export interface ImportedUnit {
  line: number;
  code: UnitCode;
  name: string;
  kind: UnitKind;
  level: UnitLevel;
  /** null for the top of the list. */
  parentCode: UnitCode | null;
  nameEn: string | null;
  /** A later name and kind of the same unit, with the day and the act; null when nothing has changed. */
  change: { name: string; kind: UnitKind; on: CalendarDate; by: string | null } | null;
}

export interface UnitImport {
  units: ImportedUnit[];
  /** Units by level, as read. */
  counts: Record<UnitLevel, number>;
  /** Empty: the list may be applied. */
  problems: UnitProblem[];
}

const IMPORT_LIMITS = { characters: 20_000_000, rows: 200_000 } as const;
const REQUIRED = ['code', 'name', 'type', 'parent_code', 'level'] as const;
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u;
/** What Excel makes of "00001" and of long codes. */
const NUMBER_IN_DISGUISE = /^\d+[.,]\d+(?:e\+?\d+)?$|^\d+e\+\d+$/iu;

/**
 * @param source the file's text (UTF-8; a byte order mark, CRLF, quotes and decomposed letters are understood)
 * @param known levels of units that exist already, by code: parents may be among them
 */
export function readUnitList(source: string, known: ReadonlyMap<UnitCode, UnitLevel> = new Map()): UnitImport {
  const counts: Record<UnitLevel, number> = { country: 0, province: 0, district: 0, commune: 0, unit: 0 };
  const refuse = (problem: UnitProblem): UnitImport => ({ units: [], counts, problems: [problem] });
  if (source.length > IMPORT_LIMITS.characters) {
    return refuse({ line: 0, code: 'file.too-large', values: { limit: IMPORT_LIMITS.characters / 1_000_000 } });
  }
  if (source.includes('\u0000') || source.includes('\ufffd'))
    return refuse({ line: 0, code: 'file.not-text', values: {} });
  const { rows, openQuoteAt } = readCsv(source);
  if (openQuoteAt !== null) return refuse({ line: openQuoteAt, code: 'file.open-quote', values: {} });
  const [header, ...body] = rows;
  if (!header || body.length === 0) return refuse({ line: 0, code: 'file.empty', values: {} });
  if (body.length > IMPORT_LIMITS.rows) {
    return refuse({ line: 0, code: 'file.too-many-rows', values: { rows: body.length, limit: IMPORT_LIMITS.rows } });
  }
  const columns = header.cells.map((name) => name.toLowerCase());
  const problems = checkHeader(header.line, columns);
  if (problems.length > 0) return { units: [], counts, problems };

  const units: ImportedUnit[] = [];
  for (const row of body) {
    if (row.cells.length !== columns.length) {
      const values = { found: row.cells.length, expected: columns.length };
      problems.push({ line: row.line, code: 'file.cell-count', values });
      continue;
    }
    const cells = new Map(columns.map((name, at) => [name, row.cells[at] ?? '']));
    const unit = readRow(row.line, cells, problems);
    if (!unit) continue;
    units.push(unit);
    counts[unit.level]++;
  }
  // A row that couldn't be read is no missing parent of its children: its own line says what is wrong with it.
  const unread = new Map<UnitCode, UnitLevel>();
  if (units.length < body.length) {
    const read = new Set(units.map((unit) => unit.code));
    const at = columns.indexOf('code');
    for (const row of body) {
      const code = row.cells[at];
      if (code !== undefined && !read.has(code)) unread.set(code, 'country');
    }
  }
  problems.push(...checkTree(units, new Map([...known, ...unread])));
  return { units, counts, problems: byLine(problems) };
}

function checkHeader(line: number, columns: readonly string[]): UnitProblem[] {
  const problems: UnitProblem[] = [];
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) problems.push({ line, code: 'header.missing', values: { columns: missing.join(', ') } });
  const twice = columns.filter((name, at) => name !== '' && columns.indexOf(name) !== at);
  if (twice.length > 0) problems.push({ line, code: 'header.twice', values: { columns: twice.join(', ') } });
  return problems;
}

/** The unit of one row, or null with its problems added. */
function readRow(line: number, cells: ReadonlyMap<string, string>, problems: UnitProblem[]): ImportedUnit | null {
  const before = problems.length;
  const cell = (name: string): string => cells.get(name) ?? '';
  const say = (code: UnitProblem['code'], values: UnitProblem['values']): void => {
    problems.push({ line, code, values });
  };
  for (const column of ['code', 'name', 'type', 'level']) if (cell(column) === '') say('row.blank-cell', { column });
  if (problems.length > before) return null;

  const level = cell('level').toLowerCase();
  if (!isUnitLevel(level)) {
    say('row.unknown-level', { level: cell('level'), known: UNIT_LEVELS.join(', ') });
    return null;
  }
  const code = cell('code');
  checkCode(code, level, say);
  const name = cleanName(cell('name'));
  const kind = kindOf(cell('type'), level);
  if (kind === null) say('row.unknown-type', { type: cell('type') });
  else checkKind(name, kind, level, say);
  const change = readChange(cell, { name, kind, level }, say);
  if (problems.length > before || kind === null) return null;
  const nameEn = cell('name_en');
  return {
    line,
    code,
    name,
    kind,
    level,
    parentCode: cell('parent_code') === '' ? null : cell('parent_code'),
    nameEn: nameEn === '' ? null : nameEn,
    change,
  };
}

/** True for a code that can be kept: letters, digits and . _ - /, and no number that Excel has rewritten. */
export function isUnitCode(text: string): boolean {
  return CODE.test(text) && !NUMBER_IN_DISGUISE.test(text);
}

type Say = (code: UnitProblem['code'], values: UnitProblem['values']) => void;

function checkCode(code: string, level: UnitLevel, say: Say): void {
  const length = OFFICIAL_CODE_LENGTH[level];
  if (!isUnitCode(code)) say('row.bad-code', { code });
  else if (length !== null && /^\d+$/u.test(code) && code.length !== length)
    say('row.code-length', { code, level, length });
}

/** Reads "xa", "Xã" and "phường"; "thanh_pho" takes its rank from the level. */
function kindOf(type: string, level: UnitLevel): UnitKind | null {
  const plain = type
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .trim()
    .replace(/[\s-]+/gu, '_');
  const kind = plain === 'thanh_pho' && level === 'district' ? 'thanh_pho_thuoc_tinh' : plain;
  return isUnitKind(kind) ? kind : null;
}

function checkKind(name: string, kind: UnitKind, level: UnitLevel, say: Say): void {
  if (levelOfKind(kind) !== level) say('row.type-level', { type: kind, level });
  else if (level !== 'unit' && level !== 'country') {
    const said = kindFromName(name, level);
    if (said !== null && said !== kind) say('row.name-type', { name, type: kind });
  }
}

function readChange(
  cell: (name: string) => string,
  now: { name: string; kind: UnitKind | null; level: UnitLevel },
  say: Say,
): ImportedUnit['change'] {
  const on = cell('changed_on');
  const name = cleanName(cell('current_name'));
  const type = cell('current_type');
  const kind = type === '' ? now.kind : kindOf(type, now.level);
  const differs = (name !== '' && name !== now.name) || kind !== now.kind;
  if (kind === null && type !== '') {
    say('row.unknown-type', { type });
    return null;
  }
  if (on === '') {
    if (differs) say('row.half-change', { name: now.name });
    return null;
  }
  if (!isCalendarDate(on)) {
    say('row.bad-date', { date: on });
    return null;
  }
  if (!differs || kind === null) return null;
  checkKind(name === '' ? now.name : name, kind, now.level, say);
  const by = cell('changed_by');
  return { name: name === '' ? now.name : name, kind, on, by: by === '' ? null : by };
}
