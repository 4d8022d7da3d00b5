import { describe, expect, it } from 'vitest';
import { isTooMany, keyStateAt, placesOf, readMarks, type SignatureRecord, verdictOn } from './rules.ts';

const record = (given: Partial<SignatureRecord>): SignatureRecord => ({
  signer: 'Nguyễn Thị Mai',
  organisation: null,
  kind: 'person',
  place: 'signer',
  keyId: 1,
  fingerprint: 'mai',
  trial: true,
  hasTimestamp: false,
  accountId: '',
  accountName: '',
  at: '2026-09-15T01:00:00Z',
  mark: null,
  ...given,
});
const mai = { kind: 'person', fingerprint: 'mai' } as const;
const nam = { kind: 'person', fingerprint: 'nam' } as const;
const seal = { kind: 'seal', fingerprint: 'dau' } as const;

describe('who signs when', () => {
  it('the person first, then the office, then nobody', () => {
    expect(verdictOn(mai, [], ['signer'], 'signer')).toBe('sign');
    expect(verdictOn(seal, [], ['signer'], 'signer')).toBe('person-first');
    expect(verdictOn(seal, [record({})], ['signer'], 'signer')).toBe('sign');
    const sealed = [record({}), record({ kind: 'seal', fingerprint: 'dau', place: null })];
    expect(verdictOn(nam, sealed, ['signer', 'secretary'], 'secretary')).toBe('done');
    expect(verdictOn(seal, sealed, ['signer'], 'signer')).toBe('already');
  });

  it('one person a place: the secretary of the minutes beside who presided', () => {
    const places = ['signer', 'secretary'] as const;
    expect(verdictOn(nam, [record({})], places, 'signer')).toBe('done');
    expect(verdictOn(nam, [record({})], places, 'secretary')).toBe('sign');
    expect(verdictOn(mai, [record({})], places, 'secretary')).toBe('already');
    expect(verdictOn(seal, [record({ place: 'secretary' })], places, 'signer')).toBe('person-first');
  });

  it('a paper without a place to sign is sealed at once', () => {
    expect(verdictOn(seal, [], [], 'signer')).toBe('sign');
  });
});

it('a certificate ends on its last moment and says so a month before', () => {
  const certificate = { validFrom: new Date('2026-01-01'), validTo: new Date('2026-12-31T10:00:00Z') };
  const at = (moment: string) => keyStateAt(certificate, new Date(moment));
  expect([at('2025-12-31'), at('2026-11-30'), at('2026-12-02'), at('2026-12-31T10:00:00.001Z')]).toEqual([
    'not-begun',
    'in-force',
    'ends-soon',
    'ended',
  ]);
});

it('guesses are counted for the person and for the key', () => {
  expect([isTooMany({ ofPerson: 5, ofAll: 5 }), isTooMany({ ofPerson: 6, ofAll: 6 })]).toEqual([false, true]);
  expect(isTooMany({ ofPerson: 1, ofAll: 21 })).toBe(true);
});

it('marks of another shape leave no room', () => {
  const chair = { title: 'CHỦ TỊCH', name: null };
  expect(readMarks({ signatures: [{ role: 'clerk' }] }, chair)).toEqual({ signatures: [], corners: [] });
  expect(readMarks(null, chair).signatures).toEqual([]);
});

it('where nobody is named to sign, the room stays blank', () => {
  const box = { page: 1, x: 1, y: 1, width: 9, height: 9 };
  const stored = { signatures: [{ role: 'signer', section: 0, image: box, seal: box }], corners: [box] };
  expect(placesOf(readMarks(stored, { title: 'CHỦ TỊCH', name: null }))).toEqual(['signer']);
  expect(placesOf(readMarks(stored, { title: ' ', name: null }))).toEqual([]);
});
