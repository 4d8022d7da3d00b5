/** Where papers live; /van-ban itself is the room of what comes in. */
import type { PaperId } from '../../platform/ids/ids.ts';

export const PAPERS_PATH = '/van-ban-di';

export function paperPath(id: PaperId): string {
  return `${PAPERS_PATH}/${id}`;
}
