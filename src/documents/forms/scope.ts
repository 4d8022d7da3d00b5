/** Where in a document the report form stands: a file that is only the form, or an annex behind the plan's main text. */
import { toneFoldedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Block, TableBlock } from '../blocks.ts';
import { gridOf } from '../table-grid.ts';
import { columnsOf } from './columns.ts';

/** Blocks of the form, from its first head to the end of its annex. */
export interface FormScope {
  readonly blocks: readonly Block[];
  /** True when the document itself announces a form ("Mẫu báo cáo"), so that one of prose only is a form too. */
  readonly announced: boolean;
}

/** Finds the form; null when the document has none. Candidates in order of trust; the first that holds something wins. */
export function findFormScopes(blocks: readonly Block[]): FormScope[] {
  const mainEnd = blocks.findIndex((block) =>
    textsOf(block).some((text) => unaccentedKey(text).startsWith('noi nhan')),
  );
  const after = (index: number): boolean => mainEnd < 0 || index > mainEnd;
  const announced: number[] = [];
  const titled: number[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === 'paragraph' && isAnnouncement(block.text)) announced.push(index);
    if (textsOf(block).some(isReportTitle)) titled.push(index);
  });
  const scopes: FormScope[] = [];
  const add = (start: number, isAnnounced: boolean): void => {
    scopes.push({ blocks: blocks.slice(start, endOfAnnex(blocks, start)), announced: isAnnounced });
  };
  for (const index of announced.filter(after)) add(index, true);
  for (const index of titled.filter(after)) add(headStart(blocks, index), false);
  // A file that is only the form: its own "Nơi nhận" stands below the title.
  const first = Math.min(announced[0] ?? Infinity, titled[0] ?? Infinity);
  if (first < Infinity && !after(first) && !isPlan(blocks.slice(0, first))) add(0, announced[0] === first);
  // A bare table with a column to fill in (a spreadsheet, or an annex without a head).
  const table = blocks.findIndex((block) => block.kind === 'table' && isBlankForm(block));
  if (table >= 0) add(isPlan(blocks.slice(0, table)) ? annexStart(blocks, table, mainEnd) : 0, false);
  return scopes;
}

function textsOf(block: Block): readonly string[] {
  if (block.kind === 'paragraph') return block.text.split('\n');
  return block.rows.flatMap((row) => row.flatMap((cell) => cell.lines));
}

/** "Mẫu báo cáo", "(MẪU BÁO CÁO GỬI VỀ …)", "Biểu mẫu số 1", "Phụ lục: mẫu báo cáo": a heading, not a sentence about one. */
function isAnnouncement(text: string): boolean {
  // The length first: the key of a long paragraph costs more than all the rest.
  return (
    text.length <= 160 &&
    !text.trim().endsWith('.') &&
    /^(?:phu luc(?: (?:[ivx]+|\d+))? )?(?:bieu )?(?:mau|de cuong)(?: so \d+)? bao cao/u.test(unaccentedKey(text))
  );
}

function isReportTitle(text: string): boolean {
  const trimmed = text.trim();
  return /^BÁO CÁO(?!\p{Ll})/u.test(trimmed.normalize('NFC')) && trimmed === trimmed.toLocaleUpperCase('vi');
}

/** Walks up from the title over the head of the report (agency, number, motto, place and date). */
function headStart(blocks: readonly Block[], title: number): number {
  let start = title;
  while (start > 0 && title - start < 10) {
    const above = blocks[start - 1];
    if (above === undefined || !isHead(above)) break;
    start--;
  }
  return start;
}

function isHead(block: Block): boolean {
  const texts = textsOf(block).filter((text) => text.trim() !== '');
  if (block.kind === 'table') return texts.some((text) => /cong hoa xa hoi|^so /u.test(unaccentedKey(text)));
  return texts.every((text) => {
    const key = unaccentedKey(text);
    return (
      text === text.toLocaleUpperCase('vi') ||
      /^(?:so |doc lap)|ngay .*thang .*nam|^ban hanh kem theo|^kem theo/u.test(key)
    );
  });
}

/** A plan or letter stands above: then the form is its annex, and nothing of the main text belongs to the form. */
function isPlan(blocks: readonly Block[]): boolean {
  return blocks.some((block) =>
    textsOf(block).some(
      (text) =>
        /^(?:KẾ HOẠCH|CÔNG VĂN|HƯỚNG DẪN|QUYẾT ĐỊNH|THÔNG BÁO)(?!\p{Ll})/u.test(text.trim()) ||
        unaccentedKey(text).startsWith('kinh gui'),
    ),
  );
}

/** Head of the annex that a table stands in: the nearest "Phụ lục", "Biểu", "Mẫu" above it, else the table itself. */
function annexStart(blocks: readonly Block[], table: number, mainEnd: number): number {
  for (let index = table - 1; index > Math.max(mainEnd, table - 15); index--) {
    const block = blocks[index];
    if (block?.kind === 'paragraph' && /^(?:phu luc|bieu|mau)(?: |$)/u.test(unaccentedKey(block.text))) return index;
  }
  return table;
}

/** The form ends where the next annex begins. */
function endOfAnnex(blocks: readonly Block[], start: number): number {
  for (let index = start + 1; index < blocks.length; index++) {
    const block = blocks[index];
    if (block?.kind !== 'paragraph' || index - start < 3) continue;
    if (
      /^(?:phu luc|bieu mau)(?: (?:[ivx]+|\d+|so \d+))?(?: |$)/u.test(
        toneFoldedKey(block.text).normalize('NFD').replace(/\p{M}/gu, ''),
      ) &&
      block.text.length <= 80
    )
      return index;
  }
  return blocks.length;
}

/** A table with a column for results that is (nearly) empty. */
function isBlankForm(table: TableBlock): boolean {
  const columns = columnsOf(table);
  if (columns === null) return false;
  const values = gridOf(table)
    .slice(columns.firstRow)
    .flatMap((row) => columns.values.flatMap((column) => row[column]?.cell ?? []));
  return values.length > 0 && values.filter((cell) => cell.lines.length > 0).length <= values.length * 0.3;
}
