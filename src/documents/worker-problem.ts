/** Why a worker has no result, in the words for the person who gave it the file. */
import type { WorkerPool } from '../platform/workers/pool.ts';
import { WorkerProblem } from '../platform/workers/protocol.ts';
import { DocumentProblem, PROBLEM_MESSAGES, type ProblemCode } from './problem.ts';

/** What a kind of work calls the faults that are not the file's own. */
export interface WorkProblemCodes {
  /** It took too long or too much memory. */
  readonly tooMuch: ProblemCode;
  /** Too many tasks are waiting. */
  readonly busy: ProblemCode;
  /** Anything else. */
  readonly failed: ProblemCode;
}

/** Runs a task in a pool. Rejects with DocumentProblem only, the cause kept for the log. */
export async function runInWorker(
  pool: WorkerPool,
  task: unknown,
  options: {
    readonly codes: WorkProblemCodes;
    readonly transfer?: readonly ArrayBuffer[];
    readonly timeLimitMs?: number;
    readonly weight?: number;
  },
): Promise<unknown> {
  const { codes, ...runOptions } = options;
  try {
    return await pool.run(task, runOptions);
  } catch (error) {
    throw error instanceof WorkerProblem ? documentProblem(error, codes) : error;
  }
}

/** The problem that a worker told of, in its words; `otherwise` where it told of none that is known. */
export function toldProblem(code: string | null, message: string, otherwise: ProblemCode): DocumentProblem {
  if (!isProblemCode(code)) return new DocumentProblem(otherwise);
  const told = new DocumentProblem(code);
  told.message = message;
  return told;
}

function isProblemCode(code: string | null): code is ProblemCode {
  return code !== null && Object.hasOwn(PROBLEM_MESSAGES, code);
}

function documentProblem(problem: WorkerProblem, codes: WorkProblemCodes): DocumentProblem {
  const { failure } = problem;
  const told = toldProblem(failure?.code ?? null, failure?.message ?? '', codeOf(problem, codes));
  told.cause = problem;
  return told;
}

function codeOf(problem: WorkerProblem, codes: WorkProblemCodes): ProblemCode {
  switch (problem.code) {
    case 'worker-timeout':
    case 'worker-memory':
      return codes.tooMuch;
    case 'worker-busy':
      return codes.busy;
    case 'worker-crashed':
    case 'worker-closed':
    case 'task-failed':
      return codes.failed;
  }
}
