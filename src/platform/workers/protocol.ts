/** What a pool and its workers say to each other, and how a failure crosses the thread. */

export interface TaskMessage {
  readonly id: number;
  readonly task: unknown;
}

/** A failure as data. `code` is the code of a typed problem thrown by the task, null for an unforeseen error. */
export interface FailureMessage {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
}

export type AnswerMessage =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: FailureMessage };

export type WorkerProblemCode =
  /** The task took longer than its limit; the thread was ended. */
  | 'worker-timeout'
  /** The task needed more memory than its limit; the thread ended itself. */
  | 'worker-memory'
  /** The thread ended for another reason. */
  | 'worker-crashed'
  /** The pool was closed before or while the task ran. */
  | 'worker-closed'
  /** Too many tasks are waiting already. */
  | 'worker-busy'
  /** The task itself threw; `failure` says what. */
  | 'task-failed';

/** Why a task has no result. The pool and the process that owns it go on. */
export class WorkerProblem extends Error {
  override readonly name = 'WorkerProblem';
  readonly code: WorkerProblemCode;
  /** What the task threw; null when the thread itself failed. */
  readonly failure: FailureMessage | null;

  constructor(code: WorkerProblemCode, message: string, failure: FailureMessage | null = null) {
    super(message);
    this.code = code;
    this.failure = failure;
  }
}
