/** The pages of certificates and badges as a browser without script and a foreign verifier use them. */
import { unzipSync } from 'fflate';
import { compactVerify, createRemoteJWKSet, customFetch } from 'jose';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badgeText } from '../../documents/badges/verify.ts';
import { readWordsInWorker } from '../../documents/worker-client.ts';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { type CertificateBatchId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { verificationPages } from '../verification/index.ts';
import { runBatch } from './jobs.ts';
import { certificatePages } from './pages.tsx';
import { certificateOfCode } from './service.public.ts';
import { makeHeldActivity, makeParticipant } from './test-week.ts';

const ORIGIN = 'http://localhost:8080';
let platform: TestPlatform;
let school: TestUnit;
let mai: WebApp;
let anybody: WebApp;
let list: string;
let form: string;

function appOf(ctx: Context | null): WebApp {
  const loadActor = () => Promise.resolve(ctx?.actor ?? null);
  const app = createWeb({ platform, loadActor, problemPage, problemTexts });
  verificationPages(app, { certificateOfCode });
  certificatePages(app);
  return app;
}

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  const { editionId, root } = await makeEdition(platform.db, [1, 1]);
  school = root.children[0]!.children[0]!;
  const person = await makePerson(platform, 'coordinator', school.unitId);
  mai = appOf({ ...person, actor: { ...person.actor!, isAdministrator: true } });
  anybody = appOf(null);
  const activity = await makeHeldActivity(platform.db, editionId, school, 'Đọc sách cùng con <b>');
  for (const name of ['Nguyễn Thị Hòa', 'Lò Văn Ánh <script>']) {
    await makeParticipant(platform.db, editionId, activity, school, { name });
  }
  list = `/tuan-le/${editionId}/giay-chung-nhan`;
  form = `${list}/moi?nguon=activity&id=${activity}&vai-tro=participant`;
});
afterAll(() => platform.drop());

const get = async (app: WebApp, path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const text = async (app: WebApp, path: string, headers: Record<string, string> = {}) =>
  (await get(app, path, headers)).text();

/** What a browser sends of the form as it stands. */
function fieldsOf(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  const inForm = html.slice(html.indexOf('<form id') === -1 ? html.indexOf('class="form"') : 0);
  for (const [tag] of inForm.matchAll(/<input(?:"[^"]*"|[^>"])*>/gu)) {
    const of = (name: string) => new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1];
    if (['checkbox', 'radio'].includes(of('type') ?? '') && !/ checked/u.test(tag)) continue;
    if (of('name')) fields.append(of('name')!, decoded(of('value') ?? ''));
  }
  for (const [, name = '', value = ''] of inForm.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)<\/textarea>/gu)) {
    fields.append(name, decoded(value));
  }
  return fields;
}
const decoded = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

async function give(): Promise<{ path: string; id: CertificateBatchId }> {
  const fields = fieldsOf(await text(mai, form));
  fields.set('viec', 'cap');
  const answer = await mai.request(form, { method: 'POST', body: fields });
  expect(answer.status).toBe(303);
  const path = answer.headers.get('location')!;
  const id = Number(path.split('/').at(-1)) as CertificateBatchId;
  await runBatch(platform, id);
  return { path, id };
}

let batch: { path: string; id: CertificateBatchId };
let credential: string;

