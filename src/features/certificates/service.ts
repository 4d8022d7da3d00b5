/** The verbs of certificates: look at who could get one, give, watch, correct, revoke, download. */
import { randomBytes } from 'node:crypto';
import { ZodError } from 'zod';
import { identityHash } from '../../documents/badges/credential.ts';
import type { CertificateDoc, DocModel } from '../../documents/write/doc-model.ts';
import { today } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, CertificateBatchId, PaperId, SigningKeyId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import { findPaper, type Letterhead, letterheadOf } from '../papers/index.ts';
import { checkKeyPassword, requireUsableKey, sealPassword, type SigningKey, usableKeys } from '../signing/index.ts';
import type { CertificateRole, SourceKey } from './certificate.ts';
import { passwordOwner, runBatchJob } from './job-definitions.ts';
import {
  achievementKey,
  builtInModel,
  type Candidate,
  claimOf,
  datedModel,
  filledModel,
  MOST_AT_ONCE,
  namesPerson,
  type Proof,
  readTypedPeople,
  reasonFor,
  ROLES_OF,
  unknownFields,
  verbFor,
} from './rules.ts';
import {
  type Batch,
  type CertificateRow,
  findBatch,
  findCertificates,
  findOutcome,
  insertBatch,
  insertCertificates,
  listBatches,
  type NewCertificate,
  setBatchSecret,
} from './store.ts';
import { findClaimed, findPeople, findSources, findTemplates, type Source, type Template } from './store.people.ts';

const LISTED = 100;
const FAILED_SHOWN = 30;

export interface CertificateList {
  readonly sources: readonly Source[];
  readonly batches: readonly Batch[];
  /** True where the person may give anything. */
  readonly mayAttest: boolean;
  /** Units for which the person may give more than certificates of taking part. */
  readonly issuing: readonly UnitId[];
}

/** What was given and what could be, for the units on which the person has a role. @throws Problem permission.denied */
export async function readCertificates(ctx: EditionContext): Promise<CertificateList> {
  const actor = requireActor(ctx.actor);
  const readable = unitsAllowing(actor, 'certificate.read');
  const attesting = unitsAllowing(actor, 'certificate.attest');
  if (readable.length === 0) throw new Problem('permission.denied');
  return inEdition(ctx, async (tx) => ({
    sources: await findSources(tx, ctx.edition.id, attesting, ctx.platform.clock.now()),
    batches: await listBatches(tx, ctx.edition.id, readable, LISTED),
    mayAttest: attesting.length > 0,
    issuing: unitsAllowing(actor, 'certificate.issue'),
  }));
}

export interface BatchDraft {
  readonly source: Source;
  readonly role: CertificateRole;
  readonly people: readonly (Candidate & { readonly has: boolean })[];
  readonly templates: readonly Template[];
  readonly keys: readonly SigningKey[];
  readonly letterhead: Letterhead;
  readonly today: CalendarDate;
}

/**
 * Who could get a certificate of the role, who has one, and with what it can be made.
 * @throws Problem not-found for what can give none now, permission.denied
 */
export async function readDraft(ctx: EditionContext, key: SourceKey, role: CertificateRole): Promise<BatchDraft> {
  const actor = requireActor(ctx.actor);
  return inEdition(ctx, async (tx) => {
    const source = await requireSource(tx, ctx, key, role);
    const people = await findPeople(tx, ctx.edition.id, key, role);
    const claimed = await findClaimed(
      tx,
      people.map((person) => claimOf(key, role, person.key)),
    );
    return {
      source,
      role,
      people: people.map((person) => ({ ...person, has: claimed.has(claimOf(key, role, person.key)) })),
      templates: await findTemplates(tx, source.unitId),
      keys: await usableKeys(tx, actor, source.unitId),
      letterhead: await letterheadOf(tx, source.unitId, today(ctx.platform.clock)),
      today: today(ctx.platform.clock),
    };
  });
}

async function requireSource(tx: Tx, ctx: EditionContext, key: SourceKey, role: CertificateRole): Promise<Source> {
  const actor = requireActor(ctx.actor);
  // In sight is what lies below the person; giving needs a role on the organiser itself, as with all of its papers.
  const units = [...new Set(actor.grants.map(({ unitId }) => unitId))];
  const [source] = await findSources(tx, ctx.edition.id, units, ctx.platform.clock.now(), key);
  if (source === undefined || !ROLES_OF[key.source].includes(role)) throw new Problem('not-found');
  requireOnUnit(actor, verbFor(role), source.unitId);
  return source;
}

