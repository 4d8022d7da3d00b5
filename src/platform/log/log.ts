/** The structured log: one JSON line an event, without passwords, tokens or the data of a refused statement. */
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/config.ts';

export type Log = Logger;

const SECRET_FIELDS = ['password', 'token', 'secret', 'cookie', 'authorization', 'set-cookie'];

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  /** Of PostgreSQL or the system, such as 23505 or ECONNREFUSED. */
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly cause?: LoggedError | undefined;
}

function textField(error: Error, field: string): string | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}

/** Libraries also throw plain objects with a message. */
function messageOf(thrown: unknown): string {
  const message: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'message') : thrown;
  return typeof message === 'string' ? message : JSON.stringify(thrown);
}

/** What of an error may be logged: PostgreSQL's `detail` is left out, for it quotes the row. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: messageOf(error) };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    code: textField(error, 'code'),
    constraint: textField(error, 'constraint'),
    cause: error.cause === undefined || depth >= 4 ? undefined : loggedError(error.cause, depth + 1),
  };
}

/** For commands, whose standard output is their result. */
export const standardError: DestinationStream = { write: (line) => void process.stderr.write(line) };

/** The process's log, to standard output unless told otherwise. Carry a request's number with `log.child({ requestId })`. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app: 'suotdoi', pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => loggedError(error) },
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.headers["${field}"]`]),
      censor: '[ẩn]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
