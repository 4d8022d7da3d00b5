import { expect, test } from 'vitest';
import { stageOf } from './rules.stage.ts';

const at = (text: string) => new Date(`2022-10-02T${text}:00+07:00`);
const published = { status: 'published', startsAt: at('08:00'), endsAt: at('10:00'), confirmedAt: null } as const;

test('an announced activity is still to come, on, over, confirmed; nothing else has a stage', () => {
  expect(stageOf(published, at('07:59'))).toBeNull();
  expect(stageOf(published, at('08:00'))).toBe('on');
  expect(stageOf(published, at('10:01'))).toBe('over');
  expect(stageOf({ ...published, confirmedAt: at('11:00') }, at('12:00'))).toBe('confirmed');
  expect(stageOf({ ...published, startsAt: null, endsAt: null }, at('12:00'))).toBeNull();
  expect(stageOf({ ...published, status: 'cancelled' }, at('12:00'))).toBeNull();
});
