/** Files that a command reads and writes: clear words for what goes wrong, and nothing half-written. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { CommandError, EXIT } from './exit.ts';

/** The bytes of a file that was named on the command line. @throws CommandError */
export async function readInput(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT')
      throw new CommandError(`Không có tệp ${file}. Hãy kiểm tra đường dẫn.`, EXIT.usage, { cause: error });
    if (code === 'EISDIR')
      throw new CommandError(`${file} là thư mục. Hãy chỉ ra một tệp.`, EXIT.usage, { cause: error });
    throw new CommandError(`Không mở được ${file}: ${wordsOf(error)}`, EXIT.unreadable, { cause: error });
  }
}

/** The JSON of a file. @throws CommandError */
export async function readJson(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readInput(file)).replace(/^\uFEFF/u, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} không phải là JSON đúng: ${wordsOf(error)}`, EXIT.unreadable, { cause: error });
  }
}

/**
 * Refuses an output that would replace what is read, or whose name says another kind of file.
 * @param inputs files that must stay as they are
 */
export function checkOutput(output: string, extensions: readonly string[], inputs: readonly string[]): void {
  if (!extensions.includes(extname(output).toLowerCase())) {
    throw new CommandError(`Tệp ra ${output} phải có đuôi ${extensions.join(' hoặc ')}.`, EXIT.usage);
  }
  if (inputs.some((input) => resolve(input) === resolve(output))) {
    throw new CommandError(`Tệp ra ${output} trùng với tệp vào. Hãy chọn tên khác.`, EXIT.usage);
  }
}

/** Writes beside the place and moves there: a full disk or Ctrl+C leaves what was there before. @throws CommandError */
export async function writeOutput(output: string, content: Uint8Array | string): Promise<void> {
  const draft = `${output}.${process.pid}.tmp`;
  try {
    await writeFile(draft, content);
    await rename(draft, output);
  } catch (error) {
    await rm(draft, { force: true });
    const code = codeOf(error);
    const advice =
      code === 'ENOENT'
        ? `Không có thư mục ${dirname(output)}.`
        : code === 'ENOSPC'
          ? 'Đĩa đã đầy.'
          : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
            ? 'Không có quyền ghi, hoặc tệp đang mở trong Word hay Excel.'
            : wordsOf(error);
    throw new CommandError(`Không ghi được ${output}: ${advice}`, EXIT.failure, { cause: error });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : null;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
