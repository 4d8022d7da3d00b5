/** Sign-ups sent as a program sends them, for tests that need many or bad ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/platform/database/connect.ts';
import { stampOf } from '../../src/platform/http/form-stamp.ts';
import type { ActivityId } from '../../src/platform/ids/ids.ts';
import { makePublishedActivity } from '../../src/testing/published-activity.ts';
import type { TestUnit } from '../../src/testing/edition.ts';
import type { Campaign } from './campaign.ts';
import type { Product } from './product.ts';

const DAY_MS = 86_400_000;

/** Two days and some hours from now. */
const soon = (hours: number): string => new Date(Date.now() + 2 * DAY_MS + hours * 3_600_000).toISOString();

/** An activity with a sign-up, two hours long, the day after tomorrow unless it is said otherwise. */
export function activityAhead(
  db: Database,
  campaign: Campaign,
  unit: TestUnit,
  given: Parameters<typeof makePublishedActivity>[3] = {},
): Promise<ActivityId> {
  return makePublishedActivity(db, campaign.editionId, unit, { startsAt: soon(0), endsAt: soon(2), ...given });
}

/** The key of the installation: what a test signs with it, the product takes for its own. */
export function secretKeyOf(product: Product): Buffer {
  return Buffer.from(readFileSync(join(product.dataFolder, 'secret.key'), 'utf8'), 'base64');
}

/** The mark of a form that was opened a minute ago: nobody has to wait until it counts as filled in by hand. */
export function stampOfAMinuteAgo(product: Product): string {
  return stampOf(secretKeyOf(product), Date.now() - 60_000);
}

/**
 * One adult signs up, in the room.
 * @param given fields of the form that are others, `stamp` among them
 * @param from address that the proxy saw
 */
export function signUp(
  product: Product,
  id: ActivityId,
  given: Readonly<Record<string, string>>,
  from = '203.0.113.9',
): Promise<Response> {
  return fetch(`${product.url}/hoat-dong/${id}/dang-ky`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'x-forwarded-for': from },
    body: new URLSearchParams({
      stamp: stampOfAMinuteAgo(product),
      website: '',
      who: 'self',
      people: '1',
      children: '0',
      mode: 'in-person',
      ...given,
    }),
  });
}
