/**
 * Issuing: a number of the register, the date, a code that anybody can check, and the files, in one transaction. What
 * fails gives the number back. Withdrawing and replacing mark paper, register and code together.
 */
import { docModelSchema, type DocModel } from '../../documents/write/doc-model.ts';
import { agencyInText } from '../../documents/write/messages.ts';
import { asActor, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { AccountId, CalendarDate, PaperId } from '../../platform/ids/ids.ts';
import { requireActor, unitsAllowing } from '../../platform/permission/permission.ts';
import {
  printedNumber,
  proposeNumber,
  replaceEntry,
  seriesOf,
  takeNumber,
  type TakenNumber,
  withdrawEntry,
  yearOf,
} from '../register/index.ts';
import { blanksOf, checkedSubject, receiversOf, registerSubject, withHead } from './rules.paper.ts';
import { requirePaper } from './service.ts';
import { findPaper, markPaperIssued, saveState, setPaperStatus, type StoredPaper } from './store.ts';
import { insertFiles, type NewPaperFile } from './store.files.ts';
import {
  insertVerificationFiles,
  insertVerifications,
  markVerificationReplaced,
  markVerificationWithdrawn,
  newVerificationCode,
} from './store.verification.ts';
import { makeDocx, makePdf } from './writing.ts';

export interface IssueRequest {
  readonly issuedOn: CalendarDate;
  readonly number: 'next' | number;
  /** Why numbers are left out; null where none are. */
  readonly reason: string | null;
}

export interface IssuedPaper {
  readonly printedNumber: string | null;
  readonly code: string;
  readonly version: number;
}

/** What the page before issuing shows. */
export interface IssueScreen {
  readonly paper: StoredPaper;
  readonly blanks: readonly FieldProblem[];
  /** Null for papers without a number. */
  readonly proposed: { readonly next: number; readonly isFirst: boolean; readonly series: string } | null;
  readonly replaces: StoredPaper | null;
}

/** @throws Problem not-found, permission.denied, paper.issued */
export async function readIssue(ctx: Context, id: PaperId, issuedOn: CalendarDate): Promise<IssueScreen> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, id, 'paper.issue');
    if (paper.status !== 'draft') throw new Problem('paper.issued');
    const series = seriesOf(paper.kind);
    return {
      paper,
      blanks: blanksOf(paper.kind, paper.model),
      proposed:
        series === null
          ? null
          : { series, ...(await proposeNumber(tx, { unitId: paper.unitId, year: yearOf(issuedOn), series })) },
      replaces: paper.replacesId === null ? null : await findPaper(tx, paper.replacesId),
    };
  });
}

/**
 * Issues a draft. Sent twice it is issued once.
 * @param request.version the version that the person saw
 * @throws Problem edit.stale, paper.issued, paper.incomplete with the blank fields, register.number-taken,
 *   register.gap-unexplained, file.disk-full, not-found, permission.denied; request.invalid for a paper of a plan, which
 *   is issued with its plan
 */
export async function issuePaper(
  ctx: Context,
  id: PaperId,
  request: IssueRequest & { readonly version: number },
): Promise<IssuedPaper> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, id, 'paper.issue');
    if (paper.status !== 'draft') throw new Problem('paper.issued');
    if (isIssuedBySource(paper)) throw new Problem('request.invalid');
    if (paper.version !== request.version) throw new Problem('edit.stale');
    return issueIn(tx, ctx.platform, paper, { ...request, by: actor.accountId });
  });
}

/** A plan's paper gets its number together with the plan. */
export function isIssuedBySource(paper: { readonly source: string | null }): boolean {
  return paper.source?.startsWith('plan/') ?? false;
}

/**
 * Issues a draft that the caller holds, as part of the caller's transaction. Permission is the caller's.
 * @throws as issuePaper
 */
export async function issueIn(
  tx: Tx,
  platform: Platform,
  paper: StoredPaper,
  request: IssueRequest & { readonly by: AccountId | null },
): Promise<IssuedPaper> {
  const { unitId, kind } = paper;
  const blanks = blanksOf(kind, paper.model);
  if (blanks.length > 0) throw new Problem('paper.incomplete', { fields: blanks });
  const taken = await numberOf(tx, paper, request);
  const code = newVerificationCode();
  const model: DocModel = docModelSchema.parse(
    withHead(
      paper.model,
      { number: taken === null ? null : String(taken.number), date: request.issuedOn },
      { code, url: verificationUrl(platform, code) },
    ),
  );
  const files = await filesOf(platform, model);
  const version = paper.version + 1;
  await saveState(tx, { paperId: paper.id, unitId, version, model, cause: 'issue', by: request.by });
  await markPaperIssued(tx, paper.id, {
    entryId: taken?.id ?? null,
    code,
    at: platform.clock.now(),
    by: request.by,
  });
  await insertFiles(tx, paper, files);
  await insertVerifications(tx, [
    {
      code,
      unitId,
      kind,
      agency: agencyInText(model.head.agency),
      printedNumber: taken?.printedNumber ?? null,
      datedOn: request.issuedOn,
      subject: checkedSubject(model),
      recipient: model.layout === 'certificate' ? model.recipient.name : null,
    },
  ]);
  await insertVerificationFiles(
    tx,
    files.map(({ file }) => ({ code, sha256: file.sha256 })),
  );
  const replaced = paper.replacesId === null ? null : await replaceOld(tx, platform, paper.replacesId, taken, code);
  await appendAudit(tx, {
    unitId,
    verb: 'paper.issue',
    subject: `paper/${paper.id}`,
    after: {
      number: taken?.printedNumber ?? null,
      issuedOn: request.issuedOn,
      code,
      files: files.map(({ file }) => file.sha256),
      replaces: replaced,
      reason: request.reason,
    },
  });
  return { printedNumber: taken?.printedNumber ?? null, code, version };
}

