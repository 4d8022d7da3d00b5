/** Contests as tests need them, put straight into the database by the owner. */
import type { Database } from '../../platform/database/connect.ts';
import type { AccountId, CalendarDate, ContestEntryId, ContestId, EditionId } from '../../platform/ids/ids.ts';
import type { TestUnit } from '../../testing/edition.ts';
import type { ContestStatus, EntryStatus } from './contest.ts';

type Owner = Pick<Database, 'owner'>;

export interface TestContest {
  readonly title?: string;
  readonly status?: ContestStatus;
  readonly isBlind?: boolean;
  readonly hasVote?: boolean;
  /** ISO moments. */
  readonly entries?: readonly [string, string];
  readonly vote?: readonly [string, string];
  readonly criteria?: readonly (readonly [string, number])[];
  readonly prizes?: readonly { readonly label: string; readonly count: number; readonly amount: string }[];
  readonly judges?: readonly AccountId[];
}

/** An open, blind contest of two criteria that takes entries through October 2022, unless said otherwise. */
export async function makeContest(
  { owner }: Owner,
  editionId: EditionId,
  unit: Pick<TestUnit, 'unitId' | 'lft'>,
  given: TestContest = {},
): Promise<ContestId> {
  const [from, until] = given.entries ?? ['2022-10-01T00:00:00+07:00', '2022-10-31T17:00:00+07:00'];
  const [voteFrom, voteUntil] = given.vote ?? ['2022-10-10T00:00:00+07:00', '2022-11-05T17:00:00+07:00'];
  const status = given.status ?? 'open';
  const { id } = await owner
    .insertInto('contest')
    .values({
      edition_id: editionId,
      unit_id: unit.unitId,
      pos: unit.lft,
      title: given.title ?? 'Kể chuyện sách em yêu',
      rules: 'Mỗi người một bài.',
      status,
      status_reason: status === 'cancelled' ? 'Thôi' : null,
      opened_at: status === 'draft' ? null : new Date('2022-10-01T00:00:00+07:00'),
      entries_from: new Date(from),
      entries_until: new Date(until),
      is_blind: given.isBlind ?? true,
      has_vote: given.hasVote ?? false,
      vote_from: given.hasVote ? new Date(voteFrom) : null,
      vote_until: given.hasVote ? new Date(voteUntil) : null,
      prizes: JSON.stringify(given.prizes ?? [{ label: 'Giải nhất', count: 1, amount: '2000000' }]),
      search_key: 'ke chuyen',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const criteria = given.criteria ?? [
    ['Nội dung', 60],
    ['Trình bày', 40],
  ];
  if (criteria.length > 0)
    await owner
      .insertInto('contest_criterion')
      .values(
        criteria.map(([label, points], index) => ({
          contest_id: id,
          unit_id: unit.unitId,
          no: index + 1,
          label,
          max_points: points,
        })),
      )
      .execute();
  for (const accountId of given.judges ?? [])
    await owner
      .insertInto('contest_judge')
      .values({ contest_id: id, unit_id: unit.unitId, account_id: accountId })
      .execute();
  return id as ContestId;
}

/** An admitted entry with an e-mail address, unless said otherwise. */
export async function makeEntry(
  { owner }: Owner,
  contestId: ContestId,
  unit: Pick<TestUnit, 'unitId'>,
  no: number,
  given: {
    readonly title?: string;
    readonly author?: string;
    readonly body?: string;
    readonly status?: EntryStatus;
    readonly contact?: string | null;
    readonly hasConsent?: boolean;
  } = {},
): Promise<ContestEntryId> {
  const { contact = `tac-gia-${no}@vidu.vn` } = given;
  const { id } = await owner
    .insertInto('contest_entry')
    .values({
      contest_id: contestId,
      unit_id: unit.unitId,
      no,
      title: given.title ?? `Bài thứ ${no}`,
      body: given.body ?? `Lời của bài ${no}.`,
      author: given.author ?? `Tác Giả ${no}`,
      organisation: 'Trường Bến Sông',
      contact,
      contact_kind: contact === null ? 'none' : 'email',
      has_consent: given.hasConsent ?? true,
      status: given.status ?? 'admitted',
      reason: given.status === 'refused' ? 'Không đúng chủ đề' : null,
      delete_after: '2023-05-01' as CalendarDate,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as ContestEntryId;
}
