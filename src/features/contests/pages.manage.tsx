/** The addresses of those who run contests. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  accountIdSchema,
  contestEntryIdSchema,
  contestIdSchema,
  type ContestId,
  unitIdSchema,
} from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { type EditionContext, enterFromPath } from '../editions/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { managedContestPath, managedContestsPath } from './contest.ts';
import { serveEntryFile } from './entry-files.ts';
import { type Fields, fieldsOf, readContestForm, singleTexts } from './fields.ts';
import { errorsOf, refusalsOf } from './page-parts.tsx';
import { addJudge, decideEntry, leaveOut, readManagedEntry, takeInAgain } from './service.decide.ts';
import { contestXlsx } from './service.export.ts';
import { acceptTies, correctPrize, publishResults, readManaged } from './service.results.ts';
import {
  cancelContest,
  createContest,
  listManaged,
  openContest,
  readEditForm,
  readNewForm,
  saveContest,
  startJudging,
} from './service.ts';
import { readClusters, setClusterAside } from './service.votes.ts';
import { ContestFormPage, ManagedListPage } from './views.edit.tsx';
import { ManagePage } from './views.manage.tsx';
import { ManagedEntryPage } from './views.entry.tsx';

const LIST = '/tuan-le/:edition/cuoc-thi';
const ONE = `${LIST}/:contest{[0-9]+}`;
const ENTRY = `${ONE}/bai/:entry{[0-9]+}`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function managedContestPages(app: WebApp): void {
  app.get(LIST, async (c) => {
    const ctx = await enterFromPath(c);
    const t = textsOf(c);
    const list = await listManaged(ctx);
    return page(c, {
      title: t.contests.manage.title,
      active: 'contests',
      body: <ManagedListPage t={t} editionId={ctx.edition.id} list={list} />,
    });
  });

  app.get(`${LIST}/moi`, async (c) => newForm(c, await enterFromPath(c), { 'max-files': '3', judging: 'blind' }, []));

  app.post(`${LIST}/moi`, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = singleTexts(await readFormFields(c));
    const { content, faults } = readContestForm(fields);
    const t = textsOf(c);
    if (content === null) return newForm(c, ctx, fields, errorsOf(t, faults));
    try {
      const id = await createContest(ctx, parseInput(unitIdSchema, fields['unit']), content);
      return goTo(c, managedContestPath(ctx.edition.id, id), { kind: 'success', text: t.contests.edit.saved });
    } catch (error) {
      return newForm(c, ctx, fields, refusalsOf(t, error));
    }
  });

  app.get(ONE, async (c) => managePage(c, await enterFromPath(c), []));

  app.get(`${ONE}/sua`, async (c) => editForm(c, await enterFromPath(c), null, []));

  app.post(`${ONE}/sua`, async (c) => {
    const ctx = await enterFromPath(c);
    const id = idOf(c);
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    const { content, faults } = readContestForm(fields);
    if (content === null) return editForm(c, ctx, fields, errorsOf(t, faults));
    try {
      await saveContest(ctx, id, parseInput(z.coerce.number().int(), fields['_version']), content);
    } catch (error) {
      if (error instanceof Problem && error.code === 'edit.stale')
        return editForm(c, ctx, fields, [{ field: 'title', message: t.contests.edit.stale }], 409);
      return editForm(c, ctx, fields, refusalsOf(t, error));
    }
    return goTo(c, managedContestPath(ctx.edition.id, id), { kind: 'success', text: t.contests.edit.saved });
  });

  step(app, 'mo', (ctx, id) => openContest(ctx, id), 'opened');
  step(app, 'cham', (ctx, id) => startJudging(ctx, id), 'judgingStarted');
  step(app, 'cong-bo', (ctx, id) => publishResults(ctx, id), 'published');
  step(app, 'huy', (ctx, id, fields) => cancelContest(ctx, id, reasonOf(fields)), 'cancelled');
  step(app, 'dong-giai', (ctx, id, fields) => acceptTies(ctx, id, fields['accepts'] === '1'), 'prizeSaved');

  app.get(`${ONE}/bai-du-thi.xlsx`, async (c) => {
    const ctx = await enterFromPath(c);
    const id = idOf(c);
    const pieces = await contestXlsx(ctx, id);
    c.header('content-type', XLSX);
    c.header('content-disposition', `attachment; filename="cuoc-thi-${id}.xlsx"`);
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece);
    return c.body(Uint8Array.from(Buffer.concat(parts)).buffer);
  });

  app.post(`${ONE}/giam-khao`, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    const words = t.contests.manage;
    try {
      const answer = await addJudge(ctx, idOf(c), fields['email'] ?? '');
      if (answer === 'unknown')
        return await managePage(c, ctx, [{ field: 'email', message: words.judgeUnknown }], fields);
      const text = answer === 'added' ? words.judgeAdded : words.judgeThere;
      return back(c, ctx, { kind: answer === 'added' ? 'success' : 'info', text }, '#giam-khao');
    } catch (error) {
      return managePage(c, ctx, refusalsOf(t, error), fields);
    }
  });

  app.post(`${ONE}/giam-khao/:account/bo`, async (c) => {
    const ctx = await enterFromPath(c);
    const accountId = pathPart(c, 'account', accountIdSchema);
    const t = textsOf(c);
    try {
      const what = await leaveOut(ctx, idOf(c), accountId, reasonOf(singleTexts(await readFormFields(c))));
      const text = what === 'removed' ? t.contests.manage.judgeRemoved : t.contests.manage.judgeLeftOut;
      return back(c, ctx, { kind: 'success', text }, '#giam-khao');
    } catch (error) {
      const errors = refusalsOf(t, error).map(({ message }) => ({ field: `leave-reason-${accountId}`, message }));
      return managePage(c, ctx, errors);
    }
  });

  app.post(`${ONE}/giam-khao/:account/tinh-lai`, async (c) => {
    const ctx = await enterFromPath(c);
    await takeInAgain(ctx, idOf(c), pathPart(c, 'account', accountIdSchema));
    return back(c, ctx, { kind: 'success', text: textsOf(c).contests.manage.takenIn }, '#giam-khao');
  });

  app.post(`${ONE}/phieu`, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    const key = parseInput(z.string().regex(/^[0-9a-f]{32}$/), fields['key']);
    const entryId = parseInput(contestEntryIdSchema, fields['entry']);
    const isAside = fields['aside'] === '1';
    try {
      const count = await setClusterAside(ctx, idOf(c), { key, entryId }, isAside ? reasonOf(fields) : null);
      const text = isAside ? t.contests.manage.setAsideDone(count) : t.contests.manage.countedAgain(count);
      return back(c, ctx, { kind: 'success', text }, '#binh-chon');
    } catch (error) {
      return managePage(
        c,
        ctx,
        refusalsOf(t, error).map(({ message }) => ({ field: 'binh-chon', message })),
      );
    }
  });

  app.get(ENTRY, async (c) => entryPage(c, await enterFromPath(c), []));

  app.post(ENTRY, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    const status = parseInput(z.enum(['admitted', 'refused']), fields['status']);
    try {
      await decideEntry(ctx, idOf(c), entryOf(c), { status, reason: reasonOf(fields) });
    } catch (error) {
      return entryPage(c, ctx, refusalsOf(t, error), fields);
    }
    return back(c, ctx, { kind: 'success', text: t.contests.manage[status] }, '#bai');
  });

  app.post(`${ENTRY}/giai`, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    const prize = fields['prize'] === undefined || fields['prize'] === '' ? null : fields['prize'];
    const reason = (fields['prize-reason'] ?? '').trim().slice(0, 500);
    try {
      await correctPrize(ctx, idOf(c), entryOf(c), fields['undo'] === '1' ? null : { prize, reason });
    } catch (error) {
      return entryPage(c, ctx, refusalsOf(t, error), fields);
    }
    return back(c, ctx, { kind: 'success', text: t.contests.manage.prizeSaved }, '#xep-hang');
  });

  app.get(`${ENTRY}/tep/:no{[0-9]+}`, async (c) => {
    const ctx = await enterFromPath(c);
    const { entry, files } = await readManagedEntry(ctx, idOf(c), entryOf(c));
    const file = files.find(({ no }) => no === Number(c.req.param('no')));
    if (file === undefined) throw new Problem('not-found');
    return serveEntryFile(c, file, { entryNo: entry.no, size: 'large', isPublic: false, copy: 'own' });
  });
}

const idOf = (c: WebRequest): ContestId => pathPart(c, 'contest', contestIdSchema);
const entryOf = (c: WebRequest) => pathPart(c, 'entry', contestEntryIdSchema);
const reasonOf = (fields: Fields): string => (fields['reason'] ?? '').trim().slice(0, 500);

function back(
  c: WebRequest,
  ctx: EditionContext,
  flash: { kind: 'success' | 'info'; text: string },
  at = '',
): Response {
  return goTo(c, `${managedContestPath(ctx.edition.id, idOf(c))}${at}`, flash);
}

/** A button of the manage page: does it, or says on the page what is missing. */
function step(
  app: WebApp,
  name: string,
  verb: (ctx: EditionContext, id: ContestId, fields: Fields) => Promise<void>,
  said: 'opened' | 'judgingStarted' | 'published' | 'cancelled' | 'prizeSaved',
): void {
  app.post(`${ONE}/${name}`, async (c) => {
    const ctx = await enterFromPath(c);
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    try {
      await verb(ctx, idOf(c), fields);
    } catch (error) {
      return managePage(c, ctx, refusalsOf(t, error), fields);
    }
    return back(c, ctx, { kind: 'success', text: t.contests.manage[said] });
  });
}

