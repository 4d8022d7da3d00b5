/** Slogans: an annex or a section that lists them. */
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';
import type { PlanContext } from './context.ts';
import { isCapitals } from '../line-words.ts';
import { type Para, walk } from './outline.ts';
import { paras } from './parts.ts';

const HEADING = /(?:khẩu hiệu|băng rôn|băng-rôn|pa-?\s?nô|thông điệp|slogan|tuyên truyền|cổ động)/iu;
const OTHER_ANNEX = /(?:báo cáo|chương trình|biểu mẫu|danh sách|phân công|kinh phí|lịch)/iu;

/** The slogans without numbers and outer quotation marks. */
export function readSlogans(context: PlanContext, themes: readonly string[]): string[] {
  const listed = fromAnnexes(context);
  const found = listed.length > 0 ? listed : withoutThemes(fromBody(context), themes);
  return found.map((para, index) => {
    const slogan = cleanSlogan(para.body);
    context.trace.add(
      `/slogans/${index}`,
      para,
      para.text,
      'danh sách khẩu hiệu',
      listed.length > 0 ? 'certain' : 'likely',
    );
    return slogan;
  });
}

/** "Khẩu hiệu - chủ đề: “X”" gives the theme, no slogan beside it. */
function withoutThemes(found: readonly Para[], themes: readonly string[]): readonly Para[] {
  const keys = new Set(themes.map(toneFoldedKey));
  return found.every((para) => keys.has(toneFoldedKey(cleanSlogan(para.body)))) ? [] : found;
}

function fromAnnexes(context: PlanContext): Para[] {
  const texts = paras(context.parts.annexes);
  for (const [index, para] of texts.entries()) {
    if (para.marker !== null || para.text.length > 200 || !HEADING.test(para.text) || para.text.startsWith('('))
      continue;
    const titled =
      isCapitals(para.text) ||
      para.bold ||
      para.centered ||
      /^(?:Phụ lục|Nội dung|Các|Một số|Danh mục|Khẩu hiệu|Gợi ý)/u.test(para.text);
    if (!titled || OTHER_ANNEX.test(para.text)) continue;
    const items = itemsAfter(texts, index + 1);
    if (items.length >= 2) return items;
  }
  return [];
}

/** The list after a heading: marked or quoted lines, up to the next heading. */
function itemsAfter(texts: readonly Para[], from: number): Para[] {
  const items: Para[] = [];
  for (const para of texts.slice(from, from + 80)) {
    if (/^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|CỘNG HÒA|UBND|CHƯƠNG TRÌNH)/u.test(para.text)) break;
    const listed = para.marker !== null || /^[“"«]/u.test(para.text);
    if (listed && para.text.length < 260 && !para.text.endsWith(':')) items.push(para);
    else if (items.length > 0 && !/^[(]/u.test(para.text) && para.text.length > 120) break;
    else if (items.length > 0 && isCapitals(para.text) && para.text.length > 20 && para.marker === null) break;
  }
  return items;
}

const LIST_HEADING =
  /(?:khẩu hiệu|băng rôn|slogan)[^.]{0,120}(?::|như sau|sau đây)\s*:?$|^(?:nội dung|các|một số|hệ thống|danh mục)?\s*(?:câu\s+)?(?:khẩu hiệu|băng rôn)(?!\s+(?:tại|trên|ở))/iu;

function fromBody(context: PlanContext): Para[] {
  for (const node of walk(context.outline)) {
    if (node.para.body.length > 320 || !LIST_HEADING.test(node.para.body) || node.children.length < 1) continue;
    const leaves = [...walk(node.children)].filter((child) => child.children.length === 0).map((child) => child.para);
    const slogans = leaves.filter(
      (para) => para.text.length < 220 && (para.marker !== null || /^[“"«]/u.test(para.text)),
    );
    const quotes = slogans.filter((para) => /^[“"«]/u.test(para.body)).length;
    if (
      slogans.length >= 2 &&
      (quotes * 2 >= slogans.length ||
        node.para.body.endsWith(':') ||
        /^(?:nội dung|các|một số)?\s*(?:câu )?khẩu hiệu/iu.test(node.para.body))
    )
      return quotes * 2 >= slogans.length ? slogans.filter((para) => /^[“"«]/u.test(para.body)) : slogans;
  }
  return inlineQuotes(context);
}

/** `treo băng rôn với nội dung: "…"; "…"`. */
function inlineQuotes(context: PlanContext): Para[] {
  for (const para of context.main) {
    const found = /(?:khẩu hiệu|băng rôn|pa-?\s?nô)[^“"«.;]{0,90}(?::|nội dung|ghi|như)\s*:?\s*(?=[“"«])/iu.exec(
      para.text,
    );
    if (found === null) continue;
    const quotes: Para[] = [];
    let end = found.index + found[0].length;
    for (const match of para.text.slice(end).matchAll(/[“"«]([^“”"«»]{8,220})[”"»]/gu)) {
      const at = found.index + found[0].length + match.index;
      if (!/^[\s,;.\-–]*(?:và|hoặc|hay)?[\s,;.\-–]*$/u.test(para.text.slice(end, at))) break;
      quotes.push({ ...para, text: match[0], body: match[0] });
      end = at + match[0].length;
    }
    if (quotes.length > 0) return quotes;
  }
  return [];
}

function cleanSlogan(text: string): string {
  const trimmed = text.replace(/[\s;]+$/u, '').replace(/\s+/gu, ' ');
  const quotedWhole = /^[“"«]([^“”"«»]+)[”"»]([.!]?)$/u.exec(trimmed);
  return (quotedWhole?.[1] ?? trimmed).replace(/\.$/u, '').trim();
}
