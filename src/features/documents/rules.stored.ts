/** Blocks and sources as they come back from the database: parsed, since a later version may read what an older wrote. */
import { z } from 'zod';
import { DOCUMENT_FORMATS, type DocumentBlocks, type Place } from '../../documents/blocks.ts';
import type { Source } from '../../documents/plan/reading.ts';

const placeSchema: z.ZodType<Place> = z.union([
  z.object({ kind: z.literal('text'), line: z.number(), lineEnd: z.number() }),
  z.object({ kind: z.literal('docx'), part: z.string(), start: z.number(), end: z.number() }),
  z.object({ kind: z.literal('xlsx'), sheet: z.string(), cell: z.string() }),
  z.object({
    kind: z.literal('pdf'),
    page: z.number(),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  }),
]);

const cellSchema = z.object({
  lines: z.array(z.string()),
  columnSpan: z.number(),
  rowSpan: z.number(),
  place: placeSchema,
});

const blockSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paragraph'),
    text: z.string(),
    marker: z.string().nullable(),
    bold: z.boolean(),
    italic: z.boolean(),
    align: z.enum(['left', 'center', 'right', 'justify']).nullable(),
    heading: z.number().nullable(),
    place: placeSchema,
  }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(cellSchema)), place: placeSchema }),
]);

export const blocksSchema: z.ZodType<DocumentBlocks> = z.object({
  format: z.enum(DOCUMENT_FORMATS),
  blocks: z.array(blockSchema),
  notices: z.array(z.object({ code: z.string(), message: z.string() })),
});

export const sourceSchema: z.ZodType<Source> = z.object({
  path: z.string(),
  place: placeSchema,
  quote: z.string(),
  rule: z.string(),
  confidence: z.enum(['certain', 'likely']),
});
