/** Rooms and connected places of the ceremony with their guest lists: "Tại phòng họp A: …", "Điểm cầu UBND tỉnh: …". */
import type { PlanContext } from './context.ts';
import { type OutlineNode, walk } from './outline.ts';
import type { SiteReading } from './reading.ts';

const GUESTS = /(?:thành phần|đại biểu|khách mời)(?!\s+học)/iu;
const SITE =
  /^(?:Tại|Ở)\s+(?=\p{L})|^(?=(?:Các\s+)?(?:[Đđ]iểm cầu|[Đđ]ầu cầu|[Hh]ội trường|[Pp]hòng họp|[Cc]ụm)(?!\p{L}))/u;

/** Sites in order of the document; [] where the guests are not told apart by place. */
export function readSites(context: PlanContext): SiteReading[] {
  for (const section of walk(context.outline)) {
    if (section.para.text.length > 140 || !GUESTS.test(section.para.body)) continue;
    const sites = section.children.flatMap((node): { site: SiteReading; node: OutlineNode }[] => {
      const site = siteOf(node);
      return site === null ? [] : [{ site, node }];
    });
    if (sites.length < 2) continue;
    sites.forEach(({ node, site }, index) => {
      const rule = 'nơi ngồi và thành phần ở từng nơi';
      context.trace.add(`/sites/${index}/name`, node.para, node.para.text, rule, 'likely');
      site.guests.forEach((guest, at) =>
        context.trace.add(`/sites/${index}/guests/${at}`, node.para, guest, rule, 'likely'),
      );
    });
    return sites.map(({ site }) => site);
  }
  return [];
}

function siteOf(node: OutlineNode): SiteReading | null {
  const { body } = node.para;
  if (!SITE.test(body)) return null;
  const colon = body.indexOf(':');
  const heading = colon < 0 ? body : body.slice(0, colon);
  if (heading.length > 120 || (colon < 0 && node.children.length === 0)) return null;
  const inline = colon < 0 ? '' : body.slice(colon + 1);
  const below = node.children.map((child) => child.para.body);
  const guests = inline.trim() === '' ? below.map(tidy) : listed(inline);
  return guests.length === 0 ? null : { name: tidy(heading.replace(/^(?:Tại|Ở)\s+/u, '')), guests };
}

/** Guests parted at semicolons, else at commas that don't stand in brackets. */
function listed(text: string): string[] {
  const sign = text.includes(';') ? ';' : ',';
  const guests: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const character = text[i];
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    if (i < text.length && (character !== sign || depth > 0)) continue;
    guests.push(tidy(text.slice(from, i)));
    from = i + 1;
  }
  return guests.filter((guest) => guest !== '');
}

function tidy(text: string): string {
  return text.replace(/[\s;.,:]+$/u, '').trim();
}
