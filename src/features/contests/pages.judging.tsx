/** The addresses of judges. */
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { contestEntryIdSchema, contestIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { judgedContestPath, judgedEntryPath, JUDGING_PATH } from './contest.ts';
import { serveEntryFile } from './entry-files.ts';
import { type Fields, singleTexts } from './fields.ts';
import { readPoints } from './rules.ts';
import { finishJudging, judge, listJudged, readJudged, readJudgedEntry } from './service.judging.ts';
import { JudgedContestPage, JudgedEntryPage, JudgingListPage } from './views.judging.tsx';

const CONTEST = `${JUDGING_PATH}/:contest{[0-9]+}`;
const ENTRY = `${CONTEST}/:entry{[0-9]+}`;
const LONGEST_COMMENT = 2_000;

export function judgingPages(app: WebApp): void {
  app.get(JUDGING_PATH, async (c) => {
    const judged = await listJudged(c.var.ctx);
    const t = textsOf(c);
    return page(c, {
      title: t.contests.judging.title,
      active: 'contests',
      body: <JudgingListPage t={t} judged={judged} />,
    });
  });

  app.get(CONTEST, async (c) => {
    const screen = await readJudged(c.var.ctx, idOf(c));
    const t = textsOf(c);
    return page(c, {
      title: screen.contest.title,
      active: 'contests',
      body: <JudgedContestPage t={t} screen={screen} />,
    });
  });

  app.post(`${CONTEST}/xong`, async (c) => {
    await finishJudging(c.var.ctx, idOf(c));
    return goTo(c, judgedContestPath(idOf(c)), { kind: 'success', text: textsOf(c).contests.judging.finishDone });
  });

  app.get(ENTRY, async (c) => entryPage(c, null, []));

  app.post(ENTRY, async (c) => {
    const fields = singleTexts(await readFormFields(c));
    const { contest, entry } = await readJudgedEntry(c.var.ctx, idOf(c), entryOf(c));
    const t = textsOf(c);
    const errors: FieldError[] = [];
    const points = contest.criteria.flatMap(({ no, maxPoints }) => {
      const read = readPoints(fields[`points-${no}`] ?? '', maxPoints);
      if (read === undefined) errors.push({ field: `points-${no}`, message: t.contests.errors['contest.points'] });
      return read === null || read === undefined ? [] : [{ no, points: read }];
    });
    if (errors.length > 0) return entryPage(c, fields, errors);
    await judge(c.var.ctx, contest.id, entry.id, {
      points,
      comment: (fields['comment'] ?? '').slice(0, LONGEST_COMMENT),
    });
    const next = contestEntryIdSchema.safeParse(fields['next']);
    const to = next.success ? judgedEntryPath(contest.id, next.data) : judgedContestPath(contest.id);
    return goTo(c, to, { kind: 'success', text: t.contests.judging.saved(entry.no) });
  });

  app.get(`${ENTRY}/tep/:no{[0-9]+}`, async (c) => {
    const { entry, files } = await readJudgedEntry(c.var.ctx, idOf(c), entryOf(c));
    const file = files.find(({ no }) => no === Number(c.req.param('no')));
    if (file === undefined) throw new Problem('not-found');
    return serveEntryFile(c, file, { entryNo: entry.no, size: 'large', isPublic: false, copy: 'nameless' });
  });
}

const idOf = (c: WebRequest) => pathPart(c, 'contest', contestIdSchema);
const entryOf = (c: WebRequest) => pathPart(c, 'entry', contestEntryIdSchema);

async function entryPage(c: WebRequest, typed: Fields | null, errors: readonly FieldError[]): Promise<Response> {
  const screen = await readJudgedEntry(c.var.ctx, idOf(c), entryOf(c));
  const t = textsOf(c);
  return page(c, {
    title: screen.entry.title,
    active: 'contests',
    ...(errors.length > 0 ? { status: 422 as const } : {}),
    body: <JudgedEntryPage {...{ t, screen, typed, errors }} />,
  });
}
