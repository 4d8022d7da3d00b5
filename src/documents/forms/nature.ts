/** What goes together in a measure: its kind, how it adds up over units, what it is in time, its unit, its dates, its indicator. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { IndicatorKind } from '../plan/reading.ts';
import { type FormFault, type FormFaultCode, formFault } from './changes.ts';
import type { AddingUp, IndicatorLine, InTime, Measure } from './definition.ts';
import { DICTIONARY, type DictionaryEntry } from './dictionary-data.ts';
import { sameFamily } from './dictionary.ts';

export interface Nature {
  readonly addingUp: AddingUp;
  readonly inTime: InTime;
}

/** How a kind adds up over units and what it is in time (shared design, section 4.5). */
export const NATURE_OF_KIND: Readonly<Record<IndicatorKind, Nature>> = {
  count: { addingUp: 'sum', inTime: 'flow' },
  attendances: { addingUp: 'sum', inTime: 'flow' },
  people: { addingUp: 'sum', inTime: 'flow' },
  money: { addingUp: 'sum', inTime: 'flow' },
  'yes-no': { addingUp: 'count-of-yes', inTime: 'flow' },
  stock: { addingUp: 'sum', inTime: 'stock' },
};

const MONEY_UNIT = /^(?:(?:nghin|ngan|trieu|ty) )?(?:dong|vnd)$/u;
const DEFAULT_MONEY_UNIT = 'đồng';

/** Dictionary entry of a code; null when there is none. */
export function indicatorOf(code: string | null): DictionaryEntry | null {
  return DICTIONARY.find((entry) => entry.code === code) ?? null;
}

/** The unit that a measure keeps when its kind changes: money and heads bring their own. */
export function unitForKind(kind: IndicatorKind, unit: string | null): string | null {
  const isMoney = unit !== null && MONEY_UNIT.test(unaccentedKey(unit));
  if (kind === 'money') return isMoney ? unit : DEFAULT_MONEY_UNIT;
  if (isMoney) return null;
  const words = unaccentedKey(unit ?? '');
  if (kind === 'people' && words.startsWith('luot')) return 'người';
  if (kind === 'attendances' && words === 'nguoi') return 'lượt người';
  return unit;
}

/** What is wrong with a measure as it would be. `before` is null for one that a split makes. */
export function measureFaults(measure: Measure, before: Measure | null, line: IndicatorLine): FormFault[] {
  const { kind, addingUp, inTime, asOf } = measure;
  const faults: FormFaultCode[] = [];
  if (measure.label === '') faults.push('label-empty');
  if (addingUp !== 'none' && (kind === 'yes-no') !== (addingUp === 'count-of-yes')) faults.push('kind-adding-up');
  const newlyAdded = before === null || before.kind !== kind || before.addingUp !== addingUp;
  if (kind === 'people' && addingUp === 'sum' && newlyAdded && isOverActivities(measure, line))
    faults.push('people-over-activities');
  if ((kind === 'stock' && inTime === 'flow') || (kind === 'attendances' && inTime === 'stock'))
    faults.push('kind-in-time');
  if (!unitFits(measure)) faults.push('kind-unit');
  if (asOf !== null && !isDateOrWindow(asOf)) faults.push('as-of-invalid');
  else if (asOf?.includes('/') && inTime === 'stock') faults.push('as-of-window');
  if (measure.indicator !== null) {
    const entry = indicatorOf(measure.indicator);
    if (entry === null) faults.push('indicator-unknown');
    else if (!sameFamily(entry.kind, kind)) faults.push('indicator-kind');
  }
  return faults.map((code) => formFault(code, measure.key));
}

function unitFits({ kind, unit }: Measure): boolean {
  if (unit === null) return true;
  const words = unaccentedKey(unit);
  const isMoney = MONEY_UNIT.test(words);
  if (kind === 'money') return isMoney;
  if (isMoney) return false;
  if (kind === 'people') return !words.startsWith('luot');
  return kind !== 'attendances' || words !== 'nguoi';
}

/** The heads of several activities: of a line about classes or meetings, or of an indicator that counts attendances. */
function isOverActivities(measure: Measure, line: IndicatorLine): boolean {
  if (indicatorOf(measure.indicator)?.kind === 'attendances') return true;
  const others = line.measures.filter((other) => other.key !== measure.key).map((other) => other.label);
  return [line.under ?? '', ...others].some((words) => ACTIVITIES.test(unaccentedKey(words)));
}

const ACTIVITIES =
  /(?:^| )(?:lop|buoi|cuoc|hoi thao|toa dam|trien lam|hoi dien|hoi thi|hoat dong|chuyen de|tap huan|ngay hoi)(?: |$)/u;

/** `2026-10-01` or `2026-10-01/2026-10-07`, real days in order. */
function isDateOrWindow(text: string): boolean {
  const days = text.split('/');
  const [first = '', last = first] = days;
  return days.length <= 2 && isDay(first) && isDay(last) && first <= last;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
