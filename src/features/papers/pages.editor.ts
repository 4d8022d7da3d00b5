/** What the editor in the browser asks: to save, who else is here, how the page will print. JSON in, JSON out. */
import { z } from 'zod';
import { docModelSchema } from '../../documents/write/doc-model.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput, pathPart, readJson } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { type AccountId, type PaperId, paperIdSchema } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { problemTexts, refusalText, textsOf } from '../shell/index.ts';
import { PAPERS_PATH } from './paths.ts';
import { notePresence, requireWritable, savePaper, type StandingPaper } from './service.ts';
import { makePreview } from './writing.ts';

const saveSchema = z.object({ version: z.int().min(1).max(2_147_483_646), model: z.unknown() });
/** Pictures of longer papers would be larger than what a phone wants to fetch after every pause. */
const MOST_PAGES = 40;

export function editorPages(app: WebApp): void {
  app.post(`${PAPERS_PATH}/:paper/luu`, (c) =>
    answer(c, async () => {
      const id = idOf(c);
      await requireWritable(c.var.ctx, id);
      const save = parseInput(saveSchema, await readJson(c));
      try {
        const { version } = await savePaper(c.var.ctx, id, { ...save, cause: 'save' });
        return c.json({ version });
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'edit.stale') throw error;
        // What savePaper says of a stale save; it is our own object.
        const { version, model, savedBy, savedAt } = error.current as StandingPaper;
        return c.json({ version, model, savedBy, savedAt: savedAt.toISOString() }, 409);
      }
    }),
  );

  app.post(`${PAPERS_PATH}/:paper/co-mat`, (c) =>
    answer(c, async () => c.json(await notePresence(c.var.ctx, idOf(c)))),
  );

  app.post(`${PAPERS_PATH}/:paper/xem-truoc`, (c) =>
    answer(c, async () => {
      await requireWritable(c.var.ctx, idOf(c));
      const model = parseInput(docModelSchema, await readJson(c));
      const { pages, total, notices } = await takingTurns(requireActor(c.var.ctx.actor).accountId, () =>
        makePreview(c.var.ctx.platform, model, MOST_PAGES),
      );
      return c.json({
        pages: pages.map(({ svg, width, height }) => ({
          src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
          width,
          height,
        })),
        total,
        notices: notices.map(({ message }) => message),
      });
    }),
  );
}

/** Previews that one person may have under way: a page of the editor asks for one at a time. */
const MOST_AT_ONCE = 3;
const underWay = new Map<AccountId, number>();

/** Nobody keeps all writers busy alone. @throws Problem request.too-many */
async function takingTurns<T>(who: AccountId, work: () => Promise<T>): Promise<T> {
  const count = underWay.get(who) ?? 0;
  if (count >= MOST_AT_ONCE) throw new Problem('request.too-many');
  underWay.set(who, count + 1);
  try {
    return await work();
  } finally {
    const left = (underWay.get(who) ?? 1) - 1;
    if (left === 0) underWay.delete(who);
    else underWay.set(who, left);
  }
}

function idOf(c: WebRequest): PaperId {
  return pathPart(c, 'paper', paperIdSchema);
}

/** "Trích yếu: Quá dài": which field of the page keeps the paper from being saved; null where it is not about one. */
function wrongFieldOf(c: WebRequest, error: Problem): string | null {
  const [wrong] = error.fields;
  if (wrong === undefined) return null;
  const words = textsOf(c).papers.edit;
  const labels: Readonly<Record<string, unknown>> = words;
  // "model.head.agency", "subject", "body.12.text": the part that the page has a field for.
  const label = wrong.field
    .split('.')
    .map((part) => labels[part])
    .find((text) => typeof text === 'string');
  return typeof label === 'string'
    ? `${label}: ${words.issues[wrong.code === 'too_big' ? 'too-long' : 'wrong']}`
    : null;
}

/** The editor cannot show a page: a refusal is JSON as well. */
async function answer(c: WebRequest, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    const { title, detail } = problemTexts(error, c.var.ctx.locale);
    return c.json(
      { code: error.code, title, detail: wrongFieldOf(c, error) ?? refusalText(error, c.var.ctx.locale) ?? detail },
      error.status as 400,
    );
  }
}
