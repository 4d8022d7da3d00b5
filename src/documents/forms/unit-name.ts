/** Which unit a filled-in report is from, by its head. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { FormDefinition } from './definition.ts';
import { issuerLines } from './frame.ts';
import { sameLetters } from './labels.ts';

/** Offices that every unit has: their name needs the unit's beside it. */
const OFFICE = /^(?:phong|van phong|ban|to|bo phan)(?: |$)/u;

/** Name of the reporting unit; null when the head still has the form's own words or nothing. */
export function readUnitName(definition: FormDefinition, head: readonly string[]): string | null {
  for (const line of head) {
    const named = /^(?:tên )?đơn vị(?: báo cáo)?\s*:\s*(.+)$/iu
      .exec(line.trim().normalize('NFC'))?.[1]
      ?.replace(/[.…_]{2,}/gu, '')
      .trim();
    if (named !== undefined && /\p{L}{2}/u.test(named)) return named;
  }
  const blank = new Set(definition.frame.issuerLines.map(sameLetters));
  const lines = issuerLines(head).filter((line) => !/[.…_]{4,}\s*$/u.test(line));
  if (lines.every((line) => blank.has(sameLetters(line)))) return null;
  const last = lines.at(-1);
  if (last === undefined) return null;
  const above = lines.at(-2);
  return OFFICE.test(unaccentedKey(last)) && above !== undefined ? `${last}, ${above}` : last;
}
