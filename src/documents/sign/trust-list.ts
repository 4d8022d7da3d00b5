/** Whom the office trusts to say who signed: certificates of authorities, as data that an administrator keeps. */
import { z } from 'zod';
import { DocumentProblem } from '../problem.ts';
import { type Certificate, readCertificate } from './certificate.ts';

const entrySchema = z.object({
  /** What the list calls the authority. */
  name: z.string().trim().min(1).max(200),
  /** PEM, or DER as base64. */
  certificate: z.string().max(100_000),
  /** Where the certificate was taken from, such as an address and a day. */
  source: z.string().trim().max(500),
  /** When the list trusts it, if shorter than the certificate's own time. Dates as YYYY-MM-DD or with a time. */
  validFrom: z.coerce.date().nullable().default(null),
  validTo: z.coerce.date().nullable().default(null),
});

const listSchema = z.array(entrySchema).max(500);

/** The list as it is kept: JSON. */
export type TrustListData = z.input<typeof listSchema>;

export interface TrustAnchor {
  readonly name: string;
  readonly source: string;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly certificate: Certificate;
}

export type TrustList = readonly TrustAnchor[];

/** Reads a trust list. Throws DocumentProblem trust-list-invalid, naming the entry. */
export function readTrustList(data: unknown): TrustList {
  const parsed = listSchema.safeParse(data);
  if (!parsed.success) {
    const problem = new DocumentProblem('trust-list-invalid', parsed.error.issues[0]?.path.join('.'));
    problem.cause = parsed.error;
    throw problem;
  }
  return parsed.data.map(({ certificate, name, ...rest }) => {
    try {
      return { ...rest, name: name.normalize('NFC'), certificate: readCertificate(derOf(certificate)) };
    } catch (error) {
      const problem = new DocumentProblem('trust-list-invalid', name);
      problem.cause = error;
      throw problem;
    }
  });
}

/**
 * A certificate as authorities publish it: a file of DER, PEM (the first of several) or base64.
 * @throws DocumentProblem trust-list-invalid
 */
export function readGivenCertificate(file: Uint8Array): Certificate {
  try {
    // A DER certificate begins with a SEQUENCE; text never does.
    return readCertificate(file[0] === 0x30 && file[1] === 0x82 ? file : derOf(Buffer.from(file).toString('latin1')));
  } catch (error) {
    const problem = new DocumentProblem('trust-list-invalid', 'tệp không phải là một chứng thư .cer, .crt, .pem');
    problem.cause = error;
    throw problem;
  }
}

function derOf(text: string): Uint8Array {
  const pem = /-----BEGIN CERTIFICATE-----([\w\s+/=]+)-----END CERTIFICATE-----/u.exec(text);
  return new Uint8Array(Buffer.from(pem?.[1] ?? text, 'base64'));
}
