/** A certificate as the data that its template sets. Its look is the house's own; no decree prescribes it. */
import type { CertificateDoc } from '../doc-model.ts';
import { isNumbered, MOTTO, NATION, numberLine, placeDateLine } from '../messages.ts';
import type { DocProfile } from '../profile.ts';
import { textWidth } from '../text-width.ts';
import { certificateFrame } from './certificate-frame.ts';
import { checkData, signatureData } from './office-data.ts';

/** Millimetres from the edge of the sheet to its text. */
const MARGINS = { side: 30, top: 20, bottom: 17 };
/** Points. */
const SIZES = {
  nation: 13,
  motto: 14,
  agency: 13,
  title: 42,
  presentation: 18,
  name: 40,
  detail: 16,
  reason: 18,
  placeDate: 14,
};
const SMALLEST_NAME = 20;

export function certificateData(model: CertificateDoc, profile: DocProfile) {
  const { head } = model;
  const width = profile.page.height - 2 * MARGINS.side;
  return {
    margins: MARGINS,
    points: { ...SIZES, smallestName: SMALLEST_NAME },
    picture: certificateFrame(model.color),
    color: model.color,
    parent: head.parentAgency,
    agency: head.agency,
    agencyRule: ruleUnder(head.agency, SIZES.agency, width / 2) * profile.shortRule,
    nation: NATION,
    motto: MOTTO,
    mottoRule: textWidth(MOTTO, SIZES.motto, true),
    heading: model.title,
    presentation: model.presentation,
    name: model.recipient.name,
    detail: model.recipient.detail,
    reason: model.reason,
    number: isNumbered(head) ? numberLine(head.number, head.symbol) : null,
    placeDate: placeDateLine(head.place, head.date),
    signature: signatureData(model.signature),
    check: model.verification === null ? null : checkData(model.verification),
  };
}

function ruleUnder(text: string, size: number, column: number): number {
  return Math.min(column, Math.max(...text.split('\n').map((line) => textWidth(line, size, true))));
}