export interface BatchRequest {
  readonly source: SourceKey;
  readonly role: CertificateRole;
  /** Keys of the people found that get one. */
  readonly chosen: readonly string[];
  /** A pasted list of more. */
  readonly typed: string;
  readonly title: string;
  readonly reason: string;
  /** Null: the product's own design. */
  readonly paperId: PaperId | null;
  readonly issuedOn: CalendarDate;
  readonly proof: Proof;
  readonly signerTitle: string;
  readonly signerName: string;
  readonly isMailed: boolean;
}

export interface BatchCheck {
  readonly people: readonly Candidate[];
  readonly model: CertificateDoc;
  /** The certificate of the first; null where it can't be made. */
  readonly first: DocModel | null;
  readonly faults: readonly FieldProblem[];
}

/** What would be given; nothing is kept. @throws Problem not-found, permission.denied */
export function checkBatch(ctx: EditionContext, request: BatchRequest): Promise<BatchCheck> {
  return inEdition(ctx, async (tx) =>
    check(tx, ctx, await requireSource(tx, ctx, request.source, request.role), request),
  );
}

async function check(tx: Tx, ctx: EditionContext, source: Source, request: BatchRequest): Promise<BatchCheck> {
  const faults: FieldProblem[] = [];
  const found = await findPeople(tx, ctx.edition.id, request.source, request.role);
  const chosen = new Set(request.chosen);
  const typed = readTypedPeople(request.typed);
  const all = new Map(
    [...found.filter(({ key }) => chosen.has(key)), ...typed.people].map((person) => [person.key, person]),
  );
  const claimed = await findClaimed(
    tx,
    [...all.keys()].map((key) => claimOf(request.source, request.role, key)),
  );
  const people = [...all.values()].filter(({ key }) => !claimed.has(claimOf(request.source, request.role, key)));
  if (typed.tooLong.length > 0) faults.push({ field: 'them', code: 'too-long', detail: typed.tooLong.join(', ') });
  if (people.length === 0) faults.push({ field: 'nguoi', code: 'nobody' });
  if (people.length > MOST_AT_ONCE) faults.push({ field: 'nguoi', code: 'too-many', detail: String(MOST_AT_ONCE) });
  const template = await templateOf(tx, ctx, source.unitId, request);
  const unknown = unknownFields(template);
  if (unknown.length > 0) faults.push({ field: 'mau', code: 'unknown-fields', detail: unknown.join(', ') });
  if (!namesPerson(template)) faults.push({ field: 'mau', code: 'no-name' });
  const model = datedModel(template, {
    date: request.issuedOn,
    proof: request.proof,
    signerTitle: request.signerTitle,
    signerName: request.signerName,
  });
  const first = firstOf(model, people[0], request);
  if (people.length > 0 && first === null) faults.push({ field: 'noi-dung', code: 'too-long-text' });
  return { people, model, first, faults };
}

async function templateOf(tx: Tx, ctx: EditionContext, unitId: UnitId, request: BatchRequest): Promise<CertificateDoc> {
  if (request.paperId === null) {
    return builtInModel(request.role, await letterheadOf(tx, unitId, today(ctx.platform.clock)));
  }
  const paper = await findPaper(tx, request.paperId);
  if (paper === null || paper.unitId !== unitId || paper.model.layout !== 'certificate') throw new Problem('not-found');
  return paper.model;
}

function firstOf(model: DocModel, person: Candidate | undefined, request: BatchRequest): DocModel | null {
  if (person === undefined) return null;
  try {
    const reason = reasonFor(request.reason, person.prize);
    return filledModel(model, { ...person, reason, title: request.title });
  } catch (error) {
    if (error instanceof ZodError) return null;
    throw error;
  }
}

export interface Signing {
  readonly keyId: SigningKeyId;
  readonly password: string;
}

/**
 * Begins to make certificates; the work is done by a job. Who has one by then is left out, however often the form is sent.
 * @throws Problem certificate.nobody, request.invalid with every fault, not-found, permission.denied; key.password-wrong,
 *   key.expired, request.too-many of a key to sign with
 */
