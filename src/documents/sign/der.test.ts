import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DerError,
  der,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTime,
  octetsOf,
  oidOf,
  readDer,
  sequenceOf,
  smallInteger,
  textOf,
  timeOf,
} from './der.ts';

describe('ASN.1', () => {
  it('reads what it writes', () => {
    const arcs = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.nat(39), fc.array(fc.nat(0xfff_ffff), { maxLength: 8 }));
    fc.assert(
      fc.property(arcs, fc.nat(0x7fff_ffff), fc.uint8Array({ maxLength: 300 }), ([a, b, rest], number, bytes) => {
        const oid = [a, b, ...rest].join('.');
        const [first, second, third] = sequenceOf(
          readDer(derSequence(derOid(oid), derInteger(number), derOctets(bytes))),
        );
        expect(oidOf(first)).toBe(oid);
        expect(smallInteger(second)).toBe(number);
        expect(octetsOf(third)).toEqual(bytes);
      }),
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (date) => {
          const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
          expect(timeOf(readDer(derTime(whole)))).toEqual(whole);
        },
      ),
    );
  });

  it('sorts sets by their bytes, and reads pieces and indefinite lengths of older writers', () => {
    expect(derSet(derInteger(2), derInteger(1))).toEqual(derSet(derInteger(1), derInteger(2)));
    const pieces = Uint8Array.of(0x24, 0x80, 0x04, 0x02, 1, 2, 0x04, 0x01, 3, 0, 0);
    expect(octetsOf(readDer(pieces))).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('reads names in every kind of string, composed', () => {
    const name = 'Hồ Thị Kăn Ỳ';
    expect(textOf(readDer(der(0x0c, Buffer.from(name.normalize('NFD')))))).toBe(name);
    expect(textOf(readDer(der(0x1e, Buffer.from(name, 'utf16le').swap16())))).toBe(name);
    expect(textOf(readDer(der(0x13, Buffer.from('UBND', 'latin1'))))).toBe('UBND');
  });

  it('throws nothing but its own error, on nests and noise too', () => {
    let nest: Uint8Array = new Uint8Array();
    for (let depth = 0; depth < 200; depth += 1) nest = derSequence(nest);
    expect(() => readDer(nest)).toThrow(DerError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readDer(bytes, true);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
