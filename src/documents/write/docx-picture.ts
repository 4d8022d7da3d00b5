/** The QR code of a paper as a picture: a 1-bit PNG of our own making, and the element that puts it on the line. */
import { strToU8, zlibSync } from 'fflate';
import { encode } from 'uqr';
import { escapeXml } from './docx-xml.ts';

/** White modules around the code; readers of the code need them (ISO/IEC 18004: four). */
const QUIET_ZONE = 4;
/** Pixels a module: enough that no program smooths the edges away. */
const MODULE = 8;

/** A square of black (true) and white modules, its quiet zone included. Throws RangeError when the text is too long. */
export function qrMatrix(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: QUIET_ZONE }).data;
}

/** The code of `text` as PNG. Equal text gives equal bytes. */
export function qrPng(text: string): Uint8Array {
  const modules = qrMatrix(text);
  const size = modules.length * MODULE;
  const rowBytes = Math.ceil(size / 8) + 1;
  const pixels = new Uint8Array(rowBytes * size);
  modules.forEach((row, y) => {
    const line = pixels.subarray(y * MODULE * rowBytes, y * MODULE * rowBytes + rowBytes);
    // One bit a pixel, white is 1; a module of eight pixels is one byte, after the byte that names the filter (none).
    row.forEach((isDark, x) => (line[x + 1] = isDark ? 0x00 : 0xff));
    for (let copy = 1; copy < MODULE; copy += 1) pixels.set(line, (y * MODULE + copy) * rowBytes);
  });
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  // Depth 1, grey.
  header[8] = 1;
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(pixels, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = joined([strToU8(name), data]);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  framed.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return framed;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const EMU_PER_MILLIMETRE = 36_000;
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

/** A run with a square picture of `side` millimetres; `relation` names its file, `alt` is read aloud instead of it. */
export function pictureRunXml(relation: string, side: number, alt: string): string {
  const extent = `cx="${Math.round(side * EMU_PER_MILLIMETRE)}" cy="${Math.round(side * EMU_PER_MILLIMETRE)}"`;
  return (
    `<w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
    `<wp:extent ${extent}/><wp:docPr id="1" name="QR" descr="${escapeXml(alt)}"/>` +
    `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture"><pic:pic xmlns:pic="${DRAWING}/picture">` +
    '<pic:nvPicPr><pic:cNvPr id="1" name="QR"/><pic:cNvPicPr/></pic:nvPicPr>' +
    `<pic:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}
