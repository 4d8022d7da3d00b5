/** What stands on a poster, banner or picture for sharing. JSON, made by a feature, set by the writing worker. */
import { z } from 'zod';

/** Named for what is drawn on them: the bronze drum, the open book, the tiled floor. */
export const KIT_DESIGNS = ['trong-dong', 'trang-sach', 'gach-hoa'] as const;
export type KitDesign = (typeof KIT_DESIGNS)[number];

/** Millimetres; `pixels`: width of the PNG. */
export const KIT_FORMATS = {
  a3: { width: 297, height: 420, pixels: 2_480 },
  a4: { width: 210, height: 297, pixels: 1_654 },
  banner: { width: 800, height: 200, pixels: 3_000 },
  square: { width: 270, height: 270, pixels: 1_080 },
  cover: { width: 410, height: 156, pixels: 1_640 },
  share: { width: 300, height: 157.5, pixels: 1_200 },
} as const;
export type KitFormat = keyof typeof KIT_FORMATS;

const FORMAT_NAMES = ['a3', 'a4', 'banner', 'square', 'cover', 'share'] as const;

export const kitSheetSchema = z.object({
  design: z.enum(KIT_DESIGNS),
  format: z.enum(FORMAT_NAMES),
  /** Name of the area's colour; an unknown one is the product's own. */
  look: z.string(),
  lang: z.enum(['vi', 'en']),
  /** The line above: the Week, or the kind of activity. */
  kicker: z.string(),
  /** The large words: the theme, a slogan, the name of an activity. */
  headline: z.string(),
  /** Below them: who invites. */
  unit: z.string(),
  /** When, and for an activity where. */
  when: z.string(),
  where: z.string(),
  /** Page that the code leads to, and how it is printed; null: without a code. */
  link: z.object({ url: z.string(), shown: z.string(), hint: z.string() }).nullable(),
  /** ISO day written into a PDF as its time of making. */
  created: z.iso.date(),
});
export type KitSheet = z.infer<typeof kitSheetSchema>;
