/** One ZIP of files that are made one after the other, sent as they come. */
import { Zip, ZipPassThrough } from 'fflate';

export interface ZippedFile {
  /** ASCII, with its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The archive as a stream; what is in it is compressed already, or small. */
export function zipStream(files: AsyncIterable<ZippedFile>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = files[Symbol.asyncIterator]();
  let zip: Zip;
  return new ReadableStream({
    start(controller) {
      zip = new Zip((error, chunk, isFinal) => {
        if (error) controller.error(error);
        else {
          controller.enqueue(new Uint8Array(chunk));
          if (isFinal) controller.close();
        }
      });
    },
    async pull() {
      const next = await reader.next();
      if (next.done === true) {
        zip.end();
        return;
      }
      const file = new ZipPassThrough(next.value.name);
      zip.add(file);
      file.push(next.value.bytes, true);
    },
    async cancel() {
      await reader.return?.();
    },
  });
}
