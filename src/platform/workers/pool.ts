/**
 * A small pool of worker threads for work that must not block or endanger the process: parsing uploads, adding up
 * folders of files. A task that hangs, eats memory or crashes costs its own thread and nothing else.
 */
import { Worker } from 'node:worker_threads';
import { type AnswerMessage, WorkerProblem } from './protocol.ts';

export interface PoolOptions {
  /** Entry file of the worker (see `workerEntry`). */
  readonly entry: URL;
  /** Threads at most; they start when first needed. */
  readonly size: number;
  /** Time limit of a task in milliseconds, from its start in a thread. */
  readonly timeLimitMs: number;
  /** JavaScript heap limit of a thread in megabytes. */
  readonly memoryLimitMb: number;
  /**
   * Limit of what a thread holds outside the JavaScript heap (buffers that a compressed file is inflated into), in
   * megabytes; looked at several times a second while a task runs, together with the heap. Without it there is none.
   */
  readonly outsideLimitMb?: number;
  /** A thread is replaced after so many tasks (each counts its `weight`), which gives back what leaked. */
  readonly recycleAfter: number;
  /** A thread without work for so long is ended, which gives back its memory; without it, threads stay. */
  readonly idleEndMs?: number;
  /** Waiting tasks at most; one more is refused with `worker-busy`. */
  readonly queueLimit: number;
}

export interface RunOptions {
  /** Time limit of this task, instead of the pool's. */
  readonly timeLimitMs?: number;
  /** How many tasks this one counts for when a thread is replaced after so many; 1 without it. */
  readonly weight?: number;
  /** Buffers to hand over instead of copying; unusable for the caller afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
}

interface Job {
  readonly task: unknown;
  readonly timeLimitMs: number;
  readonly weight: number;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (problem: WorkerProblem) => void;
}

interface Running {
  readonly id: number;
  readonly job: Job;
  readonly timer: NodeJS.Timeout;
  readonly watch: NodeJS.Timeout | null;
}

interface Thread {
  readonly worker: Worker;
  done: number;
  running: Running | null;
  idle: NodeJS.Timeout | null;
}

const MB = 1024 * 1024;
const WATCH_MS = 100;
/**
 * A thread that reaches V8's own limit in the wrong moment takes the process with it. Where memory is watched, that
 * limit lies so much higher, and the thread is ended before.
 */
const ROOM_MB = 256;

function stopTimers({ timer, watch }: Running): void {
  clearTimeout(timer);
  if (watch !== null) clearInterval(watch);
}

export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #queue: Job[] = [];
  #nextId = 1;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Threads alive, tasks running and tasks waiting: for metrics and tests. */
  get state(): { readonly threads: number; readonly running: number; readonly waiting: number } {
    const threads = [...this.#threads];
    return {
      threads: threads.length,
      running: threads.filter((thread) => thread.running !== null).length,
      waiting: this.#queue.length,
    };
  }

  /**
   * Runs one task in a thread; resolves to the worker's result (structured clone).
   * Rejects with a `WorkerProblem` only; never hangs longer than queue and time limit.
   */
  run(task: unknown, options: RunOptions = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(new WorkerProblem('worker-closed', 'the worker pool is closed'));
    if (this.#queue.length >= this.#options.queueLimit) {
      return Promise.reject(new WorkerProblem('worker-busy', `${this.#queue.length} tasks are waiting already`));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({
        task,
        timeLimitMs: options.timeLimitMs ?? this.#options.timeLimitMs,
        weight: options.weight ?? 1,
        transfer: options.transfer ?? [],
        resolve,
        reject,
      });
      this.#advance();
    });
  }

