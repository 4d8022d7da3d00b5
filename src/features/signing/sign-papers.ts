/**
 * Signs issued papers with one opened key: the newest state of each, never two branches. Used for one paper at once and
 * for hundreds in a job; permission and the password's check are the caller's.
 */
import { hash } from 'node:crypto';
import { DocumentProblem } from '../../documents/problem.ts';
import { type PdfToSign, signManyInWorker, signPdfInWorker, type SigningTask } from '../../documents/signer-client.ts';
import type { Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Scope, type Tx } from '../../platform/database/transaction.ts';
import { Problem, type ProblemCode } from '../../platform/errors/problem.ts';
import type { AccountId, PaperId } from '../../platform/ids/ids.ts';
import { addSignedFile, findFiles, findPaper, type PaperFile, type StoredPaper } from '../papers/index.ts';
import { visibleMark } from './marks.ts';
import {
  kindOf,
  placesOf,
  readMarks,
  readRecord,
  roomFor,
  type SignatureRecord,
  type SigningPlace,
  type Verdict,
  verdictOn,
} from './rules.ts';
import { type OpenedKey, problemOf } from './service.keys.ts';

export interface Signing {
  readonly opened: OpenedKey;
  readonly password: string;
  /** Who typed the password. */
  readonly by: { readonly accountId: AccountId; readonly name: string };
  readonly place: SigningPlace;
  /** Asks the time-stamp authority of the settings. */
  readonly hasTimestamp: boolean;
}

export type Outcome =
  | { readonly kind: 'signed'; readonly seq: number }
  /** This key has signed it before. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Times that a paper is signed anew because somebody else signed it in between. */
const ATTEMPTS = 3;

const REFUSALS: Readonly<Record<Exclude<Verdict, 'sign' | 'already'>, ProblemCode>> = {
  'person-first': 'signature.person-first',
  done: 'signature.done',
};

/** An issued paper with the PDF that was signed last, and what is known of its signatures. */
export interface SignablePaper {
  readonly paper: StoredPaper;
  readonly newest: PaperFile;
  readonly records: readonly SignatureRecord[];
}

/** @returns null where it is out of sight. @throws Problem paper.not-issued */
export async function findSignable(tx: Tx, id: PaperId, lock = false): Promise<SignablePaper | null> {
  const paper = await findPaper(tx, id, lock);
  if (paper === null) return null;
  if (paper.status !== 'issued') throw new Problem('paper.not-issued');
  const pdfs = (await findFiles(tx, id)).filter(({ format }) => format === 'pdf');
  const newest = pdfs.at(-1);
  if (newest === undefined) throw new Problem('paper.not-issued');
  return { paper, newest, records: pdfs.flatMap(({ signature }) => readRecord(signature) ?? []) };
}

/** What may be done to a paper with a key. */
export function verdictOf(opened: Pick<OpenedKey, 'key'>, signable: SignablePaper, place: SigningPlace): Verdict {
  const { key } = opened;
  const asked = { kind: kindOf(key), fingerprint: key.certificate.fingerprint };
  return verdictOn(asked, signable.records, placesOf(marksOf(signable)), place);
}

/** Signs the papers, in one task of the worker; answers for each in order. @throws Problem for what concerns the key */
export async function signPapers(
  platform: Platform,
  scope: Scope,
  signing: Signing,
  ids: readonly PaperId[],
): Promise<readonly Outcome[]> {
  const outcomes: (Outcome | null)[] = [];
  const waiting: { readonly slot: number; readonly prepared: Prepared }[] = [];
  for (const id of ids) {
    const prepared = await prepare(platform, scope, signing, id);
    if ('kind' in prepared) outcomes.push(prepared);
    else {
      waiting.push({ slot: outcomes.length, prepared });
      outcomes.push(null);
    }
  }
  if (waiting.length > 0) {
    const task = taskOf(platform, signing);
    const pdfs = waiting.map(({ prepared }) => prepared.toSign);
    let files: Awaited<ReturnType<typeof signManyInWorker>>;
    try {
      files = await signManyInWorker(platform.signers, task, pdfs);
    } catch (error) {
      throw problemOf(error);
    }
    for (const [index, { slot, prepared }] of waiting.entries()) {
      const file = files[index] ?? new DocumentProblem('sign-failed');
      outcomes[slot] = await settle(platform, scope, signing, prepared, { file, at: task.at });
    }
  }
  return outcomes.map((outcome) => outcome ?? { kind: 'refused', problem: new Problem('signature.refused') });
}

interface Prepared {
  readonly signable: SignablePaper;
  readonly toSign: PdfToSign;
}

