/** Where keys and signing live. */
import type { PaperId, SigningKeyId } from '../../platform/ids/ids.ts';
import { paperPath } from '../papers/index.ts';

export const KEYS_PATH = '/khoa-ky';
export const MANY_PATH = '/ky-so';

export function keyPath(id: SigningKeyId): string {
  return `${KEYS_PATH}/${id}`;
}

export function signPath(id: PaperId): string {
  return `${paperPath(id)}/ky`;
}
