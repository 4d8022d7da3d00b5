/**
 * What the commands print with `--json`, as documented in docs/lenh.md. Keys are added within a version, never taken away
 * or given another meaning. `form define` writes a FormDefinition (documents/forms/definition.ts).
 */
import { z } from 'zod';
import { formValuesSchema } from '../documents/forms/definition-schema.ts';
import { isDecimal } from '../platform/text/decimal.ts';

export const JSON_VERSION = 1;

const word = z.string().nullable();
const decimal = z.string().refine(isDecimal);

/** `suotdoi form values … --json` */
export const formValuesOutput = z.strictObject({
  version: z.literal(JSON_VERSION),
  values: formValuesSchema,
  issues: z.array(z.strictObject({ code: z.string(), key: word, message: z.string(), found: word })),
  unitName: word,
});
export type FormValuesOutput = z.input<typeof formValuesOutput>;

const cell = z.union([
  z.strictObject({ state: z.literal('value'), number: decimal }),
  z.strictObject({ state: z.literal('not-applicable') }),
]);
const unit = z.strictObject({ code: word, name: z.string() });

/** `suotdoi rollup … --json` */
export const rollUpOutput = z.strictObject({
  version: z.literal(JSON_VERSION),
  form: z.strictObject({ title: z.string(), sha256: z.string() }),
  counts: z.strictObject({
    files: z.number().int(),
    added: z.number().int(),
    notAdded: z.number().int(),
    listed: z.number().int().nullable(),
  }),
  totals: z.record(z.string(), decimal),
  units: z.array(
    unit.extend({
      status: z.enum(['submitted', 'checked', 'missing', 'unreadable']),
      file: word,
      cells: z.record(z.string(), cell),
    }),
  ),
  missing: z.array(unit),
  faults: z.array(
    z.strictObject({ file: z.string(), unit: word, code: z.string(), where: word, found: word, message: z.string() }),
  ),
  outputs: z.strictObject({ xlsx: z.string(), docx: word }),
});
export type RollUpOutput = z.input<typeof rollUpOutput>;
