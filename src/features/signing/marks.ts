/** The visible mark of a key on a paper, as decree 30/2020 wants it; `documents/sign/mark.ts` has the measures. */
import {
  annexMark,
  type MarkPlace,
  personMark,
  POINTS_PER_MM,
  sealMark,
  vietnamClock,
  type VisibleMark,
} from '../../documents/sign/mark.ts';
import type { SheetMarks } from '../../documents/write/pdf/marks.ts';
import { type KeyKind, roomFor, type SignatureRecord, type SigningPlace } from './rules.ts';

export interface MarkPicture {
  /** PNG. */
  readonly image: Uint8Array;
  /** Width on paper, millimetres. */
  readonly widthMm: number;
}

const TEXT_SIZE = 9;

/**
 * The mark, or null where nothing is shown. A person's stands between title and name, without a picture in words; the
 * seal over a third of it on its left. On a paper without a place to sign, the seal's key is told at the upper right
 * corner, as on an annex.
 * @throws DocumentProblem sign-image-invalid
 */
export function visibleMark(request: {
  readonly kind: KeyKind;
  readonly picture: MarkPicture | null;
  readonly place: SigningPlace;
  readonly marks: SheetMarks;
  readonly records: readonly SignatureRecord[];
  /** "12/KH-UBND" */
  readonly printedNumber: string;
  readonly at: Date;
}): VisibleMark | null {
  const { kind, picture, place, marks, records, printedNumber, at } = request;
  if (kind === 'person') {
    const room = roomFor(marks, place);
    if (room === null) return null;
    return picture === null ? inWords(room, at) : personMark(narrowed(room, picture.widthMm), picture.image);
  }
  const room = roomFor(marks, 'signer');
  if (room === null) {
    const [corner] = marks.corners;
    return corner === undefined ? null : annexMark(corner, printedNumber, at);
  }
  if (picture === null) return null;
  const person = records.find((record) => record.kind === 'person' && record.place === 'signer')?.mark ?? room;
  return sealMark(boxed(person), picture.image, picture.widthMm);
}

/** No wider than the picture is on paper, in the middle of the room. */
function narrowed(room: MarkPlace, widthMm: number): MarkPlace {
  const width = Math.min(room.width, widthMm * POINTS_PER_MM);
  return { ...room, x: room.x + (room.width - width) / 2, width };
}

function inWords(room: MarkPlace, at: Date): VisibleMark {
  const clock = vietnamClock(at).toISOString();
  const day = clock.slice(0, 10).split('-').toReversed().join('/');
  const lines = ['Đã ký số', `${clock.slice(11, 16)} ${day}`];
  return { ...boxed(room), lines, fontSize: TEXT_SIZE };
}

function boxed({ page, x, y, width, height }: MarkPlace): VisibleMark {
  return { page, box: { x, y, width, height }, image: null, lines: [], fontSize: TEXT_SIZE, align: 'center' };
}
