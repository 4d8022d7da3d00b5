/** Signing one issued paper: what the page before it shows, and the act. */
import { conclusionOf, type Conclusion, type PdfVerification } from '../../documents/sign/verify-pdf.ts';
import { verifyPdfInWorker } from '../../documents/signer-client.ts';
import { actorScope, asActor, type Context } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { PaperId, SigningKeyId } from '../../platform/ids/ids.ts';
import { requireActor, unitsAllowing } from '../../platform/permission/permission.ts';
import { findFiles, type PaperFile, readPaper, type StoredPaper } from '../papers/index.ts';
import { trustList } from '../verification/index.ts';
import { placesOf, readMarks, readRecord, type SignatureRecord, type SigningPlace } from './rules.ts';
import { checkKeyPassword, requireUsableKey, told, usableKeys } from './service.keys.ts';
import { signPapers } from './sign-papers.ts';
import type { SigningKey } from './store.ts';

export interface PaperState {
  readonly file: PaperFile;
  /** Null for the file as issued. */
  readonly record: SignatureRecord | null;
}

export interface SignScreen {
  readonly paper: StoredPaper;
  /** PDF states in the order in which they were made; the last is what will be signed. */
  readonly states: readonly PaperState[];
  /** What our own check says of the last state. */
  readonly verification: PdfVerification;
  readonly conclusion: Conclusion;
  readonly places: readonly SigningPlace[];
  readonly maySign: boolean;
  readonly keys: readonly SigningKey[];
  /** A time-stamp authority is set up. */
  readonly hasAuthority: boolean;
}

/** @throws Problem not-found, also for a draft, which has no file yet */
export async function readSignScreen(ctx: Context, id: PaperId): Promise<SignScreen> {
  const actor = requireActor(ctx.actor);
  const { platform } = ctx;
  const paper = await readPaper(ctx, id);
  const { files, keys } = await asActor(ctx, async (tx) => ({
    files: (await findFiles(tx, id)).filter(({ format }) => format === 'pdf'),
    keys: await usableKeys(tx, actor, paper.unitId),
  }));
  const newest = files.at(-1);
  const bytes = newest === undefined ? null : await platform.files.get(newest.sha256);
  if (newest === undefined || bytes === null) throw new Problem('not-found');
  const verification = await told(
    verifyPdfInWorker(platform.signers, bytes, await trustList(platform), platform.clock.now()),
  );
  return {
    paper,
    states: files.map((file) => ({ file, record: readRecord(file.signature) })),
    verification,
    conclusion: conclusionOf(verification),
    places: placesOf(readMarks(newest.marks, paper.model.signature)),
    maySign: paper.status === 'issued' && unitsAllowing(actor, 'paper.sign').includes(paper.unitId),
    keys,
    hasAuthority: platform.config.timestampUrl !== null,
  };
}

export interface SignRequest {
  readonly keyId: SigningKeyId;
  /** Typed for this signature; kept nowhere. */
  readonly password: string;
  readonly place: SigningPlace;
  /** Without effect where no authority is set up. */
  readonly hasTimestamp: boolean;
}

/**
 * Signs the newest state of an issued paper. Sent twice, or after the same key has signed it, nothing more is done.
 * @returns the number of the signed state; null where this key had signed before
 * @throws Problem not-found, permission.denied, paper.not-issued, key.expired, key.password-wrong, key.unreadable,
 *   request.too-many, signature.person-first, signature.done, signature.timestamp-failed, signature.refused
 */
export async function signPaper(ctx: Context, id: PaperId, request: SignRequest): Promise<number | null> {
  const actor = requireActor(ctx.actor);
  const paper = await readPaper(ctx, id);
  const opened = await requireUsableKey(ctx, paper.unitId, request.keyId);
  await checkKeyPassword(ctx, opened, request.password);
  const { password, place, hasTimestamp } = request;
  const by = { accountId: actor.accountId, name: actor.name };
  const [outcome] = await signPapers(
    ctx.platform,
    actorScope(actor),
    { opened, password, by, place, hasTimestamp: hasTimestamp && ctx.platform.config.timestampUrl !== null },
    [id],
  );
  if (outcome?.kind === 'refused') throw outcome.problem;
  return outcome?.kind === 'signed' ? outcome.seq : null;
}
