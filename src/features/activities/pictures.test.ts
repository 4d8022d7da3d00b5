/** Pictures from the phone to the public page, and what must never get there. */
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { activityPages } from './index.ts';

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let neighbour: TestUnit;
let teacher: Context;
let activityId: ActivityId;
let shade = 0;

const webOf = (actor: Context['actor']) => {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  activityPages(web);
  return web;
};
const path = () => `/tuan-le/${editionId}/hoat-dong/${activityId}/anh`;

/** A photograph of another colour each time: equal bytes would be one file. */
function photograph(): Promise<Buffer> {
  shade += 1;
  return sharp({ create: { width: 900, height: 600, channels: 3, background: { r: shade * 9, g: 120, b: 60 } } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 57/1 0/1' } })
    .jpeg()
    .toBuffer();
}

async function add(bytes: Uint8Array, fields: Record<string, string>, ctx = teacher) {
  const body = new FormData();
  body.set('tep', new File([Uint8Array.from(bytes)], 'anh.jpg', { type: 'image/jpeg' }));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await webOf(ctx.actor).request(path(), { method: 'POST', body });
  return { status: answer.status, text: await answer.text() };
}
const change = (id: number, fields: Record<string, string>, ctx = teacher) =>
  webOf(ctx.actor).request(`${path()}/${id}`, { method: 'POST', body: new URLSearchParams(fields) });
const stored = () => platform.db.owner.selectFrom('activity_picture').selectAll().orderBy('id').execute();
const seen = async (address: string, ctx: Context | null = null) => {
  const answer = await webOf(ctx?.actor ?? null).request(address);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
};

beforeAll(async () => {
  platform = await testPlatform('2026-10-02T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1, 1, 2], 2026);
  editionId = made.editionId;
  [school, neighbour] = made.root.children[0]!.children[0]!.children as [TestUnit, TestUnit];
  teacher = await makePerson(platform, 'reporter', school.unitId);
});
afterAll(() => platform.drop());

beforeEach(async () => {
  const { id } = await platform.db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: school.unitId,
      pos: school.lft,
      organiser_name: school.name,
      kind: 'talk',
      title: 'Buổi nói chuyện',
      area_unit_id: school.unitId,
      area_pos: school.lft,
      area_name: school.name,
      search_key: '',
      search_text: '',
      status: 'published',
      published_at: new Date('2026-10-01'),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  activityId = id as ActivityId;
  await platform.db.owner.deleteFrom('activity_picture').execute();
});

describe('a picture', () => {
  it('is public without its place, and becomes the activity’s own', async () => {
    expect((await add(await photograph(), { alt: 'Bà con ngồi học', isPublic: '1' })).status).toBe(303);
    const [picture] = await stored();
    const shown = await seen(`/hoat-dong/${activityId}/anh/${picture!.id}`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect((await sharp(shown.bytes).metadata()).exif).toBeUndefined();
    await change(picture!.id, { viec: 'dai-dien' });
    const activity = await platform.db.owner
      .selectFrom('activity')
      .where('id', '=', activityId)
      .selectAll()
      .executeTakeFirstOrThrow();
    expect([activity.cover_sha256, activity.cover_alt]).toEqual([picture!.file_sha256, 'Bà con ngồi học']);
  });

  it('that is internal is seen by the organiser and by nobody else', async () => {
    await add(await photograph(), { alt: 'Danh sách điểm danh' });
    const [picture] = await stored();
    expect((await seen(`${path()}/${picture!.id}`, teacher)).status).toBe(200);
    expect((await seen(`/hoat-dong/${activityId}/anh/${picture!.id}`)).status).toBe(404);
    const stranger = await makePerson(platform, 'coordinator', neighbour.unitId);
    expect((await seen(`${path()}/${picture!.id}`, stranger)).status).toBe(403);
    expect((await add(await photograph(), { alt: 'Chen vào' }, stranger)).status).toBe(403);
  });

  it('with faces of children is not published without consent, and hidden again when it is taken back', async () => {
    const refused = await add(await photograph(), { alt: 'Các em đọc sách', isPublic: '1', hasChildren: '1' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('phụ huynh đã đồng ý');
    expect(await stored()).toEqual([]);
    await add(await photograph(), { alt: 'Các em đọc sách', isPublic: '1', hasChildren: '1', hasConsent: '1' });
    const [picture] = await stored();
    const address = `/hoat-dong/${activityId}/anh/${picture!.id}`;
    expect((await seen(address)).status).toBe(200);
    await change(picture!.id, { viec: 'dai-dien' });
    await change(picture!.id, { alt: 'Các em đọc sách', hasChildren: '1' });
    expect((await seen(address)).status).toBe(404);
    const activity = await platform.db.owner
      .selectFrom('activity')
      .where('id', '=', activityId)
      .select('cover_sha256')
      .executeTakeFirstOrThrow();
    expect(activity.cover_sha256).toBeNull();
  });

  it('of a draft is not seen by its address', async () => {
    await add(await photograph(), { alt: 'Bà con', isPublic: '1' });
    const [picture] = await stored();
    await platform.db.owner.updateTable('activity').set({ status: 'draft' }).where('id', '=', activityId).execute();
    expect((await seen(`/hoat-dong/${activityId}/anh/${picture!.id}`)).status).toBe(404);
  });

  it('that is deleted is gone from the disk, unless another shows the same', async () => {
    const bytes = await photograph();
    await add(bytes, { alt: 'Một' });
    await add(bytes, { alt: 'Hai' });
    const [first, second] = await stored();
    await change(first!.id, { viec: 'xoa' });
    expect(await platform.files.has(first!.file_sha256)).toBe(true);
    await change(second!.id, { viec: 'xoa' });
    expect(await platform.files.has(first!.file_sha256)).toBe(false);
  });

  it.each([
    ['no picture', Buffer.from('<svg onload=alert(1)>'), { alt: 'Gì đó' }, 'Không đọc được ảnh'],
    ['without words', null, { alt: '' }, 'Hãy viết trong ảnh có gì'],
  ])('%s is refused beside the field', async (_, bytes, fields, words) => {
    const answer = await add(bytes ?? (await photograph()), fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await stored()).toEqual([]);
  });
});
