/** From a certificate up to an authority of the trust list. Nothing is fetched: what is missing is a fault. */
import { type Certificate, type CertificateFacts, isInForce } from './certificate.ts';
import { OID } from './oids.ts';
import type { TrustAnchor, TrustList } from './trust-list.ts';

export type ChainFaultCode =
  /** No path to an authority of the list. */
  | 'untrusted'
  | 'expired'
  | 'not-yet-valid'
  /** The list trusts the authority for another time. */
  | 'anchor-not-in-force'
  /** A certificate in the path may not sign others. */
  | 'not-an-authority'
  | 'path-too-long'
  /** A critical extension that this engine doesn't understand. */
  | 'critical-extension'
  /** Signed with SHA-1 or MD5, or by a short key. */
  | 'weak-algorithm';

export interface ChainFault {
  readonly code: ChainFaultCode;
  /** Whose certificate. */
  readonly name: string;
}

export interface ChainFacts {
  /** Name of the list's entry; null when there is no path to one. */
  readonly anchor: string | null;
  readonly anchorSource: string | null;
  /** Signer first, authority of the list last. */
  readonly path: readonly CertificateFacts[];
  readonly faults: readonly ChainFault[];
  /** A path to the list without faults, at the moment asked for. */
  readonly trusted: boolean;
}

const DEPTH_LIMIT = 8;
/** Signatures checked at most: crossed certificates must not make the search explode. */
const STEP_LIMIT = 200;

const WEAK: ReadonlySet<string> = new Set([OID.rsaSha1, OID.rsaMd5, OID.ecdsaSha1]);

/**
 * The best path at a moment: one without faults if there is any, else the one with the fewest.
 *
 * @param others certificates that came with the signature
 */
export function chainOf(leaf: Certificate, others: readonly Certificate[], trust: TrustList, at: Date): ChainFacts {
  let best: ChainFacts | null = null;
  let steps = 0;
  const visit = (path: readonly Certificate[]): void => {
    const last = path.at(-1);
    if (last === undefined || best?.trusted === true) return;
    const anchor = trust.find((each) => sameCertificate(each.certificate, last));
    if (anchor !== undefined) {
      const found = judged(path, anchor, at);
      if (best === null || found.faults.length < best.faults.length) best = found;
      return;
    }
    if (path.length >= DEPTH_LIMIT) return;
    for (const issuer of [...trust.map(({ certificate }) => certificate), ...others]) {
      if (path.some((each) => sameCertificate(each, issuer))) continue;
      if (Buffer.compare(last.issuerDer, issuer.subjectDer) !== 0) continue;
      steps += 1;
      if (steps > STEP_LIMIT) return;
      if (last.isIssuedBy(issuer)) visit([...path, issuer]);
    }
  };
  visit([leaf]);
  if (best !== null) return best;
  const faults: ChainFault[] = [{ code: 'untrusted', name: leaf.facts.issuerName }, ...datesOf(leaf.facts, at)];
  return { anchor: null, anchorSource: null, path: [leaf.facts], faults, trusted: false };
}

function sameCertificate(a: Certificate, b: Certificate): boolean {
  return a.facts.fingerprint === b.facts.fingerprint;
}

function judged(path: readonly Certificate[], anchor: TrustAnchor, at: Date): ChainFacts {
  const faults: ChainFault[] = [];
  for (const [index, certificate] of path.entries()) {
    const { facts } = certificate;
    const fault = (code: ChainFaultCode): void => void faults.push({ code, name: facts.name });
    faults.push(...datesOf(facts, at));
    if (certificate.unknownCritical.length > 0) fault('critical-extension');
    const isAnchor = index === path.length - 1;
    if ((!isAnchor && WEAK.has(certificate.signatureOid)) || (facts.key.kind === 'rsa' && facts.key.bits < 2048)) {
      fault('weak-algorithm');
    }
    if (index === 0) continue;
    const maySign = facts.authority && (facts.keyUsage === null || facts.keyUsage.includes('certificate-sign'));
    if (!maySign) fault('not-an-authority');
    if (certificate.pathLength !== null && index - 1 > certificate.pathLength) fault('path-too-long');
  }
  const late = anchor.validTo !== null && at.getTime() > anchor.validTo.getTime();
  const early = anchor.validFrom !== null && at.getTime() < anchor.validFrom.getTime();
  if (late || early) faults.push({ code: 'anchor-not-in-force', name: anchor.name });
  return {
    anchor: anchor.name,
    anchorSource: anchor.source,
    path: path.map(({ facts }) => facts),
    faults,
    trusted: faults.length === 0,
  };
}

function datesOf(facts: CertificateFacts, at: Date): readonly ChainFault[] {
  if (isInForce(facts, at)) return [];
  return [{ code: at.getTime() < facts.validFrom.getTime() ? 'not-yet-valid' : 'expired', name: facts.name }];
}
