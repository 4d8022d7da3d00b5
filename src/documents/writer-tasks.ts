/** What the writing worker can be asked, and what it answers. Both sides are of one build. */
import { z } from 'zod';
import type { Preview } from './write/pdf/preview.ts';
import type { PdfFile } from './write/pdf/pdf.ts';
import type { DocModel } from './write/doc-model.ts';
import { type KitSheet, kitSheetSchema } from './write/kit/sheet.ts';

export interface WriteOptions {
  /** ISO date written into a PDF as its time of making; without it the date of issue. */
  readonly created?: string;
}

export type WriteTask =
  | { readonly kind: 'pdf'; readonly model: DocModel; readonly options: WriteOptions }
  | { readonly kind: 'preview'; readonly model: DocModel; readonly from: number; readonly to: number }
  | { readonly kind: 'docx'; readonly model: DocModel }
  /** One PDF each, or one of all. */
  | { readonly kind: 'batch'; readonly models: readonly DocModel[]; readonly options: WriteOptions }
  | { readonly kind: 'merged'; readonly models: readonly DocModel[]; readonly options: WriteOptions }
  /** A poster or picture for sharing, as SVG or PDF. */
  | { readonly kind: 'kit'; readonly sheet: KitSheet; readonly as: 'svg' | 'pdf' };

const optionsSchema = z.object({ created: z.iso.date().optional() });
/** The models are parsed by the worker one by one, so that a faulty one can be named. */
const modelSchema = z.unknown();

export const writeTaskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pdf'), model: modelSchema, options: optionsSchema }),
  z.object({ kind: z.literal('preview'), model: modelSchema, from: z.int().min(1), to: z.int().min(1) }),
  z.object({ kind: z.literal('docx'), model: modelSchema }),
  z.object({ kind: z.literal('batch'), models: z.array(modelSchema), options: optionsSchema }),
  z.object({ kind: z.literal('merged'), models: z.array(modelSchema), options: optionsSchema }),
  z.object({ kind: z.literal('kit'), sheet: kitSheetSchema, as: z.enum(['svg', 'pdf']) }),
]);

/** Bytes that crossed from a worker, always in a buffer of their own. */
const bytesSchema = z.instanceof(Uint8Array);
const boxSchema = z.object({ page: z.int(), x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const noticeSchema = z.object({ code: z.literal('letters-not-in-font'), message: z.string() });

export const pdfFileSchema: z.ZodType<PdfFile> = z.object({
  bytes: bytesSchema,
  pages: z.int(),
  marks: z.object({
    signatures: z.array(
      z.object({ role: z.enum(['signer', 'secretary']), section: z.int(), image: boxSchema, seal: boxSchema }),
    ),
    corners: z.array(boxSchema),
  }),
  notices: z.array(noticeSchema),
});

/** Of a batch: the file, or why there is none. */
export const batchResultSchema = z.array(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), file: pdfFileSchema }),
    z.object({ ok: z.literal(false), code: z.string(), message: z.string() }),
  ]),
);

export type BatchResult = z.infer<typeof batchResultSchema>;

export const previewSchema: z.ZodType<Preview> = z.object({
  pages: z.array(z.object({ number: z.int(), width: z.number(), height: z.number(), svg: z.string() })),
  total: z.int(),
  notices: z.array(noticeSchema),
});

/** A file of nothing but its bytes. */
export const docxSchema = z.object({ bytes: bytesSchema });
