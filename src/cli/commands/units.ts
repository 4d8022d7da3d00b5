/** `suotdoi units import FILE`: checks a list of units whole, shows what it changes, and writes it or nothing. */
import { readFile, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { messagesFor } from '../../../messages/index.ts';
import { applyImport, type ImportPreview, previewImport, problemText } from '../../features/units/index.ts';
import { isCalendarDate } from '../../platform/ids/ids.ts';
import { formatNumber } from '../../ui/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import { configWith, withDatabaseOption } from '../options.ts';
import { openPlatform } from '../platform.ts';

interface ImportCommandOptions {
  readonly data?: string;
  readonly preview?: boolean;
  readonly validFrom?: string;
  readonly complete?: boolean;
  readonly json?: boolean;
}

const FILE_LIMIT = 40_000_000;
const VIETNAM_MS = 7 * 3_600_000;
/** Changes of each kind that the terminal shows; --json has all. */
const SHOWN = 20;

export function command(): Command {
  const units = new Command('units').description('Danh sách đơn vị: nhập từ tệp CSV.');
  units.addCommand(
    withDatabaseOption(new Command('import'))
      .description(
        'Kiểm tra toàn bộ danh sách rồi ghi trong một giao dịch; có lỗi thì nêu hết theo dòng và không ghi gì.\n' +
          'Cột bắt buộc: code, name, type, parent_code, level. Cột khác: current_name, current_type, changed_on, changed_by.',
      )
      .argument('<tệp>', 'tệp CSV, UTF-8')
      .option('--preview', 'chỉ kiểm tra và cho xem trước, không ghi')
      .option('--valid-from <ngày>', 'ngày danh sách có hiệu lực, dạng 2025-07-01 (mặc định: hôm nay)')
      .option('--complete', 'danh sách đầy đủ: đơn vị cùng cấp không có trong danh sách sẽ kết thúc')
      .option('--json', 'in kết quả dạng JSON')
      .action(importUnits),
  );
  return units;
}

async function importUnits(file: string, options: ImportCommandOptions): Promise<void> {
  const from = options.validFrom ?? new Date(Date.now() + VIETNAM_MS).toISOString().slice(0, 10);
  if (!isCalendarDate(from)) {
    throw new CommandError(`Ngày “${from}” không đúng. Hãy viết như 2025-07-01.`, EXIT.usage);
  }
  const bytes = await readList(file);
  const setting = { from, isComplete: options.complete ?? false };
  const open = await openPlatform(configWith({ SUOTDOI_DATA: options.data }), { isServer: false });
  try {
    const system = { platform: open.platform, isSystem: true } as const;
    const preview = await previewImport(system, bytes, setting);
    const isRefused = preview.problems.length > 0;
    const { additions, changes, closings } = preview.plan;
    const isNothing = additions.length + changes.length + closings.length === 0;
    const isWritten = !isRefused && !isNothing && !options.preview;
    if (isWritten) await applyImport(system, bytes, setting, preview.fingerprint);
    if (options.json) console.log(JSON.stringify(asJson(preview, isWritten), null, 2));
    else tell(preview, isWritten);
    if (isRefused) process.exitCode = EXIT.unreadable;
  } finally {
    await open.close();
  }
}

async function readList(file: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > FILE_LIMIT) {
      throw new CommandError(`Tệp ${file} quá lớn. Hãy chia thành nhiều tệp dưới 40 MB.`, EXIT.unreadable);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`Không đọc được tệp ${file}. Hãy kiểm tra đường dẫn.`, EXIT.unreadable, { cause: error });
  }
}

function asJson({ problems, counts, plan }: ImportPreview, isWritten: boolean): object {
  const { units } = messagesFor('vi');
  return {
    version: 1,
    written: isWritten,
    problems: problems.map((problem) => ({
      line: problem.line,
      code: problem.code,
      message: problemText(units, problem),
    })),
    counts,
    unchanged: plan.unchanged,
    additions: plan.additions.map(({ code, level, statements }) => ({ code, level, name: statements[0]?.name })),
    changes: plan.changes.map(({ before, after }) => ({
      code: before.code,
      from: after.day,
      before: { name: before.name, type: before.kind },
      after: { name: after.name, type: after.kind },
    })),
    closings: plan.closings.map(({ code, name }) => ({ code, name })),
  };
}

function tell(preview: ImportPreview, isWritten: boolean): void {
  const { units } = messagesFor('vi');
  if (preview.problems.length > 0) {
    console.error(units.import.problemsTitle(formatNumber(preview.problems.length)));
    for (const problem of preview.problems) {
      const where = problem.line === 0 ? units.import.wholeFile : `${units.import.line} ${problem.line}`;
      console.error(`  ${where}: ${problemText(units, problem)}`);
    }
    return;
  }
  const { additions, changes, closings, unchanged } = preview.plan;
  const lines: readonly (readonly [string, readonly string[]])[] = [
    [units.import.additions, additions.map(({ code, statements }) => `${code} ${statements[0]?.name ?? ''}`)],
    [
      units.import.changes,
      changes.map(({ before, after }) => `${before.code ?? ''} ${before.name} → ${after.name} (${after.day})`),
    ],
    [units.import.closings, closings.map(({ code, name }) => `${code ?? ''} ${name}`)],
  ];
  for (const [what, items] of lines) {
    console.log(`${what}: ${formatNumber(items.length)}`);
    for (const item of items.slice(0, SHOWN)) console.log(`  ${item}`);
    if (items.length > SHOWN) console.log(`  ${units.import.more(formatNumber(items.length - SHOWN))}`);
  }
  console.log(`${units.import.unchanged}: ${formatNumber(unchanged)}`);
  if (additions.length + changes.length + closings.length === 0) console.log(units.import.nothing);
  else console.log(isWritten ? 'Đã ghi.' : 'Chỉ xem trước, chưa ghi gì. Bỏ --preview để ghi.');
}
