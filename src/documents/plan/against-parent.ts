/** What does not fit between a document and the one of the level above that it carries out. */
import { toneFoldedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import { say } from './messages.ts';
import { officeKey } from './offices.ts';
import type { DeadlineReading, PlanReading, WarningReading } from './reading.ts';
import type { Bilingual, WarningCodeName } from './warning-codes.ts';

/**
 * Warnings about a reading against its parent's, in the order of the document: theme and week that drift, what is
 * collected from below no earlier than it is owed above, issue before the parent's, the parent's number left out.
 */
export function warnAgainstParent(reading: PlanReading, parent: PlanReading): WarningReading[] {
  const warnings: WarningReading[] = [];
  const warn = (code: WarningCodeName, { vi, en }: Bilingual): void => {
    warnings.push({ code, message: vi, english: en });
  };
  if (reading.date !== null && parent.date !== null && reading.date < parent.date)
    warn('issued-before-parent', say.issuedBeforeParent(reading.date, parent.date));
  if (parent.number !== null && !names(reading, parent.number))
    warn('parent-not-named', say.parentNotNamed(parent.number));
  for (const theme of reading.themes)
    if (parent.themes.length > 0 && !parent.themes.some((one) => themeKey(one) === themeKey(theme)))
      warn('theme-differs-from-parent', say.themeDiffers(theme, parent.themes));
  const own = span(reading);
  const above = span(parent);
  if (own !== null && above !== null && (own[0] !== above[0] || own[1] !== above[1]))
    warn('week-differs-from-parent', say.weekDiffers(own, above));
  for (const lower of reading.deadlines) {
    if (lower.due === null || lower.from === null || isOwn(lower, reading)) continue;
    const owed = owedAbove(lower.what, reading, parent);
    if (owed !== null && lower.due >= owed)
      warn('deadline-not-before-parents', say.notBeforeParents(lower.from, lower.due, lower.what, owed));
  }
  return warnings;
}

function names(reading: PlanReading, number: string): boolean {
  const wanted = numberKey(number);
  const named = [...reading.references, ...reading.bases.map((base) => base.number ?? '')];
  return named.some((one) => numberKey(one) === wanted);
}

function numberKey(number: string): string {
  return unaccentedKey(number).replace(/[^\p{L}\d]+/gu, '');
}

/** Spelling of marks, capitals and signs aside: what is left over is a change of words. */
function themeKey(theme: string): string {
  return toneFoldedKey(theme)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function span(reading: PlanReading): [string, string] | null {
  const { start, end } = reading.week;
  return start === null || end === null ? null : [start, end];
}

/** What the issuer itself sends up is no collection. */
function isOwn(deadline: DeadlineReading, reading: PlanReading): boolean {
  return reading.issuer !== null && officeKey(deadline.from ?? '') === officeKey(reading.issuer);
}

const LEVELS = ['tỉnh', 'thành phố', 'huyện', 'quận', 'thị xã', 'xã', 'phường', 'thị trấn', 'đặc khu'];

/** The day on which the parent wants the same thing from units like the issuer: the earliest, null where it names none. */
function owedAbove(what: string, reading: PlanReading, parent: PlanReading): string | null {
  const dues = parent.deadlines.flatMap((deadline) =>
    deadline.due !== null && deadline.what === what && owes(deadline.from, reading.issuer) ? [deadline.due] : [],
  );
  return dues.sort()[0] ?? null;
}

/** "UBND các xã, phường" is said to "Ủy ban nhân dân xã Tân An", and an office to itself. */
function owes(from: string | null, issuer: string | null): boolean {
  if (from === null || issuer === null) return false;
  const said = officeKey(from);
  const own = officeKey(issuer);
  if (said === own || own.startsWith(`${said} `)) return true;
  const head = own.split(' ')[0] ?? '';
  if (!said.startsWith(head) && !/^(?:các )?(?:cơ quan|đơn vị|địa phương)/u.test(said)) return false;
  const level = LEVELS.find((one) => new RegExp(`(?<!\\p{L})${one}(?!\\p{L})`, 'u').test(own));
  return level === undefined || new RegExp(`(?<!\\p{L})${level}(?!\\p{L})|địa phương|đơn vị`, 'u').test(said);
}
