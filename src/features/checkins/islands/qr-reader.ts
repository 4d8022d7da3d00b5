/** Reads QR codes from pictures. No island of its own: the desk loads it when the camera is opened. */
import jsQR from 'jsqr';

/** The text of the code in the picture; null where there is none. */
export function readQr(picture: Pick<ImageData, 'data' | 'width' | 'height'>): string | null {
  const found = jsQR.default(picture.data, picture.width, picture.height, { inversionAttempts: 'attemptBoth' });
  return found === null || found.data === '' ? null : found.data;
}
