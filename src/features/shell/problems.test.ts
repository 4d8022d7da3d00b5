import { expect, test } from 'vitest';
import { DocumentProblem, documentProblemText, PROBLEM_MESSAGES, type ProblemCode } from '../../documents/problem.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { refusalText } from './problems.tsx';

test('what a reader of files says is said in the language of the page', () => {
  const cause = new DocumentProblem('file-too-many-pages', '240 trang');
  const problem = new Problem('document.unreadable', { detail: cause.message, cause });
  expect(refusalText(problem, 'vi')).toBe(cause.message);
  expect(refusalText(problem, 'en')).toMatch(/^The PDF has more than 200 pages/);
  expect(refusalText(new Problem('request.too-large', { detail: 'Own words' }), 'en')).toBe('Own words');
});

test('every refusal of a file has English words of its own', () => {
  const codes = Object.keys(PROBLEM_MESSAGES) as ProblemCode[];
  const texts = codes.map((code) => documentProblemText(new DocumentProblem(code), 'en'));
  expect(new Set(texts).size).toBe(codes.length);
  // Letters of English alone, and a sentence.
  for (const text of texts) expect(text).toMatch(/^[\x20-\x7e›]+\.$/u);
});
