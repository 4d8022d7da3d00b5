/** The product's server and other programs as processes of their own, and what they cost. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { options } from './options.ts';

export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
  /** From the start of the process to the line that says where it listens. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts a program and waits for the line that gives its address. */
export async function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  address: RegExp,
): Promise<Running> {
  const { DATABASE_URL: _, DATABASE_APP_URL: __, SUOTDOI_DATA: ___, ...inherited } = process.env;
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: options.root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = address.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}:\n${said}`)));
  });
  return {
    child,
    pid: child.pid ?? 0,
    url: /^\d+$/.test(url) ? `http://127.0.0.1:${url}` : url,
    startMs: performance.now() - started,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Seconds of processor that a process has used so far. Linux only; NaN elsewhere. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** The most memory that a process has had resident, in MB. Linux only; NaN elsewhere. */
export function peakMemoryMb(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Runs a program to its end. @returns seconds and what it printed */
export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ ms: number; out: string }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: options.root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('exit', (code) => {
      if (code === 0) resolve({ ms: performance.now() - started, out });
      else reject(new Error(`${args.join(' ')} ended with ${code}:\n${err}`));
    });
  });
}

export interface Load {
  readonly requestsPerSecond: number;
  readonly total: number;
  readonly p95: number;
}

/** Asks for one address as fast as it is answered, from a process of its own (autocannon). */
export async function load(
  url: string,
  how: {
    connections: number;
    /** For so long, or so many requests. */
    seconds?: number;
    amount?: number;
    headers: Readonly<Record<string, string>>;
  },
): Promise<Load> {
  const headers = Object.entries(how.headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const { out } = await run([
    join(options.root, 'node_modules/autocannon/autocannon.js'),
    '-j',
    '-c',
    String(how.connections),
    ...(how.seconds === undefined ? [] : ['-d', String(how.seconds)]),
    ...(how.amount === undefined ? [] : ['-a', String(how.amount)]),
    ...headers,
    url,
  ]);
  // autocannon's own result
  const result = JSON.parse(out) as {
    requests: { average: number; total: number };
    latency: { p97_5: number };
    non2xx: number;
    errors: number;
    duration: number;
  };
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return {
    requestsPerSecond: result.requests.total / result.duration,
    total: result.requests.total,
    p95: result.latency.p97_5,
  };
}
