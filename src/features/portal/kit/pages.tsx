/** Routes of slogans and media kit, and of the pictures that go with shared pages. */
import { z } from 'zod';
import { DocumentProblem } from '../../../documents/problem.ts';
import { KIT_DESIGNS, KIT_FORMATS, type KitFormat, type KitSheet } from '../../../documents/write/kit/sheet.ts';
import { asSystem, type Platform } from '../../../platform/context.ts';
import { Problem } from '../../../platform/errors/problem.ts';
import { pathPart } from '../../../platform/http/form-body.ts';
import { clientAddress } from '../../../platform/http/peer.ts';
import { RateLimit } from '../../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../../platform/http/web.ts';
import { activityIdSchema, type UnitId, unitIdSchema } from '../../../platform/ids/ids.ts';
import { publicPage, textsOf } from '../../shell/index.ts';
import { findPublic } from '../store.feeds.ts';
import { lookOf } from '../rules.look.ts';
import { areaOf } from '../service.ts';
import type { Area } from '../store.area.ts';
import { MADE_KINDS, type MadeKind, madeFile, sheetKey } from './made-files.ts';
import { areaSheet, shareSheet } from './sheets.ts';
import { findWords } from '../store.kit.ts';
import { KitBody } from './views.tsx';
import { type ZippedFile, zipStream } from './zip.ts';

const FORMATS = Object.keys(KIT_FORMATS) as KitFormat[];
const TEN_MINUTES = 600_000;
const RETRY_AFTER_S = 120;
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

export function kitPages(app: WebApp): void {
  // A picture takes a tenth of a second the first time, a large one two; kept ones cost nothing.
  const files = new RateLimit(240, TEN_MINUTES);
  const archives = new RateLimit(4, TEN_MINUTES);

  app.get('/hoat-dong/:picture{[0-9]{1,15}\\.png}', async (c) => {
    const id = pathPart(c, 'picture', pictureId);
    const { platform } = c.var.ctx;
    const found = await findPublic(platform.db.app, id);
    if (!found) throw new Problem('not-found');
    const area = await areaOf(c.var.ctx, found.activity.areaUnitId, null);
    return answerFile(c, files, shareSheet(found.activity, area?.look?.colour ?? '', aboutOf(c)), 'png');
  });

  app.get('/khau-hieu/chia-se.png', async (c) => {
    const area = await areaOf(c.var.ctx, null, null);
    if (area === null) throw new Problem('not-found');
    const { headline } = await wordsOf(c, area);
    return answerFile(
      c,
      files,
      areaSheet(area, headline, { design: 'trong-dong', format: 'share' }, aboutOf(c)),
      'png',
    );
  });

  app.get('/khau-hieu', async (c) => {
    const area = await areaOf(c.var.ctx, null, null);
    return kitPage(c, area);
  });
  app.get('/khu-vuc/:unit/bo-nhan-dien', async (c) => kitPage(c, await areaFrom(c)));

  app.get('/khu-vuc/:unit/bo-nhan-dien.zip', async (c) => {
    const area = await areaFrom(c);
    const { headline } = await wordsOf(c, area);
    if (!archives.allows(clientAddress(c), performance.now())) return tooMany(c);
    const { platform } = c.var.ctx;
    const sheets = KIT_DESIGNS.flatMap((design) =>
      FORMATS.map((format) => areaSheet(area, headline, { design, format }, aboutOf(c))),
    );
    return c.body(zipStream(zipped(platform, sheets)), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="bo-nhan-dien-${area.unit.id}.zip"`,
    });
  });

  app.get('/khu-vuc/:unit/bo-nhan-dien/:file', async (c) => {
    const { design, format, kind } = pathPart(c, 'file', fileSchema);
    if (design === undefined || format === undefined || kind === undefined) throw new Problem('not-found');
    const area = await areaFrom(c);
    const { headline } = await wordsOf(c, area);
    return answerFile(c, files, areaSheet(area, headline, { design, format }, aboutOf(c)), kind);
  });
}

async function areaFrom(c: WebRequest): Promise<Area> {
  const unit: UnitId = pathPart(c, 'unit', unitIdSchema);
  const area = await areaOf(c.var.ctx, unit, null);
  if (area === null) throw new Problem('not-found');
  return area;
}

interface Words {
  readonly slogans: readonly string[];
  readonly themes: readonly string[];
  /** Which of themes and slogans, in this order, is on the posters; and its words. */
  readonly chosen: number;
  readonly headline: string;
}

/** The words of the area's plans and of the edition; `?cau=` chooses one by its place. */
async function wordsOf(c: WebRequest, area: Area): Promise<Words> {
  const found = await asSystem(c.var.ctx, (tx) => findWords(tx, area.edition.id, area.unit.id));
  const themes = found.themes.length > 0 ? found.themes : area.edition.themes;
  const all = [...themes, ...found.slogans];
  const asked = Number(/^\d{1,3}$/.exec(c.req.query('cau') ?? '')?.[0] ?? 0);
  const chosen = asked < all.length ? asked : 0;
  return { slogans: found.slogans, themes, chosen, headline: all[chosen] ?? '' };
}

async function kitPage(c: WebRequest, area: Area | null): Promise<Response> {
  const t = textsOf(c);
  const { kit } = t.feeds;
  if (area === null) throw new Problem('not-found');
  const words = await wordsOf(c, area);
  return publicPage(c, {
    title: kit.title,
    description: kit.lead(area.unit.name),
    indexed: true,
    look: lookOf(area.look?.colour),
    body: <KitBody t={t} area={area} words={words} />,
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

async function* zipped(platform: Platform, sheets: readonly KitSheet[]): AsyncGenerator<ZippedFile> {
  for (const sheet of sheets) {
    for (const kind of ['pdf', 'svg', 'png'] as const) {
      yield {
        name: `${sheet.design}/${sheet.design}-${sheet.format}.${kind}`,
        bytes: await madeFile(platform, sheet, kind),
      };
    }
  }
}

function aboutOf(c: WebRequest) {
  const { platform, locale } = c.var.ctx;
  return { origin: platform.publicUrl(), locale, t: textsOf(c) };
}
