/** A zip that is sent as it is made: thousands of files without holding them. */
import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly read: () => Promise<Uint8Array | null>;
}

/** The bytes of a zip of the entries, in order. PDFs are packed already: they are stored. One entry is held at a time. */
export function zipStream(entries: readonly ZipEntry[], made: Date): ReadableStream<Uint8Array> {
  let next = 0;
  let zip: Zip | null = null;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, final) => {
        if (error) controller.error(error);
        else {
          controller.enqueue(chunk);
          if (final) controller.close();
        }
      });
    },
    async pull() {
      const entry = entries[next];
      next += 1;
      if (entry === undefined) {
        zip?.end();
        return;
      }
      const bytes = await entry.read();
      if (bytes === null) throw new Error(`file of ${entry.name} is gone`);
      const file = new ZipPassThrough(entry.name);
      file.mtime = made;
      zip?.add(file);
      file.push(bytes, true);
    },
    cancel() {
      zip?.terminate();
    },
  });
}
