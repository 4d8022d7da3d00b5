/** The list of units that must report: a CSV with columns code and name, or one name a line. */
import { normalizeText, toneFoldedKey } from '../../platform/text/vietnamese.ts';
import { RollUpProblem, rollUpWords } from './messages.ts';

export interface ListedUnit {
  readonly code: string | null;
  readonly name: string;
}

const CODE_HEADERS = new Set(['code', 'ma', 'ma đơn vi', 'ma xa', 'ma sô']);
const NAME_HEADERS = new Set(['name', 'tên', 'tên đơn vi', 'đơn vi', 'tên xa']);
const CODE = /^\d{1,12}$/u;

/**
 * Units of a list in its order. Separators are comma, semicolon or tab; a first line with "code,name" or "mã,tên" names
 * the columns; without it a first field of digits is a code. Lines beginning with `#` are skipped.
 * Throws RollUpProblem when the list is empty, a line has no name, or a code (or a name without codes) stands twice.
 */
export function parseUnitList(text: string): ListedUnit[] {
  const lines = normalizeText(text)
    .split(/\r\n|\n|\r/u)
    .map((content, index) => ({ content: content.trim(), number: index + 1 }))
    .filter((line) => line.content !== '' && !line.content.startsWith('#'));
  const [first] = lines;
  if (first === undefined) throw new RollUpProblem('list-empty', rollUpWords.problems['list-empty']);
  const separator = [',', ';', '\t'].find((each) => first.content.includes(each)) ?? ',';
  const header = fieldsOf(first.content, separator).map(toneFoldedKey);
  const nameColumn = header.findIndex((field) => NAME_HEADERS.has(field));
  const codeColumn = header.findIndex((field) => CODE_HEADERS.has(field));
  const rows = nameColumn >= 0 ? lines.slice(1) : lines;
  if (rows.length === 0) throw new RollUpProblem('list-empty', rollUpWords.problems['list-empty']);

  const seen = new Set<string>();
  return rows.map(({ content, number }) => {
    const fields = fieldsOf(content, separator);
    const unit = nameColumn >= 0 ? pick(fields, codeColumn, nameColumn) : guess(content, fields);
    if (unit.name === '') throw new RollUpProblem('list-no-name', rollUpWords.problems['list-no-name'](number));
    // Two units of one name are two units when their codes say so.
    const identity = unit.code ?? `name:${toneFoldedKey(unit.name)}`;
    if (seen.has(identity)) {
      throw new RollUpProblem('list-repeats', rollUpWords.problems['list-repeats'](number, unit.code ?? unit.name));
    }
    seen.add(identity);
    return unit;
  });
}

function pick(fields: readonly string[], codeColumn: number, nameColumn: number): ListedUnit {
  const code = fields[codeColumn] ?? '';
  return { code: code === '' ? null : code, name: fields[nameColumn] ?? '' };
}

/** Without a header: "26000,Xã Tân An" has a code; anything else is a name as it stands, commas included. */
function guess(content: string, fields: readonly string[]): ListedUnit {
  const [code = '', ...rest] = fields;
  if (rest.length > 0 && CODE.test(code)) return { code, name: rest[0] ?? '' };
  const whole = fields.length === 1 ? (fields[0] ?? '') : content;
  return { code: null, name: whole };
}

/** Fields of one CSV line; a quoted field may hold the separator, `""` is a quote in it. */
function fieldsOf(line: string, separator: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const letter = line[index] ?? '';
    if (letter === '"' && quoted && line[index + 1] === '"') {
      field += '"';
      index += 1;
    } else if (letter === '"') {
      quoted = !quoted;
    } else if (letter === separator && !quoted) {
      fields.push(field.trim());
      field = '';
    } else {
      field += letter;
    }
  }
  return [...fields, field.trim()];
}
