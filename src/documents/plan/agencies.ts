/** Who does what: the agencies of the section on implementation, each with its tasks. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { PlanContext } from './context.ts';
import { findDates } from './dates.ts';
import { firstVerb, isOfficeLike, officeKey } from './offices.ts';
import { isCapitals } from '../line-words.ts';
import { type OutlineNode, type Para, type TableItem, walk } from './outline.ts';
import { RANK } from './markers.ts';
import type { AgencyReading } from './reading.ts';
import { taskRows } from './task-tables.ts';

/** An agency with the paragraphs that its tasks stand in; the deadlines of those paragraphs are its own. */
export interface FoundAgency {
  readonly name: string;
  readonly tasks: readonly { readonly text: string; readonly para: Para }[];
  readonly paras: ReadonlySet<Para>;
  readonly para: Para;
  readonly certain: boolean;
}

/** Without accents: scans lose or change them ("TỒ CHỨC THỰC HIÊN"). */
const SECTION =
  /(?<!\p{L})(?:to chuc (?:trien khai )?thuc hien|to chuc trien khai|trach nhiem (?:thuc hien|cua|thi hanh|cac|cu the)|nhiem vu (?:cua )?(?:cac|cu the)|phan cong)(?!\p{L})/u;

/** Agencies in order of the document, with their tasks, traced. */
export function readAgencies(context: PlanContext): { agencies: AgencyReading[]; found: FoundAgency[] } {
  const found = findAgencies(context);
  const agencies = found.map((agency, index) => {
    const rule = 'mục con của phần tổ chức thực hiện';
    context.trace.add(
      `/agencies/${index}/name`,
      agency.para,
      agency.para.body,
      rule,
      agency.certain ? 'certain' : 'likely',
    );
    agency.tasks.forEach((task, at) =>
      context.trace.add(`/agencies/${index}/tasks/${at}/text`, task.para, task.text, rule, 'likely'),
    );
    return { name: agency.name, tasks: agency.tasks.map((task) => ({ text: task.text })) };
  });
  return { agencies, found };
}

function findAgencies(context: PlanContext): FoundAgency[] {
  const found: FoundAgency[] = [];
  for (const section of sectionsOf(context.outline)) {
    const below = agenciesBelow(section.children, section, 0);
    // Of two sections with the same offices the first counts; a table of tasks may stand beside it.
    const again = below.some((agency) => found.some((other) => officeKey(other.name) === officeKey(agency.name)));
    const worded = again && found.some((agency) => agency.paras.size > 0) ? [] : below;
    found.push(...(worded.length > 0 ? worded : agenciesOfTables(section)));
  }
  if (found.length > 0) return mergedByName(found);
  // A section of another name that is made of offices.
  const named = [...walk(context.outline)].find((node) => isMadeOfOffices(node));
  if (named !== undefined) return mergedByName(agenciesBelow(named.children, named, 0));
  const due = context.parts.body.flatMap((item) => (item.kind === 'table' ? [item] : [])).flatMap(dueAgencies);
  if (due.length > 0) return mergedByName(due);
  // Letters often give the tasks straight away: "1. Đối với các phòng …", "2. Các trường …".
  const roots = context.outline.filter((node) => agencyHeading(node) !== null);
  const real = roots.filter((node) => node.para.marker !== null || node.para.bold);
  if (real.length >= 2 && real.length * 2 >= context.outline.length) {
    const below = agenciesBelow(real, null, 0).map((agency) => ({ ...agency, certain: false }));
    // "3. Các trường gửi …", "5. Các trường báo cáo …": points of a letter, not one of an office each.
    if (new Set(below.map((agency) => officeKey(agency.name))).size === below.length) return below;
  }
  return agenciesOfProse(context.parts.preamble);
}