  /** Ends all threads; tasks that run or wait are rejected with `worker-closed`. */
  async close(): Promise<void> {
    this.#closed = true;
    const problem = new WorkerProblem('worker-closed', 'the worker pool was closed');
    for (const job of this.#queue.splice(0)) job.reject(problem);
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, problem)));
  }

  #advance(): void {
    while (this.#queue.length > 0 && !this.#closed) {
      const idle = [...this.#threads].find((thread) => thread.running === null);
      if (idle === undefined && this.#threads.size >= this.#options.size) return;
      const job = this.#queue.shift();
      if (job !== undefined) this.#start(idle ?? this.#spawn(), job);
    }
  }

  #spawn(): Thread {
    const worker = new Worker(this.#options.entry, {
      execArgv: [],
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb:
          this.#options.memoryLimitMb + (this.#options.outsideLimitMb === undefined ? 0 : ROOM_MB),
      },
    });
    const thread: Thread = { worker, done: 0, running: null, idle: null };
    this.#threads.add(thread);
    worker.on('message', (answer: AnswerMessage) => this.#finish(thread, answer));
    worker.on('error', (error: Error & { code?: string }) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const code = outOfMemory ? 'worker-memory' : 'worker-crashed';
      void this.#end(thread, new WorkerProblem(code, `worker ended: ${error.message}`));
    });
    worker.on('exit', (code) => {
      void this.#end(thread, new WorkerProblem('worker-crashed', `worker ended with code ${code}`));
    });
    return thread;
  }

  #start(thread: Thread, job: Job): void {
    if (thread.idle !== null) clearTimeout(thread.idle);
    thread.idle = null;
    const id = this.#nextId++;
    const timer = setTimeout(() => {
      void this.#end(thread, new WorkerProblem('worker-timeout', `task took longer than ${job.timeLimitMs} ms`));
    }, job.timeLimitMs);
    const running: Running = { id, job, timer, watch: this.#watchMemory(thread) };
    thread.running = running;
    thread.worker.ref();
    try {
      thread.worker.postMessage({ id, task: job.task }, [...job.transfer]);
    } catch (error) {
      stopTimers(running);
      thread.running = null;
      thread.worker.unref();
      job.reject(new WorkerProblem('task-failed', `task cannot be sent to a worker: ${String(error)}`));
    }
  }

  /** The heap has a limit of its own; what lies outside it grows without one until the machine has none left. */
  #watchMemory(thread: Thread): NodeJS.Timeout | null {
    const limit = this.#options.outsideLimitMb;
    if (limit === undefined) return null;
    return setInterval(() => {
      thread.worker.getHeapStatistics().then(
        ({ external_memory: outside, used_heap_size: heap }) => {
          if (outside <= limit * MB && heap <= this.#options.memoryLimitMb * MB) return;
          const message = `task holds ${heap} bytes in the heap and ${outside} outside`;
          void this.#end(thread, new WorkerProblem('worker-memory', message));
        },
        // The thread ended in the meantime.
        () => undefined,
      );
    }, WATCH_MS);
  }

  #finish(thread: Thread, answer: AnswerMessage): void {
    const running = thread.running;
    if (running === null || running.id !== answer.id) return;
    stopTimers(running);
    thread.running = null;
    thread.done += running.job.weight;
    if (answer.ok) running.job.resolve(answer.result);
    else running.job.reject(new WorkerProblem('task-failed', answer.failure.message, answer.failure));
    if (thread.done >= this.#options.recycleAfter) void this.#end(thread, null);
    // An idle thread must not keep a finished command alive.
    else thread.worker.unref();
    this.#advance();
    if (thread.running === null) this.#endWhenIdle(thread);
  }

  #endWhenIdle(thread: Thread): void {
    const { idleEndMs } = this.#options;
    if (idleEndMs === undefined || !this.#threads.has(thread)) return;
    thread.idle = setTimeout(() => void this.#end(thread, null), idleEndMs);
    thread.idle.unref();
  }

  /** Takes the thread out of the pool, fails its task with `problem`, and ends it even inside an endless loop. */
  async #end(thread: Thread, problem: WorkerProblem | null): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    if (thread.idle !== null) clearTimeout(thread.idle);
    const running = thread.running;
    thread.running = null;
    if (running !== null) stopTimers(running);
    const ended = thread.worker.terminate();
    if (running !== null) {
      running.job.reject(problem ?? new WorkerProblem('worker-closed', 'the worker was ended'));
    }
    this.#advance();
    await ended;
  }
}

/** A copy of the bytes that a worker can take over without touching the caller's buffer. */
export function transferableCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
