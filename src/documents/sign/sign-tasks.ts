/** What the signing worker can be asked, and what it answers. Both sides are of one build. */
import { z } from 'zod';
import { checkBadgeSchema, signBadgesSchema } from '../badges/badge-messages.ts';
import type { CertificateFacts } from './certificate.ts';
import type { VisibleMark } from './mark.ts';
import type { CleanPicture } from './picture.ts';
import type { TrialKeyKind } from './self-signed.ts';
import type { PdfVerification } from './verify-pdf.ts';

const bytesSchema = z.instanceof(Uint8Array);

const markSchema: z.ZodType<VisibleMark> = z.object({
  page: z.int().min(1),
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  image: bytesSchema.nullable(),
  lines: z.array(z.string()),
  fontSize: z.number(),
  align: z.enum(['left', 'center', 'right']),
});

/** A key file with its password. */
const keySchema = z.object({ bytes: bytesSchema, password: z.string().max(1000) });

const timestampSchema = z.object({ url: z.string(), allowed: z.array(z.string()) });

const signManySchema = z.object({
  kind: z.literal('sign-many'),
  key: keySchema,
  pdfs: z.array(z.object({ pdf: bytesSchema, mark: markSchema.nullable() })),
  at: z.date(),
  reason: z.string().nullable(),
  location: z.string().nullable(),
  /** Null: PAdES B-B. */
  timestamp: timestampSchema.nullable(),
});

export const signTaskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-key'), key: keySchema }),
  z.object({
    kind: z.literal('make-trial-key'),
    name: z.string().trim().min(1).max(200),
    organisation: z.string().trim().max(200).nullable(),
    validFrom: z.date(),
    validTo: z.date(),
    keyKind: z.enum(['rsa-2048', 'rsa-3072', 'ec-p256', 'ec-p384']) satisfies z.ZodType<TrialKeyKind>,
    password: z.string().max(1000),
  }),
  signManySchema,
  z.object({ kind: z.literal('clean-picture'), png: bytesSchema }),
  z.object({ kind: z.literal('read-certificate'), file: bytesSchema }),
  signBadgesSchema,
  checkBadgeSchema,
  z.object({ kind: z.literal('verify'), pdf: bytesSchema, trust: z.unknown(), at: z.date() }),
]);

export type SignTask = z.infer<typeof signTaskSchema>;
export type SignManyTask = z.infer<typeof signManySchema>;

/** One file of many: signed, or why not. */
export type SignedFile =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly code: string; readonly message: string };

export const signedFilesSchema: z.ZodType<readonly SignedFile[]> = z.array(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), pdf: bytesSchema }),
    z.object({ ok: z.literal(false), code: z.string(), message: z.string() }),
  ]),
);

/** A key made for trial: the key file, and its certificate as an administrator would put it into the trust list. */
export interface MadeTrialKey {
  readonly pkcs12: Uint8Array;
  /** PEM. */
  readonly certificate: string;
  readonly facts: CertificateFacts;
}

// The parts are made by this build's own code; what is checked is that the right answer came.
export const certificateFactsSchema: z.ZodType<CertificateFacts> = z.custom<CertificateFacts>((value) =>
  has(value, 'fingerprint'),
);
export const verificationSchema: z.ZodType<PdfVerification> = z.custom<PdfVerification>((value) =>
  has(value, 'signatures'),
);
/** A certificate of an authority, read. */
export interface GivenCertificate {
  readonly der: Uint8Array;
  readonly facts: CertificateFacts;
}

export const givenCertificateSchema: z.ZodType<GivenCertificate> = z.object({
  der: bytesSchema,
  facts: certificateFactsSchema,
});
export const cleanPictureSchema: z.ZodType<CleanPicture> = z.object({
  png: bytesSchema,
  width: z.int(),
  height: z.int(),
});
export const madeTrialKeySchema: z.ZodType<MadeTrialKey> = z.object({
  pkcs12: bytesSchema,
  certificate: z.string(),
  facts: certificateFactsSchema,
});

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && name in value;
}
