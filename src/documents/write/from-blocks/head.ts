/** The head of a document, line by line: what each line is, and what is none of these. */
import { toneFoldedKey, unaccentedKey } from '../../../platform/text/vietnamese.ts';
import { readHead, urgencyOf } from '../../plan/head.ts';
import { isOfficeLike } from '../../plan/offices.ts';
import { isCapitals } from '../../line-words.ts';
import { partsOf } from '../../plan/parts.ts';
import { Trace } from '../../plan/trace.ts';
import { documentTypeOf } from '../../plan/types.ts';
import type { DocHead, DocPart } from '../doc-model.ts';
import { MOTTO, NATION } from '../messages.ts';
import { PAPER_KINDS, paperKindFacts } from '../paper-kinds.ts';
import { withoutEnd } from '../wording.ts';
import { type Entry, isLine, itemsOfEntries, type LineEntry } from './entries.ts';

export interface ReadHead {
  readonly part: Pick<DocPart, 'head' | 'type' | 'subject' | 'addressees' | 'via' | 'bases' | 'enactment'>;
  /** Lines of the head that are none of its parts. */
  readonly left: readonly LineEntry[];
  /** Where the body begins. */
  readonly end: number;
}

/** As long as the model allows a line, and the name of a type. */
export const LONGEST_LINE = 2_000;
const LONGEST_TYPE = 100;
const MOST_AGENCY_LINES = 12;
/** A head that has named neither type nor subject by then has none. */
const LONGEST_HEAD = 30;

const OWN_TYPES = new Map(
  PAPER_KINDS.flatMap((kind) => {
    const { type } = paperKindFacts[kind];
    return type === null ? [] : [[unaccentedKey(type), type]];
  }),
);
const NATION_KEY = unaccentedKey(NATION);
const MOTTO_KEY = unaccentedKey(MOTTO);
const RULE = /^[\s_\-–—=*.~]+$/u;
const NUMBER = /^Số\s*[:.]?\s*(?:([^/\s]{0,20}?)\s*\/\s*)?([\p{L}\d&\-–./ ]{0,60}?)\s*$/iu;
const BLANK_NUMBER = /^[\s.…_]*$/u;
const DATE =
  /^([^:;]{0,60}?),?\s*ngày\s+(\d{1,2})(?:\s+tháng\s+(\d{1,2})\s+năm\s+|\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*)(\d{4})\s*$/iu;
const OPEN_DATE = /^([^:;]{0,60}?),?\s*ngày[\s.…_]*tháng[\s.…_]*năm[\s.…_]*$/iu;
const VERB = /^QUYẾT\s+(?:ĐỊNH|NGHỊ)\s*:?$/u;
const OFFICE_START =
  /^(?:ỦY BAN|UỶ BAN|UBND|SỞ|PHÒNG|TRƯỜNG|BỘ|HỘI|BAN|TRUNG TÂM|VĂN PHÒNG|CÔNG ĐOÀN|LIÊN ĐOÀN|ĐOÀN|TỈNH ĐOÀN|ĐẢNG|THƯ VIỆN|BẢO TÀNG|CỤC|VIỆN|MẶT TRẬN|CÔNG AN|ĐÀI|CHI CỤC|ĐẠI HỌC|HỌC VIỆN)(?!\p{L})/u;

/** What a line says about the type: `KẾ HOẠCH`, with the title where it stands on the same line. */
export function typeLine(text: string): { type: string; title: string } | null {
  const own = OWN_TYPES.get(unaccentedKey(text));
  if (own !== undefined && isCapitals(text)) return { type: text, title: '' };
  const found = documentTypeOf(text);
  if (found === null) return null;
  return found.title === '' ? { type: text.replace(/[:.]$/u, '').slice(0, LONGEST_TYPE), title: '' } : found;
}

/** Reads the head of `entries`; every line is either taken into a part or given back in `left`. */
export function headOf(entries: readonly Entry[]): ReadHead {
  return new HeadReader(entries).read();
}