/** At least three of its parts, and most of them, are headings that name an office, with something below. */
function isMadeOfOffices(node: OutlineNode): boolean {
  if (/(?:thành phần|đại biểu|khách mời|nơi nhận|kính gửi|ban tổ chức gồm)/iu.test(node.para.body)) return false;
  // "Các trường tổ chức …" may be an activity; "Giao …", "Đề nghị …" give a task.
  const offices = node.children.filter(
    (child) =>
      agencyHeading(child) !== null &&
      (child.children.length > 0 || /:\s|^(?:Giao|Đề nghị|Yêu cầu)\s/u.test(child.para.body)),
  );
  return offices.length >= 3 && offices.length * 3 >= node.children.length * 2;
}

/** A letter in prose: "Giao Sở …", "Đề nghị Hội …", "UBND các huyện chỉ đạo …", one paragraph each. */
function agenciesOfProse(paragraphs: readonly Para[]): FoundAgency[] {
  const given = paragraphs.filter((para) => !isClosing(para) && para.text.length > 30);
  const from = given.findIndex((para) => /^(?:Giao|Đề nghị|Yêu cầu)\s/u.test(para.body));
  if (from < 0) return [];
  return given.slice(from).flatMap((para): FoundAgency[] => {
    const text = para.body.replace(PREFIX, '');
    const verb = isOfficeLike(text) ? firstVerb(text) : -1;
    if (verb < 3 || verb > 200) return [];
    const tasks = [{ text: text.slice(verb).replace(/^[\s,]+/u, ''), para }];
    return [{ name: tidyName(text.slice(0, verb)), tasks, paras: new Set([para]), para, certain: false }];
  });
}

/** Sections on implementation, without those inside another. */
export function* sectionsOf(nodes: readonly OutlineNode[]): Generator<OutlineNode> {
  for (const node of nodes) {
    yield* isSection(node) ? [node] : sectionsOf(node.children);
  }
}

function isSection(node: OutlineNode): boolean {
  const text = node.para.body;
  if (
    text.length > 120 ||
    (node.para.rank > RANK.letter && !isCapitals(text) && !node.para.bold && !text.endsWith(':'))
  )
    return false;
  if (!SECTION.test(unaccentedKey(text)) || /^(?:thời gian|kinh phí|nội dung|hình thức|kết quả)/iu.test(text))
    return false;
  return node.children.length > 0 || node.tables.length > 0;
}

function agenciesBelow(nodes: readonly OutlineNode[], section: OutlineNode | null, depth: number): FoundAgency[] {
  const found: FoundAgency[] = [];
  const offices = nodes.filter((node) => agencyHeading(node) !== null).length * 2 >= nodes.length;
  let last: { tasks: { text: string; para: Para }[]; paras: Set<Para> } | null = null;
  for (const node of nodes) {
    if (isClosing(node.para)) break;
    const heading = agencyHeading(node) ?? (offices ? namedLikeSiblings(node) : null);
    if (heading !== null && depth < 2 && isGroup(heading, node)) {
      last = null;
      found.push(...agenciesBelow(node.children, node, depth + 1));
    } else if (heading !== null) {
      const { tasks, paras } = tasksOf(node, heading);
      last = { tasks, paras };
      found.push({ name: heading.name, tasks, paras, para: node.para, certain: heading.certain });
    } else if (
      depth < 2 &&
      node.children.some((child) => agencyHeading(child) !== null) &&
      !isAdministrative(node.para.body)
    ) {
      last = null;
      found.push(...agenciesBelow(node.children, node, depth + 1));
    } else if (
      last !== null &&
      section !== null &&
      node.para.marker === null &&
      !node.para.bold &&
      found.length > 0 &&
      !isAdministrative(node.para.body)
    ) {
      // A paragraph without a number after an agency's own goes on with it.
      last.tasks.push({ text: node.para.text, para: node.para });
      last.paras.add(node.para);
    } else if (
      last !== null &&
      node.para.rank >= RANK.star &&
      firstVerb(` ${node.para.body.charAt(0).toLocaleLowerCase('vi')}${node.para.body.slice(1)}`) === 0
    ) {
      // Below "- Các xã lập kế hoạch" the bullet "- Báo cáo …" has the same subject.
      last.tasks.push({ text: wholeText(node), para: node.para });
      last.paras.add(node.para);
    } else last = null;
  }
  return found;
}

