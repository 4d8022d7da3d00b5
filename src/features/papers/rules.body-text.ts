/**
 * The body and annexes of a paper as plain text, for writing where the editor does not run: no JavaScript, an old
 * browser. What is written comes back as it was: bodyOfText(textOfBody(body, annexes), annexes) gives the same.
 *
 *     # I. MỤC ĐÍCH                  heading; ## and ### for the levels below
 *     Đoạn văn, **đậm**, __nghiêng__   paragraph; `{giữa}`, `{trái}`, `{phải}`, `{không thụt}` before it
 *     a) Điểm        - gạch           list item, by its marker
 *     | Thời gian | Nội dung |        table: first row the headings
 *     |= 25% giữa | 75% |             second row: widths and alignment
 *     | 8 giờ | Đón tiếp // Văn nghệ| `//` begins a new line in a cell, `{giữa}`, `{đậm}`, `{gộp 2}` before it
 *     +| | tiếp |                     row that stands in one box with the one above
 *     ---                             page break
 *     === PHỤ LỤC: Tên {ngang} ===    annex
 */
import type { DocAnnex, DocBlock, DocCell, DocRow, DocTable, DocText } from '../../documents/write/doc-model.ts';

type Align = NonNullable<DocCell['align']>;
type Run = Exclude<DocText, string>[number];

const ALIGN_WORDS: Readonly<Record<Align, string>> = { left: 'trái', center: 'giữa', right: 'phải', justify: 'đều' };
const ALIGNS = Object.entries(ALIGN_WORDS) as readonly (readonly [Align, string])[];
const NO_INDENT = 'không thụt';
const BOLD = 'đậm';
const LANDSCAPE = 'ngang';
const SPAN = 'gộp';
const ANNEX = 'PHỤ LỤC:';

/** A line of the text that could not be taken as it stands. */
export interface BodyFault {
  /** From 1. */
  readonly line: number;
  readonly code: 'table-uneven' | 'table-headless' | 'annex-unended';
}

export interface BodyReading {
  readonly body: readonly DocBlock[];
  readonly annexes: readonly DocAnnex[];
  readonly faults: readonly BodyFault[];
}

const MARKER = /^(?:[-+•–]|\p{L}\)|\d{1,3}[.)]|(?:\d{1,3}\.){2,4})$/u;

/** True for what may stand before a list item: `-`, `+`, `a)`, `1.`, `1.2.`. */
export function isItemMarker(marker: string): boolean {
  return MARKER.test(marker);
}

// ---------------------------------------------------------------- writing

/** The plain notation of a body and its annexes. */
export function textOfBody(body: readonly DocBlock[], annexes: readonly DocAnnex[]): string {
  return [
    ...body.map(blockText),
    ...annexes.flatMap((annex) => [
      `=== ${ANNEX} ${escaped(annex.title)}${annex.landscape ? ` {${LANDSCAPE}}` : ''} ===`,
      ...annex.body.map(blockText),
    ]),
  ].join('\n\n');
}