async function newForm(
  c: WebRequest,
  ctx: EditionContext,
  fields: Fields,
  errors: readonly FieldError[],
): Promise<Response> {
  const facts = await readNewForm(ctx);
  const t = textsOf(c);
  return page(c, {
    title: t.contests.edit.newTitle,
    active: 'contests',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <ContestFormPage t={t} editionId={ctx.edition.id} facts={facts} fields={fields} errors={errors} />,
  });
}

async function editForm(
  c: WebRequest,
  ctx: EditionContext,
  typed: Fields | null,
  errors: readonly FieldError[],
  status: 409 | 422 = 422,
): Promise<Response> {
  const { contest, ...facts } = await readEditForm(ctx, idOf(c));
  const t = textsOf(c);
  return page(c, {
    title: t.contests.edit.editTitle(contest.title),
    active: 'contests',
    ...(errors.length > 0 ? { status } : {}),
    body: (
      <ContestFormPage
        t={t}
        editionId={ctx.edition.id}
        facts={facts}
        fields={typed ?? fieldsOf(contest)}
        errors={errors}
        stored={{
          action: `${managedContestsPath(ctx.edition.id)}/${contest.id}/sua`,
          title: contest.title,
          version: contest.version,
        }}
      />
    ),
  });
}

async function managePage(
  c: WebRequest,
  ctx: EditionContext,
  errors: readonly FieldError[],
  typed: Fields = {},
): Promise<Response> {
  const id = idOf(c);
  const screen = await readManaged(ctx, id);
  const clusters = screen.mayWrite && screen.contest.hasVote ? await readClusters(ctx, id) : [];
  const t = textsOf(c);
  const now = ctx.platform.clock.now();
  return page(c, {
    title: screen.contest.title,
    active: 'contests',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <ManagePage {...{ t, screen, clusters, errors, now, typed }} editionId={ctx.edition.id} />,
  });
}

async function entryPage(
  c: WebRequest,
  ctx: EditionContext,
  errors: readonly FieldError[],
  typed: Fields = {},
): Promise<Response> {
  const screen = await readManagedEntry(ctx, idOf(c), entryOf(c));
  const { standing } = await readManaged(ctx, idOf(c));
  const t = textsOf(c);
  const prize = standing.rows.find(({ entryId }) => entryId === screen.entry.id)?.prize;
  return page(c, {
    title: screen.entry.title,
    active: 'contests',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <ManagedEntryPage {...{ t, screen, prize, errors, typed }} />,
  });
}
