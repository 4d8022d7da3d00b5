/** Form definitions and values as they come from outside (a file, the database, a request): parsed, never trusted. */
import { z } from 'zod';
import { DOCUMENT_FORMATS } from '../blocks.ts';
import { isDecimal } from '../../platform/text/decimal.ts';
import { FORM_VERSION, type FormDefinition, type FormValues } from './definition.ts';

const placeSchema = z.union([
  z.object({ kind: z.literal('text'), line: z.number().int(), lineEnd: z.number().int() }),
  z.object({ kind: z.literal('docx'), part: z.string(), start: z.number().int(), end: z.number().int() }),
  z.object({ kind: z.literal('xlsx'), sheet: z.string(), cell: z.string() }),
  z.object({
    kind: z.literal('pdf'),
    page: z.number().int(),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  }),
]);

export const kindSchema = z.enum(['count', 'attendances', 'people', 'money', 'yes-no', 'stock']);
export const addingUpSchema = z.enum(['sum', 'count-of-yes', 'none']);
export const inTimeSchema = z.enum(['flow', 'stock']);

const measureSchema = z.object({
  key: z.string().min(1),
  label: z.string(),
  kind: kindSchema,
  addingUp: addingUpSchema,
  inTime: inTimeSchema,
  unit: z.string().nullable(),
  asOf: z.string().nullable(),
  // Definitions of before the dictionary was bound to the form.
  indicator: z.string().nullable().default(null),
  column: z.number().int().min(0).exactOptional(),
});

const lineSchema = z.object({
  key: z.string().min(1),
  label: z.string(),
  under: z.string().nullable(),
  measures: z.array(measureSchema).min(1),
  place: placeSchema,
  line: z.number().int().min(0),
  outside: z.literal(true).exactOptional(),
});

export const formDefinitionSchema: z.ZodType<FormDefinition> = z.object({
  version: z.literal(FORM_VERSION),
  title: z.string(),
  file: z.object({ name: z.string(), sha256: z.string(), format: z.enum(DOCUMENT_FORMATS) }),
  frame: z.object({
    issuerLines: z.array(z.string()),
    numberPattern: z.string().nullable(),
    addressees: z.array(z.string()),
    recipients: z.array(z.string()),
    signerTitle: z.string().nullable(),
    columns: z.array(z.string()),
    tableHeading: z.array(z.string()),
  }),
  sections: z.array(
    z.object({ key: z.string().min(1), number: z.string().nullable(), label: z.string(), place: placeSchema }),
  ),
  groups: z.array(
    z.object({
      number: z.string().nullable(),
      label: z.string(),
      lines: z.array(lineSchema),
      takenOut: z.array(z.object({ at: z.number().int().min(0), line: lineSchema })).exactOptional(),
      open: z.boolean(),
      place: placeSchema,
    }),
  ),
});

const decimal = z.string().refine(isDecimal);

export const formValuesSchema: z.ZodType<FormValues> = z.object({
  cells: z
    .record(
      z.string(),
      z.union([
        z.object({ state: z.literal('value'), number: decimal }),
        z.object({ state: z.literal('not-applicable') }),
      ]),
    )
    .default({}),
  sections: z.record(z.string(), z.string()).default({}),
  openRows: z.record(z.string(), z.array(z.object({ label: z.string(), number: decimal.nullable() }))).default({}),
});
