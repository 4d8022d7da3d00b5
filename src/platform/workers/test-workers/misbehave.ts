/** A worker for the pool's tests that does on command what bad uploads do to a parser. */
import { serveTasks } from '../serve.ts';

interface TestTask {
  readonly do: string;
  readonly value?: number;
}

function isTestTask(task: unknown): task is TestTask {
  return typeof task === 'object' && task !== null && 'do' in task && typeof task.do === 'string';
}

class TypedProblem extends Error {
  override readonly name = 'TypedProblem';
  readonly code = 'form-broken';
}

let served = 0;

serveTasks((task) => {
  if (!isTestTask(task)) throw new Error('unknown task');
  served += 1;
  switch (task.do) {
    case 'double':
      return (task.value ?? 0) * 2;
    case 'served':
      return served;
    case 'hang':
      for (;;) served += 0;
    case 'eat': {
      const eaten: number[][] = [];
      for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => index + eaten.length));
    }
    case 'eat-outside': {
      const eaten: Uint8Array[] = [];
      // Slowly, so that whoever watches sees it while it grows.
      for (const start = Date.now(); ; )
        if (Date.now() - start > eaten.length * 20) eaten.push(new Uint8Array(8_000_000));
    }
    case 'exit':
      process.exit(3);
      break;
    case 'uncloneable':
      return () => served;
    default:
      throw new TypedProblem('biểu mẫu bị hỏng');
  }
});
