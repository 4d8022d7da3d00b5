/** Filled-in forms as people really send them: values in every place and every way, made from the fixture forms. */
import type { FormDefinition, FormValues } from '../documents/forms/definition.ts';
import { textOfLine } from '../documents/forms/value-text.ts';
import { packDocx } from './docx-package.ts';
import { FORM_SPECS, type FormKind } from './form-specs.ts';

/** One line of a group as printed, with what a person would write for it. */
interface FilledLine {
  readonly printed: string;
  /** Value text (`1.201`, `12 tờ; 30 bài`, `có`); null for an open row. */
  readonly value: string | null;
  readonly unit: string | null;
}

export interface FilledGroup {
  readonly head: string;
  readonly lines: readonly FilledLine[];
}

export interface FilledRow {
  readonly label: readonly string[];
  readonly column?: readonly string[];
}

/** Printed lines and values of a fixture form side by side. */
export function filledGroups(kind: FormKind, definition: FormDefinition, values: FormValues): FilledGroup[] {
  return FORM_SPECS[kind].groups.map((group, index) => {
    let next = 0;
    const lines = group.lines.map((printed): FilledLine => {
      if (!/[\p{L}\p{N}]/u.test(printed)) return { printed, value: null, unit: null };
      const line = definition.groups[index]?.lines[next++];
      if (line === undefined) throw new Error(`no line for ${printed}`);
      return {
        printed,
        value: textOfLine(line, values),
        unit: line.measures.length === 1 ? (line.measures[0]?.unit ?? null) : null,
      };
    });
    return { head: group.head, lines };
  });
}

export type ParagraphMaker = (text: string) => string;

export const plainParagraph: ParagraphMaker = (text) =>
  `<w:p><w:r><w:t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`;

/** Each word in its own run, every other one bold, a tab before the last. */
export const brokenParagraph: ParagraphMaker = (text) => {
  const words = text.replaceAll('&', '&amp;').split(' ');
  return `<w:p>${words
    .map(
      (word, index) =>
        `<w:r>${index % 2 === 0 ? '' : '<w:rPr><w:b/></w:rPr>'}${index === words.length - 1 ? '<w:tab/>' : ''}<w:t xml:space="preserve">${word} </w:t></w:r>`,
    )
    .join('')}</w:p>`;
};

const TABLE_LOOK = `<w:tblPr><w:tblW w:w="9070" w:type="dxa"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('')}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="5200"/><w:gridCol w:w="2300"/><w:gridCol w:w="1570"/></w:tblGrid>`;

/** A .docx with those rows in the fixture's table, between its headings. */
export function packFilled(
  kind: FormKind,
  rows: readonly FilledRow[],
  make: ParagraphMaker = plainParagraph,
  header: readonly string[] = ['Nội dung hoạt động', 'Kết quả, số lượng', 'Ghi chú'],
): Uint8Array {
  const spec = FORM_SPECS[kind];
  const cell = (lines: readonly string[]): string =>
    `<w:tc>${lines.length === 0 ? '<w:p/>' : lines.map(make).join('')}</w:tc>`;
  const row = (cells: readonly (readonly string[])[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
  const [direction, results, table, prosCons, next, proposals] = spec.headings;
  const lines = (texts: readonly string[]): string => texts.map(plainParagraph).join('');
  const body = [
    lines([
      'UBND HUYỆN LONG VÂN',
      ...(kind === 'eight-groups' ? ['PHÒNG GD&ĐT'] : []),
      'Số: 15/BC-UBND',
      ...spec.title,
      direction,
      'Đã chỉ đạo 12 xã.',
      results,
      table,
    ]),
    `<w:tbl>${TABLE_LOOK}${row(header.map((text) => [text]))}${rows.map(({ label, column = [] }) => row([label, column, []])).join('')}</w:tbl>`,
    lines([prosCons, next, proposals, 'Nơi nhận:', '- UBND tỉnh;', spec.signer]),
  ];
  return packDocx({ body: body.join('') });
}