function blockText(block: DocBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${[block.number, escaped(block.text)].filter((part) => part !== null).join(' ')}`;
    case 'paragraph': {
      const marks = [
        ...(block.align === undefined ? [] : [`{${ALIGN_WORDS[block.align]}}`]),
        ...(block.indent === false ? [`{${NO_INDENT}}`] : []),
      ];
      const text = guarded(inlineText(block.text));
      // An empty paragraph keeps its place by its mark.
      return marks.length === 0 && text === '' ? '{}' : [...marks, text].join(' ').trimEnd();
    }
    case 'item':
      return `${block.marker} ${inlineText(block.text)}`.trimEnd();
    case 'table':
      return tableText(block);
    case 'page-break':
      return '---';
  }
}

/** Text whose beginning would be taken for a sign of the notation gets a backslash. */
function guarded(text: string): string {
  const [first = ''] = text.split(/[ \n]/u);
  return /^(?:#|\||\+\||===|---|\{)/u.test(text) || isItemMarker(first) ? `\\${text}` : text;
}

function escaped(text: string): string {
  return text
    .replace(/[\\*_{}|=]/gu, '\\$&')
    .replaceAll('//', '\\/\\/')
    .replaceAll('\n', '\\\n');
}

function inlineText(text: DocText): string {
  const runs: readonly Run[] = typeof text === 'string' ? [{ text }] : text;
  return runs
    .filter((run) => run.text !== '')
    .map((run) => {
      const [bold, italic] = [run.bold === true ? '**' : '', run.italic === true ? '__' : ''];
      return `${bold}${italic}${escaped(run.text)}${italic}${bold}`;
    })
    .join('');
}

function tableText(table: DocTable): string {
  const shares = table.columns.map(
    (column) => `${percent(column.width)}${column.align === undefined ? '' : ` ${ALIGN_WORDS[column.align]}`}`,
  );
  return [
    `| ${table.columns.map((column) => escaped(column.header)).join(' | ')} |`,
    `|= ${shares.join(' | ')} |`,
    ...table.rows.map((row) => `${row.joined === true ? '+' : ''}| ${row.cells.map(cellText).join(' | ')} |`),
  ].join('\n');
}

function percent(width: number): string {
  return `${Math.round(width * 1_000_000) / 10_000}%`;
}

function cellText(cell: DocCell): string {
  const marks = [
    ...(cell.columnSpan === undefined ? [] : [`{${SPAN} ${cell.columnSpan}}`]),
    ...(cell.align === undefined ? [] : [`{${ALIGN_WORDS[cell.align]}}`]),
    ...(cell.bold === undefined ? [] : [cell.bold ? `{${BOLD}}` : `{không ${BOLD}}`]),
  ];
  const lines = cell.lines.map(inlineText).join(' // ');
  // One empty line is a line; no line at all is an empty cell.
  return [...marks, cell.lines.length === 1 && lines === '' ? '{}' : lines].join(' ').trim();
}

// ---------------------------------------------------------------- reading

/**
 * The body and annexes that a text in the plain notation says.
 * @param stored annexes as they stand: a form inside an annex and its "(Kèm theo …)" line are kept by the annex's place
 */
export function bodyOfText(text: string, stored: readonly DocAnnex[]): BodyReading {
  const faults: BodyFault[] = [];
  const parts: { head: { title: string; landscape: boolean } | null; blocks: DocBlock[] }[] = [
    { head: null, blocks: [] },
  ];
  const lines = text.normalize('NFC').replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const annex = annexHead(line);
    if (annex !== null) {
      parts.push({ head: annex, blocks: [] });
      continue;
    }
    if (line.startsWith('===')) faults.push({ line: at + 1, code: 'annex-unended' });
    const blocks = parts.at(-1)?.blocks ?? [];
    if (line.startsWith('|') || line.startsWith('+|')) {
      const from = at;
      while (/^\+?\|/u.test(lines[at + 1] ?? '')) at += 1;
      blocks.push(...tableOf(lines.slice(from, at + 1), from + 1, faults));
      continue;
    }
    let whole = line;
    while (endsInBreak(whole) && at + 1 < lines.length) {
      at += 1;
      whole = `${whole}\n${lines[at] ?? ''}`;
    }
    blocks.push(blockOf(whole));
  }
  const [main, ...annexes] = parts;
  return {
    body: main?.blocks ?? [],
    annexes: annexes.map(({ head, blocks }, index) => ({
      title: head?.title ?? '',
      reference: stored[index]?.reference ?? null,
      landscape: head?.landscape ?? false,
      body: blocks,
      document: stored[index]?.document ?? null,
    })),
    faults,
  };
}

function annexHead(line: string): { title: string; landscape: boolean } | null {
  const match = /^===\s*(?:PHỤ LỤC\s*:?)?\s*(.*?)\s*(\{ngang\})?\s*===\s*$/iu.exec(line);
  return match === null ? null : { title: unescaped(match[1] ?? ''), landscape: match[2] !== undefined };
}

/** True where the line ends in a backslash that is not itself escaped: the paragraph goes on after a line break. */
function endsInBreak(line: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\$/u.test(line);
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/gu, '$1');
}

function blockOf(line: string): DocBlock {
  if (/^-{3,}\s*$/u.test(line)) return { kind: 'page-break' };
  const heading = /^(#{1,3})\s+([\s\S]*)$/u.exec(line);
  if (heading) return headingOf(heading[1]?.length ?? 1, heading[2] ?? '');
  const item = /^(\S+)(?:\s+([\s\S]*))?$/u.exec(line);
  if (item?.[1] !== undefined && isItemMarker(item[1])) {
    return { kind: 'item', marker: item[1], text: inlineOf((item[2] ?? '').trimEnd()) };
  }
  const { marks, rest } = leadingMarks(line);
  const align = alignOf(marks);
  return {
    kind: 'paragraph',
    text: inlineOf(rest.trimEnd()),
    ...(align === null ? {} : { align }),
    ...(marks.includes(NO_INDENT) ? { indent: false } : {}),
  };
}

function headingOf(level: number, text: string): DocBlock {
  const match = /^((?:[IVXLC]+|\d+(?:\.\d+)*|\p{L})[.)])(?:\s+([\s\S]*))?$/u.exec(text);
  return {
    kind: 'heading',
    level: level === 3 ? 3 : level === 2 ? 2 : 1,
    number: match?.[1] ?? null,
    text: unescaped((match === null ? text : (match[2] ?? '')).trimEnd()),
  };
}

function leadingMarks(text: string): { marks: string[]; rest: string } {
  const marks: string[] = [];
  let rest = text;
  for (let match = /^\{([^{}]*)\}\s*/u.exec(rest); match !== null; match = /^\{([^{}]*)\}\s*/u.exec(rest)) {
    marks.push((match[1] ?? '').trim());
    rest = rest.slice(match[0].length);
  }
  return { marks, rest };
}

function alignOf(marks: readonly string[]): Align | null {
  return ALIGNS.find(([, word]) => marks.includes(word))?.[0] ?? null;
}

/** Runs of a text: `**` switches bold, `__` or a single `*` italic; a backslash takes the next sign as it is. */
function inlineOf(source: string): DocText {
  const runs: { text: string; bold: boolean; italic: boolean }[] = [];
  let bold = false;
  let italic = false;
  const add = (text: string): void => {
    const last = runs.at(-1);
    if (last !== undefined && last.bold === bold && last.italic === italic) last.text += text;
    else runs.push({ text, bold, italic });
  };
  for (const match of source.matchAll(/\\([\s\S])|\*\*|__|\*|[^\\*_]+|[\s\S]/gu)) {
    const [sign, literal] = match;
    if (literal !== undefined) add(literal);
    else if (sign === '**') bold = !bold;
    else if (sign === '__' || sign === '*') italic = !italic;
    else add(sign);
  }
  const [only] = runs;
  if (only === undefined) return '';
  if (runs.length === 1 && !only.bold && !only.italic) return only.text;
  return runs.map((run) => ({
    text: run.text,
    ...(run.bold ? { bold: true } : {}),
    ...(run.italic ? { italic: true } : {}),
  }));
}

/** Cells between bars that are not escaped. */
function cellsOf(line: string): string[] {
  const inner = line.replace(/^\+?\|/u, '').replace(/(?<!\\)((?:\\\\)*)\|\s*$/u, '$1');
  return inner.match(/(?:\\[\s\S]|[^|\\])+|(?<=\||^)(?=\||$)/gu)?.map((cell) => cell.trim()) ?? [''];
}

function tableOf(lines: readonly string[], firstLine: number, faults: BodyFault[]): DocBlock[] {
  const [first = '', second = '', ...others] = lines;
  const headers = cellsOf(first).map(unescaped);
  const hasWidths = second.startsWith('|=');
  const shares = hasWidths ? cellsOf(second.replace('|=', '|')) : [];
  const columns = headers.map((header, index) => {
    const share = /([\d.,]+)\s*%/u.exec(shares[index] ?? '')?.[1]?.replace(',', '.');
    const align = ALIGNS.find(([, word]) => (shares[index] ?? '').includes(word))?.[0];
    const width = share === undefined ? 1 / headers.length : Number(share) / 100;
    return { header, width: width > 0 ? width : 1 / headers.length, ...(align === undefined ? {} : { align }) };
  });
  if (headers.length === 0) {
    faults.push({ line: firstLine, code: 'table-headless' });
    return [];
  }
  const rows = [...(hasWidths || lines.length < 2 ? [] : [second]), ...others].map((line, index): DocRow => {
    const cells = cellsOf(line).map(cellOf);
    const width = cells.reduce((sum, cell) => sum + (cell.columnSpan ?? 1), 0);
    if (width !== headers.length) faults.push({ line: firstLine + index + (hasWidths ? 2 : 1), code: 'table-uneven' });
    return { cells: fitted(cells, headers.length), ...(line.startsWith('+') ? { joined: true } : {}) };
  });
  return [{ kind: 'table', columns, rows }];
}

/** As many cells as the table has columns: what is too much joins the last, what is missing is empty. */
function fitted(cells: readonly DocCell[], columns: number): DocCell[] {
  const kept: DocCell[] = [];
  let used = 0;
  for (const cell of cells) {
    const span = cell.columnSpan ?? 1;
    const last = kept.at(-1);
    if (used + span <= columns) {
      kept.push(cell);
      used += span;
    } else if (last !== undefined) {
      kept[kept.length - 1] = { ...last, lines: [...last.lines, ...cell.lines] };
    } else {
      const { columnSpan: _, ...rest } = cell;
      kept.push(columns === 1 ? rest : { ...rest, columnSpan: columns });
      used = columns;
    }
  }
  while (used < columns) {
    kept.push({ lines: [] });
    used += 1;
  }
  return kept;
}

function cellOf(text: string): DocCell {
  const { marks, rest } = leadingMarks(text);
  const align = alignOf(marks);
  const span = marks.map((mark) => /^gộp (\d{1,2})$/u.exec(mark)?.[1]).find((found) => found !== undefined);
  const columnSpan = span === undefined ? null : Math.min(50, Math.max(1, Number(span)));
  const lines = rest === '' ? (marks.includes('') ? [''] : []) : cellLines(rest);
  return {
    lines,
    ...(align === null ? {} : { align }),
    ...(marks.includes(BOLD) ? { bold: true } : marks.includes(`không ${BOLD}`) ? { bold: false } : {}),
    ...(columnSpan === null ? {} : { columnSpan }),
  };
}

function cellLines(text: string): DocText[] {
  return text.split(/\s*(?<!\\)\/\/\s*/u).map(inlineOf);
}
