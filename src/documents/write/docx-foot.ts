/** Recipients, signatures and the code to check, at the end of a document (NĐ 30/2020, Phụ lục I, ô 7 and 9b). */
import type { DocPart, DocSignature, DocVerification } from './doc-model.ts';
import { PICTURE_RELATION } from './docx-parts.ts';
import { pictureRunXml } from './docx-picture.ts';
import { CELL_ABOVE, layoutTableXml, paragraphXml } from './docx-xml.ts';
import { words } from './messages.ts';
import type { DocProfile } from './profile.ts';
import { listed } from './wording.ts';

/** Share of the width of the foot that Nơi nhận takes. */
const RECIPIENTS_SHARE = 0.45;
/** Lines left free for the signature, and the seal over a third of it. */
const ROOM_TO_SIGN = 4;
/** Millimetres: side of the QR code, and the room to its right. */
const CODE_SIDE = 22;
const CODE_GAP = 2;
/** Points. */
const CODE_TEXT = 9;

/**
 * The foot, never split over pages: Nơi nhận on the left, the signature on the right, the code to check under Nơi nhận.
 * With a secretary the two signatures stand side by side and Nơi nhận below (Phụ lục III, mẫu 1.9).
 */
export function footXml(
  part: DocPart,
  profile: DocProfile,
  width: number,
  verification: DocVerification | null,
): string {
  const left = width * (part.secretary === null ? RECIPIENTS_SHARE : 0.5);
  const code = verification === null ? null : verificationXml(verification, left);
  const rows: (string | typeof CELL_ABOVE)[][] = [];
  if (part.secretary === null) {
    const keepNext = code !== null;
    rows.push([recipientsXml(part, profile, keepNext), signatureXml(part.signature, profile, keepNext)]);
    if (code !== null) rows.push([code, CELL_ABOVE]);
  } else {
    rows.push([signatureXml(part.secretary, profile, true), signatureXml(part.signature, profile, true)]);
    rows.push([UNDER_SIGNATURES + recipientsXml(part, profile, code !== null), EMPTY]);
    if (code !== null) rows.push([code, EMPTY]);
  }
  const gap = paragraphXml('', { firstLine: 0, size: 6, lineSpacing: 1, keepNext: true });
  return gap + layoutTableXml([left, width - left], rows);
}

const EMPTY = paragraphXml('', { firstLine: 0, lineSpacing: 1 });
const UNDER_SIGNATURES = paragraphXml('', { firstLine: 0, size: 6, lineSpacing: 1, keepNext: true });

function recipientsXml(part: DocPart, profile: DocProfile, keepNext: boolean): string {
  const flush = { align: 'left', firstLine: 0, lineSpacing: 1, keepNext } as const;
  if (part.recipients.length === 0) return paragraphXml('', flush);
  const { sizes } = profile;
  const list = part.recipients.map((name, index) =>
    paragraphXml(`- ${listed(name, index === part.recipients.length - 1)}`, {
      ...flush,
      size: sizes.recipients,
      left: 2.3,
      firstLine: -2.3,
    }),
  );
  const heading = paragraphXml(words.recipients, { ...flush, size: sizes.recipientsHeading, bold: true, italic: true });
  return heading + list.join('');
}

/** Authority, title, room for the signature, name: one under the other, centred. */
export function signatureXml(signature: DocSignature, profile: DocProfile, keepNext: boolean): string {
  const look = {
    align: 'center',
    firstLine: 0,
    lineSpacing: 1,
    size: profile.sizes.signature,
    bold: true,
    keepNext,
  } as const;
  const signed = [...signature.authority, signature.title].filter((line) => line !== '');
  const room = Array.from({ length: ROOM_TO_SIGN }, () => '');
  const name = signature.name === null ? [] : [signature.name];
  return [...signed, ...room, ...name].map((line) => paragraphXml(line, look)).join('');
}

/** The QR code with the number and the address beside it; `width` in millimetres. */
export function verificationXml(verification: DocVerification, width: number): string {
  const flush = { firstLine: 0, lineSpacing: 1, size: CODE_TEXT } as const;
  const picture = paragraphXml(
    { xml: pictureRunXml(PICTURE_RELATION, CODE_SIDE, words.verificationPicture(verification.url)) },
    flush,
  );
  const told =
    paragraphXml(words.verificationCode(verification.code), { ...flush, before: 8, after: 3 }) +
    paragraphXml(words.verificationAt(verification.url), flush);
  const beside = CODE_SIDE + CODE_GAP;
  // Word wants a paragraph after a table in a cell.
  return (
    paragraphXml('', { ...flush, size: 4 }) +
    layoutTableXml([beside, width - beside - CODE_GAP], [[picture, told]]) +
    paragraphXml('', { ...flush, size: 2 })
  );
}
