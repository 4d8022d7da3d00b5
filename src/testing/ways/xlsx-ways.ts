/** Ways to fill in a spreadsheet as Excel and its users do: texts, formulas, errors, formats, merged and moved cells. */
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { fillForm } from '../../documents/forms/fill.ts';
import { rewrite } from './text-ways.ts';
import { measuresIn, type Sample, type Truth, type Way } from './way.ts';

type Cell = (address: string, style: string, number: string) => string;

const FIGURE = /<c r="([A-Z]+\d+)"( s="\d+")?><v>(\d+)<\/v><\/c>/gu;

/** Each figure of the filled-in sheet made anew. Money and small numbers that the filler writes as text stay. */
function eachFigure(xml: string, make: Cell): string {
  return xml.replace(FIGURE, (_, address: string, style: string | undefined, number: string) =>
    make(address, style ?? '', number),
  );
}

function xlsxWay(name: string, expect: Way['expect'], make: Cell, means: 'same' | 'blank' = 'same'): Way {
  return {
    name,
    expect,
    fill: (sample) => {
      if (sample.format !== 'xlsx') return null;
      const bytes = rewrite(filled(sample), (xml) => eachFigure(xml, make));
      return { bytes, truth: means === 'same' ? sample.values.cells : withoutFigures(sample) };
    },
  };
}

function filled(sample: Sample): Uint8Array {
  return fillForm(sample.original, sample.definition, sample.values);
}

/** Only what the filler does not write as a figure is left. */
function withoutFigures(sample: Sample): Truth {
  const figures = new Set<string>();
  rewrite(filled(sample), (xml) => {
    for (const match of xml.matchAll(FIGURE)) figures.add(match[3] ?? '');
    return xml;
  });
  return Object.fromEntries(
    Object.entries(sample.values.cells).filter(([, cell]) => cell.state === 'value' && !figures.has(cell.number)),
  );
}

