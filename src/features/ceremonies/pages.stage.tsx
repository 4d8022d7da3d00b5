/** The stage: its control, and the screens that follow it without an account. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { renderPage } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { CEREMONY, ceremonyOfPath } from './pages.ceremony.tsx';
import { controlPath, screenPath } from './paths.ts';
import { type ScreenData, screenWords } from './rules.stage-words.ts';
import { readScreen, readStage, renewScreens, STAGE_STEPS, type StageScreen, stepStage } from './service.stage.ts';
import { readCeremony } from './service.ts';
import { ControlPage, type ScreenProps, screenTexts, StagePage } from './views.stage.tsx';

const CONTROL = `${CEREMONY}/dieu-khien`;
const SCREEN = '/man-hinh/:token';
/** Hundreds of screens ask in the same seconds; one answer serves them all. */
const KEPT_MS = 1_000;
const MOST_KEPT = 200;
/** Without a script the page is read anew so often. */
const REFRESH_SECONDS = 30;

const stepSchema = z.object({
  step: z.enum(STAGE_STEPS),
  from: z.union([z.literal(''), z.coerce.number().int().positive()]).default(''),
});

export function stagePages(app: WebApp): void {
  const kept = new Map<string, { readonly at: number; readonly screen: Promise<StageScreen> }>();

  app.get(CONTROL, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const t = textsOf(c);
    const stage = await readStage(c.var.ctx, editionId, id);
    const { mayReadGuests } = await readCeremony(c.var.ctx, editionId, id);
    const { ceremony, mayWrite, token } = stage;
    const props = screenProps(c, stage, token, null);
    // Without a script the page follows the stage by itself too.
    return page(c, {
      title: `${t.ceremonies.control.title} · ${ceremony.title}`,
      active: 'ceremonies',
      body: (
        <ControlPage
          {...props}
          stage={stage}
          mayWrite={mayWrite}
          mayReadGuests={mayReadGuests}
          token={token}
          byHand={ceremony.currentRowId !== null}
          typed={(c.req.query('tim') ?? '').normalize('NFC').trim().slice(0, 200)}
        />
      ),
    });
  });

  app.post(CONTROL, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    const { step, from } = await readForm(c, stepSchema);
    const isDone = await stepStage(c.var.ctx, editionId, id, step, from === '' ? null : from);
    kept.clear();
    const flash = { kind: 'info' as const, text: textsOf(c).ceremonies.control.movedOn };
    return goTo(c, controlPath(editionId, id), isDone ? undefined : flash);
  });

  app.post(`${CONTROL}/duong-dan`, async (c) => {
    const { editionId, id } = ceremonyOfPath(c);
    await renewScreens(c.var.ctx, editionId, id);
    kept.clear();
    return goTo(c, controlPath(editionId, id), { kind: 'success', text: textsOf(c).ceremonies.control.renewed });
  });

  app.get(SCREEN, async (c) => {
    const token = c.req.param('token');
    const stage = await readScreen(c.var.ctx, token);
    const site = siteOf(c, stage);
    const isDark = c.req.query('nen') !== 'sang';
    const html = renderPage({
      title: stage.ceremony.title,
      locale: c.var.ctx.locale,
      theme: isDark ? 'dark' : 'light',
      head: `<noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}"></noscript>`,
      body: (
        <StagePage
          {...screenProps(c, stage, token, site?.id ?? null)}
          title={stage.ceremony.title}
          siteName={site?.name ?? null}
          isDark={isDark}
          themeHref={themeHref(token, site?.id, isDark)}
        />
      ),
    });
    return c.html(html);
  });

  app.get(`${SCREEN}/du-lieu`, async (c) => {
    const now = c.var.ctx.platform.clock.now();
    const stage = await keptScreen(c, kept);
    const data = screenData(stage, siteOf(c, stage)?.id ?? null);
    const body = JSON.stringify(data);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    // The screen measures its own clock against this, also where nothing has changed.
    const headers = { etag, 'cache-control': 'no-cache', 'x-server-time': String(now.getTime()) };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  });
}

function keptScreen(
  c: WebRequest,
  kept: Map<string, { readonly at: number; readonly screen: Promise<StageScreen> }>,
): Promise<StageScreen> {
  const token = c.req.param('token') ?? '';
  const at = performance.now();
  const known = kept.get(token);
  if (known && at - known.at < KEPT_MS) return known.screen;
  if (kept.size >= MOST_KEPT) kept.clear();
  const screen = readScreen(c.var.ctx, token);
  kept.set(token, { at, screen });
  // What could not be read is asked again by the next.
  screen.catch(() => kept.delete(token));
  return screen;
}

/** The site in `?diem-cau=`; null for the screen of all. @throws Problem not-found for one of another ceremony */
function siteOf(c: WebRequest, stage: StageScreen) {
  const asked = c.req.query('diem-cau');
  if (asked === undefined || asked === '') return null;
  const site = stage.sites.find(({ id }) => String(id) === asked);
  if (!site) throw new Problem('not-found');
  return site;
}

/** What a screen may know: at a site only what is for it. */
function screenData(stage: StageScreen, siteId: number | null): ScreenData {
  const { ceremony, rows, sites } = stage;
  const names = new Map(sites.map((site) => [site.id, site.name]));
  return {
    status: ceremony.status,
    run: { delay: ceremony.delayMinutes, currentId: ceremony.currentRowId },
    items: rows
      .filter((row) => siteId === null || row.siteId === null || row.siteId === siteId)
      .map((row) => ({
        id: row.id,
        start: row.startsAt?.getTime() ?? null,
        end: row.endsAt?.getTime() ?? null,
        content: row.content,
        inCharge: row.inCharge,
        site: row.siteId === null ? '' : (names.get(row.siteId) ?? ''),
      })),
  };
}

function screenProps(c: WebRequest, stage: StageScreen, token: string, siteId: number | null): ScreenProps {
  const t = textsOf(c);
  const now = c.var.ctx.platform.clock.now().getTime();
  const data = screenData(stage, siteId);
  const dataPath = `/man-hinh/${token}/du-lieu${siteId === null ? '' : `?diem-cau=${siteId}`}`;
  return { t, data, now, dataPath, words: screenWords(data, screenTexts(t), now) };
}

function themeHref(token: string, siteId: Parameters<typeof screenPath>[1], isDark: boolean): string {
  const path = screenPath(token, siteId);
  return isDark ? `${path}${siteId === undefined ? '?' : '&'}nen=sang` : path;
}
