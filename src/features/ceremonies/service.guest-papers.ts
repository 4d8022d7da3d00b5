/** Papers made of the guest list, as drafts in the editor: the invitation as a template for a merge, the minutes. */
import { messagesFor } from '../../../messages/index.ts';
import type { OfficeDoc } from '../../documents/write/doc-model.ts';
import { invitationModel } from '../../documents/write/kinds/invitation-model.ts';
import { minutesModel } from '../../documents/write/kinds/minutes-model.ts';
import type { MergeRow } from '../../documents/write/merge-model.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CeremonyId, PaperId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit } from '../../platform/permission/permission.ts';
import { dayInVietnam, formatTime } from '../../ui/index.ts';
import type { EditionContext } from '../editions/index.ts';
import { NO_CAMPAIGN, readPaper, savePaper, startPaper } from '../papers/index.ts';
import type { CeremonySite, StoredRow } from './ceremony.ts';
import type { GroupWithGuests } from './guest.ts';
import { comerOf, isComing, placeOf } from './rules.guests.ts';
import { type GuestAccess, withGuests } from './service.guest-access.ts';
import { guestLink, officeLink } from './service.guests.ts';
import { findGuestPaper, type GuestPaper, setGuestPaper } from './store.guest-mail.ts';
import { findGuests } from './store.guests.ts';
import { findProgramme } from './store.programme.ts';

// A paper of an office is in Vietnamese, whatever language its writer chose for the screen.
const texts = messagesFor('vi').guests.paper;
/** Names in the minutes; above it each office stands with its numbers. */
const MOST_NAMED = 400;

interface Facts extends GuestAccess {
  readonly groups: readonly GroupWithGuests[];
  readonly programme: readonly StoredRow[];
  readonly paperId: PaperId | null;
}

async function factsFor(ctx: EditionContext, id: CeremonyId, kind: GuestPaper): Promise<Facts> {
  return withGuests(ctx, id, 'guest.write', async (tx, access) => ({
    ...access,
    groups: await findGuests(tx, access.ceremony),
    programme: await findProgramme(tx, access.ceremony),
    paperId: await findGuestPaper(tx, access.ceremony, kind),
  }));
}

/**
 * Makes the draft: of the invitation with fields for a merge, of the minutes from the programme and who was there.
 * @throws Problem not-found, permission.denied (also where the person may not write papers)
 */
export async function makeGuestPaper(ctx: EditionContext, id: CeremonyId, kind: GuestPaper): Promise<PaperId> {
  const facts = await factsFor(ctx, id, kind);
  const { ceremony } = facts;
  requireOnUnit(requireActor(ctx.actor), 'paper.write', ceremony.unitId);
  if (kind === 'minutes' && ctx.platform.clock.now() < ceremony.startsAt) throw new Problem('ceremony.state');
  const campaign = { ...NO_CAMPAIGN, year: ctx.edition.year, themes: ctx.edition.themes };
  const paperId = await startPaper(
    ctx,
    { unitId: ceremony.unitId, kind, editionId: ctx.edition.id },
    { campaignFacts: () => Promise.resolve(campaign) },
  );
  const begun = await readPaper(ctx, paperId);
  if (begun.model.layout !== 'office') throw new Error('an office paper was begun');
  const model = kind === 'invitation' ? invitationOf(begun.model, facts) : minutesOf(begun.model, facts);
  await savePaper(ctx, paperId, { version: begun.version, model, cause: 'save' });
  await withGuests(ctx, id, 'guest.write', async (tx) => {
    await setGuestPaper(tx, ceremony, kind, paperId);
    await appendAudit(tx, {
      unitId: ceremony.unitId,
      verb: `guest.paper-${kind}`,
      subject: `ceremony/${id}`,
      after: { paper: paperId },
    });
  });
  return paperId;
}

const baseOf = (model: OfficeDoc) => ({ head: model.head, recipients: model.recipients, signature: model.signature });

function invitationOf(begun: OfficeDoc, { ceremony, sites }: Facts): OfficeDoc {
  const model = invitationModel({
    ...baseOf(begun),
    subject: texts.subject(ceremony.title),
    invitees: [],
    event: ceremony.title,
    chair: null,
    date: dayInVietnam(ceremony.startsAt),
    time: formatTime(ceremony.startsAt),
    // One site: its place stands in the template; several: each row brings its own.
    place: sites.length === 1 && sites[0] ? placeOf(sites[0]) : `{{${texts.fields.place}}}`,
    programme: [],
    notes: [texts.answerAt(`{{${texts.fields.link}}}`)],
    contact: null,
    replyBy: null,
  });
  return {
    ...model,
    body: model.body
      .map((block, index) => {
        if (index !== 0 || block.kind !== 'paragraph' || typeof block.text !== 'string') return block;
        return { ...block, text: `${block.text.split(':')[0] ?? ''}: {{${texts.fields.who}}}` };
      })
      // Who is in the chair is not said where it is not known: dots would keep every letter from going out.
      .filter((block) => !(block.kind === 'paragraph' && typeof block.text === 'string' && /…{2,}/u.test(block.text))),
  };
}

