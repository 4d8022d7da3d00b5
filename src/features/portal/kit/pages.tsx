/** Routes of slogans and media kit, and of the pictures that go with shared pages. */
import { z } from 'zod';
import { DocumentProblem } from '../../../documents/problem.ts';
import { KIT_DESIGNS, type KitSheet } from '../../../documents/write/kit/sheet.ts';
import { Problem } from '../../../platform/errors/problem.ts';
import { pathPart } from '../../../platform/http/form-body.ts';
import { clientAddress } from '../../../platform/http/peer.ts';
import { RateLimit } from '../../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../../platform/http/web.ts';
import { activityIdSchema, ceremonyIdSchema, type UnitId, unitIdSchema } from '../../../platform/ids/ids.ts';
import { ceremonyFacts } from '../../ceremonies/index.ts';
import { publicPage, textsOf } from '../../shell/index.ts';
import { findPublic } from '../store.feeds.ts';
import { lookOf } from '../rules.look.ts';
import { areaOf } from '../service.ts';
import type { Area } from '../store.area.ts';
import { MADE_KINDS, type MadeKind, madeFile, sheetKey } from './made-files.ts';
import { FORMATS, filesOf, type Kit, kitOf, kitWords, orderKit, progressOf } from './order.ts';
import { areaSheet, ceremonySheet, shareSheet } from './sheets.ts';
import { KitBody, WholeKitBody } from './views.tsx';
import { zipStream } from './zip.ts';

const TEN_MINUTES = 600_000;
const RETRY_AFTER_S = 120;
/** Without a script the page that waits is read anew so often. */
const REFRESH_S = 3;
const fileSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,40}\.(?:svg|png|pdf)$/)
  .transform((name) => {
    const [stem = '', kind = ''] = name.split('.');
    const design = KIT_DESIGNS.find((one) => stem.startsWith(`${one}-`));
    const format = FORMATS.find((one) => stem === `${design}-${one}`);
    return { design, format, kind: (Object.keys(MADE_KINDS) as MadeKind[]).find((one) => one === kind) };
  });
const pictureId = z.preprocess((name) => String(name).split('.')[0], activityIdSchema);
const KIT = '/khu-vuc/:unit/bo-nhan-dien';