/** "1. Các sở, ban, ngành" with the offices themselves below it. */
function isGroup(heading: AgencyHeading, node: OutlineNode): boolean {
  if (heading.inline !== '' || !/^(?:Các |Khối )?(?:sở|phòng|ban|cơ quan|đơn vị)(?:,| ban| ngành)/iu.test(heading.name))
    return false;
  const named = node.children.filter((child) => agencyHeading(child) !== null);
  return named.length >= 2 && named.length * 3 >= node.children.length * 2;
}

const ADMINISTRATIVE =
  /^(?:kinh phí|nguồn kinh phí|chế độ (?:thông tin|báo cáo)|công tác (?:báo cáo|kiểm tra|thi đua|tuyên truyền|chỉ đạo)|báo cáo|thời gian|tiến độ|thông tin|khen thưởng|thi đua|kiểm tra|địa điểm|nội dung|hình thức|đối tượng)/iu;

/** Money, reporting, dates: an item of the section that is nobody's name. */
export function isAdministrative(text: string): boolean {
  return ADMINISTRATIVE.test(text);
}

const CLOSING =
  /^(?:Trên đây|Thông tin chi tiết|Chi tiết (?:xin )?liên hệ|(?:Đầu mối )?[Ll]iên hệ(?:\s*:|\s+(?:ông|bà|đồng chí|số))|(?:Các|Những) nội dung|(?:Văn bản|Công văn|Thông báo) này|Trong quá trình|Quá trình|Trân trọng|Nhận được|Kế hoạch này|Căn cứ (?:vào )?(?:nội dung )?[Kk]ế hoạch|Nếu có|Mọi (?:khó khăn|vướng mắc|chi tiết|ý kiến)|Yêu cầu (?:các|Thủ|thủ|Hiệu|Trưởng|Giám đốc|Chủ tịch|lãnh đạo|toàn thể)|Đề nghị (?:các|Thủ|thủ|Hiệu|Trưởng|Chủ tịch|lãnh đạo)|Giao .{3,60} theo dõi, đôn đốc|Nơi nhận|Kết thúc [Tt]uần lễ|Sau khi kết thúc)/u;

/** Sentences that close the document, and those in which the issuer speaks again ("Sở … đề nghị các đơn vị …"). */
export function isClosing(para: Para): boolean {
  if (para.marker !== null || para.bold) return false;
  if (CLOSING.test(para.text)) return true;
  const asks = /\s(?:đề nghị|yêu cầu|giao|trân trọng|rất mong|mong|thông báo)\s/u.exec(para.text.slice(0, 220));
  return (
    asks !== null && isOfficeLike(para.text) && firstVerb(para.text) >= 0 && firstVerb(para.text) >= asks.index - 1
  );
}

/** Among agencies a numbered "Name: task" is one too, whatever its name begins with. */
function namedLikeSiblings(node: OutlineNode): AgencyHeading | null {
  const { body, marker, rank } = node.para;
  if (marker === null || rank >= RANK.dash || isAdministrative(body)) return null;
  const colon = colonOf(body);
  const heading = colon < 0 && node.children.length > 0 && body.length < 80 && !/[.;]$/u.test(body);
  if (!heading && (colon < 3 || colon > 80)) return null;
  const name = tidyName((heading ? body : body.slice(0, colon)).replace(PREFIX, ''));
  if (/^(?:Ở )?[Cc]ấp (?:tỉnh|thành phố|huyện|quận|xã|phường|trường|cơ sở)(?:,|$|\s)/u.test(name)) return null;
  if (!/^\p{Lu}/u.test(name) || firstVerb(name) >= 0 || /^(?:Về|Tổ chức|Công tác|Nội dung|Thời gian)/u.test(name))
    return null;
  return { name, inline: heading ? '' : body.slice(colon + 1).trim(), certain: false };
}

