/** Keys of badges, for the administrator: which sign now, which did, and a change to new ones. */
import type { WebApp } from '../../platform/http/web.ts';
import { Actions, Badge, Button, EmptyState, formatDate, Section, Table } from '../../ui/index.ts';
import { administrationPage } from '../administration/index.ts';
import { goTo, textsOf } from '../shell/index.ts';
import { KEY_PATH } from './certificate.ts';
import { readBadgeKeys, rotateBadgeKeys } from './service.keys.ts';

const PATH = '/quan-tri/khoa-huy-hieu';

export function keyPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const keys = await readBadgeKeys(c.var.ctx);
    const t = textsOf(c);
    const words = t.certificates.keys;
    return administrationPage(c, {
      title: words.title,
      tab: 'badges',
      children: (
        <>
          <p class="soft">{words.lead}</p>
          {keys.length === 0 ? (
            <EmptyState title={words.empty} />
          ) : (
            <Table
              id="khoa"
              caption={words.title}
              captionHidden
              layout="cards"
              rows={keys}
              rowKey={({ kid }) => kid}
              columns={[
                {
                  key: 'kid',
                  label: words.kid,
                  header: true,
                  cell: ({ kid }) => <a href={`${KEY_PATH}/${kid}`}>{kid}</a>,
                },
                { key: 'algorithm', label: words.algorithm, cell: ({ algorithm }) => words.algorithms[algorithm] },
                { key: 'since', label: words.since, cell: ({ createdAt }) => formatDate(createdAt) },
                {
                  key: 'until',
                  label: words.until,
                  cell: ({ retiredAt }) =>
                    retiredAt === null ? <Badge tone="ok">{words.inUse}</Badge> : formatDate(retiredAt),
                },
              ]}
            />
          )}
          <Section title={words.make} note={words.makeNote}>
            <form method="post" action={PATH}>
              <Actions>
                <Button kind="second">{words.rotate}</Button>
              </Actions>
            </form>
          </Section>
        </>
      ),
    });
  });

  app.post(PATH, async (c) => {
    await rotateBadgeKeys(c.var.ctx);
    return goTo(c, PATH, { kind: 'success', text: textsOf(c).certificates.keys.made });
  });
}
