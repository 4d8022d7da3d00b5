/** Contests of the demonstration's Week: announced, entered, judged, voted on, published; each step by the verb that people use. */
import { asSystem, type Context } from '../../platform/context.ts';
import type { ContestEntryId, ContestId } from '../../platform/ids/ids.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { readDraft, startBatch, usualReason } from '../certificates/index.ts';
import {
  addJudge,
  askForVote,
  countVote,
  createContest,
  decideEntry,
  enter,
  finishJudging,
  judge,
  openContest,
  publishResults,
  startJudging,
} from '../contests/index.ts';
import type { Drawing } from './drawings.ts';
import { CAST } from './people.ts';
import { findContestTitled, findEntryNumbered, findOpenVotes, hasCertificates } from './store.ts';
import { CONTEST_SCENES, type ContestScene, type EntryScene } from './week.contests.ts';
import type { Week } from './week.stage.ts';

/** @param pictures drawings as files */
export async function playContests(week: Week, pictures: (drawing: Drawing) => Promise<Uint8Array>): Promise<void> {
  for (const scene of CONTEST_SCENES) {
    if ((await asSystem(week, (tx) => findContestTitled(tx, week.editionId, scene.title))) !== null) continue;
    const id = await announce(week, scene);
    await takeEntries(week, scene, id, pictures);
    await castVotes(week, scene, id);
    if (scene.published !== undefined) await judgeAndPublish(week, scene, id, scene.published);
  }
}

async function announce(week: Week, scene: ContestScene): Promise<ContestId> {
  const [from, until] = scene.entries;
  const ctx = await week.enter(scene.who, week.moment(from, '07:40'));
  const id = await createContest(ctx, week.unitOf(scene.unit), {
    title: scene.title,
    summary: scene.summary,
    rules: scene.rules,
    whoMay: scene.whoMay,
    activityId: null,
    entriesFrom: week.moment(from, '08:00'),
    entriesUntil: week.moment(until, '17:00'),
    isBlind: true,
    hasVote: true,
    voteFrom: week.moment(scene.vote[0], '08:00'),
    voteUntil: week.moment(scene.vote[1], '17:00'),
    maxFiles: scene.maxFiles,
    prizes: scene.prizes.map(([label, count, amount]) => ({ label, count, amount })),
    criteria: scene.criteria.map(([label, maxPoints], index) => ({ no: index + 1, label, maxPoints })),
  });
  await openContest(ctx, id);
  for (const who of scene.judges) await addJudge(ctx, id, CAST[who].email);
  return id;
}

/** Somebody without an account, at a moment of the story. */
const visitor = (week: Week, scene: ContestScene, moment: Date): Context => ({
  ...week.at(scene.who, moment),
  actor: null,
});

/** A different network for each: a whole class may send from one, but not in one minute. */
const networkOf = (index: number): string => `192.0.2.${index + 1}`;

async function takeEntries(
  week: Week,
  scene: ContestScene,
  id: ContestId,
  pictures: (drawing: Drawing) => Promise<Uint8Array>,
): Promise<void> {
  for (const [index, entry] of scene.sent.entries()) {
    const moment = week.moment(entry.day, '19:30');
    const files =
      entry.drawing === undefined ? [] : [{ name: `tranh-${index + 1}.png`, bytes: await pictures(entry.drawing) }];
    await enter(visitor(week, scene, moment), id, contentOf(entry, index), files, networkOf(index));
    const ctx = await week.enter(scene.who, week.moment(entry.day + 1, '09:00'));
    await decideEntry(ctx, id, await entryId(week, id, index), {
      status: entry.refused === undefined ? 'admitted' : 'refused',
      reason: entry.refused ?? '',
    });
  }
}

function contentOf(entry: EntryScene, index: number) {
  return {
    title: entry.title,
    body: entry.body,
    author: entry.author,
    organisation: entry.organisation,
    contact: `tac-gia-${index + 1}@trinh-dien.example`,
    contactKind: 'email',
    isGuardian: entry.isForChild === true,
    hasConsent: true,
    locale: 'vi',
  } as const;
}

async function entryId(week: Week, id: ContestId, index: number): Promise<ContestEntryId> {
  return asSystem(week, (tx) => findEntryNumbered(tx, id, index + 1));
}

/** Each vote is asked for with an address and counted by the link that would be in its mail. */
async function castVotes(week: Week, scene: ContestScene, id: ContestId): Promise<void> {
  let voter = 0;
  for (const [index, { votes = 0, day }] of scene.sent.entries()) {
    const from = Math.max(day + 1, scene.vote[0]);
    const ctx = visitor(week, scene, week.moment(Math.min(from, scene.vote[1] - 1, -1), '20:10'));
    for (let each = 0; each < votes; each++) {
      voter += 1;
      await askForVote(ctx, id, index + 1, `ban-doc-${voter}@trinh-dien.example`, networkOf(100 + voter));
    }
    for (const vote of await asSystem(week, (tx) => findOpenVotes(tx, id))) {
      await countVote(ctx, linkToken(week.platform.secretKey, 'contest-vote', vote.id, vote.version));
    }
  }
}

async function judgeAndPublish(week: Week, scene: ContestScene, id: ContestId, published: number): Promise<void> {
  const [, until] = scene.entries;
  await startJudging(await week.enter(scene.who, week.moment(until, '17:30')), id);
  for (const [seat, who] of scene.judges.entries()) {
    const ctx = week.at(who, week.moment(until + 1, '20:00'));
    for (const [index, entry] of scene.sent.entries()) {
      const points = entry.points?.[seat];
      if (points === undefined) continue;
      const given = points.map((value, at) => ({ no: at + 1, points: value }));
      await judge(ctx, id, await entryId(week, id, index), { points: given, comment: '' });
    }
    await finishJudging(ctx, id);
  }
  await publishResults(await week.enter(scene.who, week.moment(published, '10:00')), id);
}

/** To the winners of what is published; the papers are made by a job. */
export async function certifyWinners(week: Week): Promise<void> {
  for (const scene of CONTEST_SCENES) {
    if (scene.published === undefined) continue;
    const id = await asSystem(week, (tx) => findContestTitled(tx, week.editionId, scene.title));
    if (id === null) continue;
    const source = { source: 'contest', id } as const;
    if (await asSystem(week, (tx) => hasCertificates(tx, source.source, id))) continue;
    const ctx = await week.enter(scene.who, week.platform.clock.now());
    const { people, today } = await readDraft(ctx, source, 'winner');
    const [signerTitle, signerName] = scene.signer ?? ['', ''];
    await startBatch(
      ctx,
      {
        source,
        role: 'winner',
        chosen: people.map(({ key }) => key),
        typed: '',
        title: scene.title,
        reason: usualReason('winner', 'contest', scene.title, ctx.edition.title),
        paperId: null,
        issuedOn: today,
        proof: 'hand',
        signerTitle,
        signerName,
        isMailed: false,
      },
      null,
    );
  }
}
