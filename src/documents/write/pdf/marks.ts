/** Where the signature, the seal and the mark of an annex go on the printed sheet. */
import { z } from 'zod';

/** A box on a page, in points from the top left corner of the paper. */
export interface PageBox {
  /** From 1, as the sheets lie in the file. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SignatureMark {
  readonly role: 'signer' | 'secretary';
  /** 0 for the document itself, n for the document in its n-th annex. */
  readonly section: number;
  /** Room between title and name: the picture of the signature stands here. */
  readonly image: PageBox;
  /** The agency's seal, over a third of the signature's picture on its left (Phụ lục I, Mục II.8). */
  readonly seal: PageBox;
}

export interface SheetMarks {
  readonly signatures: readonly SignatureMark[];
  /** For the document and each annex the upper right corner of its first page, where an annex is signed (Mục II.8 d). */
  readonly corners: readonly PageBox[];
}

const POINTS_PER_MM = 72 / 25.4;
/** The signature's picture is not wider than a hand writes. */
const IMAGE_WIDTH = 50 * POINTS_PER_MM;
const SEAL_SIZE = 36 * POINTS_PER_MM;
const SEAL_OVERLAP = 1 / 3;
const CORNER = { width: 70 * POINTS_PER_MM, height: 14 * POINTS_PER_MM, edge: 4 * POINTS_PER_MM };

const points = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?[\d.]+(?:e-?\d+)?pt$/u)
    .transform((length) => Number(length.slice(0, -2))),
]);
const markSchema = z.object({
  role: z.string().regex(/^\d+:(?:signer|secretary|corner)$/u),
  page: z.int(),
  x: points.optional(),
  y: points.optional(),
  width: points,
  height: points,
});

/** The places from what the template left at its marks. */
export function sheetMarks(values: unknown): SheetMarks {
  const signatures: SignatureMark[] = [];
  const corners: PageBox[] = [];
  for (const { role, page, x = 0, y = 0, width, height } of z.array(markSchema).parse(values)) {
    const [section = '0', name = ''] = role.split(':');
    if (name === 'corner') corners.push(cornerBox(page, width));
    else {
      const isSecretary = name === 'secretary';
      const places = signatureBoxes({ page, x, y, width, height });
      signatures.push({ role: isSecretary ? 'secretary' : 'signer', section: Number(section), ...places });
    }
  }
  return { signatures, corners };
}

function signatureBoxes(room: PageBox): { image: PageBox; seal: PageBox } {
  const width = Math.min(IMAGE_WIDTH, room.width);
  const left = room.x + (room.width - width) / 2;
  return {
    image: { ...room, x: left, width },
    seal: {
      page: room.page,
      x: left + width * SEAL_OVERLAP - SEAL_SIZE,
      y: room.y + (room.height - SEAL_SIZE) / 2,
      width: SEAL_SIZE,
      height: SEAL_SIZE,
    },
  };
}

function cornerBox(page: number, paperWidth: number): PageBox {
  const { width, height, edge } = CORNER;
  return { page, x: paperWidth - edge - width, y: edge, width, height };
}
