/** Reminders on the screen of a browser (Web Push: RFC 8030, 8291, 8292), with a key of this installation's own. */
import webPush from 'web-push';
import { z } from 'zod';
import { asSystem, type Context, type Platform } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { RegistrationId } from '../../platform/ids/ids.ts';
import { seal, unseal } from '../../platform/secrets/secret-box.ts';
import { announcedFacts, type AnnouncedFacts, findSessions } from '../activities/index.ts';
import type { Told } from './job-definitions.ts';
import { registrationLink } from './links.ts';
import { shortText, subjectOf, wordsOf } from './mails.ts';
import type { PushTransport } from './push-transport.ts';
import { changesFor } from './rules.changes.ts';
import { readMine } from './service.ts';
import { findPublicActivity, findRegistration } from './store.ts';
import {
  type BrowserSubscription,
  countSubscriptions,
  deleteEndpoint,
  deleteSubscription,
  findPushKey,
  insertPushKey,
  listSubscriptions,
  saveSubscription,
} from './store.push.ts';

const KEY_OWNER = 'push-key';
/** Browsers of one sign-up: a phone, a PC, those of a family. */
const MOST_BROWSERS = 5;
/** A reminder that could not be handed over for this long is of no use. */
const KEPT_SECONDS = 4 * 3_600;

const base64url = /^[A-Za-z0-9_-]+={0,2}$/u;
const POINT_BYTES = 65;
const AUTH_BYTES = 16;
const bytesOf = (text: string): number => Buffer.from(text, 'base64url').length;

/** What a browser's PushSubscription says of itself. */
export const subscriptionSchema = z.object({
  endpoint: z.string().max(1_000),
  keys: z.object({
    p256dh: z
      .string()
      .regex(base64url)
      .refine((text) => bytesOf(text) === POINT_BYTES),
    auth: z
      .string()
      .regex(base64url)
      .refine((text) => bytesOf(text) === AUTH_BYTES),
  }),
});

interface VapidKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The installation's key; made on first use. */
async function vapidKey(platform: Platform): Promise<VapidKey> {
  return asSystem({ platform }, async (tx) => {
    if ((await findPushKey(tx)) === null) {
      const made = webPush.generateVAPIDKeys();
      const privateKey = seal(platform.secretKey, KEY_OWNER, Buffer.from(made.privateKey));
      await insertPushKey(tx, { publicKey: made.publicKey, privateKey });
    }
    const key = await findPushKey(tx);
    if (!key) throw new Error('the push key was not kept');
    return {
      publicKey: key.publicKey,
      privateKey: unseal(platform.secretKey, KEY_OWNER, key.privateKey).toString('utf8'),
    };
  });
}

/** What a browser needs to know to take messages from here. */
export async function pushPublicKey(platform: Platform): Promise<string> {
  return (await vapidKey(platform)).publicKey;
}

/**
 * Keeps a browser that wants to be reminded of one's own sign-up.
 * @throws Problem registration.invalid-link; request.invalid for an address that is none of a public push service
 */
export async function subscribe(
  ctx: Context,
  transport: PushTransport,
  token: string,
  given: z.output<typeof subscriptionSchema>,
): Promise<void> {
  if (!transport.allows(given.endpoint))
    throw new Problem('request.invalid', { fields: [{ field: 'endpoint', code: 'other' }] });
  const { registration } = await readMine(ctx, token);
  await asSystem(ctx, async (tx) => {
    if ((await countSubscriptions(tx, registration.id)) >= MOST_BROWSERS) throw new Problem('request.too-many');
    const subscription: BrowserSubscription = { endpoint: given.endpoint, ...given.keys };
    await saveSubscription(tx, registration, subscription);
  });
}

/** @throws Problem registration.invalid-link */
export async function unsubscribe(ctx: Context, token: string, endpoint: string): Promise<void> {
  const { registration } = await readMine(ctx, token);
  await asSystem(ctx, (tx) => deleteSubscription(tx, registration.id, endpoint));
}

/** Tells every browser of a sign-up; one that is gone (404, 410) is forgotten. @returns how many took it */
export async function pushTo(
  platform: Platform,
  transport: PushTransport,
  id: RegistrationId,
  what: Told,
  before?: AnnouncedFacts,
): Promise<number> {
  const found = await asSystem({ platform }, async (tx) => {
    const browsers = await listSubscriptions(tx, id);
    const registration = browsers.length === 0 ? null : await findRegistration(tx, id);
    const activity = registration === null ? null : await findPublicActivity(tx, registration.activityId);
    const sessions = activity === null ? [] : await findSessions(tx, activity.editionId, activity.id);
    return { browsers, registration, activity, sessions };
  });
  const { browsers, registration, activity } = found;
  if (registration === null || activity === null || registration.forgottenAt !== null) return 0;
  const changes =
    before === undefined
      ? []
      : wordsOf(
          changesFor(before, announcedFacts(activity, found.sessions), registration.mode),
          registration.locale,
          registration.status === 'confirmed',
        );
  const payload = JSON.stringify({
    title: subjectOf(what, registration.locale, activity, changes),
    body: shortText(what, registration, activity, changes),
    url: new URL(registrationLink(platform, registration.id, registration.linkVersion)).pathname,
  });
  const key = await vapidKey(platform);
  let taken = 0;
  for (const browser of browsers) {
    const status = await deliver(platform, transport, key, browser, payload);
    if (status === 404 || status === 410) await asSystem({ platform }, (tx) => deleteEndpoint(tx, browser.endpoint));
    else if (status !== null && status >= 200 && status < 300) taken += 1;
    else platform.log.warn({ status, host: new URL(browser.endpoint).host }, 'push message not taken');
  }
  return taken;
}

/** @returns the status, or null where the service did not answer: a reminder is not worth a failed job for the others */
async function deliver(
  platform: Platform,
  transport: PushTransport,
  key: VapidKey,
  browser: BrowserSubscription,
  payload: string,
): Promise<number | null> {
  const { endpoint, p256dh, auth } = browser;
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject: subjectOfVapid(platform), ...key },
      TTL: KEPT_SECONDS,
      contentEncoding: 'aes128gcm',
      urgency: 'high',
    });
    const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return await transport.send(endpoint, { headers: texts, body });
  } catch (error) {
    platform.log.warn({ err: error, host: new URL(endpoint).host }, 'push message not sent');
    return null;
  }
}

/** Whom a push service may ask about us: the installation's address, or its mail where that is no public https. */
function subjectOfVapid(platform: Platform): string {
  const address = new URL(platform.publicUrl());
  if (address.protocol === 'https:' && address.hostname !== 'localhost') return address.origin;
  const mail = /<([^>]+)>/u.exec(platform.config.mailFrom)?.[1] ?? platform.config.mailFrom;
  return `mailto:${mail}`;
}
