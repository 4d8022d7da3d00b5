/** What every part of the plan reader works on. */
import type { Item, OutlineNode, Para } from './outline.ts';
import type { Parts } from './parts.ts';
import type { Trace } from './trace.ts';

export interface PlanContext {
  readonly items: readonly Item[];
  readonly parts: Parts;
  /** Tree of the body. */
  readonly outline: readonly OutlineNode[];
  /** Preamble and body, without the foot and the annexes. */
  readonly main: readonly Para[];
  /** The year that dates without one belong to. */
  readonly year: number | null;
  readonly trace: Trace;
}
