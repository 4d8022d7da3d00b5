/** Collects where each value of the reading came from while it is read. */
import type { Place } from '../blocks.ts';
import type { Source } from './reading.ts';

export class Trace {
  readonly sources: Source[] = [];

  /** `path`: JSON pointer of the value. The quote is cut at 300 characters. */
  add(
    path: string,
    at: { readonly place: Place },
    quote: string,
    rule: string,
    confidence: Source['confidence'],
  ): void {
    this.sources.push({ path, place: at.place, quote: quote.slice(0, 300), rule, confidence });
  }
}
