import { expect, test } from 'vitest';
import type { Guest, GuestGroup } from './guest.ts';
import { nextStep } from './rules.guests.ts';

const startsAt = new Date('2022-10-03T08:00:00+07:00');
const ceremony = { status: 'published', startsAt, endsAt: new Date('2022-10-03T10:00:00+07:00') } as const;
const now = new Date('2022-09-30T08:00:00+07:00');

function office(contactEmail: string | null, invitedAt: Date | null, answer: Guest['answer'] = 'none') {
  return {
    group: { contactEmail, invitedAt, remindedAt: null, answeredAt: null, isDeclined: false } as GuestGroup,
    guests: [{ email: null, answer, seat: null } as Guest],
  };
}

test('who has an address is invited first; whom no mail reaches gets a letter; then answers are awaited', () => {
  const invited = office('van-phong@don-vi.example', now);
  const unreached = office(null, null);
  const step = (...groups: Parameters<typeof nextStep>[2]) => nextStep(ceremony, [], groups, now);
  expect(step()).toBe('add');
  expect(step(office('van-phong@don-vi.example', null), unreached)).toBe('invite');
  expect(step(unreached)).toBe('letters');
  expect(step(invited, unreached)).toBe('letters');
  expect(step(invited, office(null, null, 'yes'))).toBe('wait');
  expect(step(office(null, null, 'yes'))).toBe('done');
});
