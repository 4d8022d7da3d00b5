/** Escaping for HTML and XML that is put together as text. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const SIGNS = /[&<>"']/u;

/** Text for a place between tags or inside quotes of HTML. */
export function html(text: string): string {
  return SIGNS.test(text) ? text.replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign) : text;
}

// What XML 1.0 cannot hold at all, escaped or not.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/gu;

/** Text for a place between tags or inside quotes of XML. */
export function xml(text: string): string {
  return html(text.toWellFormed().replace(NOT_XML, ''));
}
