/** Forms as browsers post them, parsed by a schema: all that is wrong is reported at once, by field. */
import type { z } from 'zod';
import { Problem } from '../errors/problem.ts';
import { normalizeText } from '../text/vietnamese.ts';
import type { WebRequest } from './web.ts';

/** The largest page of ours has a few thousand. What is done for each field must not be done for a million of them. */
const MOST_FIELDS = 20_000;

/**
 * The posted form with its files; a field that came several times is a list. Texts are without control characters, else as
 * they came.
 * @throws Problem request.invalid when it breaks off or is not what it says it is; request.too-large
 */
export async function readBody(c: WebRequest): Promise<Record<string, FormValue | FormValue[]>> {
  let body: Record<string, FormValue | FormValue[]>;
  try {
    body = await c.req.parseBody({ all: true });
  } catch (error) {
    // A body that is too large is told apart before; what else is wrong with a form, only its sender can mend.
    if (error instanceof TypeError) throw new Problem('request.invalid', { cause: error });
    throw error;
  }
  if (Object.keys(body).length > MOST_FIELDS) throw new Problem('request.too-large');
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(withoutControl) : withoutControl(value),
    ]),
  );
}

const withoutControl = (value: FormValue): FormValue =>
  typeof value === 'string' ? value.toWellFormed().replace(CONTROL, '') : value;

type FormValue = string | File;

/** The fields of a posted form: text is NFC and trimmed; a field that came several times is a list. Files are left out. */
export async function readFormFields(c: WebRequest): Promise<Record<string, string | string[]>> {
  const body = await readBody(c);
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = clean(value);
    else if (Array.isArray(value)) fields[name] = value.filter((item) => typeof item === 'string').map(clean);
  }
  return fields;
}

/** The posted form, parsed. @throws Problem request.invalid with one entry for each wrong field */
export async function readForm<Schema extends z.ZodType>(c: WebRequest, schema: Schema): Promise<z.output<Schema>> {
  return parseInput(schema, await readFormFields(c));
}

/** A part of the path, parsed. @throws Problem not-found: an address that cannot be is an address of nothing */
export function pathPart<Schema extends z.ZodType>(c: WebRequest, name: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(c.req.param(name));
  if (!parsed.success) throw new Problem('not-found');
  return parsed.data;
}

/** Any input parsed by a schema. @throws Problem request.invalid with one entry for each wrong field */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem('request.invalid', {
    fields: parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      code: issue.code,
      detail: issue.message,
    })),
  });
}

// A database keeps no NUL, XML none of these: nobody types them, they come with pasted text.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/gu;

function clean(text: string): string {
  return normalizeText(text).replace(/\r\n?/g, '\n').trim();
}

/** Escapes of what no text of ours may hold: halves of a letter, control characters. */
const BAD_ESCAPE = /\\u(?:d[89a-f]|00[01]|007f|fff[ef])/iu;

/**
 * A posted JSON body. Its texts are NFC, without halves of letters and control characters, else as they came.
 * @throws Problem request.invalid when it is no JSON
 */
export async function readJson(c: WebRequest): Promise<unknown> {
  const text = await c.req.text();
  // Going through every value of a large body takes as long as parsing it; hardly any has what is to be cleaned.
  const isClean = text.search(CONTROL) === -1 && !BAD_ESCAPE.test(text) && text === text.normalize('NFC');
  try {
    return JSON.parse(text, isClean ? undefined : cleanValue);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem('request.invalid', { cause: error });
    throw error;
  }
}

function cleanValue(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().normalize('NFC').replace(CONTROL, '') : value;
}
