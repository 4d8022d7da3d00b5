/** Many at once: at the same seats, at a door, a harvester, a batch of certificates while visitors read. */
import { randomUUID } from 'node:crypto';
import { checkUpload } from '../src/features/certificates/service.public.ts';
import { type Portal, rowsOf, timed } from './portal.ts';
import { median, options, percentile, tell } from './options.ts';
import { ahead, pageOf } from './portal-rates.ts';
import { cookieOf, rawAnswer } from './server.ts';
import { DESK_SIGNUPS, RUSH_SEATS } from './week.ts';

const PEOPLE = 500;
/** A form that is sent sooner was filled in by no person. */
const FILL_MS = 2_700;

/** Five hundred send the form at the same moment, each from an address of their own, for fifty seats. */
export async function rush(portal: Portal): Promise<void> {
  const { server, country } = portal;
  const { rushId } = country.week;
  await clearRush(portal);
  const path = `${server.url}/hoat-dong/${rushId}/dang-ky`;
  const form = (await rawAnswer(path, {})).body.toString();
  const stamp = /name="stamp" value="([^"]+)"/.exec(form)?.[1];
  if (stamp === undefined) throw new Error('the form has no stamp');
  await new Promise((resolve) => setTimeout(resolve, FILL_MS));
  const times: number[] = [];
  const started = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, n) => {
      const answer = await fetch(path, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'x-forwarded-for': `10.0.${Math.floor(n / 250)}.${(n % 250) + 1}` },
        body: new URLSearchParams({
          stamp,
          mode: 'in-person',
          who: 'self',
          name: `Người thứ ${n + 1}`,
          contact: `09${String(90_000_000 + n)}`,
        }),
      });
      await answer.arrayBuffer();
      times.push(performance.now() - started);
      return answer.status;
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const refused = statuses.filter((status) => status !== 303).length;
  if (refused > 0) throw new Error(`${refused} of ${PEOPLE} were refused: ${[...new Set(statuses)].join(', ')}`);
  const rows = await rowsOf<{ status: string; n: number; low: number; high: number; numbers: number }>(
    portal,
    `select status, count(*)::int as n, min(queue_no) as low, max(queue_no) as high, count(distinct queue_no)::int as numbers
     from registration where activity_id = $1 group by status order by status`,
    [rushId],
  );
  const [confirmed, waiting] = rows;
  const isInOrder =
    rows.length === 2 &&
    confirmed?.high === RUSH_SEATS &&
    confirmed.numbers === RUSH_SEATS &&
    waiting?.low === RUSH_SEATS + 1 &&
    waiting.high === PEOPLE &&
    waiting.numbers === PEOPLE - RUSH_SEATS;
  const bench = `${PEOPLE} at once for ${RUSH_SEATS} seats`;
  tell({
    bench: `${bench}: confirmed`,
    value: confirmed?.n ?? 0,
    unit: 'people',
    limit: RUSH_SEATS,
    limitOf: 'seats',
    target: 1,
  });
  tell({
    bench: `${bench}: ${waiting?.n} waiting, in order (1: yes)`,
    value: isInOrder ? 1 : 0,
    unit: 'share',
    target: 1,
  });
  tell({ bench: `${bench}: until the last one has an answer`, value: seconds, unit: 's' });
  tell({ bench: `${bench}: median of the answers`, value: median(times) / 1_000, unit: 's' });
  await clearRush(portal);
}

async function clearRush(portal: Portal): Promise<void> {
  const { rushId } = portal.country.week;
  await rowsOf(portal, 'delete from registration where activity_id = $1', [rushId]);
  await rowsOf(portal, 'delete from activity_seats where activity_id = $1', [rushId]);
}

