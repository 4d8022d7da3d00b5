/** `suotdoi read FILE`: what a careful reader finds in a plan or letter, as a summary or as JSON (docs/lenh.md). */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PlanReading, SourcedPlanReading } from '../../documents/plan/reading.ts';
import { CommandError, EXIT } from '../exit.ts';

interface ReadOptions {
  readonly json?: boolean;
  readonly sources?: boolean;
  readonly strict?: boolean;
  readonly parent?: string;
}

export function command(): Command {
  return new Command('read')
    .description(
      'Đọc một kế hoạch hoặc công văn (.docx, .doc, .rtf, .odt, .pdf, .xlsx, .xls, .ods, .txt, .md): ai, việc gì, hạn nào, theo mẫu nào, điều gì mâu thuẫn.',
    )
    .argument('<tệp>', 'tệp văn bản; dấu - để đọc từ đầu vào chuẩn')
    .option('--json', 'in kết quả dạng JSON, theo docs/lenh.md')
    .option('--sources', 'cùng --json: thêm chỗ đứng và lời gốc của từng giá trị')
    .option('--parent <tệp>', 'văn bản của cấp trên: nêu thêm điều không khớp với văn bản đó')
    .option('--strict', `mã kết thúc ${EXIT.warnings} khi có cảnh báo`)
    .action(read);
}

async function read(file: string, options: ReadOptions): Promise<void> {
  if (options.sources && !options.json) throw new CommandError('Tùy chọn --sources chỉ dùng cùng --json.', EXIT.usage);
  const { reading, sources } = await readingOf(file);
  if (options.parent !== undefined) {
    const [{ warnAgainstParent }, parent] = await Promise.all([
      import('../../documents/plan/against-parent.ts'),
      readingOf(options.parent),
    ]);
    reading.warnings.push(...warnAgainstParent(reading, parent.reading));
  }
  if (options.json) console.log(JSON.stringify(options.sources ? { ...reading, sources } : reading, null, 2));
  else console.log(summaryOf(reading));
  if (options.strict && reading.warnings.length > 0) process.exitCode = EXIT.warnings;
}

async function readingOf(file: string): Promise<SourcedPlanReading> {
  const bytes = await bytesOf(file);
  // Loaded here, so that --help and a wrong path answer at once.
  const [{ readAnyDocument }, { readPlan }, { DocumentProblem }] = await Promise.all([
    import('../../documents/read-document.ts'),
    import('../../documents/plan/read-plan.ts'),
    import('../../documents/problem.ts'),
  ]);
  try {
    return readPlan(await readAnyDocument(bytes, file));
  } catch (error) {
    if (error instanceof DocumentProblem)
      throw new CommandError(`${file}: ${error.message}`, EXIT.unreadable, { cause: error });
    throw error;
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await standardInput() : await readFile(file);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
    if (code === 'ENOENT')
      throw new CommandError(`Không có tệp ${file}. Hãy kiểm tra đường dẫn.`, EXIT.usage, { cause: error });
    if (code === 'EISDIR')
      throw new CommandError(`${file} là thư mục. Hãy chỉ ra một tệp.`, EXIT.usage, { cause: error });
    throw new CommandError(`Không mở được ${file}: ${String(error)}`, EXIT.unreadable, { cause: error });
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** The reading as lines for a person at a terminal: what is absent is not printed. */
export function summaryOf(reading: PlanReading): string {
  const { week, ceremony, signer, form } = reading;
  const numbered = [
    reading.number === null ? null : `số ${reading.number}`,
    reading.date === null ? null : `ngày ${day(reading.date)}`,
  ];
  const measures = form.groups.reduce((sum, group) => sum + group.indicators.length, 0);
  const sections: (readonly [title: string, lines: readonly (string | null)[]])[] = [
    [
      [reading.type ?? 'VĂN BẢN', ...numbered].filter((part) => part !== null).join(' '),
      [
        reading.title,
        fact('Nơi ban hành', reading.issuer),
        fact('Độ khẩn', reading.urgency),
        fact('Người ký', [signer.name, signer.title].filter((part) => part !== null).join(', ')),
      ],
    ],
    ['Chủ đề', reading.themes],
    [
      'Thời gian',
      [
        week.start === null && week.end === null ? null : `Tuần lễ: ${day(week.start)} đến ${day(week.end)}`,
        fact(
          'Khai mạc',
          [ceremony.time, ceremony.date === null ? null : day(ceremony.date), ceremony.place]
            .filter(Boolean)
            .join(', '),
        ),
      ],
    ],
    ['Hạn gửi', reading.deadlines.map(deadlineLine)],
    ['Nhiệm vụ', reading.agencies.map((agency) => `${agency.name}: ${agency.tasks.length} việc`)],
    [
      'Mẫu báo cáo',
      measures === 0
        ? []
        : [`${form.groups.length} nhóm, ${measures} chỉ tiêu, ${form.sections.length} phần viết bằng lời`],
    ],
    ['Chương trình', reading.programme.map(({ start, end, content }) => `${span(start, end)}${content}`)],
    ['Khẩu hiệu', reading.slogans.length === 0 ? [] : [`${reading.slogans.length} khẩu hiệu`]],
    ['Điều cần xem', reading.warnings.map(({ message }) => message)],
  ];
  return sections
    .map(([title, lines]) => [title, lines.filter((line) => line !== null && line !== '')] as const)
    .filter(([, lines], at) => at === 0 || lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}

function fact(label: string, value: string | null): string | null {
  return value === null || value === '' ? null : `${label}: ${value}`;
}

function day(iso: string | null): string {
  return iso === null ? '?' : `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

function span(start: string | null, end: string | null): string {
  if (start === null) return '';
  return end === null ? `${start} ` : `${start}–${end} `;
}

function deadlineLine({ due, time, from, to, via, what }: PlanReading['deadlines'][number]): string {
  const route = [from, to.length === 0 ? null : `gửi ${to.join(', ')}`, via === null ? null : `qua ${via}`];
  return `${day(due)}${time === null ? '' : ` ${time}`}: ${what}; ${route.filter((part) => part !== null).join(' ')}`;
}
