/**
 * Data Integrity proofs with the cryptosuite eddsa-rdfc-2022: the document and the options of the proof are made canonical
 * (RDFC-1.0), hashed with SHA-256, and both hashes signed with Ed25519. Source: W3C Data Integrity EdDSA Cryptosuites 1.0,
 * section 3.2.
 */
import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import jsonld from 'jsonld';
import { z } from 'zod';
import { type DocumentLoader, loadContext } from './contexts.ts';
import { decodeMultibase, encodeMultibase } from './multibase.ts';

const TYPE = 'DataIntegrityProof';
const SUITE = 'eddsa-rdfc-2022';
const PURPOSE = 'assertionMethod';

export interface IntegrityProof {
  readonly type: typeof TYPE;
  readonly cryptosuite: typeof SUITE;
  readonly created: string;
  readonly verificationMethod: string;
  readonly proofPurpose: typeof PURPOSE;
  readonly proofValue: string;
}

const integrityProofSchema = z.looseObject({
  type: z.literal(TYPE),
  cryptosuite: z.literal(SUITE),
  created: z.string().optional(),
  verificationMethod: z.string(),
  proofPurpose: z.literal(PURPOSE),
  proofValue: z.string(),
});

type Document = Readonly<Record<string, unknown>>;

/** The proof of a document: the only one, or the first of its suite in a list. Null where there is none of it. */
export function integrityProofOf(proof: unknown): z.infer<typeof integrityProofSchema> | null {
  for (const each of Array.isArray(proof) ? proof : [proof]) {
    const parsed = integrityProofSchema.safeParse(each);
    if (parsed.success) return parsed.data;
  }
  return null;
}

/**
 * The document with its proof, in a list: the schema that badges name (1EdTech, Open Badges 3.0) wants one.
 * @param verificationMethod address of the key, listed by the issuer */
export async function signDocument<T extends Document>(
  document: T,
  key: KeyObject,
  verificationMethod: string,
  created: Date,
  loader: DocumentLoader = loadContext,
): Promise<T & { readonly proof: readonly [IntegrityProof] }> {
  const options = {
    type: TYPE,
    cryptosuite: SUITE,
    created: created.toISOString().replace(/\.\d{3}Z$/u, 'Z'),
    verificationMethod,
    proofPurpose: PURPOSE,
  } as const;
  const data = await signedData(document, options, loader);
  return { ...document, proof: [{ ...options, proofValue: encodeMultibase(sign(null, data, key)) }] };
}

/**
 * True when the proof of the document was made with this key over exactly this document.
 * @throws Error when the document or its contexts can't be read as JSON-LD
 */
export async function verifyDocument(
  document: Document,
  key: KeyObject,
  loader: DocumentLoader = loadContext,
): Promise<boolean> {
  const { proof, ...unsigned } = document;
  const found = integrityProofOf(proof);
  if (found === null || key.asymmetricKeyType !== 'ed25519') return false;
  const { proofValue, ...options } = found;
  const signature = decodeMultibase(proofValue);
  if (signature?.length !== 64) return false;
  return verify(null, await signedData(unsigned, options, loader), key, signature);
}

async function signedData(document: Document, options: Document, loader: DocumentLoader): Promise<Buffer> {
  const config = { ...options, '@context': document['@context'] };
  return Buffer.concat([await hashOf(config, loader), await hashOf(document, loader)]);
}

async function hashOf(document: Document, documentLoader: DocumentLoader): Promise<Buffer> {
  const quads = await jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    documentLoader,
    safe: true,
    base: null,
    rdfDirection: null,
  });
  return createHash('sha256').update(quads, 'utf8').digest();
}