/** A thousand scans that a device took off line arrive in messages of five hundred; then all of them once more. */
export async function door(portal: Portal): Promise<void> {
  const { server, country, platform } = portal;
  const { deskId } = country.week;
  const clear = (): Promise<unknown> =>
    rowsOf(portal, `delete from checkin where event = 'activity' and event_id = $1`, [deskId]);
  await clear();
  const cookie = await cookieOf(platform, country.people.province);
  const holders = await rowsOf<{ id: number }>(
    portal,
    'select id::int from registration where activity_id = $1 order by id',
    [deskId],
  );
  if (holders.length !== DESK_SIGNUPS) throw new Error(`${holders.length} have signed up at the desk`);
  const at = Date.now() - 600_000;
  const items = holders.map(({ id }, n) => ({
    id: randomUUID(),
    who: { holderId: id },
    way: 'qr',
    door: 'A',
    at: at + n * 100,
  }));
  const send = async (): Promise<number> => {
    const started = performance.now();
    for (let from = 0; from < items.length; from += 500) {
      const answer = await fetch(`${server.url}/tuan-le/${country.writeId}/diem-danh/activity/${deskId}/1/gui`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ items: items.slice(from, from + 500) }),
      });
      if (answer.status !== 200) throw new Error(`the desk answers ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
    }
    return (performance.now() - started) / 1_000;
  };
  const first = await send();
  const again = await send();
  const [row] = await rowsOf<{ n: number }>(
    portal,
    `select count(*)::int as n from checkin where event = 'activity' and event_id = $1`,
    [deskId],
  );
  tell({
    bench: `${DESK_SIGNUPS.toLocaleString('en')} scans sent after the network came back`,
    value: first,
    unit: 's',
  });
  tell({ bench: '… sent a second time', value: again, unit: 's' });
  tell({
    bench: '… stand once',
    value: row?.n ?? 0,
    unit: 'check-ins',
    limit: DESK_SIGNUPS,
    limitOf: 'scans',
    target: 1,
  });
  await clear();
}

/** A foreign harvester takes the whole library. */
export async function harvest(portal: Portal): Promise<void> {
  let query = 'verb=ListRecords&metadataPrefix=oai_dc';
  const seen = new Set<string>();
  const started = performance.now();
  for (;;) {
    const { status, body } = await rawAnswer(`${portal.server.url}/oai?${query}`, {});
    if (status !== 200) throw new Error(`/oai answers ${status}`);
    const xml = body.toString();
    for (const [, identifier] of xml.matchAll(/<identifier>(oai:[^<]+)</g))
      if (identifier !== undefined) seen.add(identifier);
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
    if (token === undefined) break;
    query = `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
  }
  const seconds = (performance.now() - started) / 1_000;
  const [row] = await rowsOf<{ n: number }>(
    portal,
    'select count(*)::int as n from resource where published_at is not null',
  );
  tell({
    bench: 'harvest of the library by OAI-PMH: records taken',
    value: seen.size,
    unit: 'records',
    limit: row?.n ?? 0,
    limitOf: 'published',
    target: 1,
  });
  tell({ bench: 'harvest of the library by OAI-PMH', value: seen.size / seconds, unit: 'records/s' });
}

const COPIES = options.isQuick ? 60 : 300;
/** Of a batch so many are looked at whole: each file, both proofs. */
const LOOKED_AT = 12;
const LONGEST_BATCH_MS = 180_000;

/** Keys of badges were encrypted with the data folder of an earlier run, which is gone. */
async function clearCertificates(portal: Portal): Promise<void> {
  await rowsOf(portal, 'delete from certificate_batch');
  await rowsOf(portal, 'update badge_key set private_key = null, retired_at = now() where retired_at is null');
}

