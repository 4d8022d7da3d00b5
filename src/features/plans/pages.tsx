/** The addresses of plans, tasks and the first screen. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { calendarDateSchema, taskIdSchema, unitIdSchema, type UnitId } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import {
  type AgendaSource,
  type EditionContext,
  editionPath,
  enterFromPath,
  readAgenda,
  unitFromPath,
  unitFromQuery,
  requireOpen,
} from '../editions/index.ts';
import { blankWords, paperPath } from '../papers/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { readDraftPost } from './draft-fields.ts';
import { EditPage, StalePage } from './pages.edit.tsx';
import { PlanPage } from './pages.plan.tsx';
import { TasksPage, type TodayActivities, TodayPage } from './pages.today.tsx';
import type { PlanDraft } from './rules.ts';
import { planFile } from './service.export.ts';
import { openPlanPaper } from './service.paper.ts';
import { type PlanScreen, progressTask, readPlan, readToday } from './service.read.ts';
import { issuePlan, savePlan, sendPlan, startPlan } from './service.ts';

const FILE_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;
const SPARE = { tasks: 0, dues: 0 };
/** 0 before the first note; no larger than its column. */
const versionSchema = z.coerce.number().int().min(0).max(2_147_483_646);

/** What the first screen shows of features above this one. */
export interface TodaySources {
  activityAgenda(ctx: EditionContext, unitId: UnitId): Promise<TodayActivities | null>;
  readonly agenda: readonly AgendaSource[];
}

const NO_SOURCES: TodaySources = { activityAgenda: () => Promise.resolve(null), agenda: [] };

export function planPages(app: WebApp, sources: TodaySources = NO_SOURCES): void {
  app.get('/tuan-le/:edition', async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const unitId = unitFromQuery(c, ctx);
    const [screen, activities, agenda] = await Promise.all([
      readToday(ctx, unitId),
      sources.activityAgenda(ctx, unitId),
      readAgenda(sources.agenda, ctx, unitId, t),
    ]);
    const root = editionPath(ctx);
    return page(c, {
      title: t.plans.today.title,
      active: 'today',
      body: (
        <TodayPage t={t} screen={screen} edition={ctx.edition} root={root} activities={activities} agenda={agenda} />
      ),
    });
  });

  app.get('/tuan-le/:edition/nhiem-vu', async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const screen = await readToday(ctx, unitFromQuery(c, ctx));
    return page(c, {
      title: t.plans.tasks.title,
      active: 'tasks',
      body: <TasksPage t={t} screen={screen} root={editionPath(ctx)} />,
    });
  });

  app.post('/tuan-le/:edition/nhiem-vu', async (c) => {
    const ctx = await enterFromPath(c);
    const input = await readForm(
      c,
      z.object({
        unit: unitIdSchema,
        task: taskIdSchema,
        status: z.enum(['doing', 'done']),
        note: z.string().max(2000).default(''),
        _version: versionSchema,
      }),
    );
    await progressTask(ctx, input.unit, {
      taskId: input.task,
      status: input.status,
      note: input.note,
      version: input._version,
    });
    return goTo(c, `${editionPath(ctx)}/nhiem-vu`, { kind: 'success', text: textsOf(c).plans.today.progressSaved });
  });

  app.get('/tuan-le/:edition/ke-hoach', async (c) => {
    const ctx = await enterFromPath(c);
    return goTo(c, planPath(ctx, unitFromQuery(c, ctx)));
  });

  app.get('/tuan-le/:edition/ke-hoach/:unit', async (c) => {
    const ctx = await enterFromPath(c);
    return plan(c, ctx, await readPlan(ctx, unitFromPath(c)), [], new Map());
  });

  app.post('/tuan-le/:edition/ke-hoach/:unit/soan-moi', async (c) => {
    const ctx = await enterFromPath(c);
    const unitId = unitFromPath(c);
    try {
      await startPlan(ctx, unitId);
    } catch (error) {
      // Started twice: the plan is there.
      if (!(error instanceof Problem) || error.code !== 'plan.exists') throw error;
    }
    return goTo(c, `${planPath(ctx, unitId)}/soan`);
  });

  app.get('/tuan-le/:edition/ke-hoach/:unit/soan', async (c) => {
    const ctx = await enterFromPath(c);
    const screen = await readPlan(ctx, unitFromPath(c));
    if (!screen.plan || !screen.draft || !screen.mayWrite) throw new Problem('not-found');
    if (screen.plan.status === 'issued') throw new Problem('plan.issued');
    return edit(c, ctx, screen, screen.draft, screen.plan.version, [], SPARE);
  });

  app.post('/tuan-le/:edition/ke-hoach/:unit/soan', async (c) => {
    const ctx = await enterFromPath(c);
    const unitId = unitFromPath(c);
    const t = textsOf(c);
    const screen = await readPlan(ctx, unitId);
    if (!screen.plan || !screen.draft) throw new Problem('not-found');
    requireOpen(ctx);
    if (!screen.mayWrite) throw new Problem('permission.denied');
    const fields = await readFormFields(c);
    const version = Number(fields['_version']);
    const { draft, issues } = readDraftPost(fields, screen.draft);
    const action = fields['action'];
    if (action === 'add-task' || action === 'add-due') {
      const spare = { tasks: action === 'add-task' ? 1 : 0, dues: action === 'add-due' ? 1 : 0 };
      return edit(c, ctx, screen, draft, version, [], spare);
    }
    if (issues.length > 0) {
      const errors = issues.map(({ field, code }) => ({ field, message: t.plans.edit[code] }));
      return edit(c, ctx, screen, draft, version, errors, SPARE);
    }
    try {
      await savePlan(ctx, unitId, version, draft);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      const body = <StalePage t={t} mine={draft} theirs={screen.draft} path={planPath(ctx, unitId)} />;
      return page(c, { title: t.plans.edit.staleTitle, active: 'plans', status: 409, body });
    }
    return goTo(c, planPath(ctx, unitId), { kind: 'success', text: t.plans.screen.saved });
  });

  app.post('/tuan-le/:edition/ke-hoach/:unit/ban-hanh', async (c) => {
    const ctx = await enterFromPath(c);
    const unitId = unitFromPath(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const number = z.string().min(1).max(60).safeParse(fields['number']);
    const issuedOn = calendarDateSchema.safeParse(fields['issuedOn']);
    if (!number.success || !issuedOn.success) {
      const errors = [
        ...(number.success ? [] : [{ field: 'number', message: t.common.errors.required(t.plans.screen.number) }]),
        ...(issuedOn.success ? [] : [{ field: 'issuedOn', message: t.plans.edit.wrongDate }]),
      ];
      return plan(c, ctx, await readPlan(ctx, unitId), errors, typedOf(fields));
    }
    try {
      await issuePlan(ctx, unitId, {
        version: Number(fields['_version']),
        number: number.data,
        issuedOn: issuedOn.data,
        reason: z.string().min(1).max(500).nullable().catch(null).parse(fields['reason']),
      });
    } catch (error) {
      const errors = issueErrors(c, error);
      return plan(c, ctx, await readPlan(ctx, unitId), errors, typedOf(fields));
    }
    return goTo(c, planPath(ctx, unitId), { kind: 'success', text: t.plans.screen.issued });
  });

  app.post('/tuan-le/:edition/ke-hoach/:unit/gui', async (c) => {
    const ctx = await enterFromPath(c);
    await sendPlan(ctx, unitFromPath(c));
    return goTo(c, planPath(ctx, unitFromPath(c)), { kind: 'success', text: textsOf(c).plans.screen.sent });
  });

  for (const format of ['docx', 'pdf'] as const) {
    app.get(`/tuan-le/:edition/ke-hoach/:unit/ke-hoach.${format}`, async (c) => {
      const ctx = await enterFromPath(c);
      c.header('content-type', FILE_TYPES[format]);
      c.header('content-disposition', `attachment; filename="ke-hoach.${format}"`);
      return c.body(Uint8Array.from(await planFile(ctx, unitFromPath(c), format)).buffer);
    });
  }

  app.post('/tuan-le/:edition/ke-hoach/:unit/van-ban', async (c) => {
    const ctx = await enterFromPath(c);
    const isRefresh = (await readFormFields(c))['action'] === 'refresh';
    const paper = await openPlanPaper(ctx, unitFromPath(c), isRefresh);
    const flash = { kind: 'success' as const, text: textsOf(c).plans.screen.paperRefreshed };
    return goTo(c, `${paperPath(paper)}/soan`, isRefresh ? flash : undefined);
  });
}

