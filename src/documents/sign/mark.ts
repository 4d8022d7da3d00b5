/**
 * Where the mark of a signature stands on the page, as decree 30/2020/NĐ-CP wants it (Phụ lục I, Phần I, Mục II,
 * khoản 7 điểm d, khoản 8 điểm a and b). Points (1/72 inch) from the upper left corner of the page, as the writer of
 * our papers gives the room it left (`write/pdf/marks.ts`).
 */
import { readPng } from './png.ts';

export interface MarkBox {
  readonly x: number;
  /** From the upper edge of the page down to the upper edge of the box. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box on a page, counted from 1. */
export interface MarkPlace extends MarkBox {
  readonly page: number;
}

export interface VisibleMark {
  /** From 1. */
  readonly page: number;
  readonly box: MarkBox;
  /** PNG, drawn as large as the box allows without distortion, in its middle. */
  readonly image: Uint8Array | null;
  /** Black text from the top of the box down; a line wider than the box is refused. */
  readonly lines: readonly string[];
  /** Points. */
  readonly fontSize: number;
  readonly align: 'left' | 'center' | 'right';
}

export const POINTS_PER_MM = 72 / 25.4;

/** Ten points, upright, black: khoản 8 điểm b. */
const ANNEX_FONT_SIZE = 10;
/** The band above the text, as far in as the least right margin (Mục I, khoản 3). */
const CORNER = { right: 15 * POINTS_PER_MM, top: 7 * POINTS_PER_MM, width: 90 * POINTS_PER_MM, height: 26 };

/**
 * The picture of a person's signature: blue, transparent PNG, centred between the title of the signer and the name
 * (khoản 7 điểm d).
 *
 * @param room the free room between title and name
 * @throws DocumentProblem sign-image-invalid
 */
export function personMark(room: MarkPlace, image: Uint8Array): VisibleMark {
  return pictureMark(room.page, contained(readPng(image), room), image);
}

/**
 * The picture of the agency's seal: red, transparent PNG, in the real size of the seal, over about a third of the
 * person's signature on its left (khoản 8 điểm a).
 *
 * @param person the mark of the person's signature that it stands over
 * @param widthMm real width of the seal as the picture shows it from edge to edge
 * @throws DocumentProblem sign-image-invalid
 */
export function sealMark(person: VisibleMark, image: Uint8Array, widthMm: number): VisibleMark {
  const picture = readPng(image);
  const width = widthMm * POINTS_PER_MM;
  const height = (width * picture.height) / picture.width;
  const { box } = person;
  const x = Math.max(0, box.x + box.width / 3 - width);
  const y = Math.max(0, box.y + (box.height - height) / 2);
  return pictureMark(person.page, { x, y, width, height }, image);
}

function pictureMark(page: number, box: MarkBox, image: Uint8Array): VisibleMark {
  return { page, box, image, lines: [], fontSize: ANNEX_FONT_SIZE, align: 'center' };
}

/** The upper right corner of the first page, for files that our own writer did not lay out. Width in points. */
export function firstPageCorner(pageWidth: number): MarkPlace {
  const width = Math.min(CORNER.width, pageWidth - 2 * CORNER.right);
  return { page: 1, x: pageWidth - CORNER.right - width, y: CORNER.top, width, height: CORNER.height };
}

/**
 * The agency's signature on an annex in a file of its own: no picture, at the top right of the first page, number and
 * symbol of the document and the time of signing in Vietnam's time by ISO 8601 (khoản 8 điểm b).
 *
 * @param numberAndSymbol such as "15/KH-UBND"
 */
export function annexMark(corner: MarkPlace, numberAndSymbol: string, at: Date): VisibleMark {
  const { page, x, y, width, height } = corner;
  return {
    page,
    box: { x, y, width, height },
    image: null,
    lines: [`Số: ${numberAndSymbol.normalize('NFC')}`, `Thời gian ký: ${vietnamTime(at)}`],
    fontSize: ANNEX_FONT_SIZE,
    align: 'right',
  };
}

/** "2026-11-22T10:15:30+07:00" */
export function vietnamTime(at: Date): string {
  return `${vietnamClock(at).toISOString().slice(0, 19)}+07:00`;
}

/** A moment whose UTC fields show the clock of Vietnam (no daylight saving since 1975). */
export function vietnamClock(at: Date): Date {
  return new Date(at.getTime() + 7 * 3_600_000);
}

/** The largest box of the picture's proportions in the middle of the room. The same from above and from below. */
export function contained(picture: { readonly width: number; readonly height: number }, room: MarkBox): MarkBox {
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: room.x + (room.width - width) / 2, y: room.y + (room.height - height) / 2, width, height };
}
