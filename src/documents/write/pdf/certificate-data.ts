/** A certificate as the data that its template sets. Its look is the house's own; no decree prescribes it. */
import type { CertificateDoc } from '../doc-model.ts';
import { isNumbered, MOTTO, NATION, numberLine, placeDateLine, words } from '../messages.ts';
import type { DocProfile } from '../profile.ts';
import { textWidth } from '../text-width.ts';
import { certificateFrame } from './certificate-frame.ts';
import { festiveFrame } from './festive-frame.ts';
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
/** How far the words of a long reason shrink, one step after the other until the sheet holds them. */
export const CERTIFICATE_SCALES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4] as const;
/** Share of the text width that the reason may take, and room for what a line leaves at its end. */
const REASON_WIDTH = 0.88;
const LINE_SLACK = 1.07;

/** Data for `certificate-template.ts`; `scaleOf` says how far presentation, detail and reason of each shrink. */
export function certificatesData(
  models: readonly CertificateDoc[],
  profile: DocProfile,
  scaleOf: (model: CertificateDoc) => number,
) {
  // Hundreds of certificates have one colour, and one frame.
  const frames = new Map(models.map((model) => [frameKey(model), model]));
  return {
    frames: Object.fromEntries([...frames].map(([key, model]) => [key, { picture: frameOf(model) }])),
    sheets: models.map((model) => sheetData(model, profile, scaleOf(model))),
  };
}

function sheetData(model: CertificateDoc, profile: DocProfile, scale: number) {
  const { head, recipient } = model;
  const width = profile.page.height - 2 * MARGINS.side;
  return {
    margins: MARGINS,
    points: {
      ...SIZES,
      name: nameSize(recipient.name, width),
      presentation: SIZES.presentation * scale,
      detail: SIZES.detail * scale,
      reason: SIZES.reason * scale,
    },
    color: model.color,
    frame: frameKey(model),
    parent: head.parentAgency,
    agency: head.agency,
    agencyRule: ruleUnder(head.agency, SIZES.agency, width / 2) * profile.shortRule,
    nation: NATION,
    motto: MOTTO,
    mottoRule: textWidth(MOTTO, SIZES.motto, true),
    heading: model.title,
    presentation: model.presentation,
    name: recipient.name,
    detail: recipient.detail,
    reason: model.reason,
    reasonWidth: width * REASON_WIDTH,
    number: isNumbered(head) ? numberLine(head.number, head.symbol) : null,
    placeDate: placeDateLine(head.place, head.date),
    signature: model.proof === 'code' ? null : signatureData(model.signature),
    unsigned: words.unsigned,
    check: model.verification === null ? null : checkData(model.verification),
  };
}

function ruleUnder(text: string, size: number, column: number): number {
  return Math.min(column, Math.max(...text.split('\n').map((line) => textWidth(line, size, true))));
}

/** As large as the line allows; the longest names take two lines. */
function nameSize(name: string, width: number): number {
  const asked = textWidth(name, SIZES.name, true) * LINE_SLACK;
  return Math.max(SMALLEST_NAME, Math.min(SIZES.name, (SIZES.name * width) / asked));
}

const frameKey = ({ color, frame = 'plain' }: CertificateDoc): string => `${frame} ${color}`;

let lastFrame = { key: '', picture: '' };

/** The frame of the last kind and colour is kept: certificates come in rows. */
function frameOf(model: CertificateDoc): string {
  const key = frameKey(model);
  if (lastFrame.key !== key) {
    const picture = model.frame === 'festive' ? festiveFrame(model.color) : certificateFrame(model.color);
    lastFrame = { key, picture };
  }
  return lastFrame.picture;
}
