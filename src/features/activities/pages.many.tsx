/** Many drafts in one go: send or publish them, delete them. What is not ready, or was changed meanwhile, stays and is counted. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { activityIdSchema, editionIdSchema } from '../../platform/ids/ids.ts';
import { requireOpen } from '../editions/index.ts';
import { goTo, textsOf } from '../shell/index.ts';
import { enterActivities } from './access.ts';
import { listOf, textOf } from './fields.ts';
import { MANY_PAGE } from './pages.list.tsx';
import { rootOf } from './pages.save.tsx';
import { readActing } from './service.read.ts';
import { deleteDraft, sendActivity } from './service.ts';

const stateSchema = z.enum(['draft', 'returned']).catch('draft');
const versionSchema = z.coerce.number().int().catch(0);
/** Of many, these are passed over; anything else is a fault of the whole. */
const PASSED_OVER: ReadonlySet<string> = new Set(['edit.stale', 'activity.state', 'activity.not-ready', 'not-found']);

export function manyPages(app: WebApp): void {
  app.post('/tuan-le/:edition/hoat-dong/nhieu', async (c) => {
    const ctx = await enterActivities(c.var.ctx, pathPart(c, 'edition', editionIdSchema));
    if ((await readActing(ctx)).length === 0) throw new Problem('permission.denied');
    requireOpen(ctx);
    const fields = await readFormFields(c);
    const words = textsOf(c).activities.many;
    const back = `${rootOf(ctx)}?tinh-trang=${stateSchema.parse(textOf(fields, 'tinh-trang'))}`;
    const isDelete = textOf(fields, 'action') === 'delete';
    const ids = listOf(fields, 'chosen')
      .slice(0, MANY_PAGE)
      .flatMap((text) => {
        const id = activityIdSchema.safeParse(text);
        return id.success ? [id.data] : [];
      });
    if (ids.length === 0) return goTo(c, back, { kind: 'warning', text: words.noneChosen });
    const done = { deleted: 0, sent: 0, published: 0 };
    let left = 0;
    for (const id of new Set(ids)) {
      try {
        if (isDelete) {
          await deleteDraft(ctx, id);
          done.deleted += 1;
        } else done[await sendActivity(ctx, id, versionSchema.parse(textOf(fields, `version-${id}`)))] += 1;
      } catch (error) {
        if (!(error instanceof Problem) || !PASSED_OVER.has(error.code)) throw error;
        left += 1;
      }
    }
    const parts = [
      ...(done.published > 0 ? [words.published(done.published)] : []),
      ...(done.sent > 0 ? [words.sent(done.sent)] : []),
      ...(done.deleted > 0 ? [words.deleted(done.deleted)] : []),
      ...(left > 0 ? [isDelete ? words.notDeleted(left) : words.notReady(left)] : []),
    ];
    return goTo(c, back, { kind: left > 0 ? 'warning' : 'success', text: parts.join(' ') });
  });
}
