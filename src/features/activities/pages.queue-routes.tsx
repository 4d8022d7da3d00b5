/** The addresses of the queue: what waits, and what is decided of one or of many. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type ActivityId, activityIdSchema, editionIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { type ActivityContext, enterActivities } from './access.ts';
import { type Fields, listOf, textOf } from './fields.ts';
import { QueuePage } from './pages.queue.tsx';
import { rootOf } from './pages.save.tsx';
import { QUEUE_PAGE, readQueue } from './service.read.ts';
import { publishActivity, returnActivity } from './service.review.ts';

const PATH = '/tuan-le/:edition/hoat-dong/duyet';
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);
const LONGEST_REASON = 2_000;

export function queuePages(app: WebApp): void {
  app.get(PATH, async (c) => queuePage(c, await enter(c), {}, []));

  app.post(PATH, async (c) => {
    const ctx = await enter(c);
    const fields = await readFormFields(c);
    const t = textsOf(c);
    const { deed, ids, reasonField } = decisionOf(fields);
    if (ids.length === 0) {
      // Straight to the first box: it is what was forgotten.
      return queuePage(c, ctx, fields, [{ field: 'reason', message: t.activities.queue.noneChosen }]);
    }
    const reason = textOf(fields, reasonField).slice(0, LONGEST_REASON);
    if (deed === 'return' && reason === '') {
      return queuePage(c, ctx, fields, [{ field: reasonField, message: t.activities.errors.needReason }]);
    }
    let missed = 0;
    let title = '';
    for (const id of ids) {
      const version = z.coerce
        .number()
        .int()
        .catch(0)
        .parse(textOf(fields, `version-${id}`));
      try {
        title = await (deed === 'publish'
          ? publishActivity(ctx, id, version)
          : returnActivity(ctx, id, version, reason));
      } catch (error) {
        if (!(error instanceof Problem) || !PASSED_OVER.has(error.code) || ids.length === 1) throw error;
        missed += 1;
      }
    }
    const count = ids.length - missed;
    const words = t.activities.queue;
    const parts = [
      ...(count > 0 ? [deed === 'publish' ? words.published(count, title) : words.returned(count, title)] : []),
      ...(missed > 0 ? [words.missed(missed)] : []),
    ];
    return goTo(c, `${rootOf(ctx)}/duyet${c.req.query('pham-vi') === 'tat-ca' ? '?pham-vi=tat-ca' : ''}`, {
      kind: missed > 0 ? 'warning' : 'success',
      text: parts.join(' '),
    });
  });
}

/** Changed or decided meanwhile: of many, the others are done. */
const PASSED_OVER: ReadonlySet<string> = new Set(['edit.stale', 'activity.state', 'not-found']);

function decisionOf(fields: Fields): {
  deed: 'publish' | 'return';
  ids: readonly ActivityId[];
  reasonField: string;
} {
  const [, deed, which = ''] = /^(publish|return)-(many|\d+)$/u.exec(textOf(fields, 'action')) ?? [];
  const typed = which === 'many' ? listOf(fields, 'chosen').slice(0, QUEUE_PAGE) : [which];
  const ids = typed.flatMap((text) => {
    const id = activityIdSchema.safeParse(text);
    return id.success ? [id.data] : [];
  });
  return {
    deed: deed === 'publish' ? 'publish' : 'return',
    ids: deed === undefined ? [] : [...new Set(ids)],
    reasonField: which === 'many' || which === '' ? 'reason' : `reason-${which}`,
  };
}

function enter(c: WebRequest): Promise<ActivityContext> {
  return enterActivities(c.var.ctx, pathPart(c, 'edition', editionIdSchema));
}

async function queuePage(
  c: WebRequest,
  ctx: ActivityContext,
  typed: Fields,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const onlyMine = c.req.query('pham-vi') !== 'tat-ca';
  const number = pageSchema.parse(c.req.query('trang'));
  const screen = await readQueue(ctx, onlyMine, number);
  return page(c, {
    title: t.activities.queue.title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: (
      <QueuePage
        t={t}
        locale={ctx.locale}
        screen={screen}
        onlyMine={onlyMine}
        page={number}
        root={rootOf(ctx)}
        typed={typed}
        errors={errors}
      />
    ),
  });
}
