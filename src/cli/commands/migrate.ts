/** `suotdoi migrate`: brings the database to this version, or says what is missing. */
import { Command } from 'commander';
import { pendingMigrations, readMigrations } from '../../platform/database/migrate.ts';
import { startDatabase } from '../../platform/database/start.ts';
import { createLog, standardError } from '../../platform/log/log.ts';
import { CommandError } from '../exit.ts';
import { configWith, withDatabaseOption } from '../options.ts';

export function command(): Command {
  return withDatabaseOption(new Command('migrate'))
    .description('Cập nhật cấu trúc cơ sở dữ liệu lên bản này. Chỉ đi tới; mỗi bước là một giao dịch.')
    .action(async (options: { data?: string }) => {
      const config = configWith({ SUOTDOI_DATA: options.data });
      const before = Date.now();
      const database = await startDatabase(config, createLog('warn', standardError), true);
      try {
        const { pending, problem } = await pendingMigrations(database.db.ownerPool);
        if (problem !== null || pending.length > 0)
          throw new CommandError(problem ?? `Còn thiếu: ${pending.join(', ')}`);
        const newest = readMigrations().at(-1)?.name ?? '';
        const fresh = database.applied.length === 0 ? 'không có bước mới' : `đã chạy ${database.applied.join(', ')}`;
        console.log(`Cơ sở dữ liệu ở bước ${newest}: ${fresh} (${Date.now() - before} ms).`);
      } finally {
        await database.close();
      }
    });
}