describe('giving', () => {
  test('the list leads to the form; the form shows the first before anything is given', async () => {
    expect(await text(mai, list)).toContain(form.replaceAll('&', '&amp;'));
    const html = await text(mai, form);
    expect(html).toContain('Nguyễn Thị Hòa');
    expect(html).not.toContain('<script>');
    const fields = fieldsOf(html);
    expect(fields.getAll('nguoi')).toHaveLength(2);
    fields.set('viec', 'xem');
    const seen = await (await mai.request(form, { method: 'POST', body: fields })).text();
    expect(seen).toContain('data:image/svg+xml;base64,');
    expect(seen).toContain('Sẽ cấp 2 giấy.');
  });

  test('what is missing is said beside its field, and what was typed is kept', async () => {
    const fields = fieldsOf(await text(mai, form));
    fields.set('ten', '');
    fields.set('them', 'Người gõ thêm');
    const answer = await mai.request(form, { method: 'POST', body: fields });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('id="ten-error"');
    expect(html).toContain('Người gõ thêm');
    fields.set('ten', 'Tên');
    fields.delete('nguoi');
    fields.set('them', ' \n');
    const nobody = await mai.request(form, { method: 'POST', body: fields });
    expect([nobody.status, (await nobody.text()).includes('id="them-error"')]).toEqual([422, true]);
  });

  test('a batch shows its certificates and gives them in one zip with safe names', async () => {
    batch = await give();
    const html = await text(mai, batch.path);
    expect(html).toContain('Đã lập 2 trên 2 giấy');
    credential = /\/huy-hieu\/([0-9a-f-]{36})/u.exec(html)![1]!;
    const zip = await get(mai, `${batch.path}/tat-ca.zip`);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual(['0001-lo-van-anh-script.pdf', '0002-nguyen-thi-hoa.pdf']);
    expect(Buffer.from(Object.values(files)[0]!).subarray(0, 4).toString()).toBe('%PDF');
    expect((await get(mai, `${batch.path}/1.pdf`)).headers.get('content-type')).toBe('application/pdf');
  });

  test('strangers see none of it', async () => {
    for (const path of [list, form, batch.path, `${batch.path}/1`, `${batch.path}/1.pdf`, `${batch.path}/tat-ca.zip`]) {
      expect([path, (await get(anybody, path)).status]).toEqual([path, 303]);
    }
    expect((await anybody.request(form, { method: 'POST', body: new URLSearchParams() })).status).toBe(401);
  });
});

