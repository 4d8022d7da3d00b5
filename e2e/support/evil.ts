/** What people with bad intentions type, and how to tell whether any of it came through alive. */

/** Breaks out of attributes, elements, scripts, comments, lines of mail and of calendars, cells and spreadsheets. */
export const EVIL =
  "=cmd|' /C calc'!A0\"'><xss onerror=alert(1)></script></title></textarea>--><img src=x onerror=alert(2)> {{7*7}} ${7*7} \r\nBCC: nan-nhan@xau.example\r\nBEGIN:VEVENT\r\nSUMMARY:GIA\u2028ATTACH:http://xau.example \u202e]]>";
/** For fields of at most a hundred letters or so. */
export const SHORT_EVIL = '=1+1"\'><xss onerror=alert(1)></script>]]>';

/** What of EVIL stands in a page as more than words; empty when nothing does. */
export function aliveIn(html: string): string[] {
  const found: string[] = [];
  for (const [tag] of html.matchAll(/<(?:xss|img src=x)[^>]{0,60}/giu)) found.push(tag);
  // A quote that ended the attribute it stood in.
  for (const [tag] of html.matchAll(/<[a-z][^<>]*"(?:&#39;|&apos;|')(?:&gt;|>)/giu)) found.push(tag.slice(0, 120));
  if (/\]\]>(?!<)/u.test(html) && html.startsWith('<?xml')) found.push(']]>');
  for (const [, script = ''] of html.matchAll(
    /<script[^>]*type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/giu,
  )) {
    try {
      JSON.parse(script);
    } catch {
      found.push(`JSON-LD that is none: ${script.slice(0, 80)}`);
    }
  }
  return found;
}

/** Addresses of the same site that a page leads to, without their part after #. */
export function linksIn(html: string, origin: string): string[] {
  const links: string[] = [];
  for (const [, value = ''] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/giu)) {
    const address = value.replaceAll('&amp;', '&');
    if (!URL.canParse(address, origin)) continue;
    const url = new URL(address, origin);
    if (url.origin === origin) links.push(url.pathname + url.search);
  }
  return links;
}

/**
 * The fields of the form that posts to `action`, filled as somebody bad would: words wherever words are taken, and for the rest
 * what the form demands.
 */
export function filledBadly(
  html: string,
  action: string,
  given: Readonly<Record<string, string>> = {},
): URLSearchParams {
  const from = html.indexOf(`action="${action}"`);
  if (from < 0) throw new Error(`no form that posts to ${action}`);
  const part = html.slice(from, html.indexOf('</form>', from));
  const fields = new URLSearchParams();
  const attribute = (tag: string, name: string): string | null =>
    new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? null;
  const chosen = new Set<string>();
  for (const [tag] of part.matchAll(/<(?:input|textarea)[^>]*>/gu)) {
    const name = attribute(tag, 'name');
    if (name === null || name in given) continue;
    const type = attribute(tag, 'type') ?? 'text';
    const most = Number(attribute(tag, 'maxlength') ?? 10_000);
    const stands = (attribute(tag, 'value') ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    if (type === 'hidden') fields.append(name, stands);
    else if (type === 'radio') {
      if (!chosen.has(name)) fields.append(name, stands);
      chosen.add(name);
    } else if (type === 'checkbox') fields.append(name, stands === '' ? 'on' : stands);
    else if (type === 'email') fields.append(name, 'xau@xau.example');
    else if (type === 'tel') fields.append(name, '0912345678');
    else if (type === 'url')
      fields.append(name, 'https://xau.example/?a="><xss>'.replace(/["<>]/gu, encodeURIComponent));
    else if (type === 'number') fields.append(name, '1');
    else if (type === 'text' || type === 'search' || tag.startsWith('<textarea')) {
      if (stands !== '') fields.append(name, stands);
      else fields.append(name, (most < EVIL.length ? SHORT_EVIL : EVIL).slice(0, most));
    } else if (stands !== '') fields.append(name, stands);
  }
  for (const [, name = '', options = ''] of part.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/gu)) {
    if (name in given) continue;
    const marked = /<option(?=[^>]* selected)[^>]* value="([^"]*)"/u.exec(options)?.[1];
    const any = [...options.matchAll(/<option[^>]* value="([^"]+)"/gu)][0]?.[1];
    fields.append(name, marked || any || '');
  }
  for (const [name, value] of Object.entries(given)) fields.append(name, value);
  return fields;
}
