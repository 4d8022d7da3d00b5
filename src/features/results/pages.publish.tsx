/** Where a unit publishes its results: the sums as they stand, and what the public sees of them. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { unitIdSchema } from '../../platform/ids/ids.ts';
import {
  Actions,
  Button,
  EmptyState,
  Form,
  formatDateTime,
  formatNumber,
  Notice,
  PageHead,
  Section,
  Textarea,
} from '../../ui/index.ts';
import { editionPath, enterFromPath, unitFromQuery } from '../editions/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { FiguresTable } from './figures-table.tsx';
import { RESULTS_PATH } from './pages.public.tsx';
import { publishResults, readPublishScreen, withdrawResults } from './service.ts';

const PATH = '/tuan-le/:edition/cong-bo-ket-qua';

const postSchema = z.object({
  'don-vi': unitIdSchema,
  viec: z.enum(['cong-bo', 'go']),
  loi: z.string().trim().max(2_000).default(''),
});

export function publishPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const ctx = await enterFromPath(c);
    const { place, now, published, mayPublish } = await readPublishScreen(ctx, unitFromQuery(c, ctx));
    const t = textsOf(c);
    const words = t.results.publish;
    const path = `${editionPath(ctx)}/cong-bo-ket-qua`;
    const hasFigures = now !== null && now.figures.length > 0;
    return page(c, {
      title: words.title(place.name),
      active: 'rollup',
      body: (
        <>
          <PageHead
            crumbs={[
              { label: t.reports.totals.title(place.name), href: `${editionPath(ctx)}/tong-hop/${place.unitId}` },
            ]}
            title={words.title(place.name)}
            lead={words.lead}
          />
          {published !== null && (
            <Notice kind="success" title={words.published(formatDateTime(published.publishedAt))}>
              <a href={`${RESULTS_PATH}/${ctx.edition.id}/${place.unitId}`}>{words.see}</a>
            </Notice>
          )}
          {!hasFigures ? (
            <EmptyState title={words.nothing} icon="report">
              {words.nothingHint}
            </EmptyState>
          ) : (
            <Section title={words.now}>
              <p>{words.coverage(formatNumber(now.reports), formatNumber(now.expected))}</p>
              <FiguresTable t={t} caption={words.now} year={ctx.edition.year} figures={now.figures} />
            </Section>
          )}
          {!mayPublish && <Notice kind="info">{words.notYours}</Notice>}
          {mayPublish && hasFigures && (
            <Form action={path}>
              <input type="hidden" name="don-vi" value={place.unitId} />
              <Textarea
                id="loi"
                label={words.words}
                hint={words.wordsHint}
                rows={4}
                maxLength={2_000}
                value={published?.words ?? ''}
                optional
              />
              <Actions>
                <Button name="viec" value="cong-bo">
                  {published === null ? words.do : words.again}
                </Button>
              </Actions>
            </Form>
          )}
          {mayPublish && published !== null && (
            <Form action={path}>
              <input type="hidden" name="don-vi" value={place.unitId} />
              <p class="soft">{words.withdrawText}</p>
              <Actions>
                <Button kind="danger" name="viec" value="go">
                  {words.withdraw}
                </Button>
              </Actions>
            </Form>
          )}
        </>
      ),
    });
  });

  app.post(PATH, async (c) => {
    const ctx = await enterFromPath(c);
    const post = await readForm(c, postSchema);
    const words = textsOf(c).results.publish;
    const path = `${editionPath(ctx)}/cong-bo-ket-qua?don-vi=${post['don-vi']}`;
    if (post.viec === 'go') {
      await withdrawResults(ctx, post['don-vi']);
      return goTo(c, path, { kind: 'success', text: words.withdrawn });
    }
    try {
      await publishResults(ctx, post['don-vi'], post.loi);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'report.empty') throw error;
      return goTo(c, path, { kind: 'error', text: words.nothing });
    }
    return goTo(c, path, { kind: 'success', text: words.done });
  });
}
