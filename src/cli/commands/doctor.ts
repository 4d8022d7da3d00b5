/** `suotdoi doctor`: looks at the machine and the data, and says for each finding what to do. Changes nothing. */
import { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { configWith, withDatabaseOption } from '../options.ts';

export function command(): Command {
  return withDatabaseOption(new Command('doctor'))
    .description(
      'Kiểm tra máy, thư mục dữ liệu, cơ sở dữ liệu và giao diện đã dựng; nói rõ phải làm gì. Không thay đổi gì.',
    )
    .option('--json', 'in kết quả dạng JSON')
    .action(async (options: { data?: string; json?: boolean }) => {
      const { examine } = await import('../doctor/examine.ts');
      const findings = await examine(configWith({ SUOTDOI_DATA: options.data }));
      if (options.json) {
        console.log(JSON.stringify({ version: 1, findings }, null, 2));
      } else {
        for (const { state, what, advice } of findings) {
          console.log(`${{ ok: '  được ', warning: '  lưu ý', problem: '  HỎNG ' }[state]}  ${what}`);
          if (advice !== null) console.log(`           → ${advice}`);
        }
      }
      if (findings.some((finding) => finding.state === 'problem')) process.exitCode = EXIT.failure;
    });
}
