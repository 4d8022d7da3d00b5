/** The camera at the desk: shows its picture, looks for QR codes in it some six times a second. */

const LOOK_EVERY_MS = 160;
/** The same code held before the camera is read once in this time. */
const SAME_AGAIN_MS = 3_000;
/** Wide enough to read a code on a phone's screen at arm's length. */
const PICTURE_WIDTH = 640;

/** What src/features/checkins/islands/qr-reader.ts exports. */
interface Reader {
  readQr(picture: ImageData): string | null;
}

/** True where the browser gives pages a camera at all: only at a safe address. */
export const hasCamera = (): boolean => 'mediaDevices' in navigator && window.isSecureContext;

/**
 * Opens the camera into the element; the reader is loaded only now.
 * @param found called with the text of each code
 * @returns what closes it
 * @throws where the person or the machine has none to give
 */
export async function openCamera(
  box: HTMLElement,
  readerUrl: string,
  found: (text: string) => void,
): Promise<() => void> {
  const [stream, reader] = await Promise.all([
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false }),
    loadReader(readerUrl),
  ]);
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  box.append(video);
  await video.play();
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  let last = { text: '', at: 0 };
  const look = setInterval(() => {
    if (!brush || video.videoWidth === 0) return;
    canvas.width = Math.min(PICTURE_WIDTH, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    brush.drawImage(video, 0, 0, canvas.width, canvas.height);
    const text = reader.readQr(brush.getImageData(0, 0, canvas.width, canvas.height));
    if (text === null) return;
    const now = Date.now();
    const isSame = text === last.text && now - last.at < SAME_AGAIN_MS;
    last = { text, at: now };
    if (!isSame) found(text);
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(look);
    for (const track of stream.getTracks()) track.stop();
    video.remove();
  };
}

async function loadReader(url: string): Promise<Reader> {
  const module: unknown = await import(url);
  if (isReader(module)) return module;
  throw new Error('the reader of QR codes is not there');
}

function isReader(module: unknown): module is Reader {
  return typeof module === 'object' && module !== null && 'readQr' in module;
}