async function prepare(platform: Platform, scope: Scope, signing: Signing, id: PaperId): Promise<Prepared | Outcome> {
  try {
    const signable = await inTransaction(platform.db.app, scope, (tx) => findSignable(tx, id));
    if (signable === null || signable.paper.unitId !== signing.opened.key.unitId) throw new Problem('not-found');
    const verdict = verdictOf(signing.opened, signable, signing.place);
    if (verdict === 'already') return { kind: 'already' };
    if (verdict !== 'sign') throw new Problem(REFUSALS[verdict]);
    const pdf = await platform.files.get(signable.newest.sha256);
    if (pdf === null) throw new Error(`file ${signable.newest.sha256} of paper ${id} is gone`);
    const mark = visibleMark({
      kind: kindOf(signing.opened.key),
      picture: signing.opened.picture,
      place: signing.place,
      marks: marksOf(signable),
      records: signable.records,
      printedNumber: numberOf(signable.paper),
      at: platform.clock.now(),
    });
    return { signable, toSign: { pdf, mark } };
  } catch (error) {
    const problem = problemOf(error);
    if (problem instanceof Problem) return { kind: 'refused', problem };
    throw error;
  }
}

function marksOf({ newest, paper }: SignablePaper): ReturnType<typeof readMarks> {
  return readMarks(newest.marks, paper.model.signature);
}

function numberOf({ model }: StoredPaper): string {
  const { number, symbol } = model.head;
  return number === null ? symbol : `${number.padStart(2, '0')}/${symbol}`;
}

function taskOf(platform: Platform, { opened, password, hasTimestamp }: Signing): SigningTask {
  const { timestampUrl } = platform.config;
  return {
    key: { bytes: opened.bytes, password },
    at: platform.clock.now(),
    reason: null,
    location: null,
    timestamp: hasTimestamp && timestampUrl !== null ? { url: timestampUrl, allowed: [timestampUrl] } : null,
  };
}

/** Keeps what was signed, unless the paper has got another state in the meantime: then that one is signed. */
async function settle(
  platform: Platform,
  scope: Scope,
  signing: Signing,
  first: Prepared,
  made: { readonly file: Uint8Array | DocumentProblem; readonly at: Date },
): Promise<Outcome> {
  let prepared = first;
  let { file } = made;
  try {
    for (let attempt = 1; ; attempt += 1) {
      if (file instanceof DocumentProblem) throw problemOf(file);
      const seq = await keep(platform, scope, signing, prepared, { pdf: file, at: made.at });
      if (seq !== null) return { kind: 'signed', seq };
      if (attempt === ATTEMPTS) throw new Problem('edit.conflict');
      const again = await prepare(platform, scope, signing, prepared.signable.paper.id);
      if ('kind' in again) return again;
      prepared = again;
      file = await signPdfInWorker(platform.signers, { ...taskOf(platform, signing), ...again.toSign });
    }
  } catch (error) {
    const problem = problemOf(error);
    if (problem instanceof Problem) return { kind: 'refused', problem };
    throw error;
  }
}

/** @returns the number of the new state; null where the signed one is not the newest any more */
async function keep(
  platform: Platform,
  scope: Scope,
  signing: Signing,
  { signable, toSign }: Prepared,
  { pdf, at }: { readonly pdf: Uint8Array; readonly at: Date },
): Promise<number | null> {
  const file = await platform.files.put(pdf);
  return inTransaction(platform.db.app, scope, async (tx) => {
    const now = await findSignable(tx, signable.paper.id, true);
    if (now === null) throw new Problem('not-found');
    if (now.newest.sha256 !== signable.newest.sha256) return null;
    const record = recordOf(platform, signing, { signable, toSign, at });
    const seq = await addSignedFile(tx, now.paper, { file, marks: now.newest.marks, signature: record });
    await appendAudit(tx, {
      unitId: now.paper.unitId,
      verb: 'paper.sign',
      subject: `paper/${now.paper.id}`,
      before: { file: signable.newest.sha256 },
      after: {
        file: hash('sha256', pdf),
        key: signing.opened.key.id,
        signer: record.signer,
        kind: record.kind,
        place: record.place,
        fingerprint: record.fingerprint,
        timestamp: record.hasTimestamp,
      },
    });
    return seq;
  });
}

function recordOf(
  platform: Platform,
  { opened, by, place, hasTimestamp }: Signing,
  { signable, toSign, at }: Prepared & { readonly at: Date },
): SignatureRecord {
  const { certificate } = opened.key;
  const kind = kindOf(opened.key);
  const hasRoom = roomFor(marksOf(signable), place) !== null;
  return {
    signer: certificate.name,
    organisation: certificate.organisation,
    kind,
    place: kind === 'person' && hasRoom ? place : null,
    keyId: opened.key.id,
    fingerprint: certificate.fingerprint,
    trial: certificate.trial,
    hasTimestamp: hasTimestamp && platform.config.timestampUrl !== null,
    accountId: by.accountId,
    accountName: by.name,
    at: at.toISOString(),
    mark: toSign.mark === null ? null : { page: toSign.mark.page, ...toSign.mark.box },
  };
}
