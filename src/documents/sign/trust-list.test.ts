import { describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { testKey, trustEntry } from './test-materials.ts';
import { readTrustList } from './trust-list.ts';

function problemOf(data: unknown): string {
  try {
    readTrustList(data);
    return 'read';
  } catch (error) {
    return error instanceof DocumentProblem ? error.message : String(error);
  }
}

describe('trust lists', () => {
  it('are read from PEM and from base64, with their dates', () => {
    const entry = trustEntry('Gốc quốc gia thử', testKey('Gốc', null, { use: 'authority' }));
    const lines = entry.certificate.replace(/.{64}(?=.)/gu, '$&\n');
    const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
    const [base64, armoured] = readTrustList([entry, { ...entry, certificate: pem, validTo: '2030-12-31' }]);
    expect(armoured?.certificate.facts).toEqual(base64?.certificate.facts);
    expect(base64).toMatchObject({ name: 'Gốc quốc gia thử', validFrom: null, validTo: null });
    expect(armoured?.validTo).toEqual(new Date('2030-12-31'));
  });

  it('name the entry that is wrong', () => {
    expect(problemOf({})).toMatch('Danh sách chứng thư tin cậy không hợp lệ');
    expect(problemOf([{ name: 'Thiếu', source: '' }])).toMatch('0.certificate');
    expect(problemOf([{ name: 'Không phải chứng thư', source: '', certificate: 'YWJj' }])).toMatch(
      'Không phải chứng thư',
    );
  });
});
