/** Addresses of the library. */
import type { ResourceId } from '../../platform/ids/ids.ts';
import { slugOf } from '../../platform/text/vietnamese.ts';

export const LIBRARY_PATH = '/hoc-lieu';
export const MANAGE_PATH = '/hoc-lieu/quan-ly';

/** /hoc-lieu/12-so-tay-ky-nang-so; the number alone finds it. */
export function resourcePath(id: ResourceId, title: string): string {
  const slug = slugOf(title);
  return slug === '' ? `${LIBRARY_PATH}/${id}` : `${LIBRARY_PATH}/${id}-${slug}`;
}

export const managedResourcePath = (id: ResourceId): string => `${MANAGE_PATH}/${id}`;
