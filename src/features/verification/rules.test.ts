import { describe, expect, it } from 'vitest';
import { codesIn, findingOf } from './rules.ts';

describe('what a check comes to', () => {
  it('knows its own files first, then its codes, then signatures', () => {
    const facts = { isKnown: false, namesOurs: false, signatures: null } as const;
    expect(findingOf({ ...facts, isKnown: true, namesOurs: true, signatures: 'unsigned' })).toBe('issued');
    expect(findingOf({ ...facts, namesOurs: true, signatures: 'trusted' })).toBe('changed');
    expect(findingOf({ ...facts, signatures: 'changed' })).toBe('changed');
    expect(findingOf({ ...facts, signatures: 'intact-untrusted' })).toBe('foreign');
    expect(findingOf({ ...facts, signatures: 'unsigned' })).toBe('unknown');
    expect(findingOf(facts)).toBe('unknown');
  });

  it('finds printed codes in the words of a document', () => {
    expect(codesIn('Mã kiểm tra: 7K2M-9QXD-4HTA\nSố 12/KH-UBND, xem 7K2M-9QXD-4HTA và 1234 - 5678 - 9ABC.')).toEqual([
      '7K2M-9QXD-4HTA',
      '1234 - 5678 - 9ABC',
    ]);
    expect(codesIn('2021-2030-2045x')).toEqual([]);
  });
});
