/** The desk's talk with the server. */
import type { Present } from './props.ts';
import type { WaitingItem } from './queue.ts';

/** As answersJson (desk-input.ts) makes it. */
export interface Answer {
  readonly id: string;
  readonly outcome: 'taken' | 'already' | 'unknown' | 'undone';
  readonly holderId: number | null;
  readonly name: string | null;
  readonly people: number;
  readonly children: number;
  readonly time: string;
  readonly door: string | null;
  readonly isClockWrong: boolean;
}

/**
 * away: no network. signed-out: the session has ended. closed: the Week takes nothing more. gone: there is no such session any
 * more. refused: the server could not.
 */
export type Network = 'sent' | 'away' | 'signed-out' | 'closed' | 'gone' | 'refused';
type Sent =
  | { kind: 'sent'; answers: readonly Answer[]; present: readonly Present[]; isConfirmed: boolean }
  | { kind: Exclude<Network, 'sent'> };

const LIMIT_MS = 10_000;

export class DeskServer {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  send(items: readonly WaitingItem[], undo: readonly string[]): Promise<Sent> {
    return this.#fetch('gui', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items, undo }),
      // Whoever leaves the page at once is not to take the last check-in along until the next visit; a batch is below its 64 kB.
      keepalive: true,
    });
  }

  /** Who is there by now, at all doors. */
  ask(): Promise<Sent> {
    return this.#fetch('tinh-hinh', {});
  }

  async #fetch(what: string, request: RequestInit): Promise<Sent> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), LIMIT_MS);
    try {
      const answer = await fetch(`${this.#path}/${what}`, { ...request, signal: limit.signal });
      if (answer.status === 401 || answer.status === 403 || answer.redirected) return { kind: 'signed-out' };
      if (answer.status === 409) return { kind: 'closed' };
      if (answer.status === 404 || answer.status === 410) return { kind: 'gone' };
      if (!answer.ok) return { kind: 'refused' };
      const body: unknown = await answer.json();
      if (!isBody(body)) return { kind: 'refused' };
      const { answers = [], present, isConfirmed = false } = body;
      return { kind: 'sent', answers, present, isConfirmed };
    } catch {
      return { kind: 'away' };
    } finally {
      clearTimeout(timer);
    }
  }
}

function isBody(
  body: unknown,
): body is { answers?: readonly Answer[]; present: readonly Present[]; isConfirmed?: boolean } {
  return typeof body === 'object' && body !== null && Array.isArray(Reflect.get(body, 'present'));
}
