/** The addresses of reports. A page asks one read function, shows one view; a post calls one verb and goes on. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { EmptyState, type FieldError } from '../../ui/index.ts';
import {
  type EditionContext,
  editionPath,
  enterFromPath,
  homeUnit,
  unitFromPath,
  unitFromQuery,
  requireOpen,
} from '../editions/index.ts';
import { paperPath } from '../papers/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { CheckPage } from './pages.check.tsx';
import { formPages } from './pages.form.tsx';
import { readBackPages } from './pages.read-back.tsx';
import { reasonFields, ReviewPage } from './pages.review.tsx';
import { entryPage, saveEntry } from './pages.save.tsx';
import { ListPage, type ReportLinks, TotalsPage } from './pages.totals.tsx';
import { REPORT_STATUSES, type ReportStatus, type ReturnItem } from './rules.ts';
import { consolidatedFile, unitTableXlsx } from './service.export.ts';
import { openReportPaper, readReportPaper } from './service.paper.ts';
import { readList, readReport, readTotals, type ReportScreen } from './service.read.ts';
import { acceptReport, returnReport } from './service.review.ts';
import { submitReport } from './service.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Characters of a reason for a return, or for units that are missing. */
const LONGEST_REASON = 2_000;

export function reportPages(app: WebApp): void {
  formPages(app);
  readBackPages(app);
  app.get('/tuan-le/:edition/bao-cao', async (c) => {
    const ctx = await enterFromPath(c);
    const unitId = unitFromQuery(c, ctx);
    const filter = {
      statuses: REPORT_STATUSES.filter((status) =>
        (c.req.query('tinh-trang') ?? '').split(',').includes(status),
      ) as ReportStatus[],
      search: c.req.query('tim') ?? '',
      page: pageNumber(c.req.query('trang')),
    };
    const screen = await readList(ctx, unitId, filter);
    if (!screen || screen.expected === 0) return goTo(c, linksOf(ctx).report(unitId));
    const t = textsOf(c);
    return page(c, {
      title: t.reports.list.title,
      active: 'reports',
      body: <ListPage t={t} screen={screen} filter={filter} links={linksOf(ctx)} />,
    });
  });

  app.get('/tuan-le/:edition/bao-cao/:unit', async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await readReport(ctx, unitFromPath(c));
    return screen ? entryPage(c, ctx, screen, null, []) : noReport(c);
  });

  app.post('/tuan-le/:edition/bao-cao/:unit', async (c) => {
    const ctx = await enterFromPath(c);
    return saveEntry(c, ctx, await required(readReport(ctx, unitFromPath(c))), await readFormFields(c));
  });

  app.get('/tuan-le/:edition/bao-cao/:unit/gui', async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await required(readReport(ctx, unitFromPath(c)));
    requireOpen(ctx);
    if (!screen.maySubmit) throw new Problem('permission.denied');
    return check(c, ctx, screen, [], '');
  });

  app.post('/tuan-le/:edition/bao-cao/:unit/gui', async (c) => {
    const ctx = await enterFromPath(c);
    const unitId = unitFromPath(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const input = parseInput(
      z.object({ _version: z.coerce.number().int(), reason: z.string().max(LONGEST_REASON).optional() }),
      fields,
    );
    const screen = await required(readReport(ctx, unitId));
    try {
      await submitReport(ctx, {
        unitId,
        formId: screen.form.id,
        version: input._version,
        missingReason: input.reason || null,
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const message = submitRefusal(c, error);
      if (message === null) throw error;
      return check(c, ctx, screen, [message], input.reason ?? '');
    }
    return goTo(c, linksOf(ctx).report(unitId), { kind: 'success', text: t.reports.check.sent });
  });

  app.get('/tuan-le/:edition/bao-cao/:unit/duyet', async (c) => {
    const ctx = await enterFromPath(c);
    return review(c, ctx, await required(readReport(ctx, unitFromPath(c))), [], new Map());
  });

  app.post('/tuan-le/:edition/bao-cao/:unit/duyet', async (c) => {
    const ctx = await enterFromPath(c);
    const unitId = unitFromPath(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const typed = new Map(Object.entries(fields).map(([name, value]) => [name, String(value)]));
    const screen = await required(readReport(ctx, unitId));
    const key = { unitId, formId: screen.form.id, round: Number(typed.get('round')) };
    if (typed.get('action') === 'accept') {
      await acceptReport(ctx, key);
      return goTo(c, linksOf(ctx).list({}), { kind: 'success', text: t.reports.review.accepted });
    }
    const tooLong = [...typed.keys()].filter((name) => (typed.get(name) ?? '').length > LONGEST_REASON);
    if (tooLong.length > 0) {
      const message = t.problems.fields['too-long'];
      const errors = tooLong.map((field) => ({ field, message }));
      return review(c, ctx, screen, errors, typed);
    }
    const items = returnItems(screen, typed);
    if (items.length === 0) {
      return review(c, ctx, screen, [{ field: reasonFields.report, message: t.reports.review.nothingMarked }], typed);
    }
    await returnReport(ctx, { ...key, items });
    return goTo(c, linksOf(ctx).list({}), { kind: 'success', text: t.reports.review.returned });
  });

  app.get('/tuan-le/:edition/tong-hop', async (c) => {
    const ctx = await enterFromPath(c);
    return goTo(c, linksOf(ctx).totals(homeUnit(ctx)));
  });

  app.get('/tuan-le/:edition/tong-hop/:unit', async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const screen = await readTotals(ctx, unitFromPath(c));
    if (!screen) return noReport(c);
    const cell = Number(c.req.query('chi-tieu') ?? 1);
    const paper = await readReportPaper(ctx, screen.place.unitId, screen.form.id);
    return page(c, {
      title: t.reports.totals.title(screen.place.name),
      active: 'rollup',
      body: <TotalsPage t={t} screen={screen} cell={cell} links={linksOf(ctx)} paper={paper} />,
    });
  });

  app.get('/tuan-le/:edition/tong-hop/:unit/bao-cao.docx', async (c) => {
    const ctx = await enterFromPath(c);
    return download(c, await consolidatedFile(ctx, unitFromPath(c), 'docx'), DOCX, 'bao-cao-tong-hop.docx');
  });

  app.get('/tuan-le/:edition/tong-hop/:unit/bao-cao.pdf', async (c) => {
    const ctx = await enterFromPath(c);
    return download(c, await consolidatedFile(ctx, unitFromPath(c), 'pdf'), PDF, 'bao-cao-tong-hop.pdf');
  });

  app.post('/tuan-le/:edition/tong-hop/:unit/van-ban', async (c) => {
    const ctx = await enterFromPath(c);
    const isRefresh = (await readFormFields(c))['action'] === 'refresh';
    const paper = await openReportPaper(ctx, unitFromPath(c), isRefresh);
    const flash = { kind: 'success' as const, text: textsOf(c).reports.totals.paperRefreshed };
    return goTo(c, paperPath(paper), isRefresh ? flash : undefined);
  });

  app.get('/tuan-le/:edition/tong-hop/:unit/bang.xlsx', async (c) => {
    const ctx = await enterFromPath(c);
    return download(c, await unitTableXlsx(ctx, unitFromPath(c)), XLSX, 'bang-tong-hop.xlsx');
  });
}

async function required<T>(found: Promise<T | null>): Promise<T> {
  const value = await found;
  if (value === null) throw new Problem('not-found');
  return value;
}

/** Addresses of the edition's report pages. */
export function linksOf(ctx: EditionContext): ReportLinks {
  const root = editionPath(ctx);
  return {
    report: (unitId) => `${root}/bao-cao/${unitId}`,
    review: (unitId) => `${root}/bao-cao/${unitId}/duyet`,
    totals: (unitId) => `${root}/tong-hop/${unitId}`,
    publish: (unitId) => `${root}/cong-bo-ket-qua?don-vi=${unitId}`,
    board: (unitId) => `${root}/bang-vang?don-vi=${unitId}`,
    look: (unitId) => `${root}/dien-mao?don-vi=${unitId}`,
    list: (query) => {
      const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
      return `${root}/bao-cao${text === '' ? '' : `?${text}`}`;
    },
  };
}

function pageNumber(text: string | undefined): number {
  const number = Number(text ?? 1);
  return Number.isInteger(number) && number > 0 && number < 10_000 ? number : 1;
}

function check(
  c: WebRequest,
  ctx: EditionContext,
  screen: ReportScreen,
  errors: readonly FieldError[],
  reason: string,
) {
  const t = textsOf(c);
  return page(c, {
    title: t.reports.check.title,
    active: 'reports',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <CheckPage
        t={t}
        screen={screen}
        path={linksOf(ctx).report(screen.place.unitId)}
        errors={errors}
        reason={reason}
      />
    ),
  });
}

function review(
  c: WebRequest,
  ctx: EditionContext,
  screen: ReportScreen,
  errors: readonly FieldError[],
  typed: ReadonlyMap<string, string>,
) {
  const t = textsOf(c);
  return page(c, {
    title: t.reports.review.title(screen.place.name),
    active: 'reports',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <ReviewPage t={t} screen={screen} path={linksOf(ctx).report(screen.place.unitId)} errors={errors} typed={typed} />
    ),
  });
}

