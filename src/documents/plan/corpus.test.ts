/** The plan reader against the corpus: floors by field, and honesty about what it calls certain. */
import { describe, expect, it } from 'vitest';
import { readCorpus, scoreCorpus, scoreTable } from './corpus/score.ts';
import { WARNING_CODES } from './messages.ts';

const documents = readCorpus();
const scores = scoreCorpus(documents);
const table = scoreTable(scores);

/** Least precision and recall of each field. */
const FLOORS: Readonly<Record<string, number>> = {
  type: 0.97,
  urgency: 0.97,
  issuer: 0.97,
  number: 0.97,
  date: 0.97,
  title: 0.97,
  week: 0.97,
  references: 0.97,
  'ceremony date': 0.97,
  'deadline dates': 0.97,
  programme: 0.97,
  signer: 0.97,
  bases: 0.95,
  themes: 0.95,
  'ceremony time': 0.9,
  'ceremony place': 0.9,
  'agency names': 0.95,
  'agency tasks': 0.9,
  deadlines: 0.9,
  form: 0.95,
  slogans: 0.95,
  recipients: 0.95,
  addressees: 0.95,
  warnings: 0.9,
};

describe('corpus', () => {
  it('has at least 25 documents', () => {
    expect(documents.length).toBeGreaterThanOrEqual(25);
  });

  it.each(Object.entries(FLOORS))('%s: precision and recall of at least %d', (field, floor) => {
    const score = scores.get(field);
    if (score === undefined) throw new Error(`no score for ${field}`);
    expect(score.right / Math.max(1, score.wanted), table).toBeGreaterThanOrEqual(floor);
    expect(score.right / Math.max(1, score.found), table).toBeGreaterThanOrEqual(floor);
  });

  it('calls a head field certain only when it is right', () => {
    let certain = 0;
    const wrong: string[] = [];
    for (const { name, reading, sources, answer } of documents) {
      const right: Record<string, boolean> = {
        '/type': reading.type === answer.type,
        '/number': reading.number === answer.number,
        '/date': reading.date === answer.date,
        '/title': reading.title === answer.title,
        '/issuer': reading.issuer === answer.issuer,
        '/week/start': reading.week.start === answer.week.start,
        '/week/end': reading.week.end === answer.week.end,
        '/ceremony/date': reading.ceremony.date === answer.ceremony.date,
      };
      for (const source of sources) {
        if (source.confidence !== 'certain' || right[source.path] === undefined) continue;
        certain += 1;
        if (right[source.path] === false) wrong.push(`${name} ${source.path}`);
      }
    }
    expect(certain).toBeGreaterThan(100);
    expect(wrong.length / certain, wrong.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it('quotes words that stand in the document for every value', () => {
    for (const { sources, name } of documents) {
      expect(sources.length, name).toBeGreaterThan(8);
      for (const source of sources) {
        expect(source.quote.trim(), `${name} ${source.path}`).not.toBe('');
        expect(source.place.kind).toBe(name.endsWith('.docx') ? 'docx' : 'text');
      }
    }
  });

  it('raises only codes of the catalogue, with a message', () => {
    const known = Object.keys(WARNING_CODES);
    for (const { reading } of documents) {
      for (const { code, message } of reading.warnings) {
        expect(known).toContain(code);
        expect(message.length).toBeGreaterThan(20);
      }
    }
  });
});
