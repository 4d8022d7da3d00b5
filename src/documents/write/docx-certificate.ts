/** A certificate as WordprocessingML: one framed sheet, landscape. Its look is the house's own; no decree prescribes it. */
import type { CertificateDoc } from './doc-model.ts';
import { signatureXml, verificationXml } from './docx-foot.ts';
import { layoutTableXml, paragraphXml, ruleXml, twips } from './docx-xml.ts';
import { isNumbered, MOTTO, NATION, numberLine, placeDateLine, words } from './messages.ts';
import type { DocProfile } from './profile.ts';
import { textWidth } from './text-width.ts';

/** Millimetres from the paper's edge to the text; the frame stands between. */
const MARGINS = { side: 28, top: 22, bottom: 16 };
/** Points from the edge to the frame; Word allows no more than 31. */
const FRAME_DISTANCE = 28;
/** Points. */
const SIZES = { nation: 13, motto: 14, agency: 13, title: 40, presentation: 18, detail: 16, reason: 18, placeDate: 14 };
/** The name is as large as its line allows. */
const NAME_SIZES = [38, 34, 30, 26, 22];
/** Millimetres left free beside the reason. */
const REASON_SIDE = 12;
const DETAIL_COLOR = '333333';

/** Points between the lines of the sheet, where there is room for them. */
const GAPS = { title: 36, underTitle: 12, name: 14, underName: 8, reason: 12, foot: 28 };
/** Lines of the head and the reason that leave all of that room. */
const ROOMY_LINES = 5;
/** A reason of more lines than this is set smaller. */
const LONG_REASON = 4;
const SMALL_REASON = 15;

/** The body of the document: paragraphs and the section that frames the page. */
export function certificateXml(model: CertificateDoc, profile: DocProfile): string {
  const width = profile.page.height - 2 * MARGINS.side;
  const center = { align: 'center', firstLine: 0, lineSpacing: 1 } as const;
  const color = model.color.slice(1).toUpperCase();
  const { recipient, reason, presentation } = model;
  const reasonLines = linesOf(reason, SIZES.reason, width);
  const headLines = linesOf(`${model.head.parentAgency ?? ''}\n${model.head.agency}`, SIZES.agency, width / 2);
  // A full sheet gives up its white before it runs over.
  const share = Math.max(0.15, Math.min(1, 1 - (reasonLines + headLines - ROOMY_LINES) * 0.2));
  const gap = (name: keyof typeof GAPS) => Math.round(GAPS[name] * share);
  return [
    headXml(model, width),
    paragraphXml(model.title, {
      ...center,
      style: 'Title',
      size: SIZES.title,
      bold: true,
      color,
      before: gap('title'),
      after: gap('underTitle'),
    }),
    presentation === '' ? '' : paragraphXml(presentation, { ...center, size: SIZES.presentation, italic: true }),
    paragraphXml(recipient.name, {
      ...center,
      size: nameSize(recipient.name, width),
      bold: true,
      before: gap('name'),
      after: gap('underName'),
    }),
    recipient.detail === null
      ? ''
      : paragraphXml(recipient.detail, { ...center, size: SIZES.detail, color: DETAIL_COLOR, after: 4 }),
    paragraphXml(reason, {
      ...center,
      size: reasonLines > LONG_REASON ? SMALL_REASON : SIZES.reason,
      lineSpacing: reasonLines > LONG_REASON ? 1 : 1.15,
      before: gap('reason'),
      after: gap('foot'),
      left: REASON_SIDE,
      right: REASON_SIDE,
    }),
    footXml(model, profile, width),
    // The last paragraph of a page that ends in a table, without height of its own.
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>',
    sectionXml(color, profile),
  ].join('');
}

/** Lines that a text takes in so many millimetres. */
function linesOf(text: string, size: number, width: number): number {
  const room = width - 2 * REASON_SIDE;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .reduce((sum, line) => sum + Math.ceil(textWidth(line, size, false) / room), 0);
}

function nameSize(name: string, width: number): number {
  return NAME_SIZES.find((size) => textWidth(name, size, true) < width) ?? NAME_SIZES.at(-1) ?? SIZES.detail;
}

function headXml(model: CertificateDoc, width: number): string {
  const { head } = model;
  const center = { align: 'center', firstLine: 0, lineSpacing: 1 } as const;
  const half = width / 2;
  const agency =
    (head.parentAgency === null ? '' : paragraphXml(head.parentAgency, { ...center, size: SIZES.agency })) +
    paragraphXml(head.agency, { ...center, size: SIZES.agency, bold: true }) +
    ruleXml(half / 4, half);
  const nation =
    paragraphXml(NATION, { ...center, size: SIZES.nation, bold: true }) +
    paragraphXml(MOTTO, { ...center, size: SIZES.motto, bold: true }) +
    ruleXml(textWidth(MOTTO, SIZES.motto, true), half);
  return layoutTableXml([half, half], [[agency, nation]]);
}

function footXml(model: CertificateDoc, profile: DocProfile, width: number): string {
  const { head, verification } = model;
  const half = width / 2;
  const flush = { firstLine: 0, lineSpacing: 1, size: profile.sizes.number } as const;
  const number = isNumbered(head) ? paragraphXml(numberLine(head.number, head.symbol), flush) : paragraphXml('', flush);
  const left = number + (verification === null ? '' : verificationXml(verification, half));
  const dated = paragraphXml(placeDateLine(head.place, head.date), {
    align: 'center',
    firstLine: 0,
    lineSpacing: 1,
    size: SIZES.placeDate,
    italic: true,
  });
  return layoutTableXml([half, half], [[left, dated + provenXml(model, profile)]]);
}

function provenXml({ proof, signature }: CertificateDoc, profile: DocProfile): string {
  if (proof !== 'code') return signatureXml(signature, profile, false);
  const look = {
    align: 'center',
    firstLine: 0,
    lineSpacing: 1,
    size: profile.sizes.number,
    color: DETAIL_COLOR,
  } as const;
  return words.unsigned.map((line, index) => paragraphXml(line, { ...look, before: index === 0 ? 10 : 2 })).join('');
}

function sectionXml(color: string, { page }: DocProfile): string {
  const side = (name: string) =>
    `<w:${name} w:val="thickThinSmallGap" w:sz="24" w:space="${FRAME_DISTANCE}" w:color="${color}"/>`;
  return (
    `<w:sectPr><w:pgSz w:w="${twips(page.height)}" w:h="${twips(page.width)}" w:orient="landscape"/>` +
    `<w:pgMar w:top="${twips(MARGINS.top)}" w:right="${twips(MARGINS.side)}" w:bottom="${twips(MARGINS.bottom)}" ` +
    `w:left="${twips(MARGINS.side)}" w:header="0" w:footer="0" w:gutter="0"/>` +
    `<w:pgBorders w:offsetFrom="page">${['top', 'left', 'bottom', 'right'].map(side).join('')}</w:pgBorders></w:sectPr>`
  );
}
