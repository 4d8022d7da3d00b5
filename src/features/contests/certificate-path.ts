/** Where certificates of winners are made. Written here, since certificates read contests and not the other way round. */
import type { ContestId, EditionId } from '../../platform/ids/ids.ts';

/** The same as certificates' `newBatchPath` for winners of a contest; a test holds the two together. */
export const newBatchPath = (editionId: EditionId, id: ContestId): string =>
  `/tuan-le/${editionId}/giay-chung-nhan/moi?nguon=contest&id=${id}&vai-tro=winner`;
