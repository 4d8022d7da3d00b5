/** The reviewer's verbs: return with reasons, accept. Nobody reviews the own unit's report. */
import { appendAudit } from '../../platform/database/audit.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { FormId, UnitId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { messagesFor } from '../../../messages/index.ts';
import { type EditionContext, inEdition, requireAbove, requireOpen, requirePlace } from '../editions/index.ts';
import { canAccept, canReturn, cellsOfForm, type ReturnItem } from './rules.ts';
import { totalDelta } from './rules.totals.ts';
import { requireForm, requireReport, subjectOf } from './service.ts';
import { findReportersOf } from './store.people.ts';
import { findCells, findRows, findSections, type ReportForm, findReturns } from './store.ts';
import { findTotal } from './store.totals.ts';
import { encodeCell } from './rules.cells.ts';
import { addToTotals, insertReturns, insertSnapshot, updateReport } from './store.write.ts';

export interface ReturnInput {
  readonly unitId: UnitId;
  readonly formId: FormId;
  readonly round: number;
  readonly items: readonly ReturnItem[];
}

/**
 * Sends a report back with a reason for each part to correct. It leaves the totals until it is sent again; only the
 * named parts unlock; the reporters of the unit are written to.
 * @throws Problem report.nothing-returned, report.not-submitted, edit.stale, permission.denied
 */
export function returnReport(ctx: EditionContext, input: ReturnInput): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, input.unitId);
    requireAbove(ctx, 'report.review', place.lft);
    requireOpen(ctx);
    if (input.items.length === 0) throw new Problem('report.nothing-returned');
    const report = await requireReport(tx, ctx, place, input.formId);
    // The same form sent twice: what was asked for is done.
    if (report.status === 'returned' && report.round === input.round) {
      if (isSameReturn(await findReturns(tx, report, report.round), input.items)) return;
    }
    if (!canReturn(report.status)) throw new Problem('report.not-submitted');
    if (report.round !== input.round) throw new Problem('edit.stale', { current: { round: report.round } });
    const form = await requireForm(tx, ctx, input.formId);

    await insertReturns(tx, report, report.round, input.items, ctx.actor?.accountId ?? null);
    await updateReport(tx, report, { status: 'returned', counted: null, acceptedAt: null, acceptedBy: null });
    await appendAudit(tx, {
      unitId: report.unitId,
      verb: 'report.return',
      subject: subjectOf(report),
      after: { round: report.round, items: input.items },
    });
    const reporters = await withSystemSight(tx, (inner) => findReportersOf(inner, input.unitId));
    for (const reporter of reporters) {
      const texts = messagesFor(reporter.locale).reports.returnMail;
      await queueMail(ctx.platform, tx, {
        to: reporter.email,
        subject: texts.subject(place.name),
        body: texts.body({
          name: reporter.name,
          unit: place.name,
          edition: ctx.edition.title,
          reasons: input.items.map((item) => `- ${describeItem(form, item)}: ${item.reason}`),
          link: `${ctx.platform.publicUrl()}/tuan-le/${ctx.edition.id}/bao-cao/${input.unitId}`,
        }),
        purpose: 'report.returned',
      });
    }
    await addToTotals(tx, report, totalDelta(report.counted, null, form.measures.length));
  });
}

function isSameReturn(stored: readonly ReturnItem[], asked: readonly ReturnItem[]): boolean {
  const key = (item: ReturnItem): string => {
    const part =
      item.target === 'cell'
        ? item.cell
        : item.target === 'section'
          ? item.section
          : item.target === 'group'
            ? item.groupNo
            : '';
    return `${item.target} ${part} ${item.reason}`;
  };
  const known = new Set(stored.map(key));
  return stored.length === asked.length && asked.every((item) => known.has(key(item)));
}

/** The words of the form for a returned part. */
export function describeItem(form: ReportForm, item: ReturnItem): string {
  switch (item.target) {
    case 'cell': {
      const cell = cellsOfForm(form.definition)[item.cell - 1];
      if (!cell) return String(item.cell);
      return cell.line.under === null ? cell.measure.label : `${cell.line.under} – ${cell.measure.label}`;
    }
    case 'section':
      return form.definition.sections.find((section) => section.key === item.section)?.label ?? item.section;
    case 'group':
      return form.definition.groups[item.groupNo - 1]?.label ?? String(item.groupNo);
    case 'report':
      return form.title;
  }
}

/**
 * Accepts a sent report and freezes it: the snapshot is chained by hash, the official document is made from it.
 * @throws Problem report.not-submitted, edit.stale (sent again meanwhile), permission.denied
 */
export function acceptReport(
  ctx: EditionContext,
  input: { unitId: UnitId; formId: FormId; round: number },
): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, input.unitId);
    requireAbove(ctx, 'report.review', place.lft);
    requireOpen(ctx);
    const report = await requireReport(tx, ctx, place, input.formId);
    if (report.status === 'accepted' && report.round === input.round) return;
    if (!canAccept(report.status)) throw new Problem('report.not-submitted');
    if (report.round !== input.round) throw new Problem('edit.stale', { current: { round: report.round } });
    const form = await requireForm(tx, ctx, input.formId);
    const cells = await findCells(tx, report);
    const total = await findTotal(tx, ctx.edition.id, input.formId, input.unitId);
    const by = ctx.actor?.accountId ?? null;
    await insertSnapshot(
      tx,
      report,
      'accepted',
      {
        round: report.round,
        cells: Object.fromEntries(cells.map((cell) => [form.measures[cell.cell - 1] ?? cell.cell, encodeCell(cell)])),
        total: total?.sums ?? [],
        reports: total?.reports ?? 0,
        sections: await findSections(tx, report),
        rows: await findRows(tx, report),
      },
      by,
    );
    await updateReport(tx, report, { status: 'accepted', acceptedAt: ctx.platform.clock.now(), acceptedBy: by });
    await appendAudit(tx, {
      unitId: report.unitId,
      verb: 'report.accept',
      subject: subjectOf(report),
      after: { round: report.round },
    });
  });
}
