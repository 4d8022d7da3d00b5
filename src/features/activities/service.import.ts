/** A spreadsheet of activities looked at: read in a worker, every row checked as the form would, kept until it is taken in. */
import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { messagesFor } from '../../../messages/index.ts';
import { DocumentProblem } from '../../documents/problem.ts';
import { readRowsInWorker } from '../../documents/worker-client.ts';
import type { Platform } from '../../platform/context.ts';
import { asSystem } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import {
  type ActivityImportId,
  calendarDateSchema,
  type OrganisationId,
  unitIdSchema,
} from '../../platform/ids/ids.ts';
import { normalizeText, unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type EditionContext, requireOpen, requirePlace } from '../editions/index.ts';
import { inActivities, mayActivity } from './access.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, AUDIENCES } from './activity.ts';
import { exampleDay, writeTemplate } from './import-template.ts';
import { loadKinds } from './kinds.ts';
import { type ImportGround, groundOf, readGround } from './service.import-ground.ts';
import { findLayout } from './rules.import-columns.ts';
import { checkGroup } from './rules.import-row.ts';
import {
  checkLayout,
  firstDay,
  groupRows,
  type ImportFault,
  type ImportRow,
  MOST_IMPORT_ROWS,
  warnOfTwins,
} from './rules.import.ts';
import { type ActivityContent, DUPLICATE_DAYS } from './rules.ts';
import { type ActingChoice, readActing } from './service.read.ts';
import { contentOf } from './service.ts';
import {
  countOwnDrafts,
  deleteOldPreviews,
  findAnnouncedIn,
  findImportPart,
  findImports,
  findOwnDrafts,
  findTakenBefore,
  type ImportPart,
  insertImport,
  type StoredImport,
} from './store.import.ts';

export const IMPORT_PAGE = 50;
const MOST_LISTED = 50;
/** What is kept and shown of what is wrong; all is counted. */
const MOST_FAULTS = 5_000;
/** Rows checked before others have their turn. */
const AT_ONCE = 100;
const DAY_MS = 86_400_000;
const PREVIEW_DAYS = 30;

const organisationOf = ({ acting }: ActingChoice): OrganisationId | null =>
  'organisationId' in acting ? acting.organisationId : null;

export interface ImportHome {
  readonly choices: readonly ActingChoice[];
  readonly chosen: ActingChoice;
  readonly imports: readonly StoredImport[];
  readonly drafts: number;
  readonly isOpen: boolean;
}

/** @param asked for whom; the first that the person may announce for otherwise. @throws Problem permission.denied */
export async function readImportHome(ctx: EditionContext, asked: string | undefined): Promise<ImportHome> {
  const choices = await readActing(ctx);
  const chosen = choices.find(({ value }) => value === asked) ?? choices[0];
  if (!chosen) throw new Problem('permission.denied');
  const of = { unitId: chosen.unitId, organisationId: organisationOf(chosen) };
  return inActivities(ctx, async (tx) => ({
    choices,
    chosen,
    imports: await findImports(tx, ctx.edition.id, { of, limit: MOST_LISTED }),
    drafts: await countOwnDrafts(tx, ctx.edition.id, of),
    isOpen: ctx.edition.status === 'open',
  }));
}

/** The file to fill in. @param withDrafts filled with the organiser's own drafts. @throws Problem permission.denied */
export async function makeTemplate(
  ctx: EditionContext,
  asked: string | undefined,
  withDrafts: boolean,
): Promise<Uint8Array> {
  const { chosen } = await readImportHome(ctx, asked);
  const of = { unitId: chosen.unitId, organisationId: organisationOf(chosen) };
  const kinds = await loadKinds(ctx.platform.db.app);
  const { ground, contents } = await inActivities(ctx, async (tx) => ({
    ground: await readGround(tx, ctx, chosen.unitId),
    contents: withDrafts
      ? (await findOwnDrafts(tx, ctx.edition.id, of, MOST_IMPORT_ROWS)).map(({ activity, sessions }) =>
          contentOf(activity, sessions),
        )
      : [],
  }));
  return writeTemplate({
    t: messagesFor(ctx.locale),
    locale: ctx.locale,
    kinds,
    areas: ground.named(),
    organiser: chosen.name,
    day: exampleDay(ctx.edition.weekStart, ctx.platform.clock.now()),
    contents,
  });
}

/**
 * Reads a file and keeps what it would become. Of faulty rows nothing is kept but what is wrong with them.
 * @throws Problem activity.import-invalid with the reader's words for a file that is no table; permission.denied, edition.closed
 */
