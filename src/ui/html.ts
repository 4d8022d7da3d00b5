/**
 * HTML as text, for pages that a whole country asks for at once: a tagged template that escapes every value
 * (docs/decisions/0017-public-pages-as-text.md). Pages behind the sign-in stay with Preact.
 */

/** Finished HTML: what `html` gives back, or `finished` vouches for. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

const SIGNS = /[&<>"']/;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text safe between tags and inside a quoted attribute. */
export function escapeText(text: string): string {
  return SIGNS.test(text) ? text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign) : text;
}

/**
 * The template with its values: text and numbers are escaped, Html goes in as it is, lists are joined, null, undefined
 * and false are nothing. Attributes are always quoted by the template; addresses that people typed go through `safeUrl`.
 */
export function html(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let out = texts[0] ?? '';
  for (let at = 0; at < parts.length; at += 1) out += partText(parts[at]) + (texts[at + 1] ?? '');
  return new Html(out);
}

/** HTML that was made by other means: a renderer's, a file's of our own. Never what a person has typed. */
export function finished(text: string): Html {
  return new Html(text);
}

/** An address that a person typed, if it can only open a page: http, https, mailto and tel; otherwise "#". */
export function safeUrl(address: string): string {
  return /^(?:https?:\/\/|mailto:|tel:)/iu.test(address.trim()) ? address.trim() : '#';
}

function partText(part: HtmlPart): string {
  if (typeof part === 'string') return escapeText(part);
  if (part instanceof Html) return part.text;
  if (typeof part === 'number') return String(part);
  if (part === null || part === undefined || part === false) return '';
  let out = '';
  for (const each of part) out += partText(each);
  return out;
}
