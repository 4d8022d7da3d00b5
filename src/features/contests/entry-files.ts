/** Files of an entry: what may come in, how it is kept, how it goes out. */
import { DocumentProblem } from '../../documents/problem.ts';
import { namelessPdfInWorker } from '../../documents/worker-client.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { Platform } from '../../platform/context.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { keepPicture, servePicture } from '../pictures/index.ts';
import type { EntryFile } from './store.entries.ts';

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A PDF is kept as it came. */
const LARGEST_PDF = 20 * 1024 * 1024;
const LONGEST_NAME = 200;
/** Never a page of ours, whatever is in it. */
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

export type FileFault = 'contest.file-kind' | 'contest.file-large' | 'contest.file-picture';

/** What its bytes are; the name says nothing. */
function kindOf(bytes: Uint8Array): 'pdf' | 'picture' | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith('%PDF-')) return 'pdf';
  const isPicture =
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n') ||
    head.startsWith('GIF8') ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') ||
    /^ftyp(?:avif|heic|heix|mif1)/.test(head.slice(4, 12));
  return isPicture ? 'picture' : null;
}

export interface KeptFiles {
  readonly files: readonly EntryFile[];
  /** For `insertFileRows`. */
  readonly stored: readonly StoredFile[];
}

/** Keeps pictures written anew, PDFs as they came and once more without what says who made them. @throws Problem request.invalid at the field `files` */
export async function keepFiles(platform: Platform, given: readonly GivenFile[]): Promise<KeptFiles> {
  const kinds = given.map((file) => ({ file, kind: kindOf(file.bytes) }));
  for (const { file, kind } of kinds) {
    if (kind === null) refuse('contest.file-kind', file.name);
    if (kind === 'pdf' && file.bytes.byteLength > LARGEST_PDF) refuse('contest.file-large', file.name);
  }
  const files: EntryFile[] = [];
  const stored: StoredFile[] = [];
  // One after another: each picture takes a worker and memory.
  for (const [index, { file, kind }] of kinds.entries()) {
    const name = file.name.normalize('NFC').slice(0, LONGEST_NAME);
    if (kind === 'pdf') {
      const kept = await platform.files.put(file.bytes);
      const nameless = await namelessCopy(platform, file.bytes);
      stored.push(kept, ...(nameless === null ? [] : [nameless]));
      files.push({
        no: index + 1,
        ...kept,
        name,
        mediaType: 'application/pdf',
        smallSha256: null,
        namelessSha256: nameless?.sha256 ?? null,
      });
      continue;
    }
    try {
      const { large, small } = await keepPicture(platform, file.bytes);
      stored.push(large, small);
      files.push({
        no: index + 1,
        ...large,
        name,
        mediaType: 'image/webp',
        smallSha256: small.sha256,
        namelessSha256: null,
      });
    } catch (error) {
      if (error instanceof Problem && error.code.startsWith('picture.')) refuse('contest.file-picture', file.name);
      throw error;
    }
  }
  return { files, stored };
}

/** Null for a PDF that can't be taken apart (a password, a fault in it): it is taken all the same, and said to be so. */
async function namelessCopy(platform: Platform, bytes: Uint8Array): Promise<StoredFile | null> {
  try {
    return await platform.files.put(await namelessPdfInWorker(platform.readers, bytes));
  } catch (error) {
    // A busy moment is no fault of the file: the sender tries again, rather than being judged by name.
    if (!(error instanceof DocumentProblem) || error.code === 'reader-busy') throw error;
    return null;
  }
}

function refuse(code: FileFault, name: string): never {
  throw new Problem('request.invalid', { fields: [{ field: 'files', code, detail: name.slice(0, LONGEST_NAME) }] });
}

/** The files of a posted form's field, as many as were chosen. */
export async function givenFiles(values: readonly unknown[]): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const value of values)
    if (value instanceof File && value.size > 0)
      files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  return files;
}

/**
 * The answer with a file of an entry; who may have it is decided before. It goes out under a name of ours: the author's
 * would tell judges who it is, and so would what a PDF says of itself.
 * @param size 'small' for lists; PDFs have one size only and are never shown in the page
 */
export async function serveEntryFile(
  c: WebRequest,
  file: EntryFile,
  of: {
    readonly entryNo: number;
    readonly size: 'large' | 'small';
    readonly isPublic: boolean;
    /** The author's and the organiser's own copy is the file as it came; everybody else's says nothing of its author. */
    readonly copy: 'own' | 'nameless';
  },
): Promise<Response> {
  if (file.mediaType === 'image/webp') {
    const sha256 = of.size === 'small' ? (file.smallSha256 ?? file.sha256) : file.sha256;
    const answer = await servePicture(c, sha256, { isPublic: false });
    // Pictures of a vote may be taken back with the entry: kept by a browser for a day, not for a year.
    if (of.isPublic) answer.headers.set('cache-control', 'public, max-age=3600');
    return answer;
  }
  const sha256 = of.copy === 'own' ? file.sha256 : (file.namelessSha256 ?? file.sha256);
  const bytes = await c.var.ctx.platform.files.get(sha256);
  if (bytes === null) throw new Problem('not-found');
  return c.body(new Uint8Array(bytes).buffer, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="bai-${of.entryNo}-tep-${file.no}.pdf"`,
    'content-security-policy': FILE_POLICY,
    'cache-control': 'private, no-store',
  });
}
