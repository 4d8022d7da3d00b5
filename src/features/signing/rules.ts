/** Which key may sign what, in which order, and where on the page. Pure. */
import { z } from 'zod';
import type { CertificateFacts } from '../../documents/sign/certificate.ts';
import type { SheetMarks } from '../../documents/write/pdf/marks.ts';
import type { AccountId } from '../../platform/ids/ids.ts';

/** A person's own key, or the seal of the office. */
export type KeyKind = 'person' | 'seal';

export const SIGNING_PLACES = ['signer', 'secretary'] as const;
/** Who signs: the one who signs the paper, or who wrote the minutes. */
export type SigningPlace = (typeof SIGNING_PLACES)[number];

const boxSchema = z.object({
  page: z.int().min(1),
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type Place = z.infer<typeof boxSchema>;

/** What is kept beside a signed state of a paper (paper_file.signature). */
const recordSchema = z.object({
  /** Name of the certificate's holder. */
  signer: z.string(),
  organisation: z.string().nullable(),
  kind: z.enum(['person', 'seal']),
  place: z.enum(SIGNING_PLACES).nullable(),
  keyId: z.number(),
  fingerprint: z.string(),
  trial: z.boolean(),
  /** A time-stamp authority has confirmed the time. */
  hasTimestamp: z.boolean(),
  /** Who typed the password. */
  accountId: z.string(),
  accountName: z.string(),
  /** ISO moment. */
  at: z.string(),
  /** Where its picture stands; null for none. */
  mark: boxSchema.nullable(),
});
export type SignatureRecord = z.infer<typeof recordSchema>;

/** The stored facts of a signed state; null for an unsigned file or facts of another shape. */
export function readRecord(stored: unknown): SignatureRecord | null {
  const parsed = recordSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

const marksSchema: z.ZodType<SheetMarks> = z.object({
  signatures: z.array(z.object({ role: z.enum(SIGNING_PLACES), section: z.int(), image: boxSchema, seal: boxSchema })),
  corners: z.array(boxSchema),
});

const NO_MARKS: SheetMarks = { signatures: [], corners: [] };

/**
 * Where the writer left room to sign; nothing for files of another writer. On a paper that names nobody who signs (a
 * table, a script) the room stays blank.
 */
export function readMarks(
  stored: unknown,
  signature: { readonly title: string; readonly name: string | null },
): SheetMarks {
  const parsed = marksSchema.safeParse(stored);
  if (!parsed.success) return NO_MARKS;
  const namesSigner = signature.title.trim() !== '' || (signature.name ?? '').trim() !== '';
  const signatures = parsed.data.signatures.filter(({ role }) => namesSigner || role !== 'signer');
  return { ...parsed.data, signatures };
}

/** Places at which the paper itself is signed by hand; what its annexes leave room for is not. */
export function placesOf(marks: SheetMarks): readonly SigningPlace[] {
  return SIGNING_PLACES.filter((place) => roomFor(marks, place) !== null);
}

export function roomFor(marks: SheetMarks, place: SigningPlace): Place | null {
  return marks.signatures.find((mark) => mark.role === place && mark.section === 0)?.image ?? null;
}

/**
 * sign: may be signed · already: this key has signed · person-first: the seal waits for the person · done: sealed, or
 * the place is taken
 */
export type Verdict = 'sign' | 'already' | 'person-first' | 'done';

/** Whether a key may sign a paper now. A paper on which no person signs is sealed at once. */
export function verdictOn(
  key: { readonly kind: KeyKind; readonly fingerprint: string },
  records: readonly SignatureRecord[],
  places: readonly SigningPlace[],
  place: SigningPlace,
): Verdict {
  if (records.some(({ fingerprint }) => fingerprint === key.fingerprint)) return 'already';
  if (records.some(({ kind }) => kind === 'seal')) return 'done';
  const persons = records.filter(({ kind }) => kind === 'person');
  if (key.kind === 'seal') {
    return places.includes('signer') && !persons.some((person) => person.place === 'signer') ? 'person-first' : 'sign';
  }
  if (places.length === 0) return persons.length === 0 ? 'sign' : 'done';
  return places.includes(place) && !persons.some((person) => person.place === place) ? 'sign' : 'done';
}

/** How the certificate of a key stands at a moment. */
export type KeyState = 'in-force' | 'ends-soon' | 'ended' | 'not-begun';

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

export function keyStateAt(certificate: Pick<CertificateFacts, 'validFrom' | 'validTo'>, at: Date): KeyState {
  if (at > certificate.validTo) return 'ended';
  if (at < certificate.validFrom) return 'not-begun';
  return certificate.validTo.getTime() - at.getTime() <= SOON_DAYS * DAY_MS ? 'ends-soon' : 'in-force';
}

/** True when its holder may sign with it: the certificate doesn't limit its use, or to signing. */
export function isForSigning({ keyUsage }: Pick<CertificateFacts, 'keyUsage'>): boolean {
  return keyUsage === null || keyUsage.includes('digital-signature') || keyUsage.includes('non-repudiation');
}

/** Minutes over which tries with a key's password are counted. */
export const TRY_MINUTES = 15;

/** True when this try is one too many. @param tries within TRY_MINUTES, this one included */
export function isTooMany(tries: { readonly ofPerson: number; readonly ofAll: number }): boolean {
  return tries.ofPerson > 5 || tries.ofAll > 20;
}

/** Real sizes on paper in millimetres: the round seal of an agency, a signature between title and name. */
export const USUAL_WIDTH: Readonly<Record<KeyKind, number>> = { person: 45, seal: 36 };
export const WIDTH_LIMITS = { least: 10, most: 60 } as const;

/** The kind of a key by its owner. */
export function kindOf(key: { readonly accountId: AccountId | null }): KeyKind {
  return key.accountId === null ? 'seal' : 'person';
}
