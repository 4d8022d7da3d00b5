/**
 * The page of whoever sits at a site and has no account. The link is a secret of the site: no page of it is kept on the way,
 * none is found by a search engine, and nobody tries many of them.
 */
import { Problem } from '../../platform/errors/problem.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { readLinkTest, type TypedTest } from './link-test-form.ts';
import { siteDeskPath } from './paths.ts';
import { readSiteByLink, saveLinkTestByLink } from './service.link-test.ts';
import { SiteDeskPage } from './views.site-desk.tsx';

const TEN_MINUTES = 10 * 60_000;
/** Sites of one town may stand behind one address; a machine that guesses links has not enough. */
const LOOKS = new RateLimit(300, TEN_MINUTES);
const TESTS = new RateLimit(60, TEN_MINUTES);
const DESK = '/diem-cau/:token';

const tokenOf = (c: WebRequest): string => c.req.param('token') ?? '';

function limited(c: WebRequest, limit: RateLimit): void {
  if (!limit.allows(clientAddress(c), c.var.ctx.platform.clock.now().getTime())) throw new Problem('request.too-many');
  c.header('cache-control', 'private, no-store');
  c.header('x-robots-tag', 'noindex, nofollow');
}

export function siteDeskPages(app: WebApp): void {
  app.get(DESK, (c) => {
    limited(c, LOOKS);
    return deskPage(c, [], null);
  });

  app.post(DESK, async (c) => {
    limited(c, TESTS);
    const { typed, save, errors } = await readLinkTest(c);
    if (save === null) return deskPage(c, errors, typed);
    try {
      await saveLinkTestByLink(c.var.ctx, tokenOf(c), save);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
      return deskPage(c, [], typed, true);
    }
    return goTo(c, siteDeskPath(tokenOf(c)), { kind: 'success', text: textsOf(c).siteDesk.saved });
  });
}

async function deskPage(
  c: WebRequest,
  errors: readonly FieldError[],
  typed: TypedTest | null,
  isStale = false,
): Promise<Response> {
  const desk = await readSiteByLink(c.var.ctx, tokenOf(c));
  return publicPage(c, {
    title: `${desk.site.name} · ${desk.ceremony.title}`,
    status: isStale ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <SiteDeskPage
        t={textsOf(c)}
        desk={desk}
        action={siteDeskPath(tokenOf(c))}
        errors={errors}
        typed={typed}
        isStale={isStale}
        now={c.var.ctx.platform.clock.now()}
      />
    ),
  });
}