function typedOf(fields: Readonly<Record<string, string | string[]>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

/** Why the plan could not be issued, beside the field that can mend it. Rethrows what no field can. */
function issueErrors(c: WebRequest, error: unknown): FieldError[] {
  const t = textsOf(c);
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'paper.incomplete') {
    const words = error.fields.map((blank) => blankWords(t, blank)).join('; ');
    return [{ field: 'number', message: `${t.papers.issue.blanksTitle}: ${words}` }];
  }
  const { taken, noReason, tooMany } = t.register.errors;
  const words: Readonly<Record<string, FieldError>> = {
    'register.no-number': { field: 'number', message: t.plans.screen.numberShape },
    'register.taken': { field: 'number', message: taken },
    'register.too-many-left-out': { field: 'number', message: tooMany },
    'register.no-reason': { field: 'reason', message: noReason },
  };
  const errors = error.fields.flatMap(({ code }) => words[code] ?? []);
  if (errors.length === 0) throw error;
  return errors;
}

function planPath(ctx: EditionContext, unitId: UnitId): string {
  return `${editionPath(ctx)}/ke-hoach/${unitId}`;
}

function plan(
  c: WebRequest,
  ctx: EditionContext,
  screen: PlanScreen,
  errors: readonly FieldError[],
  typed: ReadonlyMap<string, string>,
) {
  const t = textsOf(c);
  return page(c, {
    title: t.plans.screen.title(screen.place.name),
    active: 'plans',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <PlanPage t={t} screen={screen} root={editionPath(ctx)} errors={errors} typed={typed} />,
  });
}

function edit(
  c: WebRequest,
  ctx: EditionContext,
  screen: PlanScreen,
  draft: PlanDraft,
  version: number,
  errors: readonly FieldError[],
  spare: { tasks: number; dues: number },
) {
  const t = textsOf(c);
  const { place, levelBelow } = screen;
  const unit = { unitId: place.unitId, name: place.name, level: place.level, levelBelow };
  return page(c, {
    title: t.plans.edit.title(place.name),
    active: 'plans',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <EditPage
        t={t}
        unit={unit}
        draft={draft}
        version={version}
        path={planPath(ctx, place.unitId)}
        errors={errors}
        spare={spare}
      />
    ),
  });
}