class HeadReader {
  readonly #entries: readonly Entry[];
  readonly #titleKey: string;
  readonly #left: LineEntry[] = [];
  readonly #agency: string[] = [];
  #head: Omit<DocHead, 'parentAgency' | 'agency'> = { number: null, symbol: '', place: '', date: null, urgency: null };
  #type: string | null = null;
  #subject: string[] = [];
  #isLetter = false;
  #at = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#titleKey = toneFoldedKey(readHead(partsOf(itemsOfEntries(entries)), new Trace()).title ?? '');
  }

  read(): ReadHead {
    this.#readLetterhead();
    const { addressees, via } = this.#readAddressees();
    const { bases, enactment } = this.#readBases();
    const names = this.#agencyNames();
    return {
      part: {
        head: {
          ...this.#head,
          parentAgency: names.length > 1 ? names.slice(0, -1).join('\n') : null,
          agency: names.at(-1) ?? '',
        },
        type: this.#isLetter ? null : this.#type,
        subject: this.#subject.join('\n').slice(0, LONGEST_LINE),
        addressees,
        via,
        bases,
        enactment,
      },
      left: this.#left,
      end: this.#at,
    };
  }

  get #next(): LineEntry | null {
    const entry = this.#entries[this.#at];
    return isLine(entry) ? entry : null;
  }

  #readLetterhead(): void {
    const isTitled = () => this.#type !== null || this.#isLetter;
    for (let line = this.#next; line !== null; line = this.#next) {
      if (/^Kính gửi/iu.test(line.para.text) || line.raw.length > LONGEST_LINE) break;
      if (!this.#take(line)) {
        if (isTitled() || this.#at >= LONGEST_HEAD || !this.#titleFollows()) break;
        this.#left.push(line);
      }
      this.#at += 1;
    }
    // No title at all: it is a letter whose subject was lost.
    if (!isTitled()) this.#isLetter = true;
  }

  #titleFollows(): boolean {
    return this.#entries
      .slice(this.#at, this.#at + LONGEST_HEAD)
      .some(
        (entry) =>
          isLine(entry) && (typeLine(entry.para.text) !== null || /^(?:V\/v|Kính gửi)/iu.test(entry.para.text)),
      );
  }

  /** True when the line is a part of the head, which then has it. */
  #take(line: LineEntry): boolean {
    const { text } = line.para;
    const key = unaccentedKey(text);
    // The motto may have been broken at its dashes.
    if (key === NATION_KEY || RULE.test(text) || (key.length > 4 && MOTTO_KEY.includes(key))) return true;
    return (
      this.#takeUrgency(text) ||
      this.#takeNumber(text) ||
      this.#takeDate(text) ||
      this.#takeTitle(line) ||
      this.#takeAgency(line)
    );
  }

  #takeUrgency(text: string): boolean {
    const found = urgencyOf(text);
    const marks = ['HỎA TỐC', 'THƯỢNG KHẨN', 'KHẨN'] as const;
    const mark = marks.find((each) => found !== null && unaccentedKey(each) === unaccentedKey(text));
    if (mark === undefined || this.#head.urgency !== null) return false;
    this.#head = { ...this.#head, urgency: mark };
    return true;
  }

  #takeNumber(text: string): boolean {
    if (this.#head.symbol !== '' || this.#head.number !== null) return false;
    const match = NUMBER.exec(text);
    if (match === null) return false;
    const [, digits = '', symbol = ''] = match;
    const number = BLANK_NUMBER.test(digits) ? null : digits.replace(/^0(?=\d$)/u, '');
    this.#head = { ...this.#head, number, symbol: symbol.trim() };
    return true;
  }

  #takeDate(text: string): boolean {
    if (this.#head.date !== null || this.#head.place !== '') return false;
    const open = OPEN_DATE.exec(text);
    if (open !== null) {
      this.#head = { ...this.#head, place: BLANK_NUMBER.test(open[1] ?? '') ? '' : (open[1] ?? '').trim() };
      return true;
    }
    const match = DATE.exec(text);
    if (match === null) return false;
    const [, place = '', day = '', named, numbered, year = ''] = match;
    const month = named ?? numbered ?? '';
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const time = new Date(`${date}T00:00:00Z`);
    if (Number.isNaN(time.getTime()) || time.getUTCDate() !== Number(day)) return false;
    this.#head = { ...this.#head, place: place.trim(), date };
    return true;
  }

  #takeTitle(line: LineEntry): boolean {
    const { text } = line.para;
    const subject = /^V\/v\s*:?\s*/iu.exec(line.raw);
    if (subject !== null && this.#type === null && !this.#isLetter) {
      this.#isLetter = true;
      this.#subject.push(line.raw.slice(subject[0].length));
      return true;
    }
    const found = this.#type === null && !this.#isLetter ? typeLine(text) : null;
    if (found !== null) {
      this.#type = found.type;
      if (found.title !== '') this.#subject.push(found.title);
      return true;
    }
    if (this.#type === null && !this.#isLetter) return false;
    if (subject !== null && this.#subject.length === 0) {
      this.#subject.push(line.raw);
      return true;
    }
    const key = toneFoldedKey([...this.#subject, line.raw].join(' '));
    const isRest = key !== '' && this.#titleKey.startsWith(key);
    const isFirst = this.#type !== null && this.#subject.length === 0 && line.para.centered && line.para.bold;
    if (!isRest && !isFirst) return false;
    this.#subject.push(line.raw);
    return true;
  }

  #takeAgency(line: LineEntry): boolean {
    const { text } = line.para;
    if (this.#type !== null || this.#isLetter || text.length > 120 || this.#agency.length >= MOST_AGENCY_LINES)
      return false;
    // The letterhead is one stretch: what comes after the number is something else.
    const isOpen = this.#agency.length === 0 || this.#head.symbol === '';
    const isName = isCapitals(text) || (isOfficeLike(text) && !/[.;:]$/u.test(text));
    if (!isOpen || !isName) return false;
    this.#agency.push(...line.raw.split('\n'));
    return true;
  }

  /** Lines that begin like an office begin a name; others go on with the one above. */
  #agencyNames(): string[] {
    const names: string[] = [];
    for (const line of this.#agency) {
      const last = names.at(-1);
      if (last !== undefined && !OFFICE_START.test(line.toLocaleUpperCase('vi')))
        names[names.length - 1] = `${last}\n${line}`;
      else names.push(line);
    }
    return names;
  }

  #readAddressees(): { addressees: string[]; via: string | null } {
    const addressees: string[] = [];
    let via: string | null = null;
    const first = this.#next;
    const opener = first === null ? null : /^Kính gửi\s*[:.]?\s*/iu.exec(first.raw);
    if (first === null || opener === null || first.raw.length > LONGEST_LINE) return { addressees, via };
    this.#at += 1;
    const inline = first.raw.slice(opener[0].length).trim();
    if (inline !== '')
      addressees.push(
        ...inline
          .split(/;\s*\n?|\n/u)
          .map(withoutEnd)
          .filter((name) => name !== ''),
      );
    for (let line = this.#next; line !== null; line = this.#next) {
      const through = /^\(\s*qua\s+(.+?)\s*\)$/iu.exec(line.para.text)?.[1];
      const isListed =
        line.para.marker === '-' && line.para.text.length < 250 && (inline === '' || /[;.]$/u.test(first.raw));
      if (through !== undefined && via === null && line.raw.length <= LONGEST_LINE) via = through;
      else if (isListed || (addressees.length === 0 && line.para.text.length < 130))
        addressees.push(withoutEnd(line.raw));
      else if (this.#take(line)) {
        // The right column of the letterhead, read after the left one.
      } else break;
      this.#at += 1;
    }
    return { addressees, via };
  }

  #readBases(): { bases: string[]; enactment: DocPart['enactment'] } {
    const verbAt = this.#entries.findIndex(
      (entry, index) =>
        index >= this.#at && index < this.#at + LONGEST_HEAD && isLine(entry) && VERB.test(entry.para.text),
    );
    const authority: string[] = [];
    const bases: string[] = [];
    if (verbAt >= 0) {
      for (
        let line = this.#next;
        line !== null && this.#at < verbAt && authority.length < 4 && line.raw.length < 400 && isCapitals(line.raw);
        line = this.#next
      ) {
        authority.push(line.raw);
        this.#at += 1;
      }
    }
    for (let line = this.#next; line !== null && isBase(line, bases.length > 0); line = this.#next) {
      bases.push(withoutEnd(line.raw));
      this.#at += 1;
    }
    const verb = this.#next;
    if (verbAt !== this.#at || verb === null) {
      // A line in between is no basis: what was taken for the authority belongs before it.
      if (authority.length > 0) this.#at -= authority.length + bases.length;
      return { bases: authority.length > 0 ? [] : bases, enactment: null };
    }
    this.#at += 1;
    return { bases, enactment: { authority: authority.join('\n'), verb: verb.raw } };
  }
}

const BASIS = /^(?:[-–+*•]\s*)?(?:Căn cứ|Thực hiện|Theo|Xét|Tiếp theo|Trên cơ sở|Thi hành)(?!\p{L})/u;

function isBase(line: LineEntry, follows: boolean): boolean {
  if (line.raw.length > LONGEST_LINE || line.para.heading !== null || line.align === 'right' || line.align === 'center')
    return false;
  if (line.italic) return true;
  if (!BASIS.test(line.raw)) return false;
  return (
    line.raw.endsWith(';') ||
    (follows &&
      line.raw.length < 600 &&
      /^(?:[-–]\s*)?(?:Căn cứ|Theo đề nghị|Xét)/u.test(line.raw) &&
      /[.,]$/u.test(line.raw))
  );
}