/** A batch with printed code, QR and both proofs of its badge, from the press of the button; visitors read meanwhile. */
export async function certificates(portal: Portal): Promise<void> {
  const { server, country, platform } = portal;
  const { deskId } = country.week;
  await clearCertificates(portal);
  const cookie = await cookieOf(platform, country.people.province);
  const pages = (await ahead(portal, 4_000)).map(pageOf);
  let asked = 0;
  const read = async (): Promise<number> => {
    const path = pages[asked % pages.length] ?? '/';
    asked += 1;
    return (await timed(portal, [path])).ms[0] ?? Number.NaN;
  };
  const before: number[] = [];
  for (let n = 0; n < 40; n += 1) before.push(await read());
  const batch = async (copies: number): Promise<{ id: string; seconds: number; during: number[] }> => {
    const mark = randomUUID().slice(0, 8);
    const names = Array.from({ length: copies }, (_, n) => `Nguyễn Thị Hồng Ánh Tuyết ${mark} ${n + 1}`);
    const started = performance.now();
    const path = `/tuan-le/${country.writeId}/giay-chung-nhan/moi?nguon=activity&id=${deskId}&vai-tro=speaker`;
    const answer = await fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
      body: new URLSearchParams({
        them: names.join('\n'),
        ten: 'Lớp kỹ năng số',
        'noi-dung': 'Đã trình bày tại hoạt động của Tuần lễ',
        ngay: '2026-10-05',
        'chuc-vu': 'CHỦ TỊCH',
        'nguoi-ky': 'Nguyễn Văn An',
        viec: 'cap',
      }),
    });
    const id = /(\d+)(?:\?|$)/.exec(answer.headers.get('location') ?? '')?.[1];
    if (answer.status !== 303 || id === undefined)
      throw new Error(`certificates: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    const during: number[] = [];
    for (;;) {
      during.push(await read());
      const [row] = await rowsOf<{ status: string; done: number }>(
        portal,
        'select status, done from certificate_batch where id = $1',
        [id],
      );
      if (row?.status === 'failed') throw new Error('the batch failed');
      if (performance.now() - started > LONGEST_BATCH_MS) throw new Error(`${row?.done} of ${copies} are made`);
      if (row?.status === 'done') return { id, seconds: (performance.now() - started) / 1_000, during };
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  // Once over for all that is loaded with the first.
  await batch(10);
  const { id, seconds, during } = await batch(COPIES);
  await checkBatch(portal, id, cookie);
  await clearCertificates(portal);
  tell({
    bench: `${COPIES} certificates with QR and both proofs of the badge`,
    value: COPIES / seconds,
    unit: 'certificates/s',
    target: 10,
  });
  tell({
    bench: 'an activity page while they are made, median',
    value: median(during),
    unit: 'ms',
    limit: median(before),
    limitOf: 'the same before',
    target: 3,
  });
  tell({ bench: 'an activity page while they are made, p95', value: percentile(during, 0.95), unit: 'ms', target: 50 });
}

/** @throws Error unless all of the batch were made: a file, a code and two credentials each, and both proofs hold */
async function checkBatch(portal: Portal, id: string, cookie: string): Promise<void> {
  const { server, country, platform } = portal;
  const rows = await rowsOf<{ no: number; code: string; jwt: string; credential: object }>(
    portal,
    `select no, verification_code as code, jwt, credential from certificate where batch_id = $1 and verification_code is not null
     and file_sha256 is not null and jwt is not null and credential is not null order by md5(no::text)`,
    [id],
  );
  if (rows.length !== COPIES || new Set(rows.map(({ code }) => code)).size !== COPIES)
    throw new Error(`${rows.length} of ${COPIES} certificates are whole`);
  // Keys stand at the server's address.
  const there = { ...platform, publicUrl: () => server.url };
  const ctx = { platform: there, actor: null, locale: 'vi', requestId: 'bench' } as const;
  for (const { no, jwt, credential } of rows.slice(0, LOOKED_AT)) {
    for (const [proof, text] of [
      ['jwt', jwt],
      ['data-integrity', JSON.stringify(credential)],
    ] as const) {
      const { check } = await checkUpload(ctx, new TextEncoder().encode(text));
      if (check.finding !== 'valid' || check.proof !== proof) throw new Error(`${proof} of ${no}: ${check.finding}`);
    }
    const path = `/tuan-le/${country.writeId}/giay-chung-nhan/${id}/${no}.pdf`;
    const { status, body } = await rawAnswer(server.url + path, { cookie });
    if (status !== 200 || body.subarray(0, 5).toString() !== '%PDF-') throw new Error(`${path} answers ${status}`);
  }
}