describe('for anybody', () => {
  test('one address answers people with a page, verifiers with the credential, as each asks', async () => {
    const path = `/huy-hieu/${credential}`;
    const html = await get(anybody, path, { accept: 'text/html,application/json;q=0.5' });
    expect(html.headers.get('vary')).toContain('Accept');
    expect(await html.text()).toContain('Giấy chứng nhận có giá trị');
    const json = await get(anybody, path, { accept: 'application/ld+json' });
    expect(json.headers.get('access-control-allow-origin')).toBe('*');
    expect(await json.json()).toMatchObject({ id: `${ORIGIN}${path}`, proof: [{ cryptosuite: 'eddsa-rdfc-2022' }] });
    expect(await (await get(anybody, `${path}.json`)).json()).toMatchObject({ id: `${ORIGIN}${path}` });
    const jwt = await text(anybody, path, { accept: 'application/vc+jwt' });
    expect(jwt.split('.')).toHaveLength(3);
    expect(await text(anybody, `${path}.jwt`)).toBe(jwt);
    const png = await get(anybody, `${path}.png`);
    expect(badgeText(new Uint8Array(await png.arrayBuffer()))).toBe(jwt);
    expect((await get(anybody, `${path}.pdf`)).headers.get('content-disposition')).toContain('lo-van-anh-script.pdf');
    for (const wrong of ['/huy-hieu/0198f0b2-0000-7000-8000-000000000001', '/huy-hieu/x', `${path}.exe`]) {
      expect((await get(anybody, wrong)).status).toBe(404);
    }
  });

  test('a foreign verifier finds the key of a JWT where its header says, and in the set', async () => {
    const jwt = await text(anybody, `/huy-hieu/${credential}.jwt`);
    const served = (url: string) => Promise.resolve(anybody.request(url.slice(ORIGIN.length)));
    const set = createRemoteJWKSet(new URL(`${ORIGIN}/.well-known/jwks.json`), { [customFetch]: served });
    const { protectedHeader } = await compactVerify(jwt, set);
    const key = await (await served(protectedHeader.kid!)).json();
    expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256' });
    expect(key).not.toHaveProperty('d');
  });

  test('the issuer lists the keys of its proofs; achievement and picture are there', async () => {
    const json = { accept: 'application/ld+json' };
    const badge = await (await get(anybody, `/huy-hieu/${credential}`, json)).json();
    const at = (url: string) => url.slice(ORIGIN.length);
    const issuer = await (await get(anybody, at(badge.issuer.id), json)).json();
    expect(issuer.assertionMethod).toContain(badge.proof[0].verificationMethod);
    expect(issuer.verificationMethod[0]).toMatchObject({ type: 'Multikey', controller: badge.issuer.id });
    expect(await text(anybody, at(badge.issuer.id))).toContain(school.name);
    const { achievement } = badge.credentialSubject;
    expect(await (await get(anybody, at(achievement.id), json)).json()).toMatchObject({
      id: achievement.id,
      name: achievement.name,
    });
    expect((await get(anybody, at(achievement.image.id))).headers.get('content-type')).toBe('image/png');
    expect(await text(anybody, at(achievement.id))).toContain('được điểm danh');
    expect((await get(anybody, '/to-chuc-cap/999999')).status).toBe(404);
  });

  test('a badge brought along is checked; a changed one is told', async () => {
    const bring = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
      const body = new FormData();
      body.set('tep', new File([bytes], name));
      return (await anybody.request('/huy-hieu', { method: 'POST', body })).text();
    };
    const png = new Uint8Array(await (await get(anybody, `/huy-hieu/${credential}.png`)).arrayBuffer());
    const told = await bring('huy-hieu.png', png);
    expect(told).toContain('Chữ ký đúng');
    expect(told).toContain(`href="/huy-hieu/${credential}"`);
    const json = await text(anybody, `/huy-hieu/${credential}.json`);
    const forged = json.replace('Giấy chứng nhận tham gia', 'Bằng tiến sĩ');
    expect(await bring('a.json', new TextEncoder().encode(forged))).toContain('Huy hiệu đã bị sửa');
    expect(await bring('a.png', new Uint8Array([1, 2, 3]))).toContain('Không phải huy hiệu');
  });

  test('the printed code leads to the badge; a revoked one says so on both pages and in the list', async () => {
    const code = /\/xac-minh\/([0-9A-Z-]{14})/u.exec(await text(anybody, `/huy-hieu/${credential}`))![1]!;
    expect(await text(anybody, `/xac-minh/${code}`)).toContain(`href="/huy-hieu/${credential}"`);
    const body = new URLSearchParams({ 'ly-do-thu-hoi': 'Cấp nhầm' });
    expect((await mai.request(`${batch.path}/1/thu-hoi`, { method: 'POST', body })).status).toBe(303);
    expect(await text(anybody, `/huy-hieu/${credential}`)).toContain('Đã bị thu hồi');
    const printed = await text(anybody, `/xac-minh/${code}`);
    expect(printed).toContain('Giấy chứng nhận này đã bị thu hồi ngày');
    expect(printed).toContain('Cấp nhầm');
    // Whose it is stands first, in the words of those who hold one.
    expect(printed).toMatch(/Người được cấp[^]*Nội dung[^]*Đơn vị cấp[^]*Ngày cấp/u);
    expect(printed).not.toMatch(/Trích yếu|Cơ quan ban hành/u);
    const statusList = (await (await get(anybody, `/huy-hieu/${credential}.json`)).json()).credentialStatus;
    expect(statusList.type).toBe('1EdTechRevocationList');
    for (const path of [statusList.id.slice(ORIGIN.length), '/huy-hieu/thu-hoi.json']) {
      const revoked = await (await get(anybody, path)).json();
      expect(revoked.revokedCredential).toEqual([
        { id: `${ORIGIN}/huy-hieu/${credential}`, revoked: true, revocationReason: 'Cấp nhầm' },
      ]);
    }
  });

  test('a corrected name: the old page leads to the new badge', async () => {
    const body = new URLSearchParams({ ten: 'Nguyễn Thị Hoà', 'don-vi': '', 'ly-do': '' });
    const refused = await mai.request(`${batch.path}/2/cap-lai`, { method: 'POST', body });
    expect([refused.status, (await refused.text()).includes('id="ly-do-error"')]).toEqual([422, true]);
    body.set('ly-do', 'Sai dấu');
    const answer = await mai.request(`${batch.path}/2/cap-lai`, { method: 'POST', body });
    expect(answer.status).toBe(303);
    await runBatch(platform, Number(answer.headers.get('location')!.split('/').at(-1)) as CertificateBatchId);
    const ids = [...(await text(mai, batch.path)).matchAll(/\/huy-hieu\/([0-9a-f-]{36})/gu)].map(([, id]) => id!);
    const old = await text(anybody, `/huy-hieu/${ids.at(-1)}`);
    expect(old).toContain('Đã được thay thế');
    expect(old).toMatch(/href="\/huy-hieu\/[0-9a-f-]{36}"/u);
  });
});

