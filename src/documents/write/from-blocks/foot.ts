/** Recipients, signatures and where the annexes begin. */
import { isCapitals } from '../../line-words.ts';
import { AUTHORITY, isPersonName, isSignatureLine, NOI_NHAN, partsOf } from '../../plan/parts.ts';
import type { DocSignature } from '../doc-model.ts';
import { withoutEnd } from '../wording.ts';
import { type Entry, isLine, itemsOfEntries, type LineEntry } from './entries.ts';

export interface ReadFoot {
  /** Index of the first entry that is no longer body. */
  readonly start: number;
  /** Index of the first entry of the annexes. */
  readonly end: number;
  readonly recipients: readonly string[];
  readonly signature: DocSignature;
  readonly secretary: DocSignature | null;
  /** Lines of the foot that are none of these. */
  readonly left: readonly LineEntry[];
}

const SECRETARY = /^THƯ K[ÝÍ](?:\s|$)/u;
const CHAIR = /^CHỦ (?:TỌA|TOẠ|TRÌ)(?:\s|$)/u;

/** Finds the foot of `entries`. Without one, start and end are the length. */
export function footOf(entries: readonly Entry[]): ReadFoot {
  const parts = partsOf(itemsOfEntries(entries));
  let end = entries.length - parts.annexes.length;
  const heading = entries.findIndex((entry, index) => index > 0 && isLine(entry) && NOI_NHAN.test(entry.para.text));
  const atEnd = heading < 0 && parts.signature.length === 0 ? signatureAtEnd(entries) : [];
  const marks = [...parts.recipients, ...parts.signature].map((para) => para.index).concat(atEnd);
  let start = Math.min(entries.length, ...marks, ...(heading >= 0 ? [heading] : []));
  const listed = new Set(parts.recipients.map((para) => para.index));
  const signed = new Set([...parts.signature.map((para) => para.index), ...atEnd]);

  // Minutes: the secretary's column comes before Nơi nhận, the chair's after it.
  let secretary: DocSignature | null = null;
  const secretaryAt = entries.findIndex(
    (entry, index) => index >= start - 3 && index <= start && isLine(entry) && SECRETARY.test(entry.para.text),
  );
  if (secretaryAt >= 0) {
    secretary = signatureOf(linesOf(entries.slice(secretaryAt, start)));
    start = secretaryAt;
    for (let at = end; at < entries.length && signed.size < 3; at += 1) {
      const entry = entries[at];
      if (!isLine(entry) || !(signed.size === 0 ? CHAIR.test(entry.para.text) : isPersonName(entry.para.text))) break;
      signed.add(at);
      end = at + 1;
    }
  }
  const foot = linesOf(entries.slice(start, end));
  const secretaryLines = secretary === null ? 0 : secretaryCount(secretary);
  const recipients: string[] = [];
  const signatureLines: LineEntry[] = [];
  const left: LineEntry[] = [];
  foot.forEach((line, index) => {
    const at = line.para.index;
    const inline = at === heading ? line.raw.replace(NOI_NHAN, '').trim() : null;
    if (index < secretaryLines) return;
    if (line.raw.length > LONGEST_ENTRY) {
      left.push(line);
      return;
    }
    if (signed.has(at)) signatureLines.push(line);
    else if (inline !== null) {
      if (inline !== '') recipients.push(...splitRecipients(inline));
    } else if (listed.has(at)) {
      const last = recipients.at(-1);
      // A line in lower case without a bullet is the rest of the one above.
      if (
        last !== undefined &&
        last.length < LONGEST_ENTRY &&
        line.para.marker === null &&
        /^\p{Ll}|^\(/u.test(line.raw)
      )
        recipients[recipients.length - 1] = `${last} ${withoutEnd(line.raw)}`;
      else recipients.push(...splitRecipients(line.raw));
    } else left.push(line);
  });
  const opener = foot.find((line) => line.para.index === heading);
  // The words stand above a list only; without one they would be lost.
  if (opener !== undefined && recipients.length === 0) left.push(opener);
  const signature = signatureOf(signatureLines, left);
  return { start, end, recipients, signature, secretary, left };
}

/** The last lines of a paper without Nơi nhận, where they are a title and perhaps a name. */
function signatureAtEnd(entries: readonly Entry[]): number[] {
  const found: number[] = [];
  for (let at = entries.length - 1; at > 3 && found.length < 4; at -= 1) {
    const entry = entries[at];
    if (!isLine(entry) || !(isSignatureLine(entry.para.text) || isPersonName(entry.para.text))) break;
    found.unshift(at);
  }
  const first = entries[found[0] ?? -1];
  return isLine(first) && isSignatureLine(first.para.text) ? found : [];
}

/** A longer line is no recipient and no signature. */
const LONGEST_ENTRY = 600;
const LONGEST_TITLE = 2_000;

function linesOf(entries: readonly Entry[]): LineEntry[] {
  return entries.filter(isLine);
}

function secretaryCount(secretary: DocSignature): number {
  return secretary.name === null ? 1 : 2;
}

function splitRecipients(text: string): string[] {
  return text
    .split(/;\s+(?=[-–]\s*\S)/u)
    .map(withoutEnd)
    .filter((name) => name !== '');
}

/** Authority, title, name; what is none of these is pushed to `left`. */
function signatureOf(lines: readonly LineEntry[], left: LineEntry[] = []): DocSignature {
  const authority: string[] = [];
  const titles: string[] = [];
  let name: string | null = null;
  for (const line of lines) {
    const { text } = line.para;
    if (AUTHORITY.test(text) && titles.length === 0) authority.push(text);
    else if (name === null && isPersonName(text) && titles.length + authority.length > 0) name = text;
    else if (name === null && (isSignatureLine(text) || isCapitals(text))) titles.push(text);
    else left.push(line);
  }
  return { authority, title: titles.join('\n').slice(0, LONGEST_TITLE), name };
}