/** Address of the page that answers for a code. */
export function verificationUrl(platform: Platform, code: string): string {
  return `${platform.publicUrl()}/xac-minh/${code}`;
}

async function numberOf(
  tx: Tx,
  paper: StoredPaper,
  request: IssueRequest & { readonly by: AccountId | null },
): Promise<TakenNumber | null> {
  const series = seriesOf(paper.kind);
  if (series === null) return null;
  const { model } = paper;
  return takeNumber(tx, {
    unitId: paper.unitId,
    year: yearOf(request.issuedOn),
    series,
    direction: 'out',
    number: request.number,
    reason: request.reason,
    printed: (number) => printedNumber(number, model.head.symbol),
    datedOn: request.issuedOn,
    receivedOn: null,
    office: receiversOf(model),
    subject: registerSubject(model),
    documentId: null,
    by: request.by,
  });
}

/** Both files, kept before the transaction ends: rows without their files would be worse than files without rows. */
async function filesOf(platform: Platform, model: DocModel): Promise<NewPaperFile[]> {
  const pdf = await makePdf(platform, model);
  const docx = await makeDocx(platform, model);
  return [
    { format: 'pdf', file: await platform.files.put(pdf.bytes), marks: pdf.marks, signature: null },
    { format: 'docx', file: await platform.files.put(docx), marks: null, signature: null },
  ];
}

async function replaceOld(
  tx: Tx,
  platform: Platform,
  oldId: PaperId,
  taken: TakenNumber | null,
  code: string,
): Promise<PaperId | null> {
  const old = await findPaper(tx, oldId, true);
  // Withdrawn or replaced by another in the meantime: that stands.
  if (old?.status !== 'issued') return null;
  await setPaperStatus(tx, old.id, 'replaced');
  if (old.registerEntryId !== null && taken !== null) await replaceEntry(tx, old.registerEntryId, taken.id, null);
  if (old.verificationCode !== null) {
    await markVerificationReplaced(tx, old.verificationCode, code, null, platform.clock.now());
  }
  return old.id;
}

/**
 * Withdraws an issued paper: kept, and marked as withdrawn wherever it is shown or checked. Sent twice it is done once.
 * @throws Problem paper.not-issued, not-found, permission.denied
 */
export async function withdrawPaper(ctx: Context, id: PaperId, reason: string): Promise<void> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, id, 'paper.withdraw');
    if (paper.status === 'withdrawn') return;
    if (paper.status !== 'issued') throw new Problem('paper.not-issued');
    await setPaperStatus(tx, id, 'withdrawn');
    if (paper.registerEntryId !== null) await withdrawEntry(tx, paper.registerEntryId, reason);
    if (paper.verificationCode !== null) {
      await markVerificationWithdrawn(tx, paper.verificationCode, reason, ctx.platform.clock.now());
    }
    await appendAudit(tx, { unitId: paper.unitId, verb: 'paper.withdraw', subject: `paper/${id}`, after: { reason } });
  });
}

/**
 * Adds a signed state of an issued paper's PDF: kept beside the others, and known to the public check. The caller holds
 * the paper (`requirePaper` or findPaper with lock), has asked permission, and has put the bytes into the store.
 * @param signature facts of the certificate that signed it, as JSON
 * @returns the number of the state among the paper's files
 */
export async function addSignedFile(
  tx: Tx,
  paper: Pick<StoredPaper, 'id' | 'unitId' | 'verificationCode'>,
  signed: { readonly file: StoredFile; readonly marks: unknown; readonly signature: unknown },
): Promise<number> {
  const seq = await insertFiles(tx, paper, [{ format: 'pdf', ...signed }]);
  if (paper.verificationCode !== null) {
    await insertVerificationFiles(tx, [{ code: paper.verificationCode, sha256: signed.file.sha256 }]);
  }
  return seq;
}

/** What the person may do with the paper beyond reading it. */
export interface PaperRights {
  readonly mayWrite: boolean;
  readonly mayIssue: boolean;
  readonly mayWithdraw: boolean;
  readonly maySign: boolean;
  readonly mayMerge: boolean;
}

export function rightsOn(ctx: Context, { unitId }: Pick<StoredPaper, 'unitId'>): PaperRights {
  const actor = requireActor(ctx.actor);
  const may = (verb: Parameters<typeof unitsAllowing>[1]): boolean => unitsAllowing(actor, verb).includes(unitId);
  return {
    mayWrite: may('paper.write'),
    mayIssue: may('paper.issue'),
    mayWithdraw: may('paper.withdraw'),
    maySign: may('paper.sign'),
    mayMerge: may('merge.run'),
  };
}