function noReport(c: WebRequest) {
  const t = textsOf(c);
  return page(c, {
    title: t.reports.title,
    active: 'reports',
    body: <EmptyState title={t.reports.notExpected} icon="report" />,
  });
}

function submitRefusal(c: WebRequest, problem: Problem): FieldError | null {
  const words = textsOf(c).reports.check;
  if (problem.code === 'report.missing-units') return { field: 'reason', message: words.missingReason };
  if (problem.code === 'report.invalid-value') return { field: 'noi-dung', message: words.unexplained };
  if (problem.code === 'report.empty') return { field: 'noi-dung', message: words.empty };
  if (problem.code === 'edit.stale') return { field: 'noi-dung', message: words.stale };
  return null;
}

/** The parts that the reviewer gave a reason for. */
function returnItems(screen: ReportScreen, typed: ReadonlyMap<string, string>): ReturnItem[] {
  const items: ReturnItem[] = [];
  const reasonAt = (name: string) => (typed.get(name) ?? '').trim();
  for (const { cell } of screen.formCells) {
    const reason = reasonAt(reasonFields.cell(cell));
    if (reason !== '') items.push({ target: 'cell', cell, reason });
  }
  for (const section of screen.form.definition.sections) {
    const reason = reasonAt(reasonFields.section(section.key));
    if (reason !== '') items.push({ target: 'section', section: section.key, reason });
  }
  screen.form.definition.groups.forEach((_, index) => {
    const reason = reasonAt(reasonFields.group(index + 1));
    if (reason !== '') items.push({ target: 'group', groupNo: index + 1, reason });
  });
  const whole = reasonAt(reasonFields.report);
  if (whole !== '') items.push({ target: 'report', reason: whole });
  return items;
}

function download(c: WebRequest, bytes: Uint8Array, type: string, name: string): Response {
  c.header('content-type', type);
  c.header('content-disposition', `attachment; filename="${name}"`);
  return c.body(Uint8Array.from(bytes).buffer);
}
