/** The rows of one activity read as the form reads one: what it will be, or everything that is wrong with it, by cell. Pure. */
import { en } from '../../../messages/en/index.ts';
import { vi } from '../../../messages/vi/index.ts';
import { NO_RESULT } from '../../documents/rows/read-rows.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, type ActivityKind, AUDIENCES } from './activity.ts';
import { type FieldIssue, MOST_SESSIONS, readActivity } from './fields.ts';
import { FURTHER_COLUMNS, IMPORT_COLUMNS, type ImportColumn, slotOf } from './rules.import-columns.ts';
import {
  choicesIn,
  countText,
  dayText,
  lostZero,
  momentParts,
  type Names,
  namesOf,
  nearest,
  timeRange,
  timeText,
  yesNo,
} from './rules.import-values.ts';
import {
  type Cell,
  cut,
  type Group,
  type ImportFault,
  type ImportFaultCode,
  type ImportPlace,
  type ImportRow,
  type Line,
} from './rules.import.ts';
import { type ActivityContent, missingForSending } from './rules.ts';

const AUDIENCE_NAMES = namesOf(AUDIENCES, vi.activities.audience, en.activities.audience, {
  everyone: ['tất cả', 'mọi đối tượng', 'người dân', 'nhân dân', 'cộng đồng'],
  children: ['thiếu nhi', 'nhi đồng'],
  students: ['học sinh', 'sinh viên', 'pupils'],
  workers: ['công nhân', 'người lao động', 'lao động'],
  farmers: ['bà con nông dân', 'hội viên nông dân'],
  officials: ['cán bộ', 'công chức', 'viên chức', 'đảng viên'],
  teachers: ['giáo viên', 'thầy cô', 'nhà giáo', 'cán bộ quản lý giáo dục'],
  women: ['chị em phụ nữ', 'hội viên phụ nữ'],
  elderly: ['người già', 'người lớn tuổi', 'hội viên người cao tuổi'],
  disabled: ['khuyết tật'],
  'ethnic-minorities': ['dân tộc thiểu số', 'đồng bào dân tộc'],
});
const ACCESSIBILITY_NAMES = namesOf(ACCESSIBILITY, vi.activities.accessibility, en.activities.accessibility);
const FORM_NAMES = namesOf(ACTIVITY_FORMS, vi.activities.form, en.activities.form, {
  'in-person': ['tại chỗ', 'offline', 'trực tiếp tại chỗ'],
  online: ['qua mạng', 'on line', 'trên mạng'],
  both: [
    'cả hai',
    'kết hợp',
    'hybrid',
    'trực tuyến và trực tiếp',
    'trực tiếp, trực tuyến',
    'trực tiếp kết hợp trực tuyến',
  ],
});

/** The kind that a cell names by its name in either language or its code. */
function kindOf(text: string, kinds: readonly ActivityKind[]): ActivityKind | undefined {
  const key = unaccentedKey(text);
  return kinds.find((kind) => [kind.code, kind.nameVi, kind.nameEn].some((name) => unaccentedKey(name) === key));
}

const SESSION_COLUMNS: ReadonlySet<ImportColumn> = new Set(['day', 'from', 'to', 'sessionPlace']);
const LONG_TEXTS: ReadonlySet<ImportColumn> = new Set(['description', 'coOrganisers', 'links']);
const COUNTS: ReadonlySet<ImportColumn> = new Set(['capacity', 'onlineCapacity', 'cost', 'quantity']);

/** One activity's rows: what it will be, or what is wrong; warnings either way. */
export function checkGroup(group: Group, place: ImportPlace): { row: ImportRow | null; faults: ImportFault[] } {
  const head = group.find(({ cells }) => cells.has('title')) ?? group[0];
  if (head === undefined) return { row: null, faults: [] };
  const reading = new GroupReading(group, head, place);
  return reading.result();
}

