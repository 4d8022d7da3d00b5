/**
 * `suotdoi COMMAND`: finds the command, loads only what it needs, and turns what goes wrong into a sentence and an exit
 * code (exit.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { Problem } from '../platform/errors/problem.ts';
import { CommandError, EXIT, type ExitCode } from './exit.ts';
import { inVietnamese, usageProblem } from './vietnamese-help.ts';

/** A command's module: builds its commander command, with options and action. */
interface CommandModule {
  command(): Command;
}

interface Entry {
  readonly summary: string;
  load(): Promise<CommandModule>;
}

/** Every command of the tool, in the order of the help. A new one adds its line here. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  read: { summary: 'đọc một kế hoạch hoặc công văn', load: () => import('./commands/read.ts') },
  form: { summary: 'định nghĩa, điền và đọc mẫu báo cáo', load: () => import('./commands/form.ts') },
  rollup: { summary: 'tổng hợp một thư mục báo cáo', load: () => import('./commands/rollup.ts') },
  serve: { summary: 'chạy hệ thống trên máy này', load: () => import('./commands/serve.ts') },
  migrate: { summary: 'cập nhật cấu trúc cơ sở dữ liệu', load: () => import('./commands/migrate.ts') },
  demo: { summary: 'nạp hai Tuần lễ mẫu để xem thử', load: () => import('./commands/demo.ts') },
  units: { summary: 'nhập danh sách đơn vị từ tệp CSV', load: () => import('./commands/units.ts') },
  doctor: { summary: 'kiểm tra máy và dữ liệu', load: () => import('./commands/doctor.ts') },
};

const EXIT_CODES = `
Mã kết thúc: 0 xong · 1 không làm được · 2 dùng sai lệnh · 3 không đọc được tệp vào · 4 xong nhưng có cảnh báo (với --strict)
Xem hướng dẫn của một lệnh: suotdoi LỆNH --help`;

async function programFor(name: string | undefined): Promise<Command> {
  const program = new Command('suotdoi')
    .description('Suốt Đời: Tuần lễ hưởng ứng học tập suốt đời, từ công văn đến báo cáo tổng hợp.')
    .usage('LỆNH [tùy chọn]')
    .version(packageVersion(), '-V, --version', 'xem phiên bản')
    .addHelpText('after', EXIT_CODES);
  for (const [known, entry] of Object.entries(COMMANDS)) {
    if (known === name) program.addCommand((await entry.load()).command().summary(entry.summary));
    // enough for the list of commands: the others are not loaded
    else program.command(known).summary(entry.summary).description(entry.summary);
  }
  return inVietnamese(program);
}

function packageVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
      const version: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'version') : null;
      return typeof version === 'string' ? version : '0';
    }
    if (dirname(folder) === folder) return '0';
  }
}

/** Errors whose message is already a sentence for the person at the keyboard. */
const SPOKEN = new Set(['ConfigError', 'EmbeddedError', 'FolderInUseError', 'DatabaseUnfitError', 'MigrationError']);

/** Says what went wrong on standard error, and returns the exit code. */
async function report(error: unknown): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    const problem = usageProblem(error);
    if (problem === null) return EXIT.ok;
    console.error(`${problem} Xem hướng dẫn: suotdoi --help`);
    return EXIT.usage;
  }
  if (error instanceof CommandError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof Error && SPOKEN.has(error.name)) {
    console.error(error.message);
    return error.name === 'ConfigError' ? EXIT.usage : EXIT.failure;
  }
  if (error instanceof Error && error.name === 'DocumentProblem') {
    console.error(error.message);
    return EXIT.unreadable;
  }
  if (error instanceof Problem && error.code !== 'server.failed') {
    const { title, detail } = (await import('../../messages/index.ts')).messagesFor('vi').problems.codes[error.code];
    console.error(`${title}. ${detail}`);
    return EXIT.failure;
  }
  console.error(`Có lỗi không lường trước: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return EXIT.failure;
}

/** Runs the tool. @param args the words after `suotdoi` */
export async function main(args: readonly string[]): Promise<ExitCode> {
  try {
    const program = await programFor(args.find((arg) => !arg.startsWith('-')));
    if (args.length === 0) {
      program.outputHelp();
      return EXIT.usage;
    }
    await program.parseAsync([...args], { from: 'user' });
    return process.exitCode === undefined ? EXIT.ok : (Number(process.exitCode) as ExitCode);
  } catch (error) {
    return await report(error);
  }
}

// A reader that closes early (`suotdoi … | head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
// A command that failed half-way may have left something open that would hold the process.
if (process.exitCode !== EXIT.ok) setTimeout(() => process.exit(), 2_000).unref();
