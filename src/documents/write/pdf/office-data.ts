/** An office document as the data that the template sets: every word final, every length in millimetres or points. */
import type { DocPart, DocSignature, DocVerification, OfficeDoc } from '../doc-model.ts';
import { isNumbered, MOTTO, NATION, numberLine, placeDateLine, showsPlaceDate, words } from '../messages.ts';
import type { DocProfile } from '../profile.ts';
import { textWidth } from '../text-width.ts';
import { annexLabel, annexReference, ended, listed, withoutEnd } from '../wording.ts';
import { bodyData } from './body-data.ts';
import { breakable } from './printable.ts';
import { qrSvg } from './qr.ts';

/** Share of the width of the foot that Nơi nhận takes. */
const RECIPIENTS_SHARE = 0.45;
/** Share of the width that the right column of the head may grow to, and millimetres that it leaves beside its text. */
const WIDEST_HEAD_RIGHT = 0.66;
const PLACE_DATE_SLACK = 2;
/** Points of the words beside the code to check; millimetres of their column. */
const CODE_SIZE = 10;
const CODE_ROOM = 50;

/** Data for `office-template.ts`: the sections of each document, itself and its annexes, one after the other. */
export function officeData(models: readonly OfficeDoc[], profile: DocProfile) {
  return { sections: models.flatMap((model) => sectionsOf(model, profile)) };
}

function sectionsOf(model: OfficeDoc, profile: DocProfile) {
  const main = {
    landscape: model.landscape,
    heading: null,
    blocks: [],
    part: partData(model, model.verification, profile, contentWidth(profile, model.landscape)),
  };
  const annexes = model.annexes.map((annex, index) => {
    const width = contentWidth(profile, annex.landscape);
    return {
      landscape: annex.landscape,
      heading: {
        label: annexLabel(model, index),
        title: annex.title,
        reference: annex.reference ?? annexReference(model),
      },
      blocks: bodyData(annex.body, profile, width),
      part: annex.document === null ? null : partData(annex.document, null, profile, width),
    };
  });
  return [main, ...annexes];
}

/** Width in millimetres between the margins. */
function contentWidth(profile: DocProfile, landscape: boolean): number {
  const paper = landscape ? profile.page.height : profile.page.width;
  return paper - profile.margins.left - profile.margins.right;
}

function partData(part: DocPart, verification: DocVerification | null, profile: DocProfile, width: number) {
  const last = part.bases.length - 1;
  return {
    head: headData(part, profile, width),
    title: titleData(part, profile, width),
    addressees: addresseesData(part, profile),
    authority: part.enactment?.authority ?? null,
    bases: part.bases.map((basis, index) => listed(basis, index === last)),
    verb: part.enactment?.verb ?? null,
    blocks: bodyData(part.body, profile, width),
    closing: part.closing === null ? null : ended(part.closing),
    foot: footData(part, verification, width),
  };
}

/** Ô 1 to 5b and 10b. */
function headData(part: DocPart, profile: DocProfile, width: number) {
  const { head } = part;
  const { sizes } = profile;
  const placeDate = placeDateLine(head.place, head.date);
  // "Thành phố Hồ Chí Minh, ngày …" is longer than the Quốc hiệu: the right column grows so that it stays on one line.
  const needed = Math.max(
    textWidth(placeDate, sizes.placeDate, false) + PLACE_DATE_SLACK,
    textWidth(NATION, sizes.nation, true) + PLACE_DATE_SLACK,
  );
  const share = Math.min(width, contentWidth(profile, false)) * (1 - profile.headLeftShare);
  const right = Math.min(width * WIDEST_HEAD_RIGHT, Math.max(share, needed));
  const left = width - right;
  return {
    left,
    right,
    parent: head.parentAgency,
    agency: head.agency,
    agencyRule: longestLine(head.agency, sizes.agency, true, left) * profile.shortRule,
    nation: NATION,
    motto: MOTTO,
    mottoRule: textWidth(MOTTO, sizes.motto, true),
    number: isNumbered(head) ? numberLine(head.number, head.symbol) : null,
    subject: part.type === null ? words.letterSubject(part.subject) : null,
    urgency: head.urgency === null ? null : { text: head.urgency, width: profile.urgencyFrames[head.urgency] },
    placeDate: showsPlaceDate(part) ? placeDate : null,
  };
}

/** Ô 5a; null for a công văn. */
function titleData(part: DocPart, profile: DocProfile, width: number) {
  if (part.type === null) return null;
  const underlined = part.subject === '' ? part.type : part.subject;
  return {
    type: part.type,
    subject: part.subject,
    rule: longestLine(underlined, profile.sizes.subject, true, width) * profile.shortRule,
  };
}

/** Ô 9a: one addressee on the line of "Kính gửi:", several as a list under its colon. */
function addresseesData(part: DocPart, profile: DocProfile) {
  const { addressees, via } = part;
  const [only] = addressees;
  if (only === undefined) return null;
  const isOne = addressees.length === 1;
  return {
    lead: words.addressedTo,
    leadWidth: textWidth(words.addressedTo, profile.sizes.body, false),
    only: isOne ? withoutEnd(only) : null,
    list: isOne ? [] : addressees.map((name, index) => listed(name, index === addressees.length - 1)),
    via: via === null ? null : words.via(withoutEnd(via)),
  };
}

/** Ô 7 and 9b; of a record the secretary as well; under the list the code to check. */
function footData(part: DocPart, verification: DocVerification | null, width: number) {
  const last = part.recipients.length - 1;
  return {
    left: width * (part.secretary === null ? RECIPIENTS_SHARE : 0.5),
    recipientsHeading: words.recipients,
    recipients: part.recipients.map((name, index) => listed(name, index === last)),
    signature: signatureData(part.signature),
    secretary: part.secretary === null ? null : signatureData(part.secretary),
    check: verification === null ? null : checkData(verification),
  };
}

export function signatureData(signature: DocSignature) {
  return {
    lines: [...signature.authority, signature.title].filter((line) => line !== ''),
    name: signature.name ?? '',
  };
}

/** The code to check: its picture, and what a person without a camera types where. */
export function checkData({ code, url }: DocVerification) {
  const address = shortAddress(url, code);
  return {
    size: CODE_SIZE,
    picture: qrSvg(url),
    alt: words.verificationPicture(url),
    label: words.verificationCode('').trim(),
    code,
    lead: words.verificationAt('').trim(),
    address: textWidth(address, CODE_SIZE, false) <= CODE_ROOM ? address : breakable(address),
  };
}

/** The address without scheme, and without the code at its end: that is printed above it. */
function shortAddress(url: string, code: string): string {
  const address = url.replace(/^https?:\/\//u, '');
  const bare = address.endsWith(code) ? address.slice(0, -code.length) : address;
  return bare.replace(/[/?=#&]+$/u, '');
}

function longestLine(text: string, size: number, bold: boolean, column: number): number {
  return Math.min(column, Math.max(...text.split('\n').map((line) => textWidth(line, size, bold))));
}
