/** The addresses of contests for everybody: list, contest, entry and its files, the vote. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import { isFilledByHand, stampAgain } from '../../platform/http/form-stamp.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { contestIdSchema, type ContestId } from '../../platform/ids/ids.ts';
import { activityPath } from '../activities/index.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { contestPath, CONTESTS_PATH, ownVotePath } from './contest.ts';
import { serveEntryFile } from './entry-files.ts';
import { type Fields, singleTexts } from './fields.ts';
import { refusalsOf } from './page-parts.tsx';
import { listPublic, readPublicContest, readPublicEntry } from './service.public.ts';
import { askForVote, countVote, readOwnVote } from './service.votes.ts';
import { PublicContestPage, PublicListPage } from './views.public.tsx';
import { OwnVotePage, PublicEntryPage, VoteSentPage } from './views.vote.tsx';
import type { FieldError } from '../../ui/index.ts';

const A_PAGE = 30;
const ENTRY = `${CONTESTS_PATH}/:contest{[0-9]+}/bai/:no{[0-9]{1,6}}`;
const VOTE = '/binh-chon/:token{[A-Za-z0-9_-]+}';
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);
/** The number of `12-ke-chuyen`; the words after it are for people. */
const idOfSlug = z.preprocess(
  (text) => (typeof text === 'string' && /^\d{1,15}(?:-|$)/u.test(text) ? text.replace(/-.*$/u, '') : null),
  contestIdSchema,
);

export function publicContestPages(app: WebApp): void {
  app.get(CONTESTS_PATH, async (c) => {
    const number = pageSchema.parse(c.req.query('trang'));
    const found = await listPublic(c.var.ctx, (number - 1) * A_PAGE, A_PAGE);
    const t = textsOf(c);
    const now = c.var.ctx.platform.clock.now();
    return publicPage(c, {
      title: t.contests.title,
      description: t.contests.lead,
      active: 'contests',
      indexed: true,
      isKept: true,
      body: <PublicListPage t={t} found={found} page={number} pageSize={A_PAGE} now={now} />,
    });
  });

  app.get(`${CONTESTS_PATH}/:contest`, async (c) => {
    const screen = await readPublicContest(c.var.ctx, pathPart(c, 'contest', idOfSlug));
    const { contest } = screen;
    const path = contestPath(contest.id, contest.title);
    if (c.req.path !== path) return c.redirect(path, 301);
    const t = textsOf(c);
    const activityHref = contest.activityId === null ? null : activityPath(contest.activityId, contest.title);
    return publicPage(c, {
      title: contest.title,
      description: contest.summary.slice(0, 200),
      active: 'contests',
      indexed: contest.status !== 'cancelled',
      isKept: true,
      body: <PublicContestPage {...{ t, screen, activityHref }} now={c.var.ctx.platform.clock.now()} />,
    });
  });

  app.get(ENTRY, async (c) => entryPage(c, {}, []));

  app.get(`${ENTRY}/tep/:file{[0-9]{1,2}}`, async (c) => {
    const { entry } = await readPublicEntry(c.var.ctx, idOf(c), noOf(c));
    const file = entry.files.find(({ no }) => no === Number(c.req.param('file')));
    if (file === undefined) throw new Problem('not-found');
    const size = c.req.query('nho') === undefined ? 'large' : 'small';
    return serveEntryFile(c, file, { entryNo: entry.no, size, isPublic: true, copy: 'nameless' });
  });

  app.post(`${ENTRY}/binh-chon`, async (c) => {
    const { ctx } = c.var;
    const fields = singleTexts(await readFormFields(c));
    const t = textsOf(c);
    // Whether there is such an entry comes before what was typed.
    const { contest } = await readPublicEntry(ctx, idOf(c), noOf(c));
    if (!isFilledByHand(ctx.platform.secretKey, fields, ctx.platform.clock.now().getTime()))
      return entryPage(c, fields, [], { text: t.contests.vote.tooFast, status: 422 });
    try {
      await askForVote(ctx, contest.id, noOf(c), fields['email'] ?? '', clientAddress(c));
    } catch (error) {
      if (error instanceof Problem && error.code === 'request.too-many')
        return entryPage(c, fields, [], { text: t.contests.vote.tooMany, status: 429 });
      return entryPage(c, fields, refusalsOf(t, error));
    }
    return publicPage(c, {
      title: t.contests.vote.sentTitle,
      active: 'contests',
      body: <VoteSentPage t={t} contest={contest} />,
    });
  });

  app.get(VOTE, async (c) => {
    const token = c.req.param('token') ?? '';
    const own = await readOwnVote(c.var.ctx, token);
    const t = textsOf(c);
    return publicPage(c, {
      title: t.contests.vote.confirmTitle,
      active: 'contests',
      body: <OwnVotePage t={t} own={own} token={token} />,
    });
  });

  app.post(VOTE, async (c) => {
    const token = c.req.param('token') ?? '';
    try {
      await countVote(c.var.ctx, token);
    } catch (error) {
      // The page says how it stands: counted before, or too late.
      const isSaid = error instanceof Problem && (error.code === 'vote.counted' || error.code === 'contest.state');
      if (!isSaid) throw error;
    }
    return goTo(c, ownVotePath(token));
  });
}

const idOf = (c: WebRequest): ContestId => pathPart(c, 'contest', contestIdSchema);
const noOf = (c: WebRequest): number => Number(c.req.param('no'));

async function entryPage(
  c: WebRequest,
  fields: Fields,
  errors: readonly FieldError[],
  notice?: { readonly text: string; readonly status: 422 | 429 },
): Promise<Response> {
  const { contest, entry } = await readPublicEntry(c.var.ctx, idOf(c), noOf(c));
  const { platform } = c.var.ctx;
  const t = textsOf(c);
  const now = platform.clock.now();
  const stamp = stampAgain(platform.secretKey, fields, now.getTime());
  return publicPage(c, {
    title: entry.title,
    active: 'contests',
    // One's work and name are not for search engines: it is in the results, and goes with them.
    status: errors.length > 0 ? 422 : (notice?.status ?? 200),
    body: (
      <PublicEntryPage
        {...{ t, contest, entry, now }}
        form={{ email: fields['email'] ?? '', errors, stamp, notice: notice?.text }}
      />
    ),
  });
}
