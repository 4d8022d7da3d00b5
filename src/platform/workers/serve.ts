/** The worker's side of a pool: answer one task after the other. */
import { parentPort } from 'node:worker_threads';
import type { AnswerMessage, FailureMessage, TaskMessage } from './protocol.ts';

function failureOf(error: unknown): FailureMessage {
  if (!(error instanceof Error)) return { name: 'Error', code: null, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, message: error.message };
}

/**
 * Answers every task of the pool that started this thread with what `handle` returns, or with its failure.
 * Call once, at the end of a worker's entry file.
 */
export function serveTasks(handle: (task: unknown) => unknown): void {
  const port = parentPort;
  if (port === null) throw new Error('serveTasks runs only in a worker thread');
  port.on('message', (message: TaskMessage) => {
    const answer = (content: AnswerMessage) => port.postMessage(content);
    Promise.resolve()
      .then(() => handle(message.task))
      .then(
        (result) => answer({ id: message.id, ok: true, result }),
        (error: unknown) => answer({ id: message.id, ok: false, failure: failureOf(error) }),
      )
      // A result that cannot be cloned is a failure of the task, not of the thread.
      .catch((error: unknown) => answer({ id: message.id, ok: false, failure: failureOf(error) }));
  });
}
