/** A JPEG inside another file, without EXIF, XMP, IPTC and comments. */

const MARKER = 0xff;
const SCAN = 0xda;
const COMMENT = 0xfe;
/** JFIF, the colour profile and Adobe's colour transform change what is seen; the other application segments only tell. */
const KEPT_APPLICATIONS = new Set([0xe0, 0xe2, 0xee]);

/** The same picture, segment by segment up to the first scan; null for what is no JPEG or not to be understood. */
export function namelessJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== MARKER || bytes[1] !== 0xd8) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== MARKER || marker === undefined) return null;
    if (marker === MARKER) {
      at += 1;
      continue;
    }
    if (marker === SCAN) {
      kept.push(bytes.subarray(at));
      return new Uint8Array(Buffer.concat(kept));
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const isApplication = marker >= 0xe0 && marker <= 0xef;
    if (marker !== COMMENT && (!isApplication || KEPT_APPLICATIONS.has(marker))) kept.push(bytes.subarray(at, end));
    at = end;
  }
}
