/** Checking a code or a file. Anybody may ask; the answer holds what the printed paper says, and whether it still stands. */
import { hash } from 'node:crypto';
import { DocumentProblem } from '../../documents/problem.ts';
import { conclusionOf, type Conclusion, type PdfVerification } from '../../documents/sign/verify-pdf.ts';
import { verifyPdfInWorker } from '../../documents/signer-client.ts';
import { readWordsInWorker } from '../../documents/worker-client.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { findVerification, findVerificationsOfFile, readVerificationCode, type Verification } from '../papers/index.ts';
import { codesIn, type FileFinding, findingOf } from './rules.ts';
import { trustList } from './trust.ts';

export interface CodeAnswer {
  /** As it is printed; null for what can be no code. */
  readonly code: string | null;
  /** Null: unknown here. */
  readonly verification: Verification | null;
  /** The paper that stands in its place now, when it was replaced. */
  readonly successor: Verification | null;
}

/** What stands behind a code, however it is typed. */
export async function checkCode(ctx: Context, typed: string): Promise<CodeAnswer> {
  const code = readVerificationCode(typed);
  if (code === null) return { code: null, verification: null, successor: null };
  return asSystem(ctx, async (tx) => {
    const verification = await findVerification(tx, code);
    const next = verification?.replacedBy ?? null;
    return { code, verification, successor: next === null ? null : await findVerification(tx, next) };
  });
}

export interface FileAnswer {
  readonly name: string;
  readonly finding: FileFinding;
  /** Papers of this installation that the file is, or that its code names. */
  readonly papers: readonly Verification[];
  /** Null for a file that is no PDF or can't be read as one. */
  readonly signatures: PdfVerification | null;
  readonly conclusion: Conclusion | null;
  /** Why the file could not be looked into. */
  readonly problem: DocumentProblem | null;
}

/** What is known of a file. It is not kept. */
export async function checkFile(
  ctx: Context,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<FileAnswer> {
  const { platform } = ctx;
  const known = await asSystem(ctx, (tx) => findVerificationsOfFile(tx, hash('sha256', file.bytes)));
  const [words, signed] = await Promise.all([
    known.length > 0 ? { value: '', problem: null } : told(readWordsInWorker(platform.readers, file.bytes, file.name)),
    isPdf(file.bytes)
      ? told(verifyPdfInWorker(platform.signers, file.bytes, await trustList(platform), platform.clock.now()))
      : { value: null, problem: null },
  ]);
  const codes = codesIn(words.value ?? '').flatMap((typed) => readVerificationCode(typed) ?? []);
  const named = await asSystem(ctx, async (tx) => {
    const found: Verification[] = [];
    for (const code of new Set(codes)) {
      const verification = await findVerification(tx, code);
      if (verification !== null) found.push(verification);
    }
    return found;
  });
  const conclusion = signed.value === null ? null : conclusionOf(signed.value);
  return {
    name: file.name,
    finding: findingOf({ isKnown: known.length > 0, namesOurs: named.length > 0, signatures: conclusion }),
    papers: known.length > 0 ? known : named,
    signatures: signed.value,
    conclusion,
    problem: signed.problem ?? words.problem,
  };
}

function isPdf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46;
}

/** The answer, or why there is none; what is no fault of the file goes on as an error. */
async function told<T>(
  work: Promise<T>,
): Promise<{ readonly value: T | null; readonly problem: DocumentProblem | null }> {
  try {
    return { value: await work, problem: null };
  } catch (error) {
    if (error instanceof DocumentProblem) return { value: null, problem: error };
    throw error;
  }
}
