/** The demonstration's Week besides its activities: ceremonies, resources, certificates, results, the honour board. */
import { randomUUID } from 'node:crypto';
import { asActor, asSystem } from '../../platform/context.ts';
import { calendarDateSchema, type CeremonyId } from '../../platform/ids/ids.ts';
import { readDraft, startBatch, usualReason } from '../certificates/index.ts';
import {
  addGroups,
  addPastedSites,
  createCeremony,
  guestRoster,
  holdCeremony,
  publishCeremony,
  readCeremony,
  saveProgramme,
} from '../ceremonies/index.ts';
import { takeCheckins } from '../checkins/index.ts';
import { createResource, moveResource, type ResourceContent } from '../resources/index.ts';
import { addCommendations, showCommendations } from '../results/index.ts';
import { isOver, type Week } from './week.stage.ts';
import { countResources, findActivityTitled, findCeremonyTitled, hasCertificates, hasCommendations } from './store.ts';
import { AWARDS, CERTIFIED, CEREMONY_SCENES, type CeremonyScene, RESOURCE_SCENES } from './week.more.ts';

/** The opening, already held, and the closing, which is to come. */
export async function openCeremonies(week: Week, announcing: Date): Promise<void> {
  for (const scene of CEREMONY_SCENES) {
    if ((await asSystem(week, (tx) => findCeremonyTitled(tx, week.editionId, scene.title))) !== null) continue;
    const ctx = await week.enter('khanhHoa', announcing);
    const { editionId } = week;
    const id = await createCeremony(ctx, editionId, {
      unitId: week.unitOf([]),
      draft: {
        title: scene.title,
        startsAt: week.moment(scene.day, scene.from),
        endsAt: week.moment(scene.day, scene.to),
        about: scene.about,
        isPublic: true,
        publicUrl: null,
      },
      place: scene.place,
      siteName: 'Điểm cầu trung tâm',
      takesProgramme: false,
    });
    await addPastedSites(ctx, editionId, id, scene.sites.join('\n'));
    const { ceremony } = await readCeremony(ctx, editionId, id);
    await saveProgramme(ctx, editionId, id, {
      version: ceremony.programmeVersion,
      items: scene.programme.map(([start, end, content, inCharge], index) => ({
        key: `new-${index + 1}`,
        start: minuteOf(start),
        end: minuteOf(end),
        content,
        inCharge,
        siteId: null,
      })),
    });
    await publishCeremony(ctx, editionId, id);
    await inviteAndCount(week, scene, id, announcing);
  }
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

async function inviteAndCount(week: Week, scene: CeremonyScene, id: CeremonyId, announcing: Date): Promise<void> {
  const ctx = await week.enter('khanhHoa', announcing);
  const { sites } = await readCeremony(ctx, week.editionId, id);
  const [central] = sites;
  if (!central) throw new Error('a ceremony with a place has a central site');
  await addGroups(
    ctx,
    id,
    scene.guests.map(([label, quota]) => ({ siteId: central.id, label, quota, contactEmail: null })),
  );
  if (scene.came === undefined || !isOver(week, scene.day, scene.to)) return;
  const door = week.at('khanhHoa', week.moment(scene.day, scene.from));
  for (const [index, site] of sites.entries()) {
    const key = { editionId: week.editionId, event: 'ceremony', eventId: id, part: site.id } as const;
    const people = scene.came[index % scene.came.length] ?? 0;
    const item = { id: randomUUID(), who: { name: null }, people, children: 0, way: 'list' as const, door: '' };
    await takeCheckins(door, guestRoster, key, [{ ...item, deviceAt: week.moment(scene.day, scene.from) }]);
  }
  const after = week.at('khanhHoa', week.moment(scene.day, scene.to));
  await holdCeremony(after, week.editionId, id, { points: null, people: null, reason: '' });
}

/** The province lends its own at once; the library's are checked by the province. */
export async function lendResources(week: Week): Promise<void> {
  const [province, library] = [week.unitOf([]), week.unitOf(['Thư viện tỉnh'])];
  const own = week.at('khanhHoa', week.moment(-10, '09:30'));
  const theirs = week.at('library', week.moment(-10, '08:10'));
  if ((await asActor(own, (tx) => countResources(tx, [province, library]))) > 0) return;
  for (const [index, scene] of RESOURCE_SCENES.entries()) {
    const isOwn = scene.by === 'province';
    const content: ResourceContent = {
      ...scene.content,
      publisher: isOwn ? 'Sở Giáo dục và Đào tạo Khánh Hòa' : 'Thư viện tỉnh Khánh Hòa',
      year: Number(week.today.slice(0, 4)),
      url: `https://hoc-lieu.trinh-dien.example/${index + 1}`,
    };
    const giver = isOwn ? own : theirs;
    const id = await createResource(giver, isOwn ? province : library, content, null);
    const status = await moveResource(giver, id, 'sent', '');
    if (status === 'sent') await moveResource(own, id, 'published', '');
  }
}

/** To everybody whose presence was taken; the papers are made by a job. */
export async function giveCertificates(week: Week): Promise<void> {
  for (const { who, title } of CERTIFIED) {
    const id = await asSystem(week, (tx) => findActivityTitled(tx, week.editionId, title));
    if (id === null) continue;
    const source = { source: 'activity', id } as const;
    if (await asSystem(week, (tx) => hasCertificates(tx, source.source, id))) continue;
    const ctx = await week.enter(who, week.platform.clock.now());
    const { people, today, letterhead } = await readDraft(ctx, source, 'participant');
    if (people.length === 0) continue;
    await startBatch(
      ctx,
      {
        source,
        role: 'participant',
        chosen: people.map(({ key }) => key),
        typed: '',
        title,
        reason: usualReason('participant', 'activity', title, ctx.edition.title),
        paperId: null,
        issuedOn: today,
        proof: 'code',
        signerTitle: letterhead.signer.title,
        signerName: ctx.actor?.name ?? '',
        isMailed: false,
      },
      null,
    );
  }
}

/** Whom the province has commended. */
export async function honour(week: Week): Promise<void> {
  const unitId = week.unitOf([]);
  const ctx = await week.enter('khanhHoa', week.moment(-1, '16:30'));
  if (await asSystem(week, (tx) => hasCommendations(tx, week.editionId))) return;
  for (const { awardeeKind, award, list } of AWARDS) {
    await addCommendations(ctx, {
      unitId,
      awardeeKind,
      award,
      decisionNumber: '1507/QĐ-UBND',
      decidedOn: calendarDateSchema.parse(week.today),
      list: list.join('\n'),
    });
  }
  await showCommendations(ctx, unitId, 'all', true);
}
