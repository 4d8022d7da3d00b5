/** Head, title, addressees and bases of a document, in the layout of NĐ 30/2020, Phụ lục I. */
import type { DocPart } from './doc-model.ts';
import { BODY_STYLE } from './docx-parts.ts';
import { layoutTableXml, paragraphXml, ruleXml } from './docx-xml.ts';
import { isNumbered, MOTTO, NATION, numberLine, placeDateLine, showsPlaceDate, words } from './messages.ts';
import type { DocProfile } from './profile.ts';
import { textWidth } from './text-width.ts';
import { listed, withoutEnd } from './wording.ts';

/** Width in millimetres between the margins. */
export function contentWidth(profile: DocProfile, landscape = false): number {
  const paper = landscape ? profile.page.height : profile.page.width;
  return paper - profile.margins.left - profile.margins.right;
}

/** Share of the width that the right column of the head may grow to, and millimetres that it leaves beside its text. */
const WIDEST_HEAD_RIGHT = 0.66;
const PLACE_DATE_SLACK = 2;
/** Points above and below the lines of who decides. */
const ENACTMENT_GAP = 8;
const STAMP_RED = 'C00000';
/** Millimetres from the margin to "Kính gửi" and to the list under its colon. */
const ADDRESSEE_LEFT = 25;

function longestLine(text: string, size: number, bold: boolean, column: number): number {
  return Math.min(column, Math.max(...text.split('\n').map((line) => textWidth(line, size, bold))));
}

/** Ô 1 to 5b and 10b: agency and number on the left, Quốc hiệu and place with date on the right. */
export function headXml(part: DocPart, profile: DocProfile, width: number): string {
  const { head } = part;
  const { sizes } = profile;
  const placeDate = placeDateLine(head.place, head.date);
  // "Thành phố Hồ Chí Minh, ngày …" is longer than the Quốc hiệu: the right column grows so that it stays on one line.
  const needed = textWidth(placeDate, sizes.placeDate, false) + PLACE_DATE_SLACK;
  const right = Math.min(width * WIDEST_HEAD_RIGHT, Math.max(width * (1 - profile.headLeftShare), needed));
  const left = width - right;
  const center = { align: 'center', firstLine: 0, lineSpacing: 1 } as const;

  const agency = [
    head.parentAgency === null ? '' : paragraphXml(head.parentAgency, { ...center, size: sizes.agency }),
    paragraphXml(head.agency, { ...center, size: sizes.agency, bold: true }),
    ruleXml(longestLine(head.agency, sizes.agency, true, left) * profile.shortRule, left),
  ].join('');
  const nation = [
    paragraphXml(NATION, { ...center, size: sizes.nation, bold: true }),
    paragraphXml(MOTTO, { ...center, size: sizes.motto, bold: true }),
    ruleXml(textWidth(MOTTO, sizes.motto, true), right),
  ].join('');
  const number = [
    isNumbered(head)
      ? paragraphXml(numberLine(head.number, head.symbol), { ...center, size: sizes.number, before: 4 })
      : paragraphXml('', { ...center, size: sizes.number, before: 4 }),
    part.type === null
      ? paragraphXml(words.letterSubject(part.subject), { ...center, size: sizes.letterSubject, before: 6 })
      : '',
    head.urgency === null ? '' : urgencyXml(head.urgency, left, profile),
  ].join('');
  const place = paragraphXml(showsPlaceDate(part) ? placeDate : '', {
    ...center,
    size: sizes.placeDate,
    italic: true,
    before: 4,
  });
  return layoutTableXml(
    [left, right],
    [
      [agency, nation],
      [number, place],
    ],
  );
}

function urgencyXml(mark: NonNullable<DocPart['head']['urgency']>, column: number, profile: DocProfile): string {
  const side = Math.max(0, (column - profile.urgencyFrames[mark]) / 2);
  return paragraphXml(mark, {
    align: 'center',
    firstLine: 0,
    left: side,
    right: side,
    before: 10,
    lineSpacing: 1,
    size: profile.sizes.urgency,
    bold: true,
    color: STAMP_RED,
    frame: STAMP_RED,
  });
}

/** Ô 5a: tên loại and trích yếu with the line under it; nothing for a công văn. */
export function titleXml(part: DocPart, profile: DocProfile, width: number): string {
  if (part.type === null) return paragraphXml('', { firstLine: 0, after: 0 });
  const { sizes } = profile;
  const center = { align: 'center', firstLine: 0, bold: true, lineSpacing: 1, keepNext: true } as const;
  return [
    paragraphXml(part.type, { ...center, style: 'Title', size: sizes.type, before: 18 }),
    part.subject === '' ? '' : paragraphXml(part.subject, { ...center, size: sizes.subject }),
    ruleXml(
      longestLine(part.subject === '' ? part.type : part.subject, sizes.subject, true, width) * profile.shortRule,
      width,
      8,
    ),
  ].join('');
}

/** Ô 9a: Kính gửi; one addressee on the same line, several as a list under the colon. */
export function addresseesXml(part: DocPart, profile: DocProfile): string {
  const { addressees, via } = part;
  const [only] = addressees;
  if (only === undefined) return '';
  const size = profile.sizes.body;
  const look = { size, firstLine: 0, lineSpacing: profile.lineSpacing };
  const viaXml = via === null ? '' : paragraphXml(words.via(withoutEnd(via)), { ...look, align: 'center', after: 6 });
  if (addressees.length === 1) {
    return (
      paragraphXml(`${words.addressedTo} ${withoutEnd(only)}`, { ...look, align: 'center', before: 6, after: 6 }) +
      viaXml
    );
  }
  const list = ADDRESSEE_LEFT + textWidth(words.addressedTo, size, false);
  const lines = addressees.map((name, index) =>
    paragraphXml(`- ${listed(name, index === addressees.length - 1)}`, { ...look, left: list }),
  );
  return paragraphXml(words.addressedTo, { ...look, left: ADDRESSEE_LEFT, before: 6 }) + lines.join('') + viaXml;
}

/**
 * Căn cứ: italic, each ends in ";", the last in "." (Mục II.6 a). A decision names who decides above them and the word
 * that it decides with below them (Phụ lục III, mẫu 1.2).
 */
export function basesXml(part: DocPart, profile: DocProfile): string {
  const { enactment } = part;
  const bases = part.bases
    .map((basis, index) =>
      paragraphXml(listed(basis, index === part.bases.length - 1), {
        ...BODY_LOOK,
        italic: true,
      }),
    )
    .join('');
  if (enactment === null) return bases;
  const line = (text: string) =>
    paragraphXml(text, {
      size: profile.sizes.type,
      align: 'center',
      firstLine: 0,
      bold: true,
      lineSpacing: 1,
      before: ENACTMENT_GAP,
      after: ENACTMENT_GAP,
      keepNext: true,
    });
  const { authority, verb } = enactment;
  return (authority === '' ? '' : line(authority)) + bases + (verb === '' ? '' : line(verb));
}

/** The look of running text: justified, first line indented (Mục II.6 e); the style holds it, so that Word's user can change it once. */
export const BODY_LOOK = { style: BODY_STYLE } as const;