export function kitPages(app: WebApp): void {
  // A picture takes a tenth of a second the first time, a large one two; kept ones cost nothing.
  const files = new RateLimit(240, TEN_MINUTES);
  const orders = new RateLimit(10, TEN_MINUTES);
  const archives = new RateLimit(10, TEN_MINUTES);

  app.get('/hoat-dong/:picture{[0-9]{1,15}\\.png}', async (c) => {
    const id = pathPart(c, 'picture', pictureId);
    const { platform } = c.var.ctx;
    const found = await findPublic(platform.db.app, id);
    if (!found) throw new Problem('not-found');
    const area = await areaOf(c.var.ctx, found.activity.areaUnitId, null);
    return answerFile(c, files, shareSheet(found.activity, area?.look?.colour ?? '', aboutOf(c)), 'png');
  });

  app.get('/le-khai-mac/:ceremony/anh.png', async (c) => {
    const facts = await ceremonyFacts(c.var.ctx.platform.db.app, pathPart(c, 'ceremony', ceremonyIdSchema));
    if (facts === null) throw new Problem('not-found');
    const area = await areaOf(c.var.ctx, facts.unitId, null);
    return answerFile(c, files, ceremonySheet(facts, area?.look?.colour ?? '', aboutOf(c)), 'png');
  });

  app.get('/khau-hieu/chia-se.png', async (c) => {
    const area = await areaOf(c.var.ctx, null, null);
    if (area === null) throw new Problem('not-found');
    const { headline } = await kitWords(c.var.ctx, area, chosenIn(c));
    return answerFile(
      c,
      files,
      areaSheet(area, headline, { design: 'trong-dong', format: 'share' }, aboutOf(c)),
      'png',
    );
  });

  app.get('/khau-hieu', async (c) => kitPage(c, await areaOf(c.var.ctx, null, null)));
  app.get(KIT, async (c) => kitPage(c, await areaFrom(c)));

  // All of it takes half a minute the first time: ordered, made in the background, fetched from a page that one can leave.
  app.get(`${KIT}/tron-bo`, async (c) => wholeKitPage(c, await kitFrom(c)));
  app.post(`${KIT}/tron-bo`, async (c) => {
    const kit = await kitFrom(c);
    if (!orders.allows(clientAddress(c), performance.now())) return tooMany(c);
    const { platform, locale } = c.var.ctx;
    const { done, total } = await progressOf(platform, kit);
    if (done < total && !(await orderKit(platform, locale, kit))) return tooMany(c);
    return c.redirect(`/khu-vuc/${kit.area.unit.id}/bo-nhan-dien/tron-bo${queryOf(c, kit.words.chosen)}`, 303);
  });
  app.get(`${KIT}.zip`, async (c) => {
    const kit = await kitFrom(c);
    const { platform } = c.var.ctx;
    const { done, total } = await progressOf(platform, kit);
    if (done < total) {
      return c.redirect(`/khu-vuc/${kit.area.unit.id}/bo-nhan-dien/tron-bo${queryOf(c, kit.words.chosen)}`, 303);
    }
    if (!archives.allows(clientAddress(c), performance.now())) return tooMany(c);
    return c.body(zipStream(filesOf(platform, kit)), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="bo-nhan-dien-${kit.area.unit.id}.zip"`,
    });
  });

  app.get(`${KIT}/:file`, async (c) => {
    const { design, format, kind } = pathPart(c, 'file', fileSchema);
    if (design === undefined || format === undefined || kind === undefined) throw new Problem('not-found');
    const area = await areaFrom(c);
    const { headline } = await kitWords(c.var.ctx, area, chosenIn(c));
    return answerFile(c, files, areaSheet(area, headline, { design, format }, aboutOf(c)), kind);
  });
}

async function areaFrom(c: WebRequest): Promise<Area> {
  const unit: UnitId = pathPart(c, 'unit', unitIdSchema);
  const area = await areaOf(c.var.ctx, unit, null);
  if (area === null) throw new Problem('not-found');
  return area;
}

/** `?cau=` chooses one of the lines by its place. */
function chosenIn(c: WebRequest): number {
  return Number(/^\d{1,3}$/.exec(c.req.query('cau') ?? '')?.[0] ?? 0);
}

async function kitFrom(c: WebRequest): Promise<Kit> {
  const { ctx } = c.var;
  const area = await areaFrom(c);
  return kitOf(ctx.platform, ctx.locale, area, await kitWords(ctx, area, chosenIn(c)));
}

/** The choice, and the language where the address says it, for addresses of the same kit. */
function queryOf(c: WebRequest, chosen: number, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...(chosen === 0 ? {} : { cau: String(chosen) }),
    ...(c.req.query('lang') === undefined ? {} : { lang: c.var.ctx.locale }),
    ...more,
  });
  return query.size === 0 ? '' : `?${query}`;
}

async function kitPage(c: WebRequest, area: Area | null): Promise<Response> {
  const t = textsOf(c);
  const { kit } = t.feeds;
  if (area === null) throw new Problem('not-found');
  const words = await kitWords(c.var.ctx, area, chosenIn(c));
  return publicPage(c, {
    title: kit.title,
    description: kit.lead(area.unit.name),
    indexed: true,
    isKept: true,
    look: lookOf(area.look?.colour),
    body: <KitBody t={t} area={area} words={words} query={(chosen, more) => queryOf(c, chosen, more)} />,
  });
}

async function wholeKitPage(c: WebRequest, kit: Kit): Promise<Response> {
  const t = textsOf(c);
  const { area, words } = kit;
  const progress = await progressOf(c.var.ctx.platform, kit);
  if (progress.isOrdered && progress.done < progress.total) c.header('refresh', String(REFRESH_S));
  return publicPage(c, {
    title: t.feeds.kit.all,
    look: lookOf(area.look?.colour),
    body: <WholeKitBody {...{ t, area, words, progress }} query={queryOf(c, words.chosen)} />,
  });
}

async function answerFile(c: WebRequest, limit: RateLimit, sheet: KitSheet, kind: MadeKind): Promise<Response> {
  const etag = `"${sheetKey(sheet, kind)}"`;
  const headers = { etag, 'cache-control': 'public, max-age=3600' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  if (!limit.allows(clientAddress(c), performance.now())) return tooMany(c);
  const name = `${sheet.design}-${sheet.format}.${kind}`;
  try {
    const bytes = await madeFile(c.var.ctx.platform, sheet, kind);
    return c.body(new Uint8Array(bytes), 200, {
      ...headers,
      'content-type': MADE_KINDS[kind],
      'content-disposition': `${c.req.query('tai') === '1' ? 'attachment' : 'inline'}; filename="${name}"`,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  } catch (error) {
    if (!(error instanceof DocumentProblem) || error.code !== 'writer-busy') throw error;
    return c.text(`${textsOf(c).feeds.kit.busy}\n`, 503, { 'retry-after': '5' });
  }
}

function tooMany(c: WebRequest): Response {
  return c.text(`${textsOf(c).feeds.kit.wait}\n`, 429, { 'retry-after': String(RETRY_AFTER_S) });
}

function aboutOf(c: WebRequest) {
  const { platform, locale } = c.var.ctx;
  return { origin: platform.publicUrl(), locale, t: textsOf(c) };
}
