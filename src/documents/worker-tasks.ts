/** What the reading worker can be asked, and what it answers. Both sides are of one build. */
import { z } from 'zod';
import type { DocumentBlocks } from './blocks.ts';
import type { FormDefinition, ReadValues } from './forms/definition.ts';
import { formDefinitionSchema, formValuesSchema } from './forms/definition-schema.ts';
import type { SourcedPlanReading } from './plan/reading.ts';
import type { Picture } from './pictures/picture.ts';
import type { SheetRows } from './rows/read-rows.ts';
import type { MergeRows } from './write/merge-rows.ts';

const bytesSchema = z.instanceof(Uint8Array);

export const readTaskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read-plan'), bytes: bytesSchema, name: z.string() }),
  z.object({ kind: z.literal('read-words'), bytes: bytesSchema, name: z.string() }),
  z.object({ kind: z.literal('merge-rows'), bytes: bytesSchema, name: z.string() }),
  z.object({ kind: z.literal('sheet-rows'), bytes: bytesSchema, name: z.string(), most: z.number().int().positive() }),
  z.object({ kind: z.literal('define-form'), bytes: bytesSchema, name: z.string() }),
  z.object({ kind: z.literal('read-picture'), bytes: bytesSchema, width: z.number().int().positive().max(4_000) }),
  z.object({ kind: z.literal('draw-png'), bytes: bytesSchema, width: z.number().int().positive().max(10_000) }),
  z.object({ kind: z.literal('nameless-pdf'), bytes: bytesSchema }),
  z.object({ kind: z.literal('read-values'), bytes: bytesSchema, name: z.string(), definition: formDefinitionSchema }),
]);

export type ReadTask = z.infer<typeof readTaskSchema>;

/** A plan as it was read: the document itself to show beside it, and the report form in it, if any. */
export interface PlanFile {
  readonly plan: SourcedPlanReading;
  readonly form: FormDefinition | null;
  readonly document: DocumentBlocks;
}

/** The parts are made by this build's own readers; what is checked is that the right answer came. */
export const planFileSchema: z.ZodType<PlanFile> = z.object({
  plan: z.custom<SourcedPlanReading>((value) => hasArray(value, 'sources')),
  form: formDefinitionSchema.nullable(),
  document: z.custom<DocumentBlocks>((value) => hasArray(value, 'blocks')),
});

function hasArray(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, name));
}

export const pictureSchema: z.ZodType<Picture> = z.object({
  bytes: bytesSchema,
  small: bytesSchema,
  width: z.number(),
  height: z.number(),
});

/** A drawing, or another file that was made. */
export const madeFileSchema = bytesSchema;

/** Made by this build's own reader; what is checked is that the right answer came. */
export const mergeRowsSchema: z.ZodType<MergeRows> = z.custom<MergeRows>(
  (value) => hasArray(value, 'rows') && hasArray(value, 'problems'),
);

/** As above. */
export const sheetRowsSchema: z.ZodType<SheetRows> = z.custom<SheetRows>((value) => hasArray(value, 'rows'));

export const readValuesSchema: z.ZodType<ReadValues> = z.object({
  values: formValuesSchema,
  issues: z.array(
    z.object({ code: z.string(), key: z.string().nullable(), message: z.string(), found: z.string().nullable() }),
  ),
  unitName: z.string().nullable(),
});
