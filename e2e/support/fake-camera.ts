/** A film for the camera of a browser: QR codes held before it one after another, over and over. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { encode } from 'uqr';

const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_A_SECOND = 4;
/** Each code is held for a second and a half. */
const FRAMES_EACH = 6;
/** White round the code, in modules (ISO/IEC 18004). */
const QUIET = 4;

/** What Chromium is started with so that the film is its camera and nobody is asked for leave. */
export const cameraArguments = (film: string): string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** Writes the film: raw frames (YUV4MPEG2), grey as it comes from the modules. @param path ends in .y4m */
export function filmCodes(path: string, texts: readonly string[]): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
    const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
    for (const text of texts) {
      const frame = Buffer.concat([Buffer.from('FRAME\n'), drawn(text), noColour]);
      for (let n = 0; n < FRAMES_EACH; n += 1) writeSync(file, frame);
    }
  } finally {
    closeSync(file);
  }
}

/** A sheet with the code in the middle of a dark table, as brightness. */
function drawn(text: string): Buffer {
  const { data } = encode(text, { ecc: 'M', border: QUIET });
  const scale = Math.floor((HEIGHT - 40) / data.length);
  const [left, top] = [WIDTH, HEIGHT].map((length) => Math.floor((length - scale * data.length) / 2)) as [
    number,
    number,
  ];
  const picture = Buffer.alloc(WIDTH * HEIGHT, 90);
  for (const [y, row] of data.entries())
    for (const [x, isDark] of row.entries())
      for (let line = 0; line < scale; line += 1) {
        const start = (top + y * scale + line) * WIDTH + left + x * scale;
        picture.fill(isDark ? 30 : 225, start, start + scale);
      }
  return picture;
}
