/** What a browser would send of a form on a page, as it stands: for tests without a browser. */

/**
 * @param html the page
 * @param marker text in the form's opening tag, such as `action="/van-ban/1"`
 */
export function postedForm(html: string, marker: string): Record<string, string> {
  const from = html.indexOf(marker);
  if (from < 0) throw new Error(`no form with ${marker}`);
  const part = html.slice(from, html.indexOf('</form>', from));
  const fields: Record<string, string> = {};
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1];
  for (const [tag] of part.matchAll(/<input[^>]*>/gu)) {
    const name = attribute(tag, 'name');
    const isOff = /type="(?:checkbox|radio)"/u.test(tag) && !/ checked/u.test(tag);
    if (name !== undefined && !isOff)
      fields[name] = decoded(attribute(tag, 'value') ?? (tag.includes('checkbox') ? 'on' : ''));
  }
  for (const [, name = '', value = ''] of part.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)</gu))
    fields[name] = decoded(value);
  for (const [, name = '', options = ''] of part.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/gu))
    fields[name] = /<option(?=[^>]* selected)[^>]* value="([^"]*)"/u.exec(options)?.[1] ?? '';
  return fields;
}

function decoded(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
