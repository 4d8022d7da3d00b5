/**
 * The review page as a form: a correction laid out as named text fields, the buttons that add and remove rows, and the
 * way back. Everything typed is kept as typed until it can be read. Pure.
 */
import type { PlanReading } from '../../documents/plan/reading.ts';
import type { FieldProblem } from '../../platform/errors/problem.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import {
  ASSIGNABLE_LEVELS,
  type Assignment,
  type Correction,
  FORM_CHOICES,
  type FormChoice,
  isEditionYear,
  labelsIn,
  type Proposed,
  whoKey,
  whoOf,
} from './rules.correction.ts';
import { NEW_AGENCY_KINDS } from '../units/index.ts';
import { type Fields, rowCount, type RowList } from './rules.rows.ts';
import { typedDate, typedTime } from './rules.typed.ts';

const SIMPLE = ['type', 'urgency', 'issuer', 'number', 'place', 'title'] as const;
const LINES = ['references', 'themes', 'slogans', 'recipients', 'addressees'] as const;

/** The fields of a correction, as the page shows them. */
export function fieldsOf(correction: Correction): Fields {
  const { reading, origins, edition } = correction;
  const fields: Fields = {};
  for (const name of SIMPLE) fields[name] = reading[name] ?? '';
  for (const name of LINES) fields[name] = reading[name].join('\n');
  fields['date'] = reading.date ?? '';
  fields['week.start'] = reading.week.start ?? '';
  fields['week.end'] = reading.week.end ?? '';
  fields['ceremony.date'] = reading.ceremony.date ?? '';
  for (const part of ['time', 'place', 'form'] as const) fields[`ceremony.${part}`] = reading.ceremony[part] ?? '';
  fields['signer.name'] = reading.signer.name ?? '';
  fields['signer.title'] = reading.signer.title ?? '';
  fields['signer.authority'] = reading.signer.authority.join('\n');
  reading.bases.forEach((base, n) => {
    fields[`bases.${n}.number`] = base.number ?? '';
    fields[`bases.${n}.date`] = base.date ?? '';
    fields[`bases.${n}.issuer`] = base.issuer ?? '';
    fields[`bases.${n}.o`] = originText(origins.bases[n]);
  });
  reading.agencies.forEach((agency, n) => {
    fields[`agencies.${n}.name`] = agency.name;
    fields[`agencies.${n}.o`] = originText(origins.agencies[n]);
    agency.tasks.forEach((task, m) => {
      fields[`agencies.${n}.tasks.${m}`] = task.text;
    });
  });
  reading.deadlines.forEach((deadline, n) => {
    fields[`deadlines.${n}.due`] = deadline.due ?? '';
    fields[`deadlines.${n}.time`] = deadline.time ?? '';
    fields[`deadlines.${n}.from`] = deadline.from ?? '';
    fields[`deadlines.${n}.to`] = deadline.to.join('\n');
    fields[`deadlines.${n}.via`] = deadline.via ?? '';
    fields[`deadlines.${n}.what`] = deadline.what;
    fields[`deadlines.${n}.o`] = originText(origins.deadlines[n]);
  });
  reading.programme.forEach((row, n) => {
    fields[`programme.${n}.start`] = row.start ?? '';
    fields[`programme.${n}.end`] = row.end ?? '';
    fields[`programme.${n}.content`] = row.content;
    fields[`programme.${n}.owner`] = row.owner ?? '';
    fields[`programme.${n}.o`] = originText(origins.programme[n]);
  });
  labelsIn(reading).forEach((label, n) => {
    const { to } = whoOf(correction.who, label) ?? { to: { is: 'words' as const } };
    fields[`who.${n}.label`] = label;
    Object.assign(fields, assignmentFields(`who.${n}`, to));
  });
  Object.assign(fields, assignmentFields('issuerUnit', correction.issuer.to));
  fields['edition.root'] = edition.root.is === 'issuer' ? 'issuer' : `#${edition.root.unitId}`;
  fields['edition.year'] = edition.year === null ? '' : String(edition.year);
  fields['edition.treeDate'] = edition.treeDate ?? '';
  fields['edition.form'] = edition.form;
  for (const level of edition.levels) {
    if (level.reports) fields[`levels.${level.level}.reports`] = 'on';
    fields[`levels.${level.level}.due`] = level.due ?? '';
  }
  return fields;
}

function originText(origin: number | null | undefined): string {
  return origin === null || origin === undefined ? '' : String(origin);
}

function assignmentFields(at: string, to: Assignment): Fields {
  switch (to.is) {
    case 'level':
      return { [`${at}.is`]: `level:${to.level}`, [`${at}.name`]: '' };
    case 'unit':
      return { [`${at}.is`]: 'unit', [`${at}.name`]: to.name };
    case 'new':
      return { [`${at}.is`]: `new:${to.kind}`, [`${at}.name`]: to.name };
    case 'words':
      return { [`${at}.is`]: 'words', [`${at}.name`]: '' };
  }
}

