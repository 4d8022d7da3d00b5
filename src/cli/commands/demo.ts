/** `suotdoi demo`: the demonstration without the pages of the first run, and passwords to look at it with. */
import { INSTALLERS } from '../../app.ts';
import { Command } from 'commander';
import { messagesFor } from '../../../messages/index.ts';
import { givePasswords, provisionPerson } from '../../features/accounts/index.ts';
import {
  DemonstrationError,
  type DemonstrationPerson,
  loadDemonstration,
  renewDemonstrationPasswords,
} from '../../features/demonstration/index.ts';
import { isInstalled, markInstalled } from '../../features/installation/index.ts';
import type { Platform } from '../../platform/context.ts';
import { CommandError } from '../exit.ts';
import { configWith, withDatabaseOption } from '../options.ts';
import { openPlatform } from '../platform.ts';
import { progressBar } from '../progress.ts';

export function command(): Command {
  return withDatabaseOption(new Command('demo'))
    .description(
      'Nạp hai Tuần lễ mẫu bằng chính các thao tác của hệ thống: tỉnh Ninh Thuận năm 2022, từ kế hoạch đến báo cáo ' +
        'và kết quả; tỉnh Khánh Hòa năm nay, đang diễn ra: hoạt động, đăng ký, lễ khai mạc, cuộc thi, giấy chứng nhận, học ' +
        'liệu. Rồi in tài khoản và mật khẩu ngẫu nhiên để đăng nhập. Chạy lại thì nạp nốt phần còn thiếu và cấp mật khẩu mới.',
    )
    .option('--json', 'in tài khoản dạng JSON')
    .action(demo);
}

const ADMINISTRATOR = { email: 'quan-tri@trinh-dien.example', name: 'Quản trị trình diễn' } as const;

async function demo(options: { data?: string; json?: boolean }): Promise<void> {
  const open = await openPlatform(configWith({ SUOTDOI_DATA: options.data }), { isServer: false });
  try {
    const { platform } = open;
    const isFirst = !(await isInstalled(platform));
    if (isFirst) await installCountry(platform);
    const bar = progressBar('Nạp dữ liệu trình diễn');
    try {
      await loadDemonstration(platform, async (done, total) => bar.show(done, total));
    } catch (error) {
      throw error instanceof DemonstrationError ? new CommandError(error.message, undefined, { cause: error }) : error;
    } finally {
      bar.end();
    }
    const administrator = isFirst ? await makeAdministrator(platform) : null;
    const people = await renewDemonstrationPasswords({ platform, isSystem: true });
    if (options.json) {
      console.log(JSON.stringify({ version: 1, administrator, people: people.map(asJson) }, null, 2));
    } else {
      tell(administrator, people);
    }
  } finally {
    await open.close();
  }
}

/** On a database that nobody has set up yet: the units that the demonstration stands on. */
async function installCountry(platform: Platform): Promise<void> {
  const [pack] = INSTALLERS.countryPacks;
  const bar = progressBar('Nạp danh mục đơn vị');
  try {
    await pack?.install(platform, async (done, total) => bar.show(done, total));
  } finally {
    bar.end();
  }
}

/** Somebody to run the installation; made only where the first run has not been. */
async function makeAdministrator(platform: Platform): Promise<{ email: string; password: string } | null> {
  await provisionPerson(platform, { ...ADMINISTRATOR, isAdministrator: true, roles: [] });
  const [given] = await givePasswords(platform, [ADMINISTRATOR.email]);
  await markInstalled(platform);
  return given ? { email: given.email, password: given.password } : null;
}

function asJson({ name, email, unit, roles, password }: DemonstrationPerson): object {
  return { name, email, unit, roles, password };
}

function tell(administrator: { email: string; password: string } | null, people: readonly DemonstrationPerson[]): void {
  const { accounts } = messagesFor('vi');
  const lines = [
    ...(administrator ? [[accounts.administrator, '', administrator.email, administrator.password]] : []),
    ...people.map(({ unit, roles, email, password }) => [
      roles.map((role) => accounts.roles[role].name).join(', '),
      unit,
      email,
      password ?? '',
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  console.log('Đã nạp. Đăng nhập bằng (mật khẩu chỉ in lần này):');
  for (const line of lines) console.log(`  ${line.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  ')}`);
  console.log('Chạy hệ thống: npm start');
}
