/** Mail that the system wrote. */
import { z } from 'zod';
import type { WebApp } from '../../platform/http/web.ts';
import { Badge, Button, EmptyState, formatDateTime, Pagination, Select, type Tone, Toolbar } from '../../ui/index.ts';
import { textsOf } from '../shell/index.ts';
import { administrationPage } from './frame.tsx';
import { PAGE_SIZE, readOutbox } from './service.ts';
import type { MailStatus } from './store.ts';

const query = z.object({
  trang: z.coerce.number().int().min(1).max(100_000).catch(1),
  'tinh-trang': z.enum(['waiting', 'sent', 'failed']).nullable().catch(null),
});

const TONE: Record<MailStatus, Tone> = { waiting: 'warn', sent: 'ok', failed: 'bad' };
const PATH = '/quan-tri/hop-thu';

export function outboxPages(app: WebApp): void {
  app.get(PATH, async (c) => {
    const { trang: page, 'tinh-trang': status } = query.parse(c.req.query());
    const { mails, total } = await readOutbox(c.var.ctx, { status, page });
    const { common, administration } = textsOf(c);
    const { outbox: words } = administration;
    const statuses = (['waiting', 'sent', 'failed'] as const).map((value) => ({ value, label: words.status[value] }));
    return administrationPage(c, {
      title: words.title,
      tab: 'outbox',
      children: (
        <>
          <p class="soft measure">{words.lead}</p>
          <Toolbar action={PATH}>
            <Select
              id="tinh-trang"
              label={words.filter}
              optional
              value={status ?? ''}
              empty={words.all}
              options={statuses}
            />
            <Button kind="second">{common.action.filter}</Button>
          </Toolbar>
          {mails.length === 0 ? (
            <EmptyState title={words.empty} icon="inbox">
              {words.emptyHint}
            </EmptyState>
          ) : (
            <ul class="list">
              {mails.map((mail) => (
                <li key={mail.id}>
                  <details class="mail">
                    <summary>
                      <b>{mail.subject}</b>
                      <span class="list-meta">
                        <span>{mail.to}</span>
                        <span>{words.written(formatDateTime(mail.createdAt))}</span>
                      </span>
                    </summary>
                    {mail.problem !== null && <p class="tone-bad">{words.problem(mail.problem)}</p>}
                    <p class="mail-body">{withLinks(mail.body)}</p>
                  </details>
                  <div class="list-end">
                    <Badge tone={TONE[mail.status]} open={mail.status === 'waiting'}>
                      {words.status[mail.status]}
                    </Badge>
                  </div>
                </li>
              ))}
            </ul>
          )}
          <Pagination
            page={page}
            pageSize={PAGE_SIZE}
            total={total}
            href={(number) => `${PATH}?trang=${number}${status ? `&tinh-trang=${status}` : ''}`}
          />
        </>
      ),
    });
  });
}

/** The text with its web addresses as links. */
function withLinks(body: string) {
  return body.split(/(https?:\/\/[^\s]+)/u).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
