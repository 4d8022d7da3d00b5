/** A roll-up as files: the unit-by-indicator table with its sheets of faults and words, and the consolidated report. */
import { formatDecimal } from '../../platform/text/decimal.ts';
import type { CellValue, FormDefinition, FormValues } from '../forms/definition.ts';
import { groupKeys } from '../forms/key.ts';
import type { DocHead, OfficeDoc, DocSignature } from '../write/doc-model.ts';
import { reportModel, symbolOf } from '../write/report-model.ts';
import { type TextSheet, writeUnitTable } from '../write/xlsx-table.ts';
import type { RollUpResult } from './add-up.ts';
import { rollUpWords as words } from './messages.ts';

/** Up to so many units, their words stand in the document itself; beyond, in the table's own sheet. */
const WORDS_IN_DOCUMENT = 20;
/** Rows that units added to the form, printed in one group of the document at most. */
const ROWS_IN_DOCUMENT = 20;

/** Bytes of the .xlsx: the table, then "Lỗi" (always), then the words and the added rows where there are any. */
export async function rollUpWorkbook(result: RollUpResult, author: string): Promise<Uint8Array> {
  const { definition, counts, faults } = result;
  const sent =
    counts.listed === null
      ? words.sentOnly(counts.added)
      : words.sent(counts.listed - result.missing.length, counts.listed);
  const remark = faults.length === 0 ? sent : `${sent}; ${words.faultCount(faults.length)}`;
  return writeUnitTable({
    definition,
    titles: [words.title(definition.title.replaceAll('\n', ' ')).toLocaleUpperCase('vi'), `(${remark})`],
    author,
    sheetName: null,
    units: result.rows,
    further: [faultSheet(result), ...sectionSheet(result), ...openRowSheet(result)],
  });
}

function faultSheet({ faults }: RollUpResult): TextSheet {
  const { sheets } = words;
  return {
    name: sheets.faults,
    title: sheets.faultsTitle,
    columns: [
      { header: sheets.file, width: 32 },
      { header: sheets.unit, width: 26 },
      { header: sheets.where, width: 34 },
      { header: sheets.found, width: 24 },
      { header: sheets.problem, width: 60 },
    ],
    rows:
      faults.length === 0
        ? [['', '', '', '', words.noFaults]]
        : faults.map((fault) => [fault.file, fault.unit ?? '', fault.where ?? '', fault.found ?? '', fault.message]),
  };
}

function sectionSheet({ definition, reports }: RollUpResult): TextSheet[] {
  const { sheets } = words;
  const rows = definition.sections.flatMap((section) =>
    reports.flatMap((report) => {
      const text = report.values.sections[section.key]?.trim() ?? '';
      const title = section.number === null ? section.label : `${section.number}. ${section.label}`;
      return text === '' ? [] : [[title, report.unit.name, text]];
    }),
  );
  if (rows.length === 0) return [];
  const columns = [
    { header: sheets.section, width: 34 },
    { header: sheets.unit, width: 28 },
    { header: sheets.text, width: 90 },
  ];
  return [{ name: sheets.sections, title: sheets.sectionsTitle, columns, rows }];
}

function openRowSheet({ definition, reports }: RollUpResult): TextSheet[] {
  const { sheets } = words;
  const keys = groupKeys(definition);
  const rows = definition.groups.flatMap((group, index) =>
    reports.flatMap((report) =>
      (report.values.openRows[keys[index] ?? ''] ?? []).map((row) => [
        group.label,
        report.unit.name,
        row.label,
        row.number === null ? '' : formatDecimal(row.number),
      ]),
    ),
  );
  if (rows.length === 0) return [];
  const columns = [
    { header: sheets.group, width: 40 },
    { header: sheets.unit, width: 28 },
    { header: sheets.label, width: 56 },
    { header: sheets.number, width: 14 },
  ];
  return [{ name: sheets.openRows, title: sheets.openRowsTitle, columns, rows }];
}

/** Who issues the consolidated report; what is not known is left blank for a person. */
export interface RollUpHead {
  readonly parentAgency: string | null;
  readonly agency: string;
  readonly place: string;
  readonly addressees: readonly string[];
  readonly recipients: readonly string[];
  readonly signature: DocSignature;
}

/** A head for when nothing is said: the office that the form is sent to, everything else left for a person to fill in. */
export function headFromForm(definition: FormDefinition): RollUpHead {
  const [addressee] = definition.frame.addressees;
  return {
    parentAgency: null,
    agency: addressee?.toLocaleUpperCase('vi') ?? words.dots,
    place: '',
    addressees: [],
    recipients: [],
    signature: { authority: [], title: words.dots, name: null },
  };
}

/** The consolidated report in the form's own layout: sums in the table, the units' words and rows one after the other. */
export function rollUpDocument(result: RollUpResult, head: RollUpHead): OfficeDoc {
  const { definition, totals } = result;
  const docHead: DocHead = {
    parentAgency: head.parentAgency,
    agency: head.agency,
    number: null,
    symbol: symbolOf(definition.frame.numberPattern),
    place: head.place,
    date: null,
    urgency: null,
  };
  const cells = Object.fromEntries(
    Object.entries(totals).map(([key, number]): [string, CellValue] => [key, { state: 'value', number }]),
  );
  return reportModel({
    definition,
    values: { cells, sections: sectionsOf(result), openRows: openRowsOf(result) },
    head: docHead,
    subject: null,
    addressees: head.addressees,
    via: null,
    recipients: head.recipients,
    signature: head.signature,
    consolidated: true,
    split: null,
    notes: {},
    closing: null,
  });
}

function sectionsOf({ definition, reports }: RollUpResult): FormValues['sections'] {
  return Object.fromEntries(
    definition.sections.map((section) => {
      const texts = reports.flatMap((report) => {
        const text = report.values.sections[section.key]?.trim() ?? '';
        return text === '' ? [] : [{ unit: report.unit.name, text: text.replace(/\s*\n\s*/gu, ' ') }];
      });
      const joined =
        texts.length > WORDS_IN_DOCUMENT
          ? words.seeSheet(texts.length, words.sheets.sections)
          : texts.map(({ unit, text }) => words.unitText(unit, text)).join('\n');
      return [section.key, joined];
    }),
  );
}

function openRowsOf({ definition, reports }: RollUpResult): FormValues['openRows'] {
  return Object.fromEntries(
    groupKeys(definition).map((key) => {
      const rows = reports.flatMap((report) =>
        (report.values.openRows[key] ?? []).map((row) => ({
          ...row,
          label: words.unitLabel(row.label, report.unit.name),
        })),
      );
      const more = rows.length - ROWS_IN_DOCUMENT;
      if (more <= 0) return [key, rows];
      return [
        key,
        [...rows.slice(0, ROWS_IN_DOCUMENT), { label: words.moreRows(more, words.sheets.openRows), number: null }],
      ];
    }),
  );
}
