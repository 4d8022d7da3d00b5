/**
 * A long table as .xlsx, row by row: memory does not grow with the rows. For tables with merged cells, sums and several
 * sheets there is `hucre-adapter.ts`; this one writes plain rows under one header, as many as a sheet holds.
 */
import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { formatAddress } from '../xlsx/address.ts';
import { escapeXml } from './docx-xml.ts';

export interface StreamedColumn {
  readonly header: string;
  /** Characters. */
  readonly width: number;
}

export interface StreamedTable {
  readonly sheetName: string;
  readonly columns: readonly StreamedColumn[];
}

/** Text is always text ("=1+1" is never run); a number is a number with its thousands parted; null is an empty cell. */
export type StreamedCell = string | number | null;

/** What a sheet of Excel holds, and one of its cells. */
const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;
const FORBIDDEN_IN_NAME = /[\\/?*[\]:]/gu;
/** Characters gathered before they are packed. */
const BATCH = 16 * 1024;
/** Of the nine: beyond it the file shrinks by little and time doubles. */
const LEVEL = 4;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET_NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE_REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the looks in `styles`. */
const LOOK = { header: 1, text: 2, whole: 3, decimal: 4 } as const;

/**
 * The bytes of the file, piece by piece, as `rows` come. Equal input gives equal bytes.
 * Throws RangeError for more rows than a sheet holds and for a number that is none (NaN, infinite).
 */
export async function* streamXlsx(
  table: StreamedTable,
  rows: Iterable<readonly StreamedCell[]> | AsyncIterable<readonly StreamedCell[]>,
): AsyncGenerator<Uint8Array> {
  const zip = new StreamedZip();
  for (const [name, content] of Object.entries(fixedParts(table))) yield zip.whole(name, Buffer.from(content));
  yield* zip.streamed('xl/worksheets/sheet1.xml', sheetText(table, rows));
  yield zip.end();
}

async function* sheetText(
  table: StreamedTable,
  rows: Iterable<readonly StreamedCell[]> | AsyncIterable<readonly StreamedCell[]>,
): AsyncGenerator<string> {
  const letters = table.columns.map((_, index) => formatAddress({ column: index + 1, row: 1 }).slice(0, -1));
  const widths = table.columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  let batch =
    `${XML}<worksheet xmlns="${SHEET_NS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>`;
  batch += rowText(
    1,
    table.columns.map(({ header }) => header),
    letters,
    LOOK.header,
  );
  let row = 1;
  for await (const cells of rows) {
    row += 1;
    if (row > MOST_ROWS) throw new RangeError('more rows than a sheet holds');
    batch += rowText(row, cells, letters, LOOK.text);
    if (batch.length > BATCH) {
      yield batch;
      batch = '';
    }
  }
  yield `${batch}</sheetData><pageMargins left="0.5" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>`;
}

function rowText(row: number, cells: readonly StreamedCell[], letters: readonly string[], look: number): string {
  let text = `<row r="${row}">`;
  for (let index = 0; index < letters.length; index += 1) {
    const cell = cells[index];
    const place = `${letters[index] ?? ''}${row}`;
    if (cell === null || cell === undefined || cell === '') text += `<c r="${place}" s="${look}"/>`;
    else if (typeof cell === 'number') {
      if (!Number.isFinite(cell)) throw new RangeError(`no number: ${cell}`);
      text += `<c r="${place}" s="${Number.isInteger(cell) ? LOOK.whole : LOOK.decimal}"><v>${cell}</v></c>`;
    } else
      text += `<c r="${place}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, LONGEST_TEXT))}</t></is></c>`;
  }
  return `${text}</row>`;
}

