/**
 * Confirming a document: one transaction that opens the edition, creates the agencies that are new, and writes the root's
 * plan with its tasks, due dates and report form. It stands above editions and reports, which know nothing of documents.
 */
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { actorScope, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireActor } from '../../platform/permission/permission.ts';
import { type FrozenUnit, openEdition } from '../editions/index.ts';
import { expectReports } from '../reports/index.ts';
import { coreForm } from './rules.core-form.ts';
import { type Assignment, blockingProblems, type Correction, kindOfDeadline, whoKey } from './rules.correction.ts';
import { isIssued, planContentOf } from './rules.plan-content.ts';
import { assignmentOf } from './rules.who.ts';
import { requireOnUnit } from './service.ts';
import { findDocument, findEditionOfDocument, markConfirmed, type StoredDocument } from './store.ts';
import { insertDueDates, insertRootPlan, insertTasks, type NewDueDate, type NewTask } from '../plans/index.ts';
import { insertAgency } from './store.units.ts';

export interface Confirmed {
  readonly editionId: EditionId;
  /** False when the document had been confirmed before: nothing was done again. */
  readonly isNew: boolean;
}

/**
 * Opens the edition that the document speaks of.
 * @param version the version that the person saw
 * @throws Problem document.not-confirmable with what is missing by field; edition.exists with `current.editionId`;
 *   edit.stale; permission.denied; not-found
 */
export async function confirmDocument(ctx: Context, id: DocumentId, version: number): Promise<Confirmed> {
  const actor = requireActor(ctx.actor);
  return inTransaction(ctx.platform.db.app, actorScope(actor), async (tx) => {
    const document = await findDocument(tx, id, true);
    if (!document) throw new Problem('not-found');
    requireOnUnit(actor, 'document.confirm', document.unitId);
    if (document.status === 'confirmed') return alreadyConfirmed(tx, id);
    if (document.version !== version) throw new Problem('edit.stale');
    return openFrom(tx, actor, document);
  });
}

async function alreadyConfirmed(tx: Tx, id: DocumentId): Promise<Confirmed> {
  const editionId = await findEditionOfDocument(tx, id);
  if (editionId === null) throw new Problem('document.confirmed');
  return { editionId, isNew: false };
}

async function openFrom(tx: Tx, actor: Actor, document: StoredDocument): Promise<Confirmed> {
  const blocking = blockingProblems(document.correction);
  const { year, treeDate } = document.correction.edition;
  if (blocking.length > 0 || year === null || treeDate === null) {
    throw new Problem('document.not-confirmable', { fields: blocking.map(({ field, code }) => ({ field, code })) });
  }
  const { correction, rootUnitId, issuerUnitId } = await createAgencies(tx, document);
  const { reading } = correction;
  const edition = await openEdition(tx, actor, {
    year,
    title: editionTitle(reading.title, year),
    rootUnitId,
    treeDate,
    weekStart: isoOrNull(reading.week.start),
    weekEnd: isoOrNull(reading.week.end),
    themes: reading.themes,
    documentId: document.id,
  });
  const places = new Map(edition.units.map((unit) => [unit.unitId, unit]));
  const planId = await insertRootPlan(tx, {
    editionId: edition.id,
    unitId: rootUnitId,
    documentId: document.id,
    isIssued: isIssued(reading),
    issuedBy: actor.accountId,
    title: reading.title ?? editionTitle(null, year),
    number: reading.number,
    issuedOn: isoOrNull(reading.date),
    place: reading.place,
    themes: reading.themes,
    weekStart: isoOrNull(reading.week.start),
    weekEnd: isoOrNull(reading.week.end),
    content: planContentOf(reading),
  });
  const owner = { editionId: edition.id, planId, unitId: rootUnitId };
  await insertTasks(tx, owner, tasksOf(correction, places));
  await insertDueDates(tx, owner, dueDatesOf(correction, places));
  const expected = await putFormInForce(tx, edition.id, document, correction, places);
  await markConfirmed(tx, document.id, correction);
  await appendAudit(tx, {
    unitId: document.unitId,
    verb: 'document.confirm',
    subject: `document/${document.id}`,
    after: { editionId: edition.id, rootUnitId, issuerUnitId, planId, expectedReports: expected },
  });
  return { editionId: edition.id, isNew: true };
}

function isoOrNull<T extends string>(text: string | null): T | null {
  // Dates of a stored correction were parsed by the form or by the reader.
  return text as T | null;
}

/** "Tuần lễ hưởng ứng học tập suốt đời năm 2022": the name of the campaign, not of the document. */
function editionTitle(title: string | null, year: number): string {
  const named = /tuần lễ hưởng ứng học tập suốt đời(?:\s+năm\s+\d{4})?/iu.exec(title ?? '')?.[0];
  const text = named ?? 'Tuần lễ hưởng ứng học tập suốt đời';
  const withYear = /\d{4}/u.test(text) ? text : `${text} năm ${year}`;
  return withYear.charAt(0).toLocaleUpperCase('vi') + withYear.slice(1);
}

