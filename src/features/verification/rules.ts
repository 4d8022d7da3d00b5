/** What a check of a file comes to, from what the files and codes of this installation say. Pure. */
import type { Conclusion } from '../../documents/sign/verify-pdf.ts';

/**
 * issued: the file is the paper, byte for byte · changed: it carries a code of ours but is not the file that was issued,
 * or it was changed after a signature · foreign: not of this installation, but signed by somebody · unknown: nothing is
 * known of it
 */
export type FileFinding = 'issued' | 'changed' | 'foreign' | 'unknown';

/** What to tell of a file first. */
export function findingOf(facts: {
  /** The file is one that was issued here. */
  readonly isKnown: boolean;
  /** A code printed in the file stands for a paper of this installation. */
  readonly namesOurs: boolean;
  /** What its signatures say; null where it is no PDF. */
  readonly signatures: Conclusion | null;
}): FileFinding {
  if (facts.isKnown) return 'issued';
  if (facts.namesOurs || facts.signatures === 'changed') return 'changed';
  return facts.signatures === null || facts.signatures === 'unsigned' ? 'unknown' : 'foreign';
}

/** A code as it is printed, with anything that a reader may have put between its groups. */
const PRINTED = /(?<![0-9A-Za-z])[0-9A-Za-z]{4}\s?[-–‐]\s?[0-9A-Za-z]{4}\s?[-–‐]\s?[0-9A-Za-z]{4}(?![0-9A-Za-z])/gu;
const MOST_CODES = 20;

/** What may be codes in the words of a document, as they stand there. */
export function codesIn(words: string): string[] {
  return [...new Set([...words.matchAll(PRINTED)].map(([code]) => code))].slice(0, MOST_CODES);
}