interface AgencyHeading {
  readonly name: string;
  /** Task text that follows the name on the same line, or ''. */
  readonly inline: string;
  readonly certain: boolean;
}

const PREFIX =
  /^(?:(?:Đề nghị|Kính đề nghị|Giao|Yêu cầu|Đối với|Trách nhiệm của|Trách nhiệm|Nhiệm vụ của|Phân công|Ủy quyền|Mời|Phía|Về phía)\s+(?:cho\s+)?)+/iu;

const OCCASION = /^(?:Kết thúc|Sau khi|Trên cơ sở|Căn cứ|Định kỳ|Trước|Trong)\s[^,:]{3,90},\s+(?=\p{L})/u;

/** The agency that a node names, with what follows on its line; null when it names none. */
export function agencyHeading(node: OutlineNode): AgencyHeading | null {
  const text = node.para.body.replace(OCCASION, '').replace(PREFIX, '').trim();
  if (!isOfficeLike(text) || isAdministrative(text)) return null;
  const prefixed = text.length < node.para.body.length;
  const colon = colonOf(text);
  if (colon > 0) {
    const name = tidyName(text.slice(0, colon));
    const inline = text.slice(colon + 1).trim();
    if (
      inline === '' &&
      /\s(?:giao|yêu cầu|đề nghị|phân công|thống nhất|chỉ đạo|giao nhiệm vụ)(?:\s(?:như sau|cụ thể|cho các đơn vị))*$/u.test(
        name,
      )
    )
      return null;
    if (colon < 260 && (firstVerb(name) < 0 || inline === '')) return { name, inline, certain: name.length < 160 };
  }
  const hasTasks = node.children.length > 0;
  const verb = firstVerb(text);
  if (verb < 0 || (hasTasks && text.length < 110 && !/[.;]$/u.test(text) && !isSentenceHead(text, verb))) {
    // Without tasks below and without a verb it names an agency only where it stands as a heading.
    if (
      text.length > 220 ||
      (!hasTasks && !node.para.bold && node.para.rank > RANK.letter) ||
      (/[.;]$/u.test(text) && !hasTasks)
    )
      return null;
    return { name: tidyName(text), inline: '', certain: hasTasks };
  }
  if (node.para.marker === null && !prefixed && !node.para.bold) return null;
  const name = tidyName(text.slice(0, verb));
  if (name.length < 3 || !isOfficeLike(name)) return null;
  return { name, inline: text.slice(verb).replace(/^[\s,]+/u, ''), certain: name.length < 90 && !/,/u.test(name) };
}

/** "Sở Y tế phối hợp các đơn vị:" is a sentence that opens a list; "Các tổ chức đoàn thể" is a heading. */
function isSentenceHead(text: string, verb: number): boolean {
  return (
    /^(?:chủ trì|phối hợp|chỉ đạo|có trách nhiệm|chịu trách nhiệm|xây dựng|căn cứ|tham mưu|là|thực hiện|hướng dẫn|cần|phải)/u.test(
      text.slice(verb).trim(),
    ) && text.slice(verb).length > 8
  );
}

/** The colon after the name, not one inside brackets or a time. */
function colonOf(text: string): number {
  let depth = 0;
  for (let i = 0; i < Math.min(text.length, 300); i++) {
    const character = text[i];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ':' && depth <= 0 && !/\d/u.test(text[i + 1] ?? '')) return i;
    else if (
      character === '.' &&
      /\s\p{Lu}/u.test(text.slice(i + 1, i + 3)) &&
      !/(?:TP|Tp|P|Q|TX|TT)$/u.test(text.slice(0, i))
    )
      return -1;
  }
  return -1;
}