interface WithAgencies {
  readonly correction: Correction;
  readonly rootUnitId: UnitId;
  readonly issuerUnitId: UnitId | null;
}

/** Creates what was marked as new; afterwards no assignment says "new" any more. */
async function createAgencies(tx: Tx, document: StoredDocument): Promise<WithAgencies> {
  const { correction } = document;
  const source = `document/${document.id}`;
  const made = new Map<string, UnitId>();
  const create = async (to: Assignment, parentId: UnitId): Promise<Assignment> => {
    if (to.is !== 'new') return to;
    const key = whoKey(to.name);
    const unitId = made.get(key) ?? (await insertAgency(tx, { name: to.name, kind: to.kind, parentId, source }));
    made.set(key, unitId);
    return { is: 'unit', unitId, name: to.name };
  };
  const { root } = correction.edition;
  const territory = root.is === 'unit' ? root.unitId : document.unitId;
  const issuer = await create(correction.issuer.to, territory);
  const issuerUnitId = issuer.is === 'unit' ? issuer.unitId : null;
  const rootUnitId = root.is === 'unit' ? root.unitId : issuerUnitId;
  if (rootUnitId === null) {
    throw new Problem('document.not-confirmable', { fields: [{ field: 'issuerUnit.is', code: 'issuer-not-a-unit' }] });
  }
  const who: Correction['who'] = {};
  for (const [label, { to, certain }] of Object.entries(correction.who)) {
    // A room ("Phòng …") of an office belongs to the office that issues; other agencies to the territory.
    const isRoom = to.is === 'new' && to.kind === 'division' && issuerUnitId !== null;
    who[label] = { to: await create(to, isRoom ? issuerUnitId : rootUnitId), certain };
  }
  const issuerSettled = { to: issuer, certain: true };
  const settled: Correction = {
    ...correction,
    who,
    issuer: issuerSettled,
    edition: {
      ...correction.edition,
      root:
        root.is === 'unit' ? root : { is: 'unit', unitId: rootUnitId, name: issuer.is === 'unit' ? issuer.name : '' },
    },
  };
  return { correction: settled, rootUnitId, issuerUnitId };
}

type Places = ReadonlyMap<UnitId, FrozenUnit>;

/** The unit of an assignment, if the frozen tree has it. */
function unitIn(places: Places, to: Assignment): UnitId | null {
  return to.is === 'unit' && places.has(to.unitId) ? to.unitId : null;
}

function tasksOf({ reading, who }: Correction, places: Places): NewTask[] {
  return reading.agencies.flatMap((agency) => {
    const to = assignmentOf(who, agency.name);
    return agency.tasks.map((task) => ({
      assigneeLabel: agency.name,
      assigneeUnitId: unitIn(places, to),
      assigneeLevel: to.is === 'level' ? to.level : null,
      body: task.text,
    }));
  });
}

function dueDatesOf({ reading, who }: Correction, places: Places): NewDueDate[] {
  return reading.deadlines.flatMap((deadline) => {
    if (deadline.due === null) return [];
    const from = assignmentOf(who, deadline.from);
    return [
      {
        kind: kindOfDeadline(deadline.what),
        what: deadline.what,
        dueOn: deadline.due,
        dueTime: deadline.time,
        fromLabel: deadline.from ?? '',
        fromUnitId: unitIn(places, from),
        fromLevel: from.is === 'level' ? from.level : null,
        toLabels: deadline.to,
        viaLabel: deadline.via,
        viaUnitId: unitIn(places, assignmentOf(who, deadline.via)),
      },
    ];
  });
}

async function putFormInForce(
  tx: Tx,
  editionId: EditionId,
  document: StoredDocument,
  correction: Correction,
  places: Places,
): Promise<number> {
  const definition = chosenForm(document, correction);
  if (definition === null) return 0;
  const { levels } = correction.edition;
  const rootLevel = [...places.values()][0]?.level;
  const expected = levels.flatMap(({ level, reports, due }) => {
    if (!reports || level === rootLevel) return [];
    const route = correction.reading.deadlines.find((deadline) => {
      const from = assignmentOf(correction.who, deadline.from);
      return kindOfDeadline(deadline.what) === 'report' && from.is === 'level' && from.level === level;
    });
    const via = route?.via ?? null;
    const viaUnitId = unitIn(places, assignmentOf(correction.who, via));
    return [{ level, unitId: null, dueOn: due, viaUnitId, viaLabel: via, toLabels: route?.to ?? [] }];
  });
  const { expected: count } = await expectReports(tx, {
    editionId,
    definition,
    fileSha256: correction.edition.form === 'document' ? document.fileSha256 : null,
    rootDueOn: levels.find(({ level }) => level === rootLevel)?.due ?? null,
    expected,
  });
  return count;
}

/** The form that the person chose: the document's own, the national core, or none. */
export function chosenForm(document: StoredDocument, correction: Correction): FormDefinition | null {
  switch (correction.edition.form) {
    case 'document':
      return document.form;
    case 'core':
      return coreForm();
    case 'none':
      return null;
  }
}
