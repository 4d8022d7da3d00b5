/** The form of a line's test as it comes in: the same for who is signed in and for who holds the site's link. */
import { z } from 'zod';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebRequest } from '../../platform/http/web.ts';
import { isCalendarDate } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { textsOf } from '../shell/index.ts';
import { LINK_STATES } from './ceremony.ts';
import { minuteOf } from './rules.programme.ts';
import { momentOf } from './rules.ts';
import type { LinkTestSave } from './service.link-test.ts';

const MOST_ITEMS = 50;
const place = z.coerce.number().int().nonnegative();
const testSchema = z.object({
  _version: z.coerce.number().int().positive(),
  done: z.union([place.transform((one) => [one]), z.array(place).max(MOST_ITEMS)]).default([]),
  state: z.enum(LINK_STATES),
  note: z.string().max(2_000).default(''),
  testDay: z.string().max(20).default(''),
  testTime: z.string().max(20).default(''),
});

/** The form as it was filled in, to be shown again. */
export type TypedTest = Omit<z.output<typeof testSchema>, '_version'>;

export interface LinkTestForm {
  readonly typed: TypedTest;
  /** Null where an error keeps it from being saved. */
  readonly save: LinkTestSave | null;
  readonly errors: readonly FieldError[];
}

/** What is to be saved, or what keeps it from that. */
export async function readLinkTest(c: WebRequest): Promise<LinkTestForm> {
  const t = textsOf(c).ceremonies;
  const { _version: version, ...typed } = await readForm(c, testSchema);
  const { done, state, note, testDay, testTime } = typed;
  const minute = minuteOf(testTime);
  const errors: FieldError[] = [];
  if (!isCalendarDate(testDay)) errors.push({ field: 'testDay', message: t.edit.badDay });
  if (minute === null) errors.push({ field: 'testTime', message: t.edit.badTime });
  if (!isCalendarDate(testDay) || minute === null) return { typed, save: null, errors };
  const test = { at: momentOf(testDay, minute), state, note, done };
  return { typed, save: { version, test, items: t.test.items }, errors };
}
