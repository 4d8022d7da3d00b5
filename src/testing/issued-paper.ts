/** A paper written and issued through the product's own pages: for tests of what comes after. */
import type { Database } from '../platform/database/connect.ts';

export type Ask = (
  method: 'GET' | 'POST',
  path: string,
  body?: Record<string, string> | FormData | string,
) => Promise<Response>;

/**
 * Starts a paper of the kind for the unit, fills its open places and issues it on the day.
 * @returns its address, `/van-ban-di/12`
 */
export async function issuePaperOf(
  ask: Ask,
  db: Pick<Database, 'owner'>,
  given: { readonly kind: string; readonly unit: string; readonly day: string; readonly subject?: string },
): Promise<string> {
  const started = await ask('POST', '/van-ban-di/moi', { unit: given.unit, kind: given.kind, edition: '' });
  const path = /\/van-ban-di\/\d+/u.exec(started.headers.get('location') ?? '')?.[0];
  if (path === undefined) throw new Error(`no paper was started: ${started.status}`);
  const row = await db.owner
    .selectFrom('paper')
    .where('id', '=', Number(path.split('/').at(-1)))
    .select(['model', 'version'])
    .executeTakeFirstOrThrow();
  const model: unknown = JSON.parse(JSON.stringify(row.model).replaceAll(/…{2,}/gu, 'Nội dung'));
  const named = given.subject === undefined ? model : { ...(model as object), subject: given.subject };
  const saved = await ask('POST', `${path}/luu`, JSON.stringify({ version: row.version, model: named }));
  if (saved.status !== 200) throw new Error(`not saved: ${await saved.text()}`);
  const issued = await ask('POST', `${path}/ban-hanh`, {
    _version: String(row.version + 1),
    issuedOn: given.day,
    number: '',
    reason: '',
  });
  if (issued.status !== 303) throw new Error(`not issued: ${issued.status} ${await issued.text()}`);
  return path;
}