class GroupReading {
  readonly faults: ImportFault[] = [];
  readonly group: Group;
  readonly head: Line;
  readonly place: ImportPlace;
  /** Cell of each field of the form. */
  readonly where = new Map<string, Cell & { column: ImportColumn; line: number }>();
  readonly fields: Record<string, string | readonly string[]> = {};

  constructor(group: Group, head: Line, place: ImportPlace) {
    this.group = group;
    this.head = head;
    this.place = place;
  }

  tell(
    code: ImportFaultCode,
    at: { cell: string; line: number; column: ImportColumn | null; text?: string },
    hint = '',
    isWarning = false,
  ): void {
    const found = cut(at.text ?? '');
    this.faults.push({ cell: at.cell, line: at.line, column: at.column, isWarning, code, found, hint });
  }

  result(): { row: ImportRow | null; faults: ImportFault[] } {
    this.checkCells();
    const kind = this.readKind();
    for (const column of [...IMPORT_COLUMNS, ...FURTHER_COLUMNS]) {
      if (!SESSION_COLUMNS.has(column) && column !== 'kind' && column !== 'code') this.readColumn(column);
    }
    this.fields['area'] ??= String(this.place.ownArea);
    const isOutput = kind?.isOutput === true;
    if (isOutput) this.readCountedOn();
    else this.readSessions();
    const { content, issues } = readActivity(this.fields, this.place.kinds, this.place.areas);
    const told = new Set(this.faults.filter(({ isWarning }) => !isWarning).map(({ column }) => column));
    for (const issue of issues) this.tellIssue(issue, told, kind !== undefined);
    const isGood = content !== null && kind !== undefined && this.faults.every(({ isWarning }) => isWarning);
    if (!isGood) return { row: null, faults: this.faults };
    const missing = missingForSending(content, kind);
    if (missing.length > 0) {
      this.tell('incomplete', { cell: '', line: this.head.line, column: null }, missing.join(' '), true);
    }
    this.warnOfDays(content);
    return { row: { line: this.head.line, content, missing }, faults: this.faults };
  }