/** One row for each letter: the people who are named, and the office for its places that are still free. */
export function letterRows(
  ctx: Pick<EditionContext, 'platform'>,
  groups: readonly GroupWithGuests[],
  sites: readonly CeremonySite[],
): MergeRow[] {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  return groups
    .filter(({ group }) => !group.isDeclined)
    .flatMap(({ group, guests }) => {
      const site = siteOf.get(group.siteId);
      if (!site) return [];
      const row = (who: string, link: string): MergeRow => ({
        [texts.fields.who]: who,
        [texts.fields.place]: placeOf(site),
        [texts.fields.link]: link,
      });
      const named = guests.filter(({ name, answer }) => name !== null && answer !== 'no');
      const free = guests.filter(({ name, answer }) => name === null && answer !== 'no').length;
      const office =
        free === 0
          ? []
          : [row(group.quota === 1 ? group.label : texts.office(group.label, free), officeLink(ctx, group))];
      return [
        ...office,
        ...named.map((guest) => {
          const { name, post } = comerOf(guest);
          return row([name ?? '', post === '' ? group.label : post].join(', '), guestLink(ctx, guest));
        }),
      ];
    });
}

export interface LetterScreen extends GuestAccess {
  /** The draft to merge; null: not made yet. */
  readonly paperId: PaperId | null;
  readonly rows: readonly MergeRow[];
}

/** What is needed to make the letters. @throws Problem not-found, permission.denied */
export async function readLetters(ctx: EditionContext, id: CeremonyId): Promise<LetterScreen> {
  const facts = await factsFor(ctx, id, 'invitation');
  return { ...facts, rows: letterRows(ctx, facts.groups, facts.sites) };
}

/** The minutes that were begun, or null. @throws Problem not-found, permission.denied */
export async function readMinutes(ctx: EditionContext, id: CeremonyId): Promise<PaperId | null> {
  return (await factsFor(ctx, id, 'minutes')).paperId;
}

function minutesOf(begun: OfficeDoc, { ceremony, sites, groups, programme }: Facts): OfficeDoc {
  const came = groups.flatMap(({ guests }) => guests).filter(({ cameAt }) => cameAt !== null).length;
  const present = sites.flatMap((site) => siteLines(site, groups, came <= MOST_NAMED));
  const absent = sites.flatMap((site) => absentLines(site, groups));
  const [central] = sites;
  const model = minutesModel({
    ...baseOf(begun),
    subject: ceremony.title,
    date: dayInVietnam(ceremony.startsAt),
    start: formatTime(ceremony.startsAt),
    endDate: dayInVietnam(ceremony.endsAt),
    end: formatTime(ceremony.endsAt),
    place: central ? placeOf(central) : null,
    chair: begun.signature.name,
    secretary: null,
    present,
    absent,
    course: courseOf(programme, sites),
    conclusions: [],
    secretarySignature: begun.secretary ?? { authority: [], title: texts.secretary, name: null },
  });
  // The form is that of a meeting; this is a ceremony.
  return {
    ...model,
    body: model.body.map((block) =>
      block.kind === 'heading' ? { ...block, text: texts.ofCeremony(block.text) } : block,
    ),
    closing: model.closing === null ? null : texts.ofCeremony(model.closing),
  };
}

function siteLines(site: CeremonySite, groups: readonly GroupWithGuests[], isNamed: boolean): string[] {
  const own = groups.filter(({ group }) => group.siteId === site.id);
  const guests = own.flatMap((one) => one.guests);
  const came = guests.filter(({ cameAt }) => cameAt !== null);
  const lines = own.flatMap(({ group, guests: of }) => {
    const there = of.filter(({ cameAt }) => cameAt !== null);
    if (there.length === 0) return [];
    const names = there.map((guest) => {
      const { name, post } = comerOf(guest);
      const delegate = guest.answer === 'delegate' ? ` (${texts.delegate})` : '';
      return `${name ?? texts.unnamed}${post === '' ? '' : `, ${post}`}${delegate}`;
    });
    return [texts.officeCame(group.label, there.length, group.quota, isNamed ? names.join('; ') : '')];
  });
  return [texts.siteCame(site.name, came.length, guests.length, guests.filter(isComing).length), ...lines];
}

function absentLines(site: CeremonySite, groups: readonly GroupWithGuests[]): string[] {
  return groups
    .filter(({ group }) => group.siteId === site.id)
    .flatMap(({ group, guests }) => {
      const away = guests.filter(({ cameAt }) => cameAt === null);
      if (away.length === 0) return [];
      const excused = away.filter(({ answer }) => answer === 'no').length;
      return [texts.officeAway(site.name, group.label, away.length, excused)];
    });
}

/** The programme as it was written: its items in order. */
function courseOf(programme: readonly StoredRow[], sites: readonly CeremonySite[]): string {
  return programme
    .map((row) => {
      const site = sites.find(({ id }) => id === row.siteId)?.name;
      return texts.item(
        row.startsAt === null ? null : formatTime(row.startsAt),
        row.content,
        row.inCharge,
        site ?? null,
      );
    })
    .join('\n');
}
