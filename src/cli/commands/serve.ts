/** `suotdoi serve`: database, jobs and web server in one process, until it is told to end. */
import { Command } from 'commander';
import type { RunningApp } from '../../app.ts';
import type { Config } from '../../platform/config/config.ts';
import { CommandError } from '../exit.ts';
import { configWith, withDatabaseOption } from '../options.ts';

interface ServeOptions {
  readonly data?: string;
  readonly port?: string;
  readonly host?: string;
}

export function command(): Command {
  return withDatabaseOption(new Command('serve'))
    .description('Chạy hệ thống: cơ sở dữ liệu kèm sẵn (hoặc DATABASE_URL), việc nền và trang web. Dừng bằng Ctrl+C.')
    .option('--port <số>', 'cổng (thay cho PORT; 0 lấy cổng trống bất kỳ)')
    .option('--host <địa-chỉ>', 'địa chỉ lắng nghe (thay cho HOST; 0.0.0.0 cho cả mạng)')
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const started = performance.now();
  const config = configWith({ SUOTDOI_DATA: options.data, PORT: options.port, HOST: options.host });
  const end = endRequested();
  // Only now: help and wrong settings need none of it.
  const [{ startApp }, { openPlatform }, { startMail }] = await Promise.all([
    import('../../app.ts'),
    import('../platform.ts'),
    import('../../platform/mail/mail.ts'),
  ]);
  const open = await openPlatform(config, { isServer: true });
  let app: RunningApp | null = null;
  try {
    app = await startApp(open.platform).catch((error: unknown) => {
      throw listenProblem(error, config) ?? error;
    });
    open.listensOn(app.url);
    await startMail(open.platform);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1).replace('.', ',');
    // For the person at the keyboard; the log follows as JSON lines.
    console.log(`\n  Suốt Đời đang chạy sau ${seconds} giây: ${open.platform.publicUrl()}`);
    if (open.isNew) console.log('  Lần chạy đầu: mở địa chỉ trên để tạo người quản trị.');
    console.log(
      `  Dữ liệu: ${config.databaseUrl === null ? config.dataFolder : 'PostgreSQL trong DATABASE_URL'}. Dừng: Ctrl+C.\n`,
    );
    const why = await end;
    open.platform.log.info({ why }, 'ending');
  } finally {
    // New requests are refused first, running ones and jobs end, then the database.
    await app?.close();
    await open.close();
  }
}

/** Why the port cannot be had, in words; null when that is not the trouble. */
function listenProblem(error: unknown, { host, port }: Config): CommandError | null {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (Reflect.get(Object(error), 'syscall') !== 'listen') return null;
  const reason =
    {
      EADDRINUSE: `Cổng ${port} đang được chương trình khác dùng`,
      EACCES: `Không có quyền mở cổng ${port}`,
      EADDRNOTAVAIL: `Máy này không có địa chỉ ${host}`,
    }[String(code)] ?? `Không mở được ${host}:${port} (${String(code)})`;
  return new CommandError(`${reason}. Hãy chọn cổng khác, ví dụ: suotdoi serve --port 8081 (0 lấy cổng trống bất kỳ).`);
}

/** Resolves with the first signal to end. Ctrl+C reaches npm and node both, so a second one within a second is the same one. */
function endRequested(): Promise<string> {
  return new Promise((resolve) => {
    let first = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (first === 0) {
          first = Date.now();
          resolve(signal);
        } else if (Date.now() - first > 1_000) {
          // asked again, and meant: the database recovers by itself
          process.exit(130);
        }
      });
    }
  });
}
