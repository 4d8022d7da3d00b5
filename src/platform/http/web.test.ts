import { describe, expect, test } from 'vitest';
import { Problem, type ProblemCode } from '../errors/problem.ts';
import { toProblem } from './web.ts';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });

describe('whatever is thrown becomes a word for a person', () => {
  test.each<[string, unknown, ProblemCode]>([
    ['a refusal stays what it is', new Problem('report.locked'), 'report.locked'],
    ['no database', withCode('ECONNREFUSED'), 'database.gone'],
    ['a database that is starting', withCode('57P03'), 'database.gone'],
    ['a connection cut off', new Error('Connection terminated unexpectedly'), 'database.gone'],
    ['no free connection in time', new Error('timeout exceeded when trying to connect'), 'database.gone'],
    ['all addresses refused', new AggregateError([withCode('ECONNREFUSED'), withCode('ETIMEDOUT')]), 'database.gone'],
    ['no socket of a database', withCode('ENOENT', { syscall: 'connect' }), 'database.gone'],
    ['a file that is missing is ours', withCode('ENOENT', { syscall: 'open' }), 'server.failed'],
    ['a full disk under the database', withCode('53100'), 'file.disk-full'],
    ['text that cannot be stored', withCode('22021'), 'request.invalid'],
    ['text that JSON cannot hold', withCode('22P05'), 'request.invalid'],
    ['a rule of the database broken is ours', withCode('23514'), 'server.failed'],
    ['something that is no error at all', 'x', 'server.failed'],
  ])('%s', (_, thrown, code) => {
    expect(toProblem(thrown).code).toBe(code);
  });
});
