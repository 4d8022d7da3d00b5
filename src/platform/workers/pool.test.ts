import { afterEach, describe, expect, it } from 'vitest';
import { type PoolOptions, WorkerPool } from './pool.ts';
import { WorkerProblem } from './protocol.ts';

const pools: WorkerPool[] = [];

function pool(options: Partial<PoolOptions> = {}): WorkerPool {
  const made = new WorkerPool({
    entry: new URL('./test-workers/misbehave.ts', import.meta.url),
    size: 2,
    timeLimitMs: 10_000,
    memoryLimitMb: 48,
    recycleAfter: 1000,
    queueLimit: 1000,
    ...options,
  });
  pools.push(made);
  return made;
}

async function problemOf(promise: Promise<unknown>): Promise<WorkerProblem> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof WorkerProblem) return outcome;
  throw new Error(`expected a WorkerProblem, got ${String(outcome)}`);
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((each) => each.close()));
});

describe('worker pool', () => {
  it('answers many tasks in order of asking, with at most its threads', async () => {
    const workers = pool();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, value) => workers.run({ do: 'double', value })));
    expect(answers).toEqual(Array.from({ length: 100 }, (_, value) => value * 2));
    expect(workers.state).toEqual({ threads: 2, running: 0, waiting: 0 });
  });

  it('ends a task that hangs, and serves the next', async () => {
    const workers = pool({ size: 1 });
    await workers.run({ do: 'double', value: 1 });
    const hanging = problemOf(workers.run({ do: 'hang' }, { timeLimitMs: 200 }));
    const next = workers.run({ do: 'double', value: 21 });
    expect((await hanging).code).toBe('worker-timeout');
    expect(await next).toBe(42);
  });

  it('survives a task that eats memory and one that ends its thread', async () => {
    const workers = pool({ size: 1 });
    expect((await problemOf(workers.run({ do: 'eat' }))).code).toBe('worker-memory');
    expect((await problemOf(workers.run({ do: 'exit' }))).code).toBe('worker-crashed');
    expect(await workers.run({ do: 'double', value: 4 })).toBe(8);
  });

  it('survives a task that eats memory outside the heap, and watches none that do not', async () => {
    const workers = pool({ size: 1, outsideLimitMb: 100 });
    expect((await problemOf(workers.run({ do: 'eat-outside' }))).code).toBe('worker-memory');
    expect(await workers.run({ do: 'double', value: 5 })).toBe(10);
    expect(workers.state).toEqual({ threads: 1, running: 0, waiting: 0 });
  });

  it('hands over the code of a typed problem', async () => {
    const problem = await problemOf(pool().run({ do: 'fail' }));
    expect(problem.code).toBe('task-failed');
    expect(problem.failure).toEqual({ name: 'TypedProblem', code: 'form-broken', message: 'biểu mẫu bị hỏng' });
  });

  it('reports results and tasks that cannot cross the thread', async () => {
    const workers = pool({ size: 1 });
    expect((await problemOf(workers.run({ do: 'uncloneable' }))).code).toBe('task-failed');
    expect((await problemOf(workers.run({ do: () => 1 }))).code).toBe('task-failed');
    expect(await workers.run({ do: 'double', value: 2 })).toBe(4);
  });

  it('recycles a thread after so many tasks', async () => {
    const workers = pool({ size: 1, recycleAfter: 3 });
    const served: unknown[] = [];
    for (let index = 0; index < 7; index += 1) served.push(await workers.run({ do: 'served' }));
    expect(served).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });

  it('counts a heavy task for several when it recycles', async () => {
    const workers = pool({ size: 1, recycleAfter: 5 });
    const served: unknown[] = [];
    for (let index = 0; index < 5; index += 1) served.push(await workers.run({ do: 'served' }, { weight: 3 }));
    expect(served).toEqual([1, 2, 1, 2, 1]);
  });

  it('ends a thread that has nothing to do, and starts one again', async () => {
    const workers = pool({ size: 1, idleEndMs: 50 });
    await workers.run({ do: 'double', value: 1 });
    expect(workers.state.threads).toBe(1);
    await expect.poll(() => workers.state.threads).toBe(0);
    expect(await workers.run({ do: 'double', value: 2 })).toBe(4);
  });

  it('refuses more than its queue, and everything after closing', async () => {
    const workers = pool({ size: 1, queueLimit: 1 });
    const hanging = problemOf(workers.run({ do: 'hang' }));
    const waiting = problemOf(workers.run({ do: 'double', value: 1 }));
    expect((await problemOf(workers.run({ do: 'double', value: 1 }))).code).toBe('worker-busy');
    await workers.close();
    expect((await hanging).code).toBe('worker-closed');
    expect((await waiting).code).toBe('worker-closed');
    expect((await problemOf(workers.run({ do: 'double', value: 1 }))).code).toBe('worker-closed');
  });
});
