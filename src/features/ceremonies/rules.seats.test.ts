import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeatRow } from './ceremony.ts';
import { assignSeats, readSeatRows, seatsOf, stretch, writeSeatRows } from './rules.seats.ts';

const hall = fc
  .uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E', '1', '11', 'VIP'), { minLength: 1, maxLength: 6 })
  .chain((names) => fc.tuple(...names.map((row) => fc.integer({ min: 1, max: 14 }).map((seats) => ({ row, seats })))));
const sizes = fc.array(fc.integer({ min: 0, max: 16 }), { maxLength: 12 });

const groupsOf = (counts: readonly number[]) => {
  let next = 0;
  return counts.map((count) => ({ guests: Array.from({ length: count }, () => (next += 1)) }));
};

describe('rows of seats', () => {
  test('are read as they are typed, with every fault by its line', () => {
    const { rows, faults } = readSeatRows('A 12\nHàng b: 14 ghế\n\nC\na 3\nD 0\nE 9999');
    expect(rows).toEqual([
      { row: 'A', seats: 12 },
      { row: 'B', seats: 14 },
    ]);
    expect(faults.map(({ line, fault }) => [line, fault])).toEqual([
      [4, 'unread'],
      [5, 'repeated'],
      [6, 'unread'],
      [7, 'too-many'],
    ]);
    expect(readSeatRows(writeSeatRows(rows)).rows).toEqual(rows);
  });

  test('no two seats of a room have one name', () => {
    fc.assert(
      fc.property(hall, (rows) => {
        const all = seatsOf(rows as SeatRow[]).flat();
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});

describe('giving seats', () => {
  test('nobody has two seats, no seat has two people, no seat is made up, a taken one stays', () => {
    fc.assert(
      fc.property(hall, sizes, fc.array(fc.nat(60), { maxLength: 10 }), (rows, counts, marks) => {
        const all = seatsOf(rows as SeatRow[]).flat();
        const taken = new Set(marks.flatMap((mark) => all[mark % all.length] ?? []));
        const groups = groupsOf(counts);
        const given = assignSeats(rows as SeatRow[], taken, groups);
        const seats = [...given.values()];
        expect(new Set(seats).size).toBe(seats.length);
        expect(seats.every((seat) => all.includes(seat) && !taken.has(seat))).toBe(true);
        // Nobody stands while a seat is free.
        const people = groups.flatMap(({ guests }) => guests).length;
        expect(given.size).toBe(Math.min(people, all.length - taken.size));
      }),
    );
  });

  test('a group sits in one stretch of a row whenever one was free at its turn', () => {
    fc.assert(
      fc.property(hall, sizes, (rows, counts) => {
        const room = seatsOf(rows as SeatRow[]);
        const used = new Set<string>();
        const groups = groupsOf(counts);
        const given = assignSeats(rows as SeatRow[], new Set(), groups);
        for (const { guests } of groups) {
          const seats = guests.flatMap((guest) => given.get(guest) ?? []);
          const possible = stretch(room, used, guests.length);
          if (possible !== null) expect(seats).toEqual(possible);
          for (const seat of seats) used.add(seat);
        }
      }),
    );
  });

  test('the higher group sits in front, a group too large for a row goes over into the next', () => {
    const rows = [
      { row: 'A', seats: 3 },
      { row: 'B', seats: 4 },
      { row: 'C', seats: 4 },
    ];
    const given = assignSeats(rows, new Set(['A2']), [
      { guests: [1, 2] },
      { guests: [3, 4, 5, 6, 7] },
      { guests: [8] },
    ]);
    expect(Object.fromEntries(given)).toEqual({
      1: 'B1',
      2: 'B2',
      3: 'B3',
      4: 'B4',
      5: 'C1',
      6: 'C2',
      7: 'C3',
      8: 'A1',
    });
  });
});
