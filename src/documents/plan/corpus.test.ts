/** The plan reader against the corpus: floors by field, and honesty about what it calls certain. */
import { describe, expect, it } from 'vitest';
import { planDocx, planPdf } from '../../testing/plan-files.ts';
import { certainty, GROUPS, lettersOf, readCorpus, scoreCorpus, scoreTable, shares } from './corpus/score.ts';
import { WARNING_CODES } from './warning-codes.ts';

const documents = await readCorpus();
const scores = scoreCorpus(documents);
const table = scoreTable(scores);

/** Least precision and recall of each field. */
const FLOORS: Readonly<Record<string, number>> = {
  type: 0.99,
  urgency: 0.99,
  issuer: 0.99,
  number: 0.99,
  date: 0.99,
  title: 0.99,
  week: 0.99,
  references: 0.99,
  'ceremony date': 0.99,
  'deadline dates': 0.99,
  programme: 0.99,
  signer: 0.99,
  bases: 0.98,
  themes: 0.98,
  'ceremony time': 0.98,
  'ceremony place': 0.98,
  'agency names': 0.98,
  'agency tasks': 0.98,
  deadlines: 0.98,
  form: 0.98,
  slogans: 0.98,
  recipients: 0.98,
  addressees: 0.98,
  warnings: 0.98,
};

describe('corpus', () => {
  it('has at least 150 documents', () => {
    expect(documents.length).toBeGreaterThanOrEqual(150);
  });

  it.each(Object.entries(FLOORS))('%s: precision and recall of at least %d', (field, floor) => {
    const score = scores.get(field);
    if (score === undefined) throw new Error(`no score for ${field}`);
    expect(score.right / Math.max(1, score.wanted), table).toBeGreaterThanOrEqual(floor);
    expect(score.right / Math.max(1, score.found), table).toBeGreaterThanOrEqual(floor);
  });

  it('calls a value certain only when it is right', () => {
    const { certain, wrong } = certainty(documents);
    expect(certain).toBeGreaterThan(1_000);
    expect(wrong.length / certain, wrong.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it('quotes words that stand in the document for every value', () => {
    for (const { sources, name, letters } of documents) {
      expect(sources.length, name).toBeGreaterThan(8);
      for (const source of sources) {
        expect(source.quote.trim(), `${name} ${source.path}`).not.toBe('');
        expect(letters, `${name} ${source.path}`).toContain(lettersOf(source.quote));
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

describe('the same documents', () => {
  const forms = [
    ['.docx', planDocx],
    ['.pdf', planPdf],
  ] as const;
  it.each(forms)('as %s: no group below what is asked of unseen ones', { timeout: 60_000 }, async (ending, make) => {
    const read = await readCorpus(undefined, ({ blocks }, name) =>
      name.endsWith('.docx') ? null : { bytes: make(blocks), name: `${name}${ending}` },
    );
    const fields = scoreCorpus(read);
    for (const [group, least] of Object.entries({
      head: 0.98,
      dates: 0.99,
      numbers: 0.98,
      deadlines: 0.97,
      content: 0.98,
    })) {
      const { precision, recall } = shares((GROUPS[group] ?? []).flatMap((name) => fields.get(name) ?? []));
      expect(Math.min(precision, recall), `${group}\n${scoreTable(fields)}`).toBeGreaterThanOrEqual(least);
    }
    const { certain, wrong } = certainty(read);
    expect(wrong.length / certain, wrong.join('\n')).toBeLessThanOrEqual(0.01);
  });
});
