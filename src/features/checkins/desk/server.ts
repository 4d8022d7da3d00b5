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

/** away: no network. signed-out: the session has ended. refused: the server could not. */
export type Network = 'sent' | 'away' | 'signed-out' | 'refused';
type Sent =
  | { kind: 'sent'; answers: readonly Answer[]; present: readonly Present[] }
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
      if (!answer.ok) return { kind: 'refused' };
      const body: unknown = await answer.json();
      return isBody(body) ? { kind: 'sent', answers: body.answers ?? [], present: body.present } : { kind: 'refused' };
    } catch {
      return { kind: 'away' };
    } finally {
      clearTimeout(timer);
    }
  }
}

function isBody(body: unknown): body is { answers?: readonly Answer[]; present: readonly Present[] } {
  return typeof body === 'object' && body !== null && Array.isArray(Reflect.get(body, 'present'));
}
