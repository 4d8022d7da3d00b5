/** The frame of every page of the administration: title and tabs. */
import type { ComponentChildren } from 'preact';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { WebRequest } from '../../platform/http/web.ts';
import { PageHead, Tabs } from '../../ui/index.ts';
import { page, textsOf } from '../shell/index.ts';

export type AdministrationTab = 'people' | 'outbox' | 'audit' | 'trust' | 'badges' | 'system';

const HREF: Record<AdministrationTab, string> = {
  people: '/quan-tri',
  outbox: '/quan-tri/hop-thu',
  audit: '/quan-tri/nhat-ky',
  trust: '/quan-tri/danh-sach-tin-cay',
  badges: '/quan-tri/khoa-huy-hieu',
  system: '/quan-tri/he-thong',
};

export function administrationPage(
  c: WebRequest,
  parts: { title: string; tab: AdministrationTab; status?: ContentfulStatusCode; children: ComponentChildren },
): Promise<Response> {
  const { administration: words } = textsOf(c);
  const tabs = (Object.keys(HREF) as AdministrationTab[]).map((tab) => ({
    label: words.tabs[tab],
    href: HREF[tab],
    current: tab === parts.tab,
  }));
  return page(c, {
    title: parts.title,
    active: 'administration',
    status: parts.status,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <Tabs label={words.title} tabs={tabs} />
        <div class="stack">{parts.children}</div>
      </>
    ),
  });
}