const inline = (address: string, style: string, words: string): string =>
  `<c r="${address}"${style} t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;

/** The address of the cell below or beside. */
function moved(address: string, columns: number, rows: number): string {
  const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/u.exec(address) ?? [];
  return `${String.fromCharCode(letters.charCodeAt(0) + columns)}${Number(row) + rows}`;
}

/** One figure a line, so that a value column moves as a whole. */
function hasSingleColumn(definition: FormDefinition): boolean {
  return measuresIn(definition).every((measure) => measure.column === undefined);
}

export const XLSX_WAYS: readonly Way[] = [
  xlsxWay('sheet: figures', 'read', (address, style, number) => `<c r="${address}"${style}><v>${number}</v></c>`),
  xlsxWay('sheet: figures kept as text', 'read', (address, style, number) => inline(address, style, number)),
  xlsxWay('sheet: figures with an apostrophe and spaces', 'read', (address, style, number) =>
    inline(address, style, ` ${number} `),
  ),
  xlsxWay(
    'sheet: formulas with their result',
    'read',
    (address, style, number) => `<c r="${address}"${style}><f>SUM(Z1:Z2)</f><v>${number}</v></c>`,
  ),
  xlsxWay(
    'sheet: results with ten decimals of noise',
    'flagged',
    (address, style, number) => `<c r="${address}"${style}><v>${number}.00000000012</v></c>`,
  ),
  xlsxWay(
    'sheet: powers of ten as Excel stores them',
    'read',
    (address, style, number) => `<c r="${address}"${style}><v>${Number(number) / 1000}E3</v></c>`,
  ),
  xlsxWay(
    'sheet: rich text in two runs',
    'read',
    (address, style, number) =>
      `<c r="${address}"${style} t="inlineStr"><is><r><t>${number.slice(0, 2)}</t></r><r><t>${number.slice(2)}</t></r></is></c>`,
  ),
  xlsxWay(
    'sheet: formulas without a result',
    'flagged',
    (address, style) => `<c r="${address}"${style}><f>SUM(Z1:Z2)</f></c>`,
  ),
  xlsxWay('sheet: formulas typed as text', 'flagged', (address, style, number) =>
    inline(address, style, `=${number}+5`),
  ),
  xlsxWay('sheet: errors (#REF!)', 'flagged', (address, style) => `<c r="${address}"${style} t="e"><v>#REF!</v></c>`),
  xlsxWay('sheet: TRUE and FALSE', 'flagged', (address, style) => `<c r="${address}"${style} t="b"><v>1</v></c>`),
  xlsxWay('sheet: shown as dates', 'flagged', (address, _, number) => `<c r="${address}" s="4"><v>${number}</v></c>`),
  xlsxWay(
    'sheet: fractions',
    'flagged',
    (address, style, number) => `<c r="${address}"${style}><v>${number}.5</v></c>`,
  ),
  xlsxWay(
    'sheet: negative figures',
    'flagged',
    (address, style, number) => `<c r="${address}"${style}><v>-${number}</v></c>`,
  ),
  xlsxWay('sheet: two numbers in a cell, line below line', 'flagged', (address, style, number) =>
    inline(address, style, `${number}\n35`),
  ),
  xlsxWay('sheet: figures deleted, formats kept', 'read', (address, style) => `<c r="${address}"${style}/>`, 'blank'),
  {
    name: 'sheet: figures in the note column',
    expect: 'flagged',
    fill: (sample) => {
      if (sample.format !== 'xlsx' || !hasSingleColumn(sample.definition)) return null;
      const hasNotes = sample.definition.frame.columns.some((header) => /^ghi chú$/iu.test(header));
      if (!hasNotes) return null;
      const bytes = rewrite(filled(sample), (xml) => {
        const cells = new Map<string, string>();
        const without = eachFigure(xml, (address, style, number) => {
          cells.set(moved(address, 1, 0), `<v>${number}</v>`);
          return `<c r="${address}"${style}/>`;
        });
        return without.replace(
          /<c r="([A-Z]+\d+)"( s="\d+")?\/>/gu,
          (whole, address: string, style: string | undefined) => {
            const value = cells.get(address);
            return value === undefined ? whole : `<c r="${address}"${style ?? ''}>${value}</c>`;
          },
        );
      });
      return { bytes, truth: sample.values.cells };
    },
  },
  {
    name: 'sheet: one merged cell for two lines',
    expect: 'flagged',
    fill: (sample) => {
      if (sample.format !== 'xlsx' || !hasSingleColumn(sample.definition)) return null;
      let pair: [string, string] | null = null;
      let numbers: string[] = [];
      const bytes = rewrite(filled(sample), (xml) => {
        const all = [...xml.matchAll(FIGURE)];
        for (const [index, match] of all.entries()) {
          const next = all[index + 1];
          if (next?.[1] !== undefined && match[1] !== undefined && next[1] === moved(match[1], 0, 1)) {
            pair = [match[1], next[1]];
            numbers = [match[3] ?? '', next[3] ?? ''];
            break;
          }
        }
        if (pair === null) return xml;
        const [first, second] = pair;
        const ref = `<mergeCell ref="${first}:${second}"/>`;
        const merged = xml.includes('<mergeCells')
          ? xml.replace(/<\/mergeCells>/u, `${ref}</mergeCells>`)
          : xml.replace('</sheetData>', `</sheetData><mergeCells count="1">${ref}</mergeCells>`);
        return eachFigure(merged, (address, style, number) =>
          address === second ? `<c r="${address}"${style}/>` : `<c r="${address}"${style}><v>${number}</v></c>`,
        );
      });
      if (pair === null) return null;
      // The number is of both lines together: it is neither's.
      const truth = Object.fromEntries(
        Object.entries(sample.values.cells).filter(
          ([, cell]) => cell.state !== 'value' || !numbers.includes(cell.number),
        ),
      );
      return { bytes, truth };
    },
  },
];
