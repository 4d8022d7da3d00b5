/** `suotdoi form define | fill | values`: somebody's report form, filled in and read back (docs/lenh.md). */
import { extname } from 'node:path';
import { Command } from 'commander';
import type { FormDefinition, Measure, ReadValues } from '../../documents/forms/definition.ts';
import { type FormValuesOutput, JSON_VERSION } from '../contract.ts';
import { CommandError, EXIT } from '../exit.ts';
import { checkOutput, readInput, readJson, writeOutput } from '../files.ts';

export function command(): Command {
  const form = new Command('form').description(
    'Mẫu báo cáo của một cơ quan (.docx, .xlsx): nhận ra chỉ tiêu, điền số liệu vào đúng chỗ, đọc lại số đã điền.',
  );
  form
    .command('define')
    .summary('đọc mẫu báo cáo thành định nghĩa JSON')
    .description('Đọc mẫu báo cáo trong một tệp (mẫu trống, hoặc kế hoạch có mẫu kèm theo) thành định nghĩa JSON.')
    .argument('<tệp>', 'mẫu báo cáo (.docx, .xlsx, .doc, .pdf …), hoặc kế hoạch có mẫu kèm theo')
    .option('-o, --output <tệp.json>', 'ghi ra tệp; không có thì in ra màn hình')
    .action(define);
  form
    .command('fill')
    .summary('điền số liệu vào mẫu')
    .description('Điền số liệu vào chính tệp mẫu; chỗ không điền giữ nguyên từng byte.')
    .argument('<tệp>', 'mẫu báo cáo trống .docx hoặc .xlsx')
    .requiredOption('--values <tệp.json>', 'số liệu: kết quả của “form values”, hoặc {"khóa": số}')
    .requiredOption('-o, --output <tệp>', 'tệp ra, cùng loại với mẫu')
    .option('--form <tệp.json>', 'định nghĩa đã sửa tay, thay cho đọc lại từ mẫu')
    .action(fill);
  form
    .command('values')
    .summary('đọc số liệu từ tệp đã điền')
    .description('Đọc số liệu từ một tệp đã điền. Số nào không chắc chắn thì nêu ra kèm lý do, không đoán.')
    .argument('<mẫu>', 'mẫu báo cáo trống, hoặc tệp .json do “form define” ghi')
    .argument('<tệp-đã-điền>', 'báo cáo đã điền (.docx, .xlsx, .doc, .pdf, .rtf, .odt, .xls, .ods)')
    .option('--json', 'in kết quả dạng JSON')
    .option('--strict', `mã kết thúc ${EXIT.warnings} khi có số không chắc chắn`)
    .action(values);
  return form;
}

async function define(file: string, options: { output?: string }): Promise<void> {
  if (options.output !== undefined) checkOutput(options.output, ['.json'], [file]);
  const bytes = await readInput(file);
  const { formOfFile } = await import('../form-file.ts');
  const definition = await formOfFile(file, bytes);
  const json = `${JSON.stringify(definition, null, 2)}\n`;
  if (options.output === undefined) process.stdout.write(json);
  else {
    await writeOutput(options.output, json);
    console.error(sizeOf(definition));
  }
}

function sizeOf({ groups, sections }: FormDefinition): string {
  const indicators = groups.reduce(
    (sum, group) => sum + group.lines.reduce((inner, line) => inner + line.measures.length, 0),
    0,
  );
  return `Mẫu có ${groups.length} nhóm, ${indicators} chỉ tiêu, ${sections.length} phần viết bằng lời.`;
}

async function fill(file: string, options: { values: string; output: string; form?: string }): Promise<void> {
  const kind = extname(file).toLowerCase();
  checkOutput(options.output, kind === '.docx' || kind === '.xlsx' ? [kind] : ['.docx', '.xlsx'], [
    file,
    options.values,
  ]);
  const bytes = await readInput(file);
  const json = await readJson(options.values);
  const [{ aboutFile, formOfFile, readDefinition }, { valuesOfJson }, { fillForm }] = await Promise.all([
    import('../form-file.ts'),
    import('../given-values.ts'),
    import('../../documents/forms/fill.ts'),
  ]);
  const definition = options.form === undefined ? await formOfFile(file, bytes) : await readDefinition(options.form);
  const given = valuesOfJson(json, definition);
  if ('problems' in given) {
    throw new CommandError(
      [
        `${options.values}: có ${given.problems.length} chỗ phải sửa, chưa điền gì.`,
        ...given.problems.map((one) => `  ${one}`),
      ].join('\n'),
      EXIT.unreadable,
    );
  }
  const filled = await aboutFile(file, () => fillForm(bytes, definition, given.values));
  await writeOutput(options.output, filled);
}

async function values(form: string, filled: string, options: { json?: boolean; strict?: boolean }): Promise<void> {
  const filledBytes = await readInput(filled);
  const [{ aboutFile, formOfFile, isJson, readDefinition }, { readFilledForm }] = await Promise.all([
    import('../form-file.ts'),
    import('../../documents/forms/read-values.ts'),
  ]);
  const definition = isJson(form) ? await readDefinition(form) : await formOfFile(form, await readInput(form));
  const read = await aboutFile(filled, () => readFilledForm(definition, filledBytes, filled));
  if (options.json) {
    const output: FormValuesOutput = { version: JSON_VERSION, ...read, issues: [...read.issues] };
    console.log(JSON.stringify(output, null, 2));
  } else tell(definition, read, (await import('../../documents/numbers.ts')).formatValue);
  if (options.strict && read.issues.length > 0) process.exitCode = EXIT.warnings;
}

/** The values as lines for a person at a terminal. */
function tell(
  definition: FormDefinition,
  { values: read, issues, unitName }: ReadValues,
  formatValue: (number: string, kind: Measure['kind']) => string,
): void {
  if (unitName !== null) console.log(unitName);
  const labelOf = new Map<string, string>();
  for (const group of definition.groups) {
    console.log(`${group.number === null ? '' : `${group.number}. `}${group.label}`);
    for (const line of group.lines) {
      for (const measure of line.measures) {
        const label = line.under === null ? measure.label : `${line.under} – ${measure.label}`;
        labelOf.set(measure.key, label);
        const cell = read.cells[measure.key];
        const text =
          cell === undefined ? '–' : cell.state === 'value' ? formatValue(cell.number, measure.kind) : 'không áp dụng';
        console.log(`  ${label}: ${text}`);
      }
    }
  }
  if (issues.length === 0) return;
  console.log('Cần xem lại');
  for (const { key, message, found } of issues) {
    const where = key === null ? '' : `${labelOf.get(key) ?? key}: `;
    console.log(`  ${where}${message}${found === null ? '' : ` (“${found}”)`}`);
  }
}
