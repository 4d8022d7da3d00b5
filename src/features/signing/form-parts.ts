/** Posted forms with a password and files in them. A password is taken exactly as it was typed. */
import type { WebRequest } from '../../platform/http/web.ts';
import { readBody } from '../../platform/http/form-body.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';

const LONGEST_PASSWORD = 1_000;
const LONGEST_TEXT = 200;

export interface PostedParts {
  /** One line, NFC and trimmed; '' where there is none. */
  text(name: string): string;
  /** All values of a field. */
  texts(name: string): string[];
  secret(name: string): string;
  /** Null where none was chosen. */
  file(name: string): Promise<Uint8Array | null>;
}

/** @throws Problem request.invalid, request.too-large */
export async function readParts(c: WebRequest): Promise<PostedParts> {
  const body = await readBody(c);
  const all = (name: string): (string | File)[] => [body[name] ?? []].flat();
  const texts = (name: string): string[] =>
    all(name).flatMap((value) => (typeof value === 'string' ? [oneLine(value)] : []));
  return {
    texts,
    text: (name) => texts(name)[0] ?? '',
    secret: (name) => {
      const [value] = all(name);
      return typeof value === 'string' ? value.slice(0, LONGEST_PASSWORD) : '';
    },
    file: async (name) => {
      const [value] = all(name);
      return value instanceof File && value.size > 0 ? new Uint8Array(await value.arrayBuffer()) : null;
    },
  };
}

function oneLine(text: string): string {
  return normalizeText(text.toWellFormed())
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT);
}
