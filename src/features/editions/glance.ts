/** The Week's activities as numbers, for the page that shows an edition as a whole. Told by the feature of activities. */
import type { EditionContext } from './access.ts';

export interface KindGlance {
  readonly name: string;
  readonly announced: number;
  readonly confirmed: number;
  /** Lượt người: added over sessions and activities. People are not added, so they are not here. */
  readonly attendances: number;
}

export interface WeekGlance {
  /** Published activities and outputs. */
  readonly announced: number;
  /** Published, with a session today. */
  readonly today: number;
  /** Over, and nobody has confirmed who came. */
  readonly unconfirmed: number;
  readonly confirmed: number;
  readonly attendances: number;
  /** Communes in sight, and those of them in which something is announced. */
  readonly communes: number;
  readonly activeCommunes: number;
  /** The kinds of what is announced, the most frequent first. */
  readonly kinds: readonly KindGlance[];
}

/** As far as the person may see. */
export type GlanceSource = (ctx: EditionContext) => Promise<WeekGlance>;
