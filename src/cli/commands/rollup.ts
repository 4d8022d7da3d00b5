/** `suotdoi rollup`: a folder of filled-in forms in, the sums out as a table and as a report (docs/lenh.md). */
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { RollUpFault, RollUpResult } from '../../documents/rollup/add-up.ts';
import type { ListedUnit } from '../../documents/rollup/unit-list.ts';
import { JSON_VERSION, type RollUpOutput } from '../contract.ts';
import { CommandError, EXIT } from '../exit.ts';
import { checkOutput, readInput, writeOutput } from '../files.ts';
import { progressBar } from '../progress.ts';

interface RollUpCommandOptions {
  readonly form: string;
  readonly output: string;
  readonly docx?: string;
  readonly units?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** More threads read no faster: the sums are made in one. */
const MOST_WORKERS = 8;

export function command(): Command {
  return new Command('rollup')
    .description(
      'Tổng hợp một thư mục báo cáo đã điền theo một mẫu (.docx, .xlsx, .doc, .pdf …). Nêu tên từng tệp, từng ô không đọc được; ' +
        'số không chắc chắn không được cộng.',
    )
    .argument('<thư-mục>', 'thư mục có các báo cáo đã điền, kể cả thư mục con')
    .requiredOption(
      '--form <tệp>',
      'mẫu báo cáo trống (hoặc kế hoạch có mẫu kèm theo, hoặc .json do “form define” ghi)',
    )
    .requiredOption('-o, --output <tệp.xlsx>', 'bảng tổng hợp: đơn vị × chỉ tiêu, tổng bằng công thức')
    .option('--docx <tệp.docx>', 'viết thêm báo cáo tổng hợp theo mẫu')
    .option('--units <tệp.csv>', 'danh sách đơn vị phải báo cáo (mã, tên), để biết đơn vị nào còn thiếu')
    .option('--json', 'in kết quả dạng JSON ra màn hình')
    .option('--strict', `mã kết thúc ${EXIT.warnings} khi có tệp, ô phải xem lại hoặc đơn vị còn thiếu`)
    .action(rollUp);
}

async function rollUp(folder: string, options: RollUpCommandOptions): Promise<void> {
  const inputs = [options.form, ...(options.units === undefined ? [] : [options.units])];
  checkOutput(options.output, ['.xlsx'], inputs);
  if (options.docx !== undefined) checkOutput(options.docx, ['.docx'], inputs);
  const { rollUpDocument, rollUpWorkbook, headFromForm } = await import('../../documents/rollup/output.ts');
  const result = await addUp(folder, options);
  if (result.counts.added === 0) {
    for (const fault of result.faults) console.error(faultLine(fault));
    throw new CommandError('Không có báo cáo nào cộng được; chưa ghi tệp nào.', EXIT.unreadable);
  }
  await writeOutput(options.output, await rollUpWorkbook(result, headFromForm(result.definition).agency));
  if (options.docx !== undefined) {
    const { writeDocx } = await import('../../documents/write/docx.ts');
    await writeOutput(options.docx, writeDocx(rollUpDocument(result, headFromForm(result.definition))));
  }
  tell(result, options);
  if (options.json) console.log(JSON.stringify(rollUpJson(result, options), null, 2));
  if (options.strict && (result.faults.length > 0 || result.missing.length > 0)) process.exitCode = EXIT.warnings;
}

async function addUp(folder: string, options: RollUpCommandOptions): Promise<RollUpResult> {
  const [{ rollUpWithForm }, { isJson, readDefinition }, { RollUpProblem }, { DocumentProblem }] = await Promise.all([
    import('../../documents/rollup/with-form.ts'),
    import('../form-file.ts'),
    import('../../documents/rollup/messages.ts'),
    import('../../documents/problem.ts'),
  ]);
  const form = isJson(options.form)
    ? { definition: await readDefinition(options.form) }
    : { bytes: await readInput(options.form), name: basename(options.form) };
  const bar = progressBar('Đọc báo cáo');
  try {
    return await rollUpWithForm({
      folder,
      form,
      units: await readUnits(options.units),
      workers: Math.min(MOST_WORKERS, availableParallelism()),
      exclude: [options.form, options.output, options.docx, options.units].filter((path) => path !== undefined),
      onProgress: ({ done, total }) => bar.show(done, total),
    });
  } catch (error) {
    if (error instanceof RollUpProblem) throw new CommandError(error.message, EXIT.unreadable, { cause: error });
    if (error instanceof DocumentProblem) {
      throw new CommandError(`${options.form}: ${error.message}`, EXIT.unreadable, { cause: error });
    }
    throw error;
  } finally {
    bar.end();
  }
}

async function readUnits(file: string | undefined): Promise<ListedUnit[] | null> {
  if (file === undefined) return null;
  const { parseUnitList } = await import('../../documents/rollup/unit-list.ts');
  const bytes = await readInput(file);
  try {
    return parseUnitList(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(`${file}: danh sách phải lưu bằng bảng mã UTF-8.`, EXIT.unreadable, { cause: error });
  }
}

function tell(result: RollUpResult, options: RollUpCommandOptions): void {
  for (const fault of result.faults) console.error(faultLine(fault));
  for (const unit of result.missing) console.error(`Chưa có báo cáo: ${unitLine(unit)}`);
  const { counts } = result;
  const listed = counts.listed === null ? '' : ` Danh sách có ${counts.listed} đơn vị, thiếu ${result.missing.length}.`;
  console.error(
    `Đã cộng ${counts.added} trong ${counts.files} tệp; ${result.faults.length} điều phải xem lại.${listed}`,
  );
  console.error(`Đã ghi ${[options.output, options.docx].filter((path) => path !== undefined).join(' và ')}.`);
}

function faultLine({ file, where, found, message }: RollUpFault): string {
  return [file, where, found === null ? null : `“${found}”`, message].filter((part) => part !== null).join(': ');
}

function unitLine({ code, name }: ListedUnit): string {
  return code === null ? name : `${code} ${name}`;
}

function rollUpJson(result: RollUpResult, options: RollUpCommandOptions): RollUpOutput {
  const { definition, counts, totals, rows, missing, faults, reports } = result;
  const identity = ({ code, name }: ListedUnit): string => JSON.stringify([code, name]);
  const fileOf = new Map(reports.map(({ unit, file }) => [identity(unit), file]));
  return {
    version: JSON_VERSION,
    form: { title: definition.title, sha256: definition.file.sha256 },
    counts,
    totals,
    units: rows.map(({ code, name, status, cells }) => {
      return { code, name, status, file: fileOf.get(identity({ code, name })) ?? null, cells };
    }),
    missing: [...missing],
    faults: [...faults],
    outputs: { xlsx: options.output, docx: options.docx ?? null },
  };
}
