/** The addresses of somebody who enters: the form, the own entry by its link. */
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readBody, readFormFields } from '../../platform/http/form-body.ts';
import { isFilledByHand, stampAgain } from '../../platform/http/form-stamp.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { contestIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { CONTESTS_PATH, ownEntryPath } from './contest.ts';
import { givenFiles, serveEntryFile } from './entry-files.ts';
import { type Fields, readEntryForm, singleTexts } from './fields.ts';
import { errorsOf, refusalsOf } from './page-parts.tsx';
import { entryState } from './rules.ts';
import { enter, readContestToEnter, readOwnEntry, withdrawEntry } from './service.entries.ts';
import type { Contest } from './store.ts';
import { EnterPage, NoEntryPage, OwnEntryPage } from './views.enter.tsx';

const ENTER = `${CONTESTS_PATH}/:contest{[0-9]+}/du-thi`;
const OWN = '/bai-thi/:token{[A-Za-z0-9_-]+}';

export function enterPages(app: WebApp): void {
  app.get(ENTER, async (c) => {
    const contest = await contestOf(c);
    const isOpen = entryState(contest, c.var.ctx.platform.clock.now()) === 'open';
    return isOpen ? form(c, contest, {}, []) : closed(c, contest);
  });

  app.post(ENTER, async (c) => {
    const { ctx } = c.var;
    const contest = await contestOf(c);
    const now = ctx.platform.clock.now();
    const body = await readBody(c);
    const t = textsOf(c);
    if (entryState(contest, now) !== 'open') return closed(c, contest);
    // Texts are cleaned the one way all forms are; parsed bodies are kept, so that reading twice costs nothing.
    const fields = singleTexts(await readFormFields(c));
    const files = await givenFiles([body['files']].flat());
    const { content, faults } = readEntryForm(fields, ctx.locale, files.length > 0);
    if (content === null) return form(c, contest, fields, errorsOf(t, faults));
    if (!isFilledByHand(ctx.platform.secretKey, fields, now.getTime()))
      return form(c, contest, fields, [], { text: t.contests.form.tooFast, status: 422 });
    try {
      const token = await enter(ctx, contest.id, content, files, clientAddress(c));
      return c.redirect(ownEntryPath(token), 303);
    } catch (error) {
      if (error instanceof Problem && error.code === 'request.too-many')
        return form(c, contest, fields, [], { text: t.contests.form.tooMany, status: 429 });
      if (error instanceof Problem && error.code === 'contest.state') return closed(c, await contestOf(c));
      return form(c, contest, fields, refusalsOf(t, error));
    }
  });

  app.get(OWN, async (c) => {
    const own = await readOwnEntry(c.var.ctx, tokenOf(c));
    const t = textsOf(c);
    return publicPage(c, {
      title: `${t.contests.own.title}: ${own.entry.title}`,
      active: 'contests',
      body: <OwnEntryPage t={t} own={own} />,
    });
  });

  app.post(`${OWN}/rut`, async (c) => {
    await withdrawEntry(c.var.ctx, tokenOf(c));
    return goTo(c, ownEntryPath(tokenOf(c)), { kind: 'success', text: textsOf(c).contests.own.withdrawn });
  });

  app.get(`${OWN}/tep/:no{[0-9]+}`, async (c) => {
    const { entry, files } = await readOwnEntry(c.var.ctx, tokenOf(c));
    const file = files.find(({ no }) => no === Number(c.req.param('no')));
    if (file === undefined) throw new Problem('not-found');
    return serveEntryFile(c, file, { entryNo: entry.no, size: 'large', isPublic: false, copy: 'own' });
  });
}

const tokenOf = (c: WebRequest): string => c.req.param('token') ?? '';
const contestOf = (c: WebRequest): Promise<Contest> =>
  readContestToEnter(c.var.ctx, pathPart(c, 'contest', contestIdSchema));

function form(
  c: WebRequest,
  contest: Contest,
  fields: Fields,
  errors: readonly FieldError[],
  notice?: { readonly text: string; readonly status: 422 | 429 },
): Response {
  const t = textsOf(c);
  const { platform } = c.var.ctx;
  const now = platform.clock.now();
  const stamp = stampAgain(platform.secretKey, fields, now.getTime());
  return publicPage(c, {
    title: `${t.contests.form.title}: ${contest.title}`,
    active: 'contests',
    status: errors.length > 0 ? 422 : (notice?.status ?? 200),
    body: <EnterPage {...{ t, contest, fields, errors, stamp, now }} notice={notice?.text} />,
  });
}

function closed(c: WebRequest, contest: Contest): Response {
  const t = textsOf(c);
  return publicPage(c, {
    title: `${t.contests.form.title}: ${contest.title}`,
    active: 'contests',
    status: c.req.method === 'POST' ? 409 : 200,
    body: <NoEntryPage t={t} contest={contest} now={c.var.ctx.platform.clock.now()} />,
  });
}
