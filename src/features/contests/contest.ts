/** Words that all parts of a contest share: its states, the shape of its settings, its addresses. Pure. */
import type { ContestEntryId, ContestId, EditionId } from '../../platform/ids/ids.ts';
import { slugOf } from '../../platform/text/vietnamese.ts';

export const CONTEST_STATUSES = ['draft', 'open', 'judging', 'published', 'cancelled'] as const;
export type ContestStatus = (typeof CONTEST_STATUSES)[number];

export const ENTRY_STATUSES = ['sent', 'admitted', 'refused', 'withdrawn'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** A prize, the highest first in a contest's list. */
export interface Prize {
  readonly label: string;
  /** How many of it there are. */
  readonly count: number;
  /** Whole đồng as digits; empty where no money goes with it. */
  readonly amount: string;
}

/** What the points are given for. Numbered from 1 in the order of the contest's list. */
export interface Criterion {
  readonly no: number;
  readonly label: string;
  readonly maxPoints: number;
}

/** Contests for everybody. */
export const CONTESTS_PATH = '/cuoc-thi';
/** Where judges find what they judge. */
export const JUDGING_PATH = '/cham-thi';

/** /cuoc-thi/12-ke-chuyen-sach; the number alone finds it. */
export function contestPath(id: ContestId, title: string): string {
  const slug = slugOf(title);
  return slug === '' ? `${CONTESTS_PATH}/${id}` : `${CONTESTS_PATH}/${id}-${slug}`;
}

/** Where one enters. */
export const enterPath = (id: ContestId): string => `${CONTESTS_PATH}/${id}/du-thi`;

/** One entry as everybody sees it. @param no its number in the contest */
export const publicEntryPath = (id: ContestId, no: number): string => `${CONTESTS_PATH}/${id}/bai/${no}`;

export const managedContestsPath = (editionId: EditionId): string => `/tuan-le/${editionId}/cuoc-thi`;
export const managedContestPath = (editionId: EditionId, id: ContestId): string =>
  `${managedContestsPath(editionId)}/${id}`;

export const judgedContestPath = (id: ContestId): string => `${JUDGING_PATH}/${id}`;
export const judgedEntryPath = (id: ContestId, entryId: ContestEntryId): string => `${JUDGING_PATH}/${id}/${entryId}`;

/** One's own entry. */
export const ownEntryPath = (token: string): string => `/bai-thi/${token}`;
/** One's own vote. */
export const ownVotePath = (token: string): string => `/binh-chon/${token}`;
