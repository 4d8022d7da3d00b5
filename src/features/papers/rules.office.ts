/** The head that an office's papers have: agency, place, abbreviation. Pure. */
import { messagesFor } from '../../../messages/index.ts';
import type { DocModel, DocSignature, OfficeDoc } from '../../documents/write/doc-model.ts';
import { PAPER_KINDS, type PaperKind, paperKindFacts } from '../../documents/write/paper-kinds.ts';
import type { StarterFacts } from '../../documents/write/starter-model.ts';
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';
import { type NamedUnit, shortName } from '../units/index.ts';

// An official paper is in Vietnamese, whatever language its writer chose for the screen.
const texts = messagesFor('vi').reports.document;
const SMALL_WORDS = new Set(['và', 'của', 'các', 'cho', 'về', 'thuộc']);
const COMMITTEE = 'UBND';

const isTerritory = (unit: { readonly level: string }): boolean => unit.level !== 'unit';

/** "Sở Giáo dục và Đào tạo" → "SGDĐT": first letters of the words that mean something. */
export function abbreviationOf(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !SMALL_WORDS.has(word.toLocaleLowerCase('vi')))
    .map((word) => (/^\p{N}+$/u.test(word) ? word : word.charAt(0).toLocaleUpperCase('vi')))
    .join('');
}

/**
 * What is known of the office. What its latest paper has is taken over: somebody has looked at that one.
 * @param latest the office's newest paper of any kind
 */
export function officeOf(unit: NamedUnit, latest: DocModel | null): StarterFacts['office'] {
  const proposed = isTerritory(unit)
    ? {
        parentAgency: null,
        agency: texts.committee(unit.name),
        place: shortName(unit.name),
        symbol: COMMITTEE,
      }
    : {
        parentAgency: unit.parentName === null ? null : parentAgency(unit.parentName),
        agency: unit.name.toLocaleUpperCase('vi'),
        place: shortName(unit.parentName ?? unit.name),
        symbol: abbreviationOf(unit.name),
      };
  const head = latest?.head;
  return {
    ...proposed,
    ...(head && { parentAgency: head.parentAgency, agency: head.agency, place: head.place }),
    drafter: null,
    contact: null,
  };
}

function parentAgency(name: string): string {
  return /^(Tỉnh|Thành phố|Quận|Huyện|Thị xã|Xã|Phường|Thị trấn|Đặc khu) /u.test(name)
    ? texts.committee(name)
    : name.toLocaleUpperCase('vi');
}

/**
 * A read document as a draft of the office: an own one as it is, another office's under the own head and signature.
 * @param kind the kind that it is taken for
 */
export function adopted(read: OfficeDoc, kind: PaperKind, unit: NamedUnit, latest: DocModel | null): OfficeDoc {
  const office = officeOf(unit, latest);
  const isOwn = toneFoldedKey(read.head.agency) === toneFoldedKey(office.agency);
  const { abbreviation } = paperKindFacts[kind];
  const symbol = abbreviation === null ? office.symbol : `${abbreviation}-${office.symbol}`;
  const own = { parentAgency: office.parentAgency, agency: office.agency, place: office.place, symbol };
  return {
    ...read,
    head: { ...read.head, ...(isOwn ? {} : own), number: null, date: null },
    signature: isOwn ? read.signature : signerOf(unit, latest),
    verification: null,
  };
}

/** The kind that a printed type names; a paper without a type is a letter. */
export function kindOfType(type: string | null): PaperKind {
  const key = toneFoldedKey(type ?? '');
  const named = PAPER_KINDS.find((kind) => {
    const known = paperKindFacts[kind].type;
    return known !== null && key !== '' && key.startsWith(toneFoldedKey(known));
  });
  // A certificate is another layout; a read one is text.
  return named === undefined || named === 'certificate' ? 'letter' : named;
}

/** Who signs: as on the latest paper, or the chair of the committee, or the head of the office. */
export function signerOf(unit: NamedUnit, latest: DocModel | null): DocSignature {
  // A paper that was left without one, such as a table, says nothing of who signs.
  if (latest !== null && latest.signature.title.trim() !== '') return latest.signature;
  return isTerritory(unit)
    ? { authority: [texts.onBehalf], title: texts.chairman, name: null }
    : { authority: [], title: messagesFor('vi').papers.paper.head, name: null };
}
