/** The kinds as data, remembered for seconds: every page asks for them. */
import type { Kysely } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Locale } from '../../platform/context.ts';
import type { ActivityKind } from './activity.ts';
import { findKinds } from './store.ts';

const REMEMBERED_MS = 10_000;
const remembered = new WeakMap<object, { readonly at: number; readonly kinds: Promise<readonly ActivityKind[]> }>();

/** All kinds in the order of the list, at most ten seconds old. */
export function loadKinds(db: Kysely<DB>): Promise<readonly ActivityKind[]> {
  const known = remembered.get(db);
  const now = performance.now();
  if (known && now - known.at < REMEMBERED_MS) return known.kinds;
  const kinds = findKinds(db);
  remembered.set(db, { at: now, kinds });
  kinds.catch(() => remembered.delete(db));
  return kinds;
}

/** The name of the kind in the language of the screen; an unknown code stays as it is. */
export function kindName(kinds: readonly ActivityKind[], code: string, locale: Locale): string {
  const kind = kinds.find((each) => each.code === code);
  if (!kind) return code;
  return locale === 'vi' ? kind.nameVi : kind.nameEn;
}
