/** The colours that an area may choose for its pages: names of ink, rice, sea and earth. src/ui/styles/looks.css holds them. */

export const LOOKS = ['muc-tim', 'xanh-lua', 'xanh-bien', 'ngoc-lam', 'do-son', 'hong-sen', 'nau-dat', 'cham'] as const;
export type LookName = (typeof LOOKS)[number];

/** The product's own colour needs no name on the page; what is unknown is that too. */
export function lookOf(colour: string | null | undefined): LookName | undefined {
  return LOOKS.find((look) => look === colour && look !== 'muc-tim');
}

export const LONGEST_GREETING = 300;