  /** Formulas that no program has worked out, and those that came to an error. */
  private checkCells(): void {
    for (const { line, cells } of this.group) {
      for (const [slot, at] of cells) {
        const column = columnOfSlot(slot);
        if (at.text === NO_RESULT) this.tell('no-result', { ...at, line, column });
        else if (/^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!)$|^#{3,}$/u.test(at.text)) {
          this.tell('cell-error', { ...at, line, column });
        }
      }
    }
  }

  /** The value of a column: of the first row, or of a later one where the first is empty; told where they differ. */
  private value(column: ImportColumn): (Cell & { column: ImportColumn; line: number }) | null {
    const own = this.head.cells.get(column);
    let found = own === undefined ? null : { ...own, column, line: this.head.line };
    for (const { line, cells } of this.group) {
      const other = cells.get(column);
      if (other === undefined || line === this.head.line) continue;
      if (found === null) found = { ...other, column, line };
      // Another place in a later row is the place of that session.
      else if (column !== 'place' && unaccentedKey(other.text) !== unaccentedKey(found.text)) {
        this.tell('differs', { ...other, line, column }, found.cell);
      }
    }
    return found;
  }

  private readKind(): ActivityKind | undefined {
    const at = this.value('kind');
    if (at === null) {
      this.tell('needKind', { cell: '', line: this.head.line, column: 'kind' });
      return undefined;
    }
    const { kinds } = this.place;
    const kind = kindOf(at.text, kinds);
    if (kind) this.fields['kind'] = kind.code;
    else {
      const names = nearest(
        at.text,
        kinds.flatMap(({ nameVi, nameEn }) => [nameVi, nameEn]),
      );
      const codes = names.flatMap((name) => kindOf(name, kinds)?.code ?? []);
      this.tell('wrongKind', at, [...new Set(codes)].join(' '));
    }
    return kind;
  }

  private readColumn(column: ImportColumn): void {
    const at = this.value(column);
    if (at === null) return;
    const field = FIELD_OF[column] ?? column;
    this.where.set(field, at);
    if (column === 'area') this.readArea(at);
    else if (column === 'audiences') this.readChoices(at, AUDIENCE_NAMES, (chosen) => (this.fields[field] = chosen));
    else if (column === 'accessibility') {
      this.readChoices(at, ACCESSIBILITY_NAMES, (chosen) => (this.fields[field] = chosen));
    } else if (column === 'form') this.readForm(at);
    else if (column === 'signup' || column === 'onlineSecret') {
      const answer = yesNo(at.text);
      if (answer === null) this.tell('unknown-choice', at);
      else this.fields[field] = answer ? '1' : '';
    } else if (column === 'opensOn' || column === 'closesOn') this.fields[field] = dayText(at.text, this.place.year);
    else if (column === 'opensAt' || column === 'closesAt') this.fields[field] = timeText(at.text);
    else if (COUNTS.has(column)) this.fields[field] = countText(at.text);
    else if (column === 'contactPhone' && lostZero(at.text)) {
      this.fields[field] = `0${at.text}`;
      this.tell('zero-added', at, `0${at.text}`, true);
    } else if (column === 'coOrganisers') this.fields[field] = at.text.replace(/\s*;\s*/gu, '\n');
    else if (column === 'links') this.fields[field] = at.text.replace(/[;,]?\s+(?=https?:\/\/)/giu, '\n');
    else this.fields[field] = LONG_TEXTS.has(column) ? at.text : at.text.replace(/\s+/gu, ' ');
    // Seats that nobody can take are of no use: who gives a number wants sign-ups, unless it says otherwise.
    if ((column === 'capacity' || column === 'onlineCapacity') && this.value('signup') === null) {
      this.fields['hasSignup'] = '1';
    }
  }

  private readArea(at: Cell & { column: ImportColumn; line: number }): void {
    const answer = this.place.findArea(at.text);
    if (answer.unitId === null) {
      this.tell(answer.among.length > 1 ? 'area-ambiguous' : 'wrongArea', at, answer.among.join('; '));
      return;
    }
    this.fields['area'] = String(answer.unitId);
    if (!answer.isSure) this.tell('area-guessed', at, answer.name, true);
  }

  private readForm(at: Cell & { column: ImportColumn; line: number }): void {
    const chosen = choicesIn(at.text, FORM_NAMES);
    const form = FORM_NAMES.get(unaccentedKey(at.text)) ?? (chosen?.length === 1 ? chosen[0] : undefined);
    if (form !== undefined) this.fields['form'] = form;
    else if (chosen?.length === 2) this.fields['form'] = 'both';
    else this.tell('unknown-choice', at);
  }

  private readChoices<T extends string>(
    at: Cell & { column: ImportColumn; line: number },
    names: Names<T>,
    take: (chosen: readonly T[]) => void,
  ): void {
    const chosen = choicesIn(at.text, names);
    if (chosen !== null) take(chosen);
    else this.tell('unknown-choice', at);
  }

  private readCountedOn(): void {
    const at = this.value('day');
    if (at === null) return;
    this.where.set('countedOn', at);
    this.fields['countedOn'] = dayText(momentParts(at.text)?.day ?? at.text, this.place.year);
  }

  /** A session for each row and each numbered group of columns that says a day or an hour. */
  private readSessions(): void {
    let no = 0;
    for (const { line, cells } of this.group) {
      for (let session = 1; session <= MOST_SESSIONS; session += 1) {
        const at = (column: ImportColumn) => cells.get(slotOf(column, session));
        if (!at('day') && !at('from') && !at('to')) continue;
        no += 1;
        if (no > MOST_SESSIONS) {
          const first = at('day') ?? at('from');
          if (first) this.tell('tooManySessions', { ...first, line, column: 'day' }, String(MOST_SESSIONS));
          return;
        }
        this.readSession(no, line, at);
        const other = line === this.head.line ? undefined : cells.get('place');
        const place = at('sessionPlace') ?? (other?.text === this.head.cells.get('place')?.text ? undefined : other);
        if (place) {
          this.fields[`s${no}.place`] = place.text;
          this.where.set(`s${no}.place`, { ...place, line, column: 'sessionPlace' });
        }
      }
    }
    this.fields['sessions'] = String(Math.max(1, no));
  }

  private readSession(no: number, line: number, at: (column: ImportColumn) => Cell | undefined): void {
    const moment = momentParts(at('day')?.text ?? '');
    const range = timeRange(at('from')?.text ?? '');
    const endMoment = momentParts(at('to')?.text ?? '');
    const texts = {
      day: moment?.day ?? at('day')?.text,
      from: range?.from ?? at('from')?.text ?? moment?.time,
      to: endMoment?.time ?? at('to')?.text ?? range?.to,
    };
    const day = at('day');
    for (const [column, part] of [
      ['day', 'on'],
      ['from', 'from'],
      ['to', 'to'],
    ] as const) {
      const own = at(column) ?? (column === 'to' && range !== null ? at('from') : undefined);
      const text = texts[column];
      const name = `s${no}.${part}`;
      if (text === undefined) {
        const nearby = { cell: (day ?? at('from') ?? at('to'))?.cell ?? '', line, column };
        if (column === 'day') this.tell('needDay', nearby);
        else if (day) this.tell(column === 'from' ? 'needFrom' : 'needTo', nearby);
        continue;
      }
      this.where.set(name, { text, cell: own?.cell ?? day?.cell ?? '', column, line });
      this.fields[name] = column === 'day' ? dayText(text, this.place.year) : timeText(text);
    }
  }

  /** What the form says of a field, told of its cell; not twice of one that is told already. */
  private tellIssue(issue: FieldIssue, told: ReadonlySet<ImportColumn | null>, hasKind: boolean): void {
    const at = this.where.get(issue.field);
    const hint = issue.most === undefined ? '' : String(issue.most);
    if (at) this.tell(issue.fault, at, hint);
    else if (issue.field === 'kind' || issue.field === 'area') return;
    else if (/^s\d+\./u.test(issue.field)) {
      // An hour that is missing is told beside its day.
      if (issue.fault === 'tooManySessions')
        this.tell(issue.fault, { cell: '', line: this.head.line, column: 'day' }, hint);
    } else {
      const column = COLUMN_OF_FIELD[issue.field] ?? null;
      if (hasKind || column === 'title')
        if (!told.has(column)) this.tell(issue.fault, { cell: '', line: this.head.line, column }, hint);
    }
  }

  /** Most often a wrong month: 1/10 that a program took for the tenth of January. */
  private warnOfDays({ sessions, countedOn }: ActivityContent): void {
    const { week } = this.place;
    if (week === null) return;
    const days = [
      ...sessions.map(({ startsAt }) => dayInVietnam(startsAt)),
      ...(countedOn === null ? [] : [countedOn]),
    ];
    const outside = days.findIndex((day) => day < week.from || day > week.to);
    if (outside < 0) return;
    const at = this.where.get(countedOn === null ? `s${outside + 1}.on` : 'countedOn');
    if (at) this.tell('outside-week', at, `${week.from} ${week.to}`, true);
  }
}

const FIELD_OF: Partial<Record<ImportColumn, string>> = { place: 'placeName', signup: 'hasSignup' };
const COLUMN_OF_FIELD: Readonly<Record<string, ImportColumn>> = {
  ...Object.fromEntries([...IMPORT_COLUMNS, ...FURTHER_COLUMNS].map((column) => [FIELD_OF[column] ?? column, column])),
  countedOn: 'day',
};

function columnOfSlot(slot: string): ImportColumn | null {
  const [name] = slot.split('#');
  return [...IMPORT_COLUMNS, ...FURTHER_COLUMNS].find((column) => column === name) ?? null;
}
