/** A paper as a file: a draft is made at the moment, an issued one is the file that was kept. */
import { asActor, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { PaperId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { readPaper } from './service.ts';
import { type StoredPaper } from './store.ts';
import { findFiles, type PaperFile } from './store.files.ts';
import { makeDocx, makePdf } from './writing.ts';

export interface PaperDownload {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** Files of an issued paper, in the order in which they were made. @throws Problem not-found */
export async function readPaperFiles(ctx: Context, id: PaperId): Promise<readonly PaperFile[]> {
  await readPaper(ctx, id);
  return asActor(ctx, (tx) => findFiles(tx, id));
}

/**
 * The paper to download: of an issued one the newest kept file (the one with all signatures), of a draft as it stands.
 * @throws Problem not-found
 */
export async function downloadPaper(ctx: Context, id: PaperId, format: 'pdf' | 'docx'): Promise<PaperDownload> {
  const paper = await readPaper(ctx, id);
  const name = `${fileStem(paper)}.${format}`;
  if (paper.status === 'draft') {
    const bytes =
      format === 'pdf' ? (await makePdf(ctx.platform, paper.model)).bytes : await makeDocx(ctx.platform, paper.model);
    return { bytes, name };
  }
  const files = await asActor(ctx, (tx) => findFiles(tx, id));
  return {
    bytes: await keptFile(
      ctx,
      files.findLast((file) => file.format === format),
    ),
    name,
  };
}

/** One state of an issued paper's files. @throws Problem not-found */
export async function downloadState(ctx: Context, id: PaperId, seq: number): Promise<PaperDownload> {
  const paper = await readPaper(ctx, id);
  const file = (await asActor(ctx, (tx) => findFiles(tx, id))).find((each) => each.seq === seq);
  return { bytes: await keptFile(ctx, file), name: `${fileStem(paper)}-${seq}.${file?.format ?? 'pdf'}` };
}

async function keptFile(ctx: Context, file: PaperFile | undefined): Promise<Uint8Array> {
  const bytes = file === undefined ? null : await ctx.platform.files.get(file.sha256);
  if (bytes === null) throw new Problem('not-found');
  return bytes;
}

/** "12-KH-UBND-to-chuc-tuan-le": number, symbol and the beginning of the subject, in letters that every system keeps. */
export function fileStem({ model, title }: Pick<StoredPaper, 'model' | 'title'>): string {
  const number = model.head.number === null ? '' : `${model.head.number.padStart(2, '0')}-`;
  const symbol = model.head.symbol.replace(/[^\p{L}\p{N}]+/gu, '-');
  const words = unaccentedKey(title).split(' ').slice(0, 8).join('-');
  // A letter beyond the first plane is two units of a string: cut between them, it is no text any more.
  const stem = [`${number}${symbol}`, words]
    .filter((part) => part !== '')
    .join('-')
    .slice(0, 80);
  return stem.replace(/[\ud800-\udbff]$/, '') || 'van-ban';
}
