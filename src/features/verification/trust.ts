/** Whom this installation takes at their word for who signed: authorities that its administrator has put in. No network. */
import type { TrustListData } from '../../documents/sign/trust-list.ts';
import { readCertificateInWorker } from '../../documents/signer-client.ts';
import { DocumentProblem } from '../../documents/problem.ts';
import { asSystem, type Context, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import { requireAdministrator } from '../../platform/permission/permission.ts';
import {
  countAnchors,
  deleteAnchor,
  insertAnchor,
  listAnchors,
  listCertificates,
  type TrustAnchorRow,
} from './store.ts';

/** As many as a check reads (documents/sign/trust-list.ts). */
const MOST_ANCHORS = 500;

/** The list as it stands, for a check of signatures. */
export async function trustList(platform: Platform): Promise<TrustListData> {
  const rows = await asSystem({ platform }, listCertificates);
  return rows.map(({ certificate, ...rest }) => ({
    ...rest,
    certificate: Buffer.from(certificate).toString('base64'),
    validFrom: startOf(rest.validFrom),
    validTo: endOf(rest.validTo),
  }));
}

/** A day in Vietnam begins and ends seven hours before the same day of UTC. */
function startOf(day: CalendarDate | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00+07:00`);
}

function endOf(day: CalendarDate | null): Date | null {
  return day === null ? null : new Date(`${day}T23:59:59.999+07:00`);
}

/** The list for its administrator. @throws Problem permission.denied */
export function readAnchors(ctx: Context): Promise<TrustAnchorRow[]> {
  requireAdministrator(ctx.actor);
  return asSystem(ctx, listAnchors);
}

export interface AnchorRequest {
  /** '' takes the name in the certificate. */
  readonly name: string;
  /** DER or PEM. */
  readonly file: Uint8Array;
  readonly source: string;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
}

/**
 * Puts an authority into the list.
 * @throws Problem permission.denied; request.invalid at `tep` (no certificate, in the list already, list full) or `validTo`
 */
export async function addAnchor(ctx: Context, request: AnchorRequest): Promise<void> {
  const { accountId } = requireAdministrator(ctx.actor);
  const { validFrom, validTo } = request;
  if (validFrom !== null && validTo !== null && validFrom > validTo) throw refused('validTo', 'trust.days');
  const { der, facts } = await readFile(ctx, request.file);
  const name = request.name === '' ? facts.name : request.name;
  await inTransaction(ctx.platform.db.app, { kind: 'actor', accountId, units: [] }, async (tx) => {
    if ((await countAnchors(tx)) >= MOST_ANCHORS) throw refused('tep', 'trust.full');
    const { source } = request;
    const id = await insertAnchor(tx, { name, certificate: der, facts, source, validFrom, validTo, by: accountId });
    if (id === null) throw refused('tep', 'trust.exists');
    const after = { name, fingerprint: facts.fingerprint, source, validFrom, validTo };
    await appendAudit(tx, { unitId: null, verb: 'trust.add', subject: `trust/${id}`, after });
  });
}

async function readFile(ctx: Context, file: Uint8Array): ReturnType<typeof readCertificateInWorker> {
  try {
    return await readCertificateInWorker(ctx.platform.signers, file);
  } catch (error) {
    if (error instanceof DocumentProblem) throw refused('tep', 'trust.unreadable', error);
    throw error;
  }
}

function refused(field: string, code: string, cause?: unknown): Problem {
  return new Problem('request.invalid', { fields: [{ field, code }], cause });
}

/** Takes an authority out of the list. Sent twice it is done once. @throws Problem permission.denied */
export async function removeAnchor(ctx: Context, id: number): Promise<void> {
  const { accountId } = requireAdministrator(ctx.actor);
  await inTransaction(ctx.platform.db.app, { kind: 'actor', accountId, units: [] }, async (tx) => {
    const before = await deleteAnchor(tx, id);
    if (before !== null) await appendAudit(tx, { unitId: null, verb: 'trust.remove', subject: `trust/${id}`, before });
  });
}
