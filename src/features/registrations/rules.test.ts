import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasLink,
  hasRoomNow,
  readContact,
  readShortCode,
  shortCode,
  signUpFaults,
  type SignUpFields,
  signUpState,
  whoMovesUp,
} from './rules.ts';

describe('a contact', () => {
  test.each([
    ['', 'none', null],
    [' Mai.Nguyen@Truong.EDU.vn ', 'email', 'mai.nguyen@truong.edu.vn'],
    ['0912 345 678', 'phone', '0912345678'],
    ['+84 912.345.678', 'phone', '0912345678'],
    ['84912345678', 'phone', '0912345678'],
    ['(0251) 3822 415', 'phone', null],
    ['02513822415', 'phone', '02513822415'],
  ])('%s is read as %s', (typed, kind, value) => {
    const contact = readContact(typed);
    if (typed.startsWith('(')) expect(contact).toMatchObject({ kind: 'phone', value: '02513822415' });
    else expect(contact).toEqual({ kind, value });
  });

  test.each([
    'mai@',
    'mai@truong',
    '@truong.vn',
    'mai@truong..vn',
    'ma i@truong.vn',
    'a@b.vn, c@d.vn',
    'mai@truong.vn\nbcc: x@y.vn',
    '091234567',
    '0112345678',
    '12345',
    '+1 202 555 0100',
    'gọi cho tôi',
    '<script>alert(1)</script>',
    '=1+1',
  ])('%s is none', (typed) => {
    expect(readContact(typed)).toBeNull();
  });
});

describe('the fields of a sign-up', () => {
  const right: SignUpFields = {
    name: 'Trần Thị Hồng Ánh',
    contact: '',
    people: 1,
    children: 0,
    isGuardian: false,
    organisation: '',
  };
  const codes = (change: Partial<SignUpFields>, capacity: number | null = 50) =>
    signUpFaults({ ...right, ...change }, capacity).map(({ field, code }) => `${field}: ${code}`);

  test('are right with a name alone', () => {
    expect(codes({})).toEqual([]);
  });

  test('with letters that markup is made of are only text', () => {
    expect(codes({ name: '<script>alert(1)</script>' })).toEqual([]);
    expect(codes({ name: 'Y Blŏ Êban <b>' })).toEqual([]);
  });

  test('with a link are refused', () => {
    for (const name of ['Mua hàng http://x.test', 'Xem www.hang-re', 'vay-tien.com ngay', '//x.test'])
      expect(codes({ name })).toEqual(['name: registration.link']);
    expect(hasLink('Nguyễn Văn Comvn')).toBe(false);
    expect(codes({ organisation: 'https://a.test', people: 3 })).toEqual(['organisation: registration.link']);
  });

  test('children come with a guardian or with a named group', () => {
    expect(codes({ children: 2 })).toEqual(['who: registration.children']);
    expect(codes({ children: 2, isGuardian: true })).toEqual([]);
    expect(codes({ people: 0, children: 2, isGuardian: true })).toEqual([]);
    expect(codes({ people: 2, children: 35, organisation: 'Lớp 5A' })).toEqual([]);
  });

  test('nobody, too many and no numbers are told apart', () => {
    expect(codes({ people: 0 })).toEqual(['people: registration.nobody']);
    expect(codes({ people: 51 })).toEqual(['people: registration.too-many']);
    expect(codes({ people: 51 }, null)).toEqual([]);
    expect(codes({ people: Number.NaN, children: -1 })).toEqual([
      'people: registration.number',
      'children: registration.number',
    ]);
    expect(codes({ name: '  ', contact: 'x', people: 1.5 })).toHaveLength(3);
  });
});

test('a list is open from its opening time to its closing time, or to the beginning of the activity', () => {
  const at = (time: string) => new Date(`2022-10-02T${time}:00+07:00`);
  const activity = {
    status: 'published' as const,
    hasSignup: true,
    signupOpensAt: at('06:00'),
    signupClosesAt: at('09:00'),
    startsAt: at('10:00'),
    endsAt: at('11:00'),
  };
  expect(signUpState(activity, at('05:59'))).toBe('not-yet');
  expect(signUpState(activity, at('06:00'))).toBe('open');
  expect(signUpState(activity, at('09:00'))).toBe('closed');
  expect(signUpState({ ...activity, signupClosesAt: null }, at('09:59'))).toBe('open');
  expect(signUpState({ ...activity, signupClosesAt: null }, at('10:00'))).toBe('closed');
  expect(signUpState({ ...activity, signupClosesAt: at('10:30') }, at('10:15'))).toBe('open');
  expect(signUpState(activity, at('11:00'))).toBe('ended');
  expect(signUpState({ ...activity, status: 'cancelled' }, at('06:00'))).toBe('cancelled');
  expect(signUpState({ ...activity, hasSignup: false }, at('06:00'))).toBe('none');
  expect(signUpState({ ...activity, status: 'draft' }, at('06:00'))).toBe('none');
});

test('a short code survives being read aloud and typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 8 }), (random) => {
      const code = shortCode(random);
      expect(readShortCode(` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)}-`)).toBe(code);
    }),
  );
  expect(readShortCode('ABC')).toBeNull();
  expect(readShortCode('0O1IL0')).toBeNull();
});

interface Asked {
  readonly no: number;
  readonly size: number;
}
type Step =
  | { readonly kind: 'ask'; readonly size: number }
  | { readonly kind: 'leave'; readonly which: number }
  | { readonly kind: 'more-seats'; readonly by: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), size: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('leave' as const), which: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('more-seats' as const), by: fc.integer({ min: 1, max: 6 }) }) },
);

describe('the queue', () => {
  test('never gives more than there is, keeps the order, and leaves nobody waiting who fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 20 }), fc.array(step, { maxLength: 60 }), (first, steps) => {
        let capacity = first;
        let no = 0;
        let seated: Asked[] = [];
        let queue: Asked[] = [];
        const sum = (list: readonly Asked[]) => list.reduce((total, { size }) => total + size, 0);
        const seats = () => ({ capacity, taken: sum(seated), waiting: sum(queue) });
        const settle = () => {
          const moved = whoMovesUp(seats(), queue);
          expect(moved).toEqual(queue.slice(0, moved.length));
          seated = [...seated, ...moved];
          queue = queue.slice(moved.length);
        };
        for (const each of steps) {
          if (each.kind === 'ask') {
            const asked = { no: (no += 1), size: each.size };
            if (hasRoomNow(seats(), each.size)) seated.push(asked);
            else queue.push(asked);
          } else if (each.kind === 'leave') {
            const all = [...seated, ...queue];
            const gone = all[each.which % Math.max(1, all.length)];
            seated = seated.filter((one) => one !== gone);
            queue = queue.filter((one) => one !== gone);
          } else capacity += each.by;
          settle();
          expect(sum(seated)).toBeLessThanOrEqual(capacity);
          expect(queue.map((one) => one.no)).toEqual(queue.map((one) => one.no).toSorted((a, b) => a - b));
          const [head] = queue;
          if (head) {
            expect(sum(seated) + head.size).toBeGreaterThan(capacity);
            // Whoever asked before the head and is still there has a seat: nobody behind has overtaken.
            expect(seated.every((one) => one.no < head.no)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