describe('a school without any key, whose teacher only reports', () => {
  test('gives 30 certificates after a class in three steps, and the public check says what proves them', async () => {
    const { editionId, root } = await makeEdition(platform.db, [1, 1]);
    const village = root.children[0]!.children[0]!;
    const teacher = appOf(await makePerson(platform, 'reporter', village.unitId));
    const held = await makeHeldActivity(platform.db, editionId, village, 'Lớp tin học buổi tối');
    for (let no = 1; no <= 30; no++) {
      await makeParticipant(platform.db, editionId, held, village, { name: `Học viên thứ ${no}` });
    }
    // One: the list offers what a reporter may give. Two: the form, as it stands. Three: it is sent.
    const start = `/tuan-le/${editionId}/giay-chung-nhan`;
    const offered = await text(teacher, start);
    const href = decoded(/href="([^"]*vai-tro=participant)"/u.exec(offered)![1]!);
    expect(offered).not.toContain('vai-tro=organiser');
    const fields = fieldsOf(await text(teacher, href));
    expect([fields.getAll('nguoi').length, fields.get('ky')]).toEqual([30, 'ma']);
    fields.set('viec', 'cap');
    const answer = await teacher.request(href, { method: 'POST', body: fields });
    expect(answer.status).toBe(303);
    const path = answer.headers.get('location')!;
    await runBatch(platform, Number(path.split('/').at(-1)) as CertificateBatchId);

    const html = await text(teacher, path);
    expect(html).toContain('Đã lập 30 trên 30 giấy');
    const pdf = new Uint8Array(await (await get(teacher, `${path}/1.pdf`)).arrayBuffer());
    const words = await readWordsInWorker(platform.readers, pdf, 'a.pdf');
    expect(words).toContain('không có chữ ký, con dấu');
    expect(words).not.toContain('Thủ trưởng'.toLocaleUpperCase('vi'));
    const badge = /\/huy-hieu\/[0-9a-f-]{36}/u.exec(html)![0];
    const code = /\/xac-minh\/([0-9A-Z-]{14})/u.exec(await text(anybody, badge))![1]!;
    for (const page of [badge, `/xac-minh/${code}`]) {
      const told = await text(anybody, page);
      expect(told).toContain('Điều gì chứng minh giấy này');
      expect(told).toContain('Không có. Giấy không có chữ ký, con dấu');
    }
    // One file to print all of them, in which each has its own name and code.
    const print = new Uint8Array(await (await get(teacher, `${path}/in.pdf`)).arrayBuffer());
    const { text: printed, totalPages } = await extractText(await getDocumentProxy(print), { mergePages: true });
    expect(totalPages).toBe(30);
    expect([...printed.normalize().matchAll(/Học viên thứ \d+/gu)].map(([name]) => name).sort()).toEqual(
      Array.from({ length: 30 }, (_, index) => `Học viên thứ ${index + 1}`).sort(),
    );
    expect(new Set(printed.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/gu)).size).toBe(30);
    expect((await get(teacher, `${path}/in.pdf?phan=2`)).status).toBe(404);
    expect((await get(anybody, `${path}/in.pdf`)).status).toBe(303);
    const body = new FormData();
    body.set('tep', new File([pdf], 'giay.pdf'));
    expect(await (await anybody.request('/xac-minh', { method: 'POST', body })).text()).toContain('giống từng byte');
    // Whoever gave it may take it back.
    const gone = await teacher.request(`${path}/1/thu-hoi`, {
      method: 'POST',
      body: new URLSearchParams({ 'ly-do-thu-hoi': 'Nhầm người' }),
    });
    expect(gone.status).toBe(303);
    const revoked = await text(anybody, `/xac-minh/${code}`);
    expect([revoked.includes('Nhầm người'), revoked.includes('Điều gì chứng minh')]).toEqual([true, false]);
    expect(await text(anybody, badge)).toContain('Lý do: Nhầm người');
    // Who could not be given one is named above the list, whatever page of it they are on.
    await platform.db.owner
      .updateTable('certificate')
      .set({ problem: 'too-long', file_sha256: null })
      .where('recipient', '=', 'Học viên thứ 9')
      .execute();
    const failed = await text(teacher, `${path}?trang=99`);
    expect(failed).toContain('1 giấy không lập được');
    expect(failed).toContain('Học viên thứ 9');
  });
});

test('the administrator changes the keys', async () => {
  expect(await text(mai, '/quan-tri/khoa-huy-hieu')).toContain('2022-rsa-1');
  expect((await mai.request('/quan-tri/khoa-huy-hieu', { method: 'POST' })).status).toBe(303);
  const html = await text(mai, '/quan-tri/khoa-huy-hieu');
  expect(html).toContain('2022-rsa-2');
  expect((await (await get(anybody, '/.well-known/jwks.json')).json()).keys).toHaveLength(4);
});
