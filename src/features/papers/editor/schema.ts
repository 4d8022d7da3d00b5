/**
 * The editor's document: the body and annexes of an office paper as a ProseMirror schema. It holds what DocModel holds
 * and nothing more, so that whatever is pasted comes out as a paper under Nghị định 30/2020/NĐ-CP.
 */
import { type Attrs, type DOMOutputSpec, type Node, type NodeSpec, Schema } from 'prosemirror-model';

const ALIGNS = ['left', 'center', 'right', 'justify'] as const;
export type Align = (typeof ALIGNS)[number];

/** The alignment that an attribute names, or null. */
export function alignOf(value: unknown): Align | null {
  return ALIGNS.find((align) => align === value) ?? null;
}

function alignOfElement(element: HTMLElement): Align | null {
  return alignOf(element.dataset['align'] ?? (element.style.textAlign || element.getAttribute('align')));
}

/** Text of an attribute, empty for anything else. */
export function textAttr(node: { readonly attrs: Attrs }, name: string): string {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' ? value : '';
}

const WORD_LIST = /mso-list/u;
/** Where Word puts a number that it counts by itself. */
const WORD_NUMBER = '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]';

/** Number or dash that Word puts before a list item when it copies one. */
function wordMarker(element: HTMLElement): string | null {
  if (!WORD_LIST.test(element.getAttribute('style') ?? '')) return null;
  const ignored = element.querySelector<HTMLElement>(WORD_NUMBER);
  const marker = ignored?.textContent?.replace(/\s+/gu, '') ?? '';
  return marker === '' ? '-' : /^[\p{L}\p{N}.)]+$/u.test(marker) ? marker : '-';
}

/** Number that Word counted for a heading; null for none. */
function wordNumber(element: HTMLElement): string | null {
  const number = element.querySelector<HTMLElement>(WORD_NUMBER)?.textContent?.replace(/\s+/gu, '') ?? '';
  return /^[\p{L}\p{N}.)]{1,20}$/u.test(number) ? number : null;
}

const heading: NodeSpec = {
  group: 'block',
  content: 'inline*',
  marks: '',
  defining: true,
  attrs: { level: { default: 1 }, number: { default: null } },
  parseDOM: ([1, 2, 3] as const).map((level) => ({
    tag: `h${level}`,
    getAttrs: (element: HTMLElement) => ({ level, number: element.dataset['number'] ?? wordNumber(element) }),
  })),
  toDOM: (node) => [`h${levelOf(node)}`, { 'data-number': numberOf(node) }, 0],
};

/** Depth of a heading: 1 to 3. */
export function levelOf(node: Node): 1 | 2 | 3 {
  const level: unknown = node.attrs['level'];
  return level === 2 || level === 3 ? level : 1;
}

/** Printed number of a heading; null for none. */
export function numberOf(node: Node): string | null {
  const number: unknown = node.attrs['number'];
  return typeof number === 'string' && number !== '' ? number : null;
}

const paragraph: NodeSpec = {
  group: 'block',
  content: 'inline*',
  attrs: { align: { default: null }, indent: { default: null } },
  parseDOM: [
    {
      tag: 'p',
      getAttrs: (element) => ({
        align: alignOfElement(element),
        indent: element.dataset['indent'] === 'no' ? false : null,
      }),
    },
  ],
  toDOM: (node) => [
    'p',
    { 'data-align': alignOf(node.attrs['align']), 'data-indent': node.attrs['indent'] === false ? 'no' : null },
    0,
  ],
};

const item: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: { marker: { default: '-' } },
  parseDOM: [
    // The number itself: it became the marker, or the number of the heading.
    { tag: WORD_NUMBER, priority: 70, ignore: true },
    {
      tag: 'p[data-marker]',
      priority: 60,
      getAttrs: (element) => ({ marker: element.dataset['marker'] ?? '-' }),
    },
    {
      tag: 'p[style*="mso-list"]',
      priority: 60,
      getAttrs: (element) => ({ marker: wordMarker(element) ?? '-' }),
    },
    { tag: 'li', getAttrs: () => ({ marker: '-' }) },
  ],
  toDOM: (node) => ['p', { class: 'paper-item', 'data-marker': textAttr(node, 'marker') }, 0],
};

const pageBreak: NodeSpec = {
  group: 'block',
  atom: true,
  parseDOM: [{ tag: 'hr' }],
  toDOM: (): DOMOutputSpec => ['hr', { class: 'paper-break' }],
};

function spanOf(element: HTMLElement): number {
  const span = Number(element.getAttribute('colspan') ?? 1);
  return Number.isInteger(span) && span > 1 && span <= 50 ? span : 1;
}

const table: NodeSpec = {
  group: 'block',
  content: 'table_row+',
  tableRole: 'table',
  isolating: true,
  parseDOM: [{ tag: 'table' }],
  toDOM: (): DOMOutputSpec => ['table', ['tbody', 0]],
};

