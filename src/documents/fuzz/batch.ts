/** What a stretch of the fuzzer's cases came to. */

export interface FuzzFailure {
  readonly seed: number;
  readonly name: string;
  readonly error: string;
}

export interface FuzzBatch {
  /** Cases that were read, and that were refused with a DocumentProblem. */
  readonly read: number;
  readonly refused: number;
  readonly slowest: { readonly seed: number; readonly ms: number };
  readonly heapMb: number;
  /** Cases that threw something else, or gave what no reader may give. */
  readonly failures: readonly FuzzFailure[];
}