function tidyName(text: string): string {
  return text
    .replace(/\s+(?=[,;])/gu, '')
    .replace(/\s*[-–]\s+(?=(?:cơ quan|đơn vị|là|bộ phận)\s)[^,;]*$/u, '')
    .replace(/\s+(?:cùng với|cùng|phối hợp với|và các đơn vị liên quan có)\s.*$/u, '')
    .replace(/\s*\((?:chủ trì|cơ quan thường trực|đơn vị chủ trì|gọi chung[^)]*|sau đây[^)]*)\)/giu, '')
    .replace(/\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)$/u, '')
    .replace(/[\s:;,.–-]+$/u, '')
    .trim();
}

function tasksOf(
  node: OutlineNode,
  heading: AgencyHeading,
): { tasks: { text: string; para: Para }[]; paras: Set<Para> } {
  const tasks: { text: string; para: Para }[] = [];
  const paras = new Set<Para>([node.para]);
  const opensList = /(?:nhiệm vụ sau|như sau|sau đây|:)$/u.test(heading.inline) && node.children.length > 0;
  if (heading.inline !== '' && !opensList) tasks.push({ text: heading.inline, para: node.para });
  for (const child of node.children) {
    if (isClosing(child.para)) break;
    for (const below of untilClosing(child)) paras.add(below.para);
    const marked = child.children.length > 0 && child.children.every((below) => below.para.marker !== null);
    const introduces =
      child.para.marker === null && child.para.text.endsWith(':') && (marked || hasLaterItems(node, child));
    if (introduces && marked)
      for (const below of child.children) tasks.push({ text: wholeText(below), para: below.para });
    else if (!introduces) tasks.push({ text: wholeText(child), para: child.para });
  }
  return { tasks, paras };
}

function hasLaterItems(node: OutlineNode, child: OutlineNode): boolean {
  const next = node.children[node.children.indexOf(child) + 1];
  return next !== undefined && next.para.marker !== null;
}

function wholeText(node: OutlineNode): string {
  return untilClosing(node)
    .map((below) => (below === node ? below.para.body : below.para.text))
    .join('\n');
}

/** A node and what is below it, up to the sentence that closes the document: that one hangs under the last item. */
function untilClosing(node: OutlineNode): OutlineNode[] {
  const nodes = [...walk([node])];
  const end = nodes.findIndex((below) => below !== node && isClosing(below.para));
  return end === -1 ? nodes : nodes.slice(0, end);
}

/** A table "Đơn vị | Nhiệm vụ" in the section. */
function agenciesOfTables(section: OutlineNode): FoundAgency[] {
  return [...walk([section])].flatMap((node) => node.tables).flatMap(agenciesOfTable);
}

/** A table of who owes what until when gives out tasks wherever it stands. */
function dueAgencies(item: TableItem): FoundAgency[] {
  return taskRows(item.table, item.index).every((row) => row.when !== '') ? agenciesOfTable(item) : [];
}

function agenciesOfTable({ table, index }: TableItem): FoundAgency[] {
  return taskRows(table, index).flatMap((row): FoundAgency[] => {
    const para = { ...row.para, text: row.who, body: row.who, place: row.whoPlace };
    const tasks = row.tasks.map((text) => ({ text, para: row.para }));
    return row.who.split(/;\s+/u).flatMap((who): FoundAgency[] => {
      const name = tidyName(who);
      return isOfficeLike(name) && findDates(name).length === 0
        ? [{ name, tasks, paras: new Set(), para, certain: false }]
        : [];
    });
  });
}

/** An office that is named twice does the tasks of both. */
function mergedByName(found: readonly FoundAgency[]): FoundAgency[] {
  const merged = new Map<string, FoundAgency>();
  for (const agency of found) {
    const key = officeKey(agency.name);
    const other = merged.get(key);
    merged.set(
      key,
      other === undefined
        ? agency
        : {
            ...other,
            tasks: [...other.tasks, ...agency.tasks],
            paras: new Set([...other.paras, ...agency.paras]),
          },
    );
  }
  return [...merged.values()];
}
