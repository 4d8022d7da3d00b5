/** Body blocks as HTML: headings, paragraphs, lists and tables with captions and scoped headers. */
import { type DocBlock, type DocTable, type DocText, plainText } from './doc-model.ts';

/** A heading `depth` below the title of the paper; content is HTML. */
export type Heading = (depth: number, className: string, content: string) => string;

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Escaped, with line breaks. */
export function lines(text: string): string {
  return text.split('\n').map(escapeHtml).join('<br>');
}

/** An element with a class, or without one for ''. `content` is HTML. */
export function element(name: string, className: string, content: string): string {
  return `<${name}${className === '' ? '' : ` class="${className}"`}>${content}</${name}>`;
}

function textHtml(text: DocText): string {
  if (typeof text === 'string') return lines(text);
  return text
    .map((run) => {
      const italic = run.italic === true ? element('em', '', lines(run.text)) : lines(run.text);
      return run.bold === true ? element('strong', '', italic) : italic;
    })
    .join('');
}

interface Surroundings {
  readonly heading: Heading;
  /** Of the body's first headings below the title. */
  readonly depth: number;
  /** What a table is called that stands under no heading. */
  readonly caption: string;
}

/** The blocks in order; items that follow one another are one list. */
export function bodyHtml(blocks: readonly DocBlock[], around: Surroundings): string {
  const parts: string[] = [];
  let items: string[] = [];
  let caption = around.caption;
  const endList = () => {
    if (items.length > 0) parts.push(element('ul', 'folio-list', items.join('')));
    items = [];
  };
  for (const block of blocks) {
    if (block.kind === 'item') {
      items.push(
        element('li', '', `<span class="folio-marker">${escapeHtml(block.marker)}</span> ${textHtml(block.text)}`),
      );
      continue;
    }
    endList();
    if (block.kind === 'heading') {
      caption = block.text;
      const text = block.number === null ? block.text : `${block.number} ${block.text}`;
      parts.push(
        around.heading(around.depth + block.level - 1, `folio-heading folio-heading-${block.level}`, lines(text)),
      );
    } else if (block.kind === 'paragraph') {
      const align = block.align === undefined ? '' : ` folio-${block.align}`;
      parts.push(
        element('p', `folio-text${align}${block.indent === false ? ' folio-flush' : ''}`, textHtml(block.text)),
      );
    } else if (block.kind === 'table') {
      parts.push(tableHtml(block, caption));
    } else parts.push('<hr class="folio-break">');
  }
  endList();
  return parts.join('');
}

/** Widths come as classes in steps of five hundredths: the site's policy allows no inline styles. */
const WIDTH_STEP = 5;

function tableHtml(table: DocTable, caption: string): string {
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0);
  const columns = table.columns.map((column) => {
    const share = Math.max(1, Math.round(((column.width / shares) * 100) / WIDTH_STEP)) * WIDTH_STEP;
    return `<col class="folio-col-${share}">`;
  });
  const headers = table.columns.map(({ header }) => `<th scope="col">${lines(header)}</th>`);
  const rows = table.rows.map((row) => {
    let column = 0;
    const cells = row.cells.map((cell) => {
      const align = cell.align ?? table.columns[column]?.align ?? 'left';
      const span = Math.min(cell.columnSpan ?? 1, Math.max(1, table.columns.length - column));
      column += span;
      const name = `folio-${align}${cell.bold === true ? ' folio-strong' : ''}`;
      const content = cell.lines.map(textHtml).filter((line) => line !== '');
      const inner = content.length > 1 ? content.map((line) => element('p', '', line)).join('') : content.join('');
      return `<td class="${name}"${span > 1 ? ` colspan="${span}"` : ''}>${inner}</td>`;
    });
    return element('tr', row.joined === true ? 'folio-joined' : '', cells.join(''));
  });
  const name = escapeHtml(plainText(caption).replaceAll('\n', ' '));
  // Wide tables scroll by themselves; the frame can be reached by keyboard for that.
  return (
    `<div class="folio-table" role="group" tabindex="0" aria-label="${name}">` +
    `<table><caption class="folio-caption">${name}</caption><colgroup>${columns.join('')}</colgroup>` +
    `<thead><tr>${headers.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  );
}
