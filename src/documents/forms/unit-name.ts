/** Which unit a filled-in report is from, by its head. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { FormDefinition } from './definition.ts';
import { issuerLines } from './frame.ts';
import { sameLetters } from './labels.ts';

/** Offices that every unit has: their name needs the unit's beside it. */
const OFFICE = /^(?:phong|van phong|ban|to|bo phan)(?: |$)/u;

/** How a line that names an office or a place begins; any other line goes on with the name above it. */
const NAME_START =
  /^(?:ubnd|uy ban|hdnd|so|phong|truong|hoi|ban|trung tam|dang uy|tinh uy|huyen uy|thanh uy|quan uy|tinh|thanh pho|tp|quan|huyen|thi xa|thi tran|xa|phuong|dac khu|lien doan|cong doan|doan|cong an|mat tran|uy|thu vien|bao tang|cong ty|to|bo|vu|cuc|ten|don vi)(?: |$)/u;

/** Names that were cut where they did not fit ("UBND THÀNH PHỐ" / "BIÊN HÒA") joined again. */
function wholeNames(lines: readonly string[]): string[] {
  const names: string[] = [];
  for (const line of lines) {
    const above = names.at(-1);
    if (above === undefined || NAME_START.test(unaccentedKey(line))) names.push(line);
    else names[names.length - 1] = `${above} ${line}`;
  }
  return names;
}

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
  const all = wholeNames(issuerLines(head));
  if (sameLetters(all.join('')) === sameLetters(definition.frame.issuerLines.join(''))) return null;
  const lines = all.filter((line) => !/[.…_]{4,}\s*$/u.test(line));
  if (lines.every((line) => blank.has(sameLetters(line)))) return null;
  const last = lines.at(-1);
  if (last === undefined) return null;
  const above = lines.at(-2);
  return OFFICE.test(unaccentedKey(last)) && above !== undefined ? `${last}, ${above}` : last;
}