function fixedParts({ sheetName }: StreamedTable): Record<string, string> {
  const name = escapeXml(sheetName.replace(FORBIDDEN_IN_NAME, ' ').slice(0, LONGEST_NAME));
  const override = (part: string, type: string) =>
    `<Override PartName="${part}" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE_REL}/${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}${override('/xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE_REL}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${SHEET_NS}" xmlns:r="${OFFICE_REL}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets>` +
      `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name.replaceAll("'", "''")}'!$1:$1</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE_REL}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': styles(),
  };
}

function styles(): string {
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Times New Roman"/><family val="1"/></font>`;
  const side = (name: string) => `<${name} style="thin"><color rgb="FF000000"/></${name}>`;
  const look = (font: number, format: number, align: string) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="${font === 1 ? 2 : 0}" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${align}/></xf>`;
  return (
    `${XML}<styleSheet xmlns="${SHEET_NS}"><fonts count="2">${font('')}${font('<b/>')}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>' +
    `<borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    look(1, 0, 'horizontal="center" vertical="center" wrapText="1"') +
    look(0, 49, 'vertical="top" wrapText="1"') +
    // 3 is #,##0; 4 is #,##0.00.
    `${look(0, 3, 'vertical="top"')}${look(0, 4, 'vertical="top"')}</cellXfs></styleSheet>`
  );
}

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  /** Sizes stand behind the content: it was not known before it was written. */
  readonly isStreamed: boolean;
}

const LARGEST = 0xffffffff;
/** 1 January 1980: a file never depends on the clock. */
const DOS_DATE = 0x0021;
const VERSION = 20;
const DEFLATE = 8;
const SIZES_BEHIND = 0x0008;
const UTF8 = 0x0800;

/** A zip written from front to back (PKWARE APPNOTE 4.3): small parts whole, one long one as it comes. */
class StreamedZip {
  readonly #entries: Entry[] = [];
  #offset = 0;

  whole(name: string, content: Uint8Array): Buffer {
    const packed = deflateRawSync(content, { level: LEVEL });
    const entry = {
      name: Buffer.from(name),
      crc: crc32(content),
      packed: packed.length,
      size: content.length,
      offset: this.#offset,
      isStreamed: false,
    };
    const bytes = Buffer.concat([localHeader(entry), packed]);
    this.#entries.push(entry);
    this.#offset += bytes.length;
    return bytes;
  }

  async *streamed(name: string, text: AsyncIterable<string>): AsyncGenerator<Buffer> {
    const opened = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.#offset, isStreamed: true };
    const header = localHeader(opened);
    yield header;
    let crc = 0;
    let size = 0;
    let packed = 0;
    const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 64 * 1024 });
    let failure: unknown = null;
    const fed = (async () => {
      try {
        for await (const piece of text) {
          const bytes = Buffer.from(piece);
          crc = crc32(bytes, crc);
          size += bytes.length;
          if (!deflate.write(bytes)) await once(deflate, 'drain');
        }
      } catch (error) {
        failure = error;
      }
      deflate.end();
    })();
    try {
      for await (const chunk of deflate) {
        // zlib gives buffers.
        const bytes = chunk as Buffer;
        packed += bytes.length;
        yield bytes;
      }
    } finally {
      // Whoever stopped reading stops the packing too.
      deflate.destroy();
    }
    await fed;
    if (failure !== null) throw failure;
    if (size > LARGEST || this.#offset + packed > LARGEST) throw new RangeError('larger than a plain zip can be');
    const behind = Buffer.alloc(16);
    [0x08074b50, crc, packed, size].forEach((value, index) => behind.writeUInt32LE(value, index * 4));
    yield behind;
    this.#entries.push({ ...opened, crc, packed, size });
    this.#offset += header.length + packed + behind.length;
  }

  end(): Buffer {
    const directory = this.#entries.map((entry) => {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt16LE(VERSION, 4);
      fields(entry).copy(record, 6);
      record.writeUInt32LE(entry.offset, 42);
      return Buffer.concat([record, entry.name]);
    });
    const size = directory.reduce((sum, record) => sum + record.length, 0);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(this.#offset, 16);
    return Buffer.concat([...directory, end]);
  }
}

function localHeader(entry: Entry): Buffer {
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  fields(entry).copy(record, 4);
  return Buffer.concat([record, entry.name]);
}

/** What both headers of a part say: version, flags, method, time, sum, sizes, length of the name. */
function fields(entry: Entry): Buffer {
  const record = Buffer.alloc(26);
  record.writeUInt16LE(VERSION, 0);
  record.writeUInt16LE(UTF8 | (entry.isStreamed ? SIZES_BEHIND : 0), 2);
  record.writeUInt16LE(DEFLATE, 4);
  record.writeUInt16LE(DOS_DATE, 8);
  record.writeUInt32LE(entry.crc, 10);
  record.writeUInt32LE(entry.packed, 14);
  record.writeUInt32LE(entry.size, 18);
  record.writeUInt16LE(entry.name.length, 22);
  return record;
}