export async function checkFile(
  ctx: EditionContext,
  asked: string | undefined,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<ActivityImportId> {
  const { chosen } = await readImportHome(ctx, asked);
  requireOpen(ctx);
  const { rows, isGuessed } = await read(ctx, file);
  const kinds = await loadKinds(ctx.platform.db.app);
  const { ground, place } = await inActivities(ctx, async (tx) => ({
    ground: await readGround(tx, ctx, chosen.unitId),
    place: await requirePlace(tx, ctx.edition.id, chosen.unitId),
  }));
  const layout = findLayout(rows);
  const faults = checkLayout(layout, isGuessed);
  const good: ImportRow[] = [];
  let groups = 0;
  if (layout !== null && faults.every(({ isWarning }) => isWarning)) {
    const importPlace = groundOf(ctx, ground, kinds);
    for (const [at, group] of groupRows(layout).entries()) {
      if (at % AT_ONCE === 0) await setImmediate();
      const checked = checkGroup(group, importPlace);
      groups += 1;
      faults.push(...checked.faults);
      if (checked.row) good.push(checked.row);
    }
    faults.push(...warnOfTwins(good));
  }
  return inActivities(ctx, async (tx) => {
    faults.push(...(await warnOfAnnounced(tx, ctx, good)));
    const inOrder = faults.toSorted(byPlace);
    const errors = inOrder.filter(({ isWarning }) => !isWarning);
    const warnings = inOrder.filter(({ isWarning }) => isWarning);
    const summary = {
      lines: layout?.body.length ?? 0,
      good: good.length,
      faulty: groups - good.length,
      ready: good.filter(({ missing }) => missing.length === 0).length,
      errors: errors.length,
      warnings: warnings.length,
    };
    return insertImport(tx, {
      editionId: ctx.edition.id,
      unitId: place.unitId,
      pos: place.lft,
      organisationId: organisationOf(chosen),
      fileName: normalizeText(file.name.toWellFormed()).replace(/\p{C}/gu, '').slice(0, 200) || 'tep',
      fileSha256: hash('sha256', file.bytes),
      rows: good,
      errors: errors.slice(0, MOST_FAULTS),
      warnings: warnings.slice(0, MOST_FAULTS),
      summary,
      createdBy: ctx.actor?.accountId ?? null,
      now: ctx.platform.clock.now(),
    });
  });
}

/** As one reads a table: by row, and in it from the left (Z before AA). */
const byPlace = (a: ImportFault, b: ImportFault): number =>
  a.line - b.line || a.cell.length - b.cell.length || (a.cell < b.cell ? -1 : Number(a.cell > b.cell));

async function read(ctx: EditionContext, file: { readonly name: string; readonly bytes: Uint8Array }) {
  try {
    // Headings and the name of an office above them are rows too.
    return await readRowsInWorker(ctx.platform.readers, file.bytes, file.name, MOST_IMPORT_ROWS + 25);
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw new Problem('activity.import-invalid', { detail: error.message, cause: error });
  }
}

/** What is there already under the same words, near in time, on the same ground. */
async function warnOfAnnounced(tx: Tx, ctx: EditionContext, rows: readonly ImportRow[]): Promise<ImportFault[]> {
  const days = rows.flatMap(({ content }) => firstDay(content) ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const near = DUPLICATE_DAYS * DAY_MS;
  const areas = [...new Set(rows.map(({ content }) => content.areaUnitId))];
  const from = new Date(Date.parse(first) - near);
  const to = new Date(Date.parse(last) + near + DAY_MS);
  const key = (title: string, area: number): string => `${area} ${unaccentedKey(title)}`;
  const there = Map.groupBy(await findAnnouncedIn(tx, ctx.edition.id, areas, from, to), (each) =>
    key(each.title, each.areaUnitId),
  );
  return rows.flatMap(({ line, content }): ImportFault[] => {
    const day = firstDay(content);
    const found = there
      .get(key(content.title, content.areaUnitId))
      ?.find(({ at }) => day !== null && Math.abs(at.getTime() - Date.parse(day)) <= near + DAY_MS);
    if (found === undefined) return [];
    const hint = `${found.title} – ${found.organiserName}`.slice(0, 200).toWellFormed();
    return [{ cell: '', line, column: 'title', isWarning: true, code: 'same-announced', found: '', hint }];
  });
}

/** @throws Problem not-found, permission.denied for somebody who may not write for its organiser */
export async function requireImport(ctx: EditionContext, tx: Tx, id: ActivityImportId): Promise<StoredImport> {
  const [found] = await findImports(tx, ctx.edition.id, { id, limit: 1 });
  if (!found) throw new Problem('not-found');
  if (!mayActivity(ctx, 'activity.write', found)) throw new Problem('permission.denied');
  return found;
}

const faultSchema = z.custom<ImportFault>((value) => typeof value === 'object' && value !== null && 'code' in value);

const contentSchema: z.ZodType<ActivityContent> = z.object({
  kind: z.string(),
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  form: z.enum(ACTIVITY_FORMS),
  audiences: z.array(z.enum(AUDIENCES)),
  areaUnitId: unitIdSchema,
  placeName: z.string(),
  address: z.string(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  onlineUrl: z.string().nullable(),
  isOnlineUrlPublic: z.boolean(),
  sessions: z.array(
    z.object({ no: z.null(), startsAt: z.coerce.date(), endsAt: z.coerce.date(), placeName: z.string().nullable() }),
  ),
  quantity: z.number().nullable(),
  countedOn: calendarDateSchema.nullable(),
  hasSignup: z.boolean(),
  signupOpensAt: z.coerce.date().nullable(),
  signupClosesAt: z.coerce.date().nullable(),
  capacity: z.number().nullable(),
  onlineCapacity: z.number().nullable(),
  cost: z.number(),
  costNote: z.string(),
  accessibility: z.array(z.enum(ACCESSIBILITY)),
  accessibilityNote: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  contactEmail: z.string(),
  coOrganisers: z.array(z.string()),
  links: z.array(z.object({ url: z.string(), label: z.string() })),
});
const rowSchema: z.ZodType<ImportRow> = z.object({
  line: z.number(),
  content: contentSchema,
  missing: z.array(
    z.enum(['sessions', 'place', 'onlineUrl', 'audiences', 'contactName', 'contactWay', 'quantity', 'countedOn']),
  ),
});

/** Rows of an import as they will be; all of them without a page. */
export async function importRows(
  tx: Tx,
  id: ActivityImportId,
  page: { readonly limit: number; readonly offset: number } | null,
): Promise<ImportRow[]> {
  return z.array(rowSchema).parse(await findImportPart(tx, id, 'rows', page));
}

export interface ImportScreen {
  readonly stored: StoredImport;
  readonly faults: readonly ImportFault[];
  readonly rows: readonly ImportRow[];
  readonly total: number;
  readonly ground: ImportGround;
  readonly takenBefore: Date | null;
  /** Nobody checks its activities: they are published at once. */
  readonly publishesOwn: boolean;
  readonly organiser: string;
}

/** A page of what the file would become, or of what is wrong with it. @throws Problem not-found, permission.denied */
export async function readImport(
  ctx: EditionContext,
  id: ActivityImportId,
  part: ImportPart | null,
  page: number,
): Promise<ImportScreen & { readonly part: ImportPart }> {
  return inActivities(ctx, async (tx) => {
    const stored = await requireImport(ctx, tx, id);
    const { summary } = stored;
    const first = summary.errors > 0 ? 'errors' : stored.status === 'checked' ? 'rows' : 'warnings';
    const shown = part === null || (part === 'rows' && stored.status !== 'checked') ? first : part;
    const range = { limit: IMPORT_PAGE, offset: (page - 1) * IMPORT_PAGE };
    const ground = await readGround(tx, ctx, stored.unitId);
    const counts = { errors: summary.errors, warnings: summary.warnings, rows: summary.good };
    return {
      stored,
      part: shown,
      rows: shown === 'rows' ? await importRows(tx, id, range) : [],
      faults: shown === 'rows' ? [] : z.array(faultSchema).parse(await findImportPart(tx, id, shown, range)),
      total: Math.min(counts[shown], shown === 'rows' ? counts.rows : MOST_FAULTS),
      ground,
      takenBefore: await findTakenBefore(tx, ctx.edition.id, stored),
      publishesOwn: stored.organisationId === null && ground.publishesOwn,
      organiser: ground.organiser,
    };
  });
}

/** Forgets previews that nobody took in within thirty days. @returns how many */
export function forgetOldPreviews(platform: Platform): Promise<number> {
  const before = new Date(platform.clock.now().getTime() - PREVIEW_DAYS * DAY_MS);
  return asSystem({ platform }, (tx) => deleteOldPreviews(tx, before));
}
