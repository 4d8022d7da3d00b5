/** A whole kit in one file: ordered, made in the background, fetched when it is there. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { messagesFor } from '../../../../messages/index.ts';
import { KIT_DESIGNS, KIT_FORMATS, type KitFormat, type KitSheet } from '../../../documents/write/kit/sheet.ts';
import { asSystem, type Context, type Locale, type Platform } from '../../../platform/context.ts';
import { unitIdSchema } from '../../../platform/ids/ids.ts';
import { defineJob } from '../../../platform/jobs/jobs.ts';
import { areaOf } from '../service.ts';
import type { Area } from '../store.area.ts';
import { findWords } from '../store.kit.ts';
import { countKitFiles, countOrders, endOrder, forgetOrders, isOrdered, placeOrder } from '../store.kit-files.ts';
import { forgetUnusedFiles, MADE_KINDS, type MadeKind, madeFile, sheetKey } from './made-files.ts';
import { areaSheet } from './sheets.ts';
import type { ZippedFile } from './zip.ts';

export const FORMATS = Object.keys(KIT_FORMATS) as KitFormat[];
const KINDS = Object.keys(MADE_KINDS) as MadeKind[];

/** An order that nobody has finished after this long was lost with its process: it may be placed again. */
const LOST_AFTER_MS = 10 * 60_000;
/** More than so many at once, and the one who asks is told to come back. */
const MOST_ORDERS = 40;

const orderJob = defineJob(
  'kit.make',
  z.object({ unitId: unitIdSchema, chosen: z.number().int().min(0).max(999), locale: z.enum(['vi', 'en']) }),
  { retryLimit: 2, expireInSeconds: 600, isParallel: false, batchSize: 2 },
);
const forgetJob = defineJob('kit.forget-unused', z.object({}), { retryLimit: 3, expireInSeconds: 3_600 });

export interface KitWords {
  readonly slogans: readonly string[];
  readonly themes: readonly string[];
  /** Which of themes and slogans, in this order, is on the posters; and its words. */
  readonly chosen: number;
  readonly headline: string;
}

/** The words of the area's plans and of the edition. @param asked place of the line to use; one that is not there is the first */
export async function kitWords(ctx: Pick<Context, 'platform'>, area: Area, asked: number): Promise<KitWords> {
  const found = await asSystem(ctx, (tx) => findWords(tx, area.edition.id, area.unit.id));
  const themes = found.themes.length > 0 ? found.themes : area.edition.themes;
  const all = [...themes, ...found.slogans];
  const chosen = asked < all.length ? asked : 0;
  return { slogans: found.slogans, themes, chosen, headline: all[chosen] ?? '' };
}

export interface Kit {
  readonly area: Area;
  readonly words: KitWords;
  readonly sheets: readonly KitSheet[];
  /** Names all of them. */
  readonly key: string;
}

export function kitOf(platform: Platform, locale: Locale, area: Area, words: KitWords): Kit {
  const about = { origin: platform.publicUrl(), locale, t: messagesFor(locale) };
  const sheets = KIT_DESIGNS.flatMap((design) =>
    FORMATS.map((format) => areaSheet(area, words.headline, { design, format }, about)),
  );
  const key = createHash('sha256').update(keysOf(sheets).join(' ')).digest('base64url');
  return { area, words, sheets, key };
}

const keysOf = (sheets: readonly KitSheet[]): string[] =>
  sheets.flatMap((sheet) => KINDS.map((kind) => sheetKey(sheet, kind)));

export interface KitProgress {
  readonly done: number;
  readonly total: number;
  /** Somebody has ordered it, and it is being made. */
  readonly isOrdered: boolean;
}

export async function progressOf({ db, clock }: Platform, { sheets, key }: Kit): Promise<KitProgress> {
  const keys = keysOf(sheets);
  const since = new Date(clock.now().getTime() - LOST_AFTER_MS);
  const [done, ordered] = await Promise.all([countKitFiles(db.app, keys), isOrdered(db.app, key, since)]);
  return { done, total: keys.length, isOrdered: ordered };
}

/** Has the kit made, unless somebody has ordered it already. @returns false where too many wait */
export async function orderKit(platform: Platform, locale: Locale, kit: Kit): Promise<boolean> {
  const now = platform.clock.now();
  const before = new Date(now.getTime() - LOST_AFTER_MS);
  if ((await countOrders(platform.db.app, before)) >= MOST_ORDERS) return false;
  await asSystem({ platform }, async (tx) => {
    if (!(await placeOrder(tx, kit.key, now, before))) return;
    await platform.jobs.send(tx, orderJob, { unitId: kit.area.unit.id, chosen: kit.words.chosen, locale });
  });
  return true;
}

/** Every file of the kit, with its folder, one after the other. */
export async function* filesOf(platform: Platform, { sheets }: Kit): AsyncGenerator<ZippedFile> {
  for (const sheet of sheets) {
    for (const kind of KINDS) {
      yield {
        name: `${sheet.design}/${sheet.design}-${sheet.format}.${kind}`,
        bytes: await madeFile(platform, sheet, kind),
      };
    }
  }
}

/** Makes what is missing of an ordered kit. */
export async function makeKit(platform: Platform, ordered: z.infer<typeof orderJob.payload>): Promise<void> {
  const area = await areaOf({ platform }, ordered.unitId, null);
  if (area === null) return;
  const kit = kitOf(platform, ordered.locale, area, await kitWords({ platform }, area, ordered.chosen));
  for await (const _ of filesOf(platform, kit));
  await asSystem({ platform }, (tx) => endOrder(tx, kit.key));
}

export async function kitJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(orderJob, (ordered) => makeKit(platform, ordered));
  await platform.jobs.work(forgetJob, async () => {
    await forgetUnusedFiles(platform);
    const before = new Date(platform.clock.now().getTime() - LOST_AFTER_MS);
    await asSystem({ platform }, (tx) => forgetOrders(tx, before));
  });
  await platform.jobs.schedule(forgetJob, '10 3 * * *', {});
}
