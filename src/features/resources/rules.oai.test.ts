import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, identifierOf, OaiError, readRequest, repositoryName, stampOf, writeToken, xml } from './rules.oai.ts';

const ask = (query: string) => readRequest(new URLSearchParams(query));
const refusal = (query: string): string => {
  try {
    ask(query);
    return 'none';
  } catch (error) {
    return error instanceof OaiError ? error.code : 'other';
  }
};

describe('what a harvester may ask', () => {
  it.each([
    ['', 'badVerb'],
    ['verb=Steal', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&x=1', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=GetRecord&identifier=a&metadataPrefix=marc', 'cannotDisseminateFormat'],
    ['verb=ListRecords', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=marc', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-01&until=2026-10-02T00:00:00Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-03&until=2026-10-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-03&from=2026-10-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=nothing', 'noRecordsMatch'],
    ['verb=ListRecords&resumptionToken=abc', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=abc&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListSets&resumptionToken=abc', 'badResumptionToken'],
  ])('%s → %s', (query, code) => {
    expect(refusal(query)).toBe(code);
  });

  it('both ends of a time are inclusive, to the day or to the second', () => {
    expect(ask('verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-01&until=2026-10-01')).toMatchObject({
      selection: { from: new Date('2026-10-01T00:00:00Z'), before: new Date('2026-10-02T00:00:00Z') },
    });
    expect(ask('verb=ListRecords&metadataPrefix=oai_dc&until=2026-10-01T08:00:00Z')).toMatchObject({
      selection: { from: null, before: new Date('2026-10-01T08:00:01Z') },
    });
  });

  it('a token says where to go on, and is read back whole', () => {
    const stamp = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(stamp, stamp, fc.integer({ min: 1 }), fc.nat(), (from, at, id, given) => {
        const changedAt = `${at.toISOString().slice(0, 23)}456Z`;
        const selection = { from, before: null, set: { kind: 'province', unitId: 75 } as const };
        const cursor = { changedAt, id, given, size: given + 1 };
        const token = writeToken(selection, cursor);
        expect(ask(`verb=ListIdentifiers&resumptionToken=${token}`)).toEqual({
          verb: 'ListIdentifiers',
          selection,
          cursor,
        });
      }),
    );
  });

  it('no token that was tampered with is taken for another place by accident of its form', () => {
    const wrong = Buffer.from(JSON.stringify({ f: null, b: null, s: null, c: "'; drop table", i: 1, g: 0, n: 1 }));
    expect(refusal(`verb=ListRecords&resumptionToken=${wrong.toString('base64url')}`)).toBe('badResumptionToken');
  });
});

describe('how the answer is written', () => {
  it('holds nothing that XML cannot', () => {
    expect(xml('a<b>&"c"\u0000\u000b\ud800 Đạt')).toBe('a&#60;b&#62;&#38;&#34;c&#34; Đạt');
  });

  it('identifiers carry the host where it is a domain name', () => {
    expect(repositoryName('https://tuanle.example.vn')).toBe('tuanle.example.vn');
    expect(repositoryName('http://127.0.0.1:8080')).toBe('suotdoi.local');
    expect(idOf('tuanle.example.vn', identifierOf('tuanle.example.vn', 12))).toBe(12);
    expect(() => idOf('tuanle.example.vn', 'oai:khac.vn:resource/12')).toThrow(OaiError);
  });

  it('times are UTC to the second', () => {
    expect(stampOf(new Date('2026-10-01T08:00:00.999+07:00'))).toBe('2026-10-01T01:00:00Z');
  });
});