export async function startBatch(
  ctx: EditionContext,
  request: BatchRequest,
  signing: Signing | null,
): Promise<CertificateBatchId> {
  if ((request.proof === 'key') !== (signing !== null))
    throw new Error('a key is named where one signs, and only there');
  const unitId = await inEdition(
    ctx,
    async (tx) => (await requireSource(tx, ctx, request.source, request.role)).unitId,
  );
  if (signing !== null)
    await checkKeyPassword(ctx, await requireUsableKey(ctx, unitId, signing.keyId), signing.password);
  return inEdition(ctx, async (tx) => {
    const source = await requireSource(tx, ctx, request.source, request.role);
    const { people, model, faults } = await check(tx, ctx, source, request);
    if (faults.some(({ code }) => code === 'nobody')) throw new Problem('certificate.nobody');
    if (faults.length > 0) throw new Problem('request.invalid', { fields: faults });
    return beginBatch(tx, ctx, { ...request, unitId: source.unitId, model, people, signing });
  });
}

interface Beginning extends BatchRequest {
  readonly unitId: UnitId;
  readonly model: DocModel;
  readonly people: readonly (Candidate & { readonly replaces?: { readonly id: string; readonly reason: string } })[];
  readonly signing: Signing | null;
}

/** Writes the batch and asks for its work. Permission and checks are the caller's. */
export async function beginBatch(tx: Tx, ctx: EditionContext, asked: Beginning): Promise<CertificateBatchId> {
  const actor = requireActor(ctx.actor);
  const { source, role, unitId, signing } = asked;
  const id = await insertBatch(tx, {
    unitId,
    editionId: ctx.edition.id,
    role,
    source: source.source,
    sourceId: source.id,
    title: asked.title,
    paperId: asked.paperId,
    model: asked.model,
    issuedOn: asked.issuedOn,
    isMailed: asked.isMailed,
    signingKeyId: signing?.keyId ?? null,
    by: actor.accountId,
  });
  const rows = asked.people.map((person): NewCertificate => {
    const salt = randomBytes(16).toString('hex');
    return {
      recipient: person.name,
      detail: person.detail,
      prize: person.prize,
      achievement: reasonFor(asked.reason, person.prize),
      achievementKey: achievementKey(source, role, person.prize),
      holderId: person.holderId,
      claim: person.replaces === undefined ? claimOf(source, role, person.key) : null,
      email: asked.isMailed ? person.email : null,
      identityHash: person.email === null ? null : identityHash('emailAddress', person.email, salt),
      identitySalt: salt,
      replaces: person.replaces?.id ?? null,
      replaceReason: person.replaces?.reason ?? null,
    };
  });
  const added = await insertCertificates(tx, { id, unitId }, rows);
  if (added === 0) throw new Problem('certificate.nobody');
  if (signing !== null) {
    await setBatchSecret(tx, id, sealPassword(ctx.platform, passwordOwner(id), signing.password));
  }
  await appendAudit(tx, {
    unitId,
    verb: 'certificate.issue',
    subject: `certificate-batch/${id}`,
    after: { source: source.source, sourceId: source.id, role, certificates: added, key: signing?.keyId ?? null },
  });
  await ctx.platform.jobs.send(tx, runBatchJob, { batchId: id });
  return id;
}

/** The batch, where the person may see it. @throws Problem not-found, permission.denied */
export async function requireBatch(tx: Tx, ctx: EditionContext, id: CertificateBatchId, lock = false): Promise<Batch> {
  const actor = requireActor(ctx.actor);
  const batch = await findBatch(tx, id, lock);
  if (batch === null || batch.editionId !== ctx.edition.id) throw new Problem('not-found');
  requireOnUnit(actor, 'certificate.read', batch.unitId);
  return batch;
}

export interface BatchScreen {
  readonly batch: Batch;
  readonly rows: readonly CertificateRow[];
  readonly problems: number;
  /** Who could not be given one, the first of them. */
  readonly failed: Awaited<ReturnType<typeof findOutcome>>['failed'];
  /** People with an address among those made. */
  readonly contacts: number;
  /** Gives more, corrects, revokes. */
  readonly mayChange: boolean;
}

/** @throws Problem not-found, permission.denied */
export async function readBatch(
  ctx: EditionContext,
  id: CertificateBatchId,
  page: { readonly limit: number; readonly offset: number },
): Promise<BatchScreen> {
  return inEdition(ctx, async (tx) => {
    const batch = await requireBatch(tx, ctx, id);
    return {
      batch,
      rows: await findCertificates(tx, id, page),
      ...(await findOutcome(tx, id, FAILED_SHOWN)),
      mayChange: unitsAllowing(requireActor(ctx.actor), verbFor(batch.role)).includes(batch.unitId),
    };
  });
}