const tableRow: NodeSpec = {
  content: '(table_cell | table_header)*',
  tableRole: 'row',
  attrs: { joined: { default: null } },
  parseDOM: [{ tag: 'tr', getAttrs: (element) => ({ joined: element.dataset['joined'] === 'yes' ? true : null }) }],
  toDOM: (node) => ['tr', { 'data-joined': node.attrs['joined'] === true ? 'yes' : null }, 0],
};

/** prosemirror-tables reads these three; rows are never spanned, widths stand in `width`. */
const cellAttrs = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } };

const tableCell: NodeSpec = {
  content: 'cell_line+',
  tableRole: 'cell',
  isolating: true,
  attrs: { ...cellAttrs, align: { default: null }, bold: { default: null } },
  parseDOM: [
    { tag: 'td', getAttrs: (element) => ({ colspan: spanOf(element), align: alignOfElement(element), bold: null }) },
  ],
  toDOM: (node) => [
    'td',
    {
      colspan: colspanOf(node) > 1 ? String(colspanOf(node)) : null,
      'data-align': alignOf(node.attrs['align']),
      'data-bold': node.attrs['bold'] === true ? 'yes' : null,
    },
    0,
  ],
};

const tableHeader: NodeSpec = {
  content: 'cell_line+',
  tableRole: 'header_cell',
  isolating: true,
  marks: '',
  // width: share of the text width; align: of the whole column
  attrs: { ...cellAttrs, width: { default: null }, align: { default: null } },
  parseDOM: [
    {
      tag: 'th',
      getAttrs: (element) => {
        const width = Number(element.dataset['width']);
        return { colspan: spanOf(element), align: alignOfElement(element), width: width > 0 ? width : null };
      },
    },
  ],
  toDOM: (node) => [
    'th',
    {
      scope: 'col',
      colspan: colspanOf(node) > 1 ? String(colspanOf(node)) : null,
      'data-width': typeof node.attrs['width'] === 'number' ? String(node.attrs['width']) : null,
      'data-align': alignOf(node.attrs['align']),
    },
    0,
  ],
};

/** How many columns a cell takes. */
export function colspanOf(node: Node): number {
  const span: unknown = node.attrs['colspan'];
  return typeof span === 'number' && span > 1 ? Math.min(50, Math.floor(span)) : 1;
}

const cellLine: NodeSpec = {
  content: 'inline*',
  parseDOM: [
    { tag: 'p', context: 'table_cell/|table_header/', priority: 70 },
    { tag: 'div', context: 'table_cell/|table_header/' },
  ],
  toDOM: (): DOMOutputSpec => ['p', 0],
};

const annex: NodeSpec = {
  content: 'annex_title block*',
  isolating: true,
  defining: true,
  // form: place in the paper's annexes of the form or document that this annex carries, kept as it is; null for none
  attrs: { landscape: { default: false }, reference: { default: null }, kept: { default: null } },
  parseDOM: [
    {
      tag: 'section[data-annex]',
      getAttrs: (element) => ({ landscape: element.dataset['landscape'] === 'yes' }),
    },
  ],
  toDOM: (node) => [
    'section',
    {
      class: 'paper-annex',
      'data-annex': 'yes',
      'data-landscape': node.attrs['landscape'] === true ? 'yes' : null,
      'data-kept': node.attrs['kept'] === null ? null : 'yes',
    },
    0,
  ],
};

const annexTitle: NodeSpec = {
  content: 'inline*',
  marks: '',
  defining: true,
  parseDOM: [{ tag: 'h2[data-annex-title]', priority: 70 }],
  toDOM: (): DOMOutputSpec => ['h2', { class: 'paper-annex-title', 'data-annex-title': 'yes' }, 0],
};

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+ annex*' },
    paragraph,
    heading,
    item,
    table,
    table_row: tableRow,
    table_cell: tableCell,
    table_header: tableHeader,
    cell_line: cellLine,
    page_break: pageBreak,
    annex,
    annex_title: annexTitle,
    text: { group: 'inline' },
    hard_break: {
      inline: true,
      group: 'inline',
      selectable: false,
      parseDOM: [{ tag: 'br' }],
      toDOM: (): DOMOutputSpec => ['br'],
    },
  },
  marks: {
    bold: {
      parseDOM: [
        { tag: 'strong' },
        // Google Docs wraps everything in a <b> of normal weight.
        { tag: 'b', getAttrs: (element) => (element.style.fontWeight === 'normal' ? false : null) },
        { style: 'font-weight', getAttrs: (value) => (/^(?:bold(?:er)?|[6-9]00)$/u.test(value) ? null : false) },
      ],
      toDOM: (): DOMOutputSpec => ['strong', 0],
    },
    italic: {
      parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
      toDOM: (): DOMOutputSpec => ['em', 0],
    },
  },
});

/** A node type of the schema, by the name that the schema gives it. */
export function nodeType(name: keyof typeof schema.nodes & string) {
  const type = schema.nodes[name];
  if (type === undefined) throw new Error(`the schema has no ${name}`);
  return type;
}
