/** Rows into a table by COPY, joined before they go out: one write a row would cost more than the row. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** As COPY has it in text: a line break is `\n` in two letters. */
export type Field = string | number | boolean | null;

const LINES_A_CHUNK = 2_000;

export async function copy<Row>(
  client: pg.Client,
  target: string,
  rows: Iterable<Row>,
  fields: (row: Row) => readonly Field[],
): Promise<void> {
  function* chunks(): Generator<string> {
    let lines: string[] = [];
    for (const row of rows) {
      lines.push(
        fields(row)
          .map((field) => (field === null ? '\\N' : field))
          .join('\t'),
      );
      if (lines.length === LINES_A_CHUNK) {
        yield `${lines.join('\n')}\n`;
        lines = [];
      }
    }
    if (lines.length > 0) yield `${lines.join('\n')}\n`;
  }
  await pipeline(Readable.from(chunks()), client.query(copyFrom(`copy ${target} from stdin`)));
}

export function array(items: readonly (number | string)[]): string {
  return `{${items.join(',')}}`;
}