function isSame(a: Assignment, b: Assignment): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The names of units that the fields ask for: to be looked up before `parseFields`. */
export function unitNamesIn(fields: Fields): string[] {
  const names = Object.entries(fields).flatMap(([field, is]) => {
    if (!field.endsWith('.is') || is !== 'unit') return [];
    return [fields[`${field.slice(0, -'.is'.length)}.name`]?.trim() ?? ''];
  });
  names.push(fields['edition.rootName']?.trim() ?? '', fields['edition.root']?.trim() ?? '');
  return [...new Set(names.filter((name) => name !== '' && name !== 'issuer'))];
}

/** What the typed name of a unit (or `#` and its id) stands for: one unit, none, or several of that name. */
export type ResolveUnit = (name: string) => { unitId: UnitId; name: string } | 'none' | 'several';

export interface ParsedFields {
  readonly correction: Correction;
  readonly problems: readonly FieldProblem[];
}

/**
 * The correction that the fields say. A field that cannot be read is reported and keeps its former value in the answer,
 * so an answer with problems must not be stored.
 * @param before the correction that the form was made from: keeps what the form does not show
 */
export function parseFields(fields: Fields, before: Correction, resolve: ResolveUnit): ParsedFields {
  const problems: FieldProblem[] = [];
  const text = (name: string): string => fields[name]?.trim() ?? '';
  const word = (name: string): string | null => text(name) || null;
  const lines = (name: string): string[] =>
    text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const read = <T>(name: string, code: string, parse: (typed: string) => T | null): T | null => {
    const typed = text(name);
    if (typed === '') return null;
    const value = parse(typed);
    if (value === null) problems.push({ field: name, code, detail: typed });
    return value;
  };
  const date = (name: string): CalendarDate | null => read(name, 'not-a-date', typedDate);
  const time = (name: string): string | null => read(name, 'not-a-time', typedTime);
  const rows = (list: string): number[] => Array.from({ length: rowCount(fields, list) }, (_, n) => n);
  const origin = (list: string, n: number): number | null => {
    const typed = text(`${list}.${n}.o`);
    return /^\d{1,6}$/u.test(typed) ? Number(typed) : null;
  };
  const filled = new Set(
    Object.entries(fields).flatMap(([name, value]) =>
      name.endsWith('.o') || value.trim() === '' ? [] : [name.split('.', 2).join('.')],
    ),
  );
  const kept = (list: RowList): number[] => rows(list).filter((n) => filled.has(`${list}.${n}`));

  const lists = {
    bases: kept('bases'),
    agencies: kept('agencies'),
    deadlines: kept('deadlines'),
    programme: kept('programme'),
  };
  const reading: PlanReading = {
    ...before.reading,
    type: word('type'),
    urgency: word('urgency'),
    issuer: word('issuer'),
    number: word('number'),
    place: word('place'),
    title: word('title'),
    date: date('date'),
    bases: lists.bases.map((n) => ({
      number: word(`bases.${n}.number`),
      date: date(`bases.${n}.date`),
      issuer: word(`bases.${n}.issuer`),
    })),
    references: lines('references'),
    themes: lines('themes'),
    slogans: lines('slogans'),
    recipients: lines('recipients'),
    addressees: lines('addressees'),
    week: { start: date('week.start'), end: date('week.end') },
    ceremony: {
      date: date('ceremony.date'),
      time: time('ceremony.time'),
      place: word('ceremony.place'),
      form: word('ceremony.form'),
    },
    agencies: lists.agencies.map((n) => ({
      name: text(`agencies.${n}.name`),
      tasks: rows(`agencies.${n}.tasks`)
        .map((m) => text(`agencies.${n}.tasks.${m}`))
        .filter((task) => task !== '')
        .map((task) => ({ text: task })),
    })),
    deadlines: lists.deadlines.map((n) => ({
      due: date(`deadlines.${n}.due`),
      time: time(`deadlines.${n}.time`),
      from: word(`deadlines.${n}.from`),
      to: lines(`deadlines.${n}.to`),
      via: word(`deadlines.${n}.via`),
      what: text(`deadlines.${n}.what`),
      // Not on the page: kept as long as the row is.
      mailboxes: before.reading.deadlines[before.origins.deadlines.indexOf(origin('deadlines', n))]?.mailboxes ?? [],
    })),
    programme: lists.programme.map((n) => ({
      start: time(`programme.${n}.start`),
      end: time(`programme.${n}.end`),
      content: text(`programme.${n}.content`),
      owner: word(`programme.${n}.owner`),
    })),
    signer: { name: word('signer.name'), title: word('signer.title'), authority: lines('signer.authority') },
  };
  for (const n of lists.agencies) required(`agencies.${n}.name`);
  for (const n of lists.deadlines) required(`deadlines.${n}.what`);
  for (const n of lists.programme) required(`programme.${n}.content`);

  const assignment = (at: string, former: Proposed): Proposed => {
    const to = readAssignment(at, former.to);
    // Saving the page says nothing about the rows that were left alone.
    return to === null || isSame(to, former.to) ? former : { to, certain: true };
  };
  const who = rows('who').flatMap((n) => {
    const label = text(`who.${n}.label`);
    const former = label === '' ? undefined : whoOf(before.who, label);
    return former ? [[whoKey(label), assignment(`who.${n}`, former)] as const] : [];
  });
  const correction: Correction = {
    version: 1,
    reading,
    origins: {
      bases: lists.bases.map((n) => origin('bases', n)),
      agencies: lists.agencies.map((n) => origin('agencies', n)),
      deadlines: lists.deadlines.map((n) => origin('deadlines', n)),
      programme: lists.programme.map((n) => origin('programme', n)),
    },
    who: { ...before.who, ...Object.fromEntries(who) },
    issuer: assignment('issuerUnit', before.issuer),
    edition: {
      root: readRoot(),
      year: read('edition.year', 'not-a-year', (typed) =>
        /^\d{4}$/u.test(typed) && isEditionYear(Number(typed)) ? Number(typed) : null,
      ),
      treeDate: date('edition.treeDate'),
      form: readFormChoice(),
      levels: before.edition.levels.map(({ level }) => ({
        level,
        reports: fields[`levels.${level}.reports`] !== undefined,
        due: date(`levels.${level}.due`),
      })),
    },
  };
  return { correction, problems };

  function required(name: string): void {
    if (text(name) === '') problems.push({ field: name, code: 'required' });
  }

  function readAssignment(at: string, former: Assignment): Assignment | null {
    const [is = '', more = ''] = text(`${at}.is`).split(':');
    const name = text(`${at}.name`);
    const level = ASSIGNABLE_LEVELS.find((one) => one === more);
    const kind = NEW_AGENCY_KINDS.find((one) => one === more);
    if (is === 'level' && level) return { is: 'level', level };
    if (is === 'words') return { is: 'words' };
    if (is === 'new' && kind) {
      if (name !== '') return { is: 'new', kind, name };
      // The words themselves name it, when nobody typed another name.
      const label = text(`${at}.label`);
      if (label !== '') return { is: 'new', kind, name: label };
      problems.push({ field: `${at}.name`, code: 'required' });
      return null;
    }
    if (is === 'unit') {
      if (former.is === 'unit' && former.name === name) return former;
      const found = name === '' ? 'none' : resolve(name);
      if (typeof found === 'object') return { is: 'unit', ...found };
      problems.push({ field: `${at}.name`, code: found === 'several' ? 'unit-several' : 'unit-none', detail: name });
      return null;
    }
    problems.push({ field: `${at}.is`, code: 'required' });
    return null;
  }

  function readRoot(): Correction['edition']['root'] {
    const { root } = before.edition;
    const typed = text('edition.rootName') || text('edition.root');
    if (typed === 'issuer') return { is: 'issuer' };
    if (typed === '' || (root.is === 'unit' && typed === `#${root.unitId}`)) return root;
    const found = resolve(typed);
    if (typeof found === 'object') return { is: 'unit', ...found };
    problems.push({
      field: 'edition.rootName',
      code: found === 'several' ? 'unit-several' : 'unit-none',
      detail: typed,
    });
    return root;
  }

  function readFormChoice(): FormChoice {
    return FORM_CHOICES.find((choice) => choice === text('edition.form')) ?? before.edition.form;
  }
}

/** Parts of the page that two versions of a correction differ in, by the name that their fields begin with. */
export function differingParts(mine: Fields, current: Fields): string[] {
  const parts = new Set<string>();
  for (const name of new Set([...Object.keys(mine), ...Object.keys(current)])) {
    if (name.endsWith('.o')) continue;
    if ((mine[name] ?? '') !== (current[name] ?? '')) parts.add(name.split('.')[0] ?? name);
  }
  return [...parts];
}

/** My fields for the chosen parts, the stored ones for the others. */
export function mergeFields(mine: Fields, current: Fields, takeMine: ReadonlySet<string>): Fields {
  const partOf = (name: string): string => name.split('.')[0] ?? name;
  const merged: Fields = {};
  for (const [name, value] of Object.entries(current)) if (!takeMine.has(partOf(name))) merged[name] = value;
  for (const [name, value] of Object.entries(mine)) if (takeMine.has(partOf(name))) merged[name] = value;
  return merged;
}
