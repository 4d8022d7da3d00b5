/** The addresses at which many papers are signed at once. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { paperIdSchema, type SigningKeyId, signingKeyIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { readParts } from './form-parts.ts';
import { signErrors } from './pages.sign.tsx';
import { MANY_PATH } from './paths.ts';
import { readKey } from './service.keys.ts';
import { readRun, readWaiting, startRun } from './service.runs.ts';
import { ManyPage, RunPage, type TypedRun } from './views.many.tsx';

const runIdSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export function manyPages(app: WebApp): void {
  app.get(MANY_PATH, (c) => {
    const keyId = signingKeyIdSchema.safeParse(c.req.query('khoa'));
    return manyPage(c, keyId.success ? keyId.data : null, { papers: [], hasTimestamp: true }, []);
  });

  app.post(MANY_PATH, async (c) => {
    const parts = await readParts(c);
    const t = textsOf(c);
    const keyId = signingKeyIdSchema.safeParse(parts.text('key'));
    if (!keyId.success) throw new Problem('request.invalid');
    const { key } = await readKey(c.var.ctx, keyId.data);
    const typed: TypedRun = { papers: parts.texts('papers'), hasTimestamp: parts.text('timestamp') !== '' };
    const papers = typed.papers.flatMap((text) => paperIdSchema.safeParse(text).data ?? []);
    if (papers.length === 0) {
      return manyPage(c, keyId.data, typed, [{ field: 'papers', message: t.signing.many.choose }]);
    }
    let runId: number;
    try {
      runId = await startRun(c.var.ctx, {
        keyId: keyId.data,
        unitId: key.unitId,
        password: parts.secret('password'),
        papers,
        hasTimestamp: typed.hasTimestamp,
      });
    } catch (error) {
      return manyPage(c, keyId.data, typed, signErrors(c, error));
    }
    return goTo(c, `${MANY_PATH}/${runId}`);
  });

  app.get(`${MANY_PATH}/:run`, async (c) => {
    const t = textsOf(c);
    const { run, papers } = await readRun(c.var.ctx, pathPart(c, 'run', runIdSchema));
    // Without a script too the page looks again by itself while there is something to come.
    if (run.status === 'waiting' || run.status === 'running') c.header('refresh', '2');
    return page(c, {
      title: t.signing.many.title,
      active: 'papers',
      body: <RunPage t={t} run={run} papers={papers} />,
    });
  });
}

async function manyPage(
  c: WebRequest,
  keyId: SigningKeyId | null,
  typed: TypedRun,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const screen = await readWaiting(c.var.ctx, keyId);
  return page(c, {
    title: t.signing.many.title,
    active: 'papers',
    status: errors.length > 0 ? 422 : 200,
    body: <ManyPage t={t} screen={screen} typed={typed} errors={errors} />,
  });
}
