/** What is published of a Week's results, how years stand beside each other, and open data. Pure. */
import { z } from 'zod';
import type { CalendarDate, Decimal } from '../../platform/ids/ids.ts';
import { sumDecimals } from '../../platform/text/decimal.ts';

/** One published number, with how many units gave it: a total without its denominator says little. */
export interface PublishedFigure {
  /** Key of the measure in the form. */
  readonly key: string;
  /** Code of the national dictionary; the same in every year and every form. null where the form's line has none. */
  readonly indicator: string | null;
  /** Heading of the form that it stands under. */
  readonly group: string;
  readonly label: string;
  /** Unit of measure: lớp, lượt người. */
  readonly unit: string | null;
  readonly value: Decimal;
  /** Reports that gave a number. */
  readonly givers: number;
}

export const publishedFiguresSchema: z.ZodType<PublishedFigure[]> = z.array(
  z.object({
    key: z.string(),
    indicator: z.string().nullable(),
    group: z.string(),
    label: z.string(),
    unit: z.string().nullable(),
    value: z
      .string()
      .regex(/^-?\d+(?:\.\d+)?$/)
      .transform((text) => text as Decimal),
    givers: z.number().int().min(0),
  }),
);

export interface Totals {
  readonly groups: readonly { readonly label: string }[];
  readonly cells: readonly {
    readonly cell: number;
    readonly groupNo: number;
    readonly line: { readonly under: string | null };
    readonly measure: {
      readonly key: string;
      readonly label: string;
      readonly unit: string | null;
      readonly indicator: string | null;
      readonly addingUp: string;
    };
  }[];
  readonly sums: readonly (Decimal | null)[];
  readonly givers: readonly number[];
}

/** The numbers that add up and that somebody gave. What nobody gave is left out: it is not zero. */
export function figuresOf(totals: Totals): PublishedFigure[] {
  return totals.cells.flatMap(({ cell, groupNo, line, measure }) => {
    const value = totals.sums[cell - 1] ?? null;
    const givers = totals.givers[cell - 1] ?? 0;
    if (measure.addingUp === 'none' || value === null || givers === 0) return [];
    return [
      {
        key: measure.key,
        indicator: measure.indicator,
        group: totals.groups[groupNo - 1]?.label ?? '',
        label: line.under === null ? measure.label : `${line.under} – ${measure.label}`,
        unit: measure.unit,
        value,
        givers,
      },
    ];
  });
}

/** The same number of an earlier year: by the national indicator, for forms change their words from year to year. */
export function earlierFigure(figure: PublishedFigure, earlier: readonly PublishedFigure[]): PublishedFigure | null {
  if (figure.indicator === null) return null;
  return earlier.find(({ indicator }) => indicator === figure.indicator) ?? null;
}

/** A number to open with: lines of one unit of measure added up, and how many units stand behind it. */
export interface Headline {
  readonly unit: string;
  readonly value: string;
  /** Lines that were added. */
  readonly lines: number;
  /** The least and the most units that gave one of these lines. */
  readonly givers: readonly [least: number, most: number];
}

/** Units of measure that may be added over lines, the most telling first. People may not: one may stand in several lines. */
const ADDED_UNITS = ['hoạt động', 'lớp', 'lượt người', 'buổi', 'lần'] as const;
const MOST_HEADLINES = 3;

/**
 * At most three sums over the lines of a publication. A line that is itself a sum ("Tổng số lớp") stands for the others of its
 * unit; of a part ("Trong đó: …") nothing is added. Where there are several sums, it is unknown what each holds: no headline.
 */
export function headlinesOf(figures: readonly PublishedFigure[]): Headline[] {
  return ADDED_UNITS.flatMap((unit): Headline[] => {
    const ofUnit = figures.filter((figure) => figure.unit === unit && !/trong đó/iu.test(figure.label));
    const sums = ofUnit.filter(({ label }) => /(?:^|– )tổng(?= )/iu.test(label));
    const lines = sums.length === 0 ? ofUnit : sums;
    if (lines.length === 0 || sums.length > 1) return [];
    const givers = lines.map((line) => line.givers);
    return [
      {
        unit,
        value: sumDecimals(lines.map(({ value }) => value)),
        lines: lines.length,
        givers: [Math.min(...givers), Math.max(...givers)],
      },
    ];
  }).slice(0, MOST_HEADLINES);
}

export interface PublishedRow {
  readonly year: number;
  readonly unitCode: string | null;
  readonly unitName: string;
  readonly publishedOn: CalendarDate;
  readonly reports: number;
  readonly expected: number;
  readonly figures: readonly PublishedFigure[];
}

const CSV_COLUMNS = [
  'nam',
  'ma_don_vi',
  'don_vi',
  'ngay_cong_bo',
  'so_bao_cao',
  'so_phai_bao_cao',
  'nhom',
  'chi_tieu',
  'ma_chi_tieu',
  'gia_tri',
  'don_vi_tinh',
  'so_don_vi_co_so_lieu',
] as const;

/** Open data, one line a number: RFC 4180 with a byte order mark, so that Excel shows Vietnamese letters. */
export function csvOf(rows: readonly PublishedRow[]): string {
  const lines = rows.flatMap((row) =>
    row.figures.map((figure) => [
      String(row.year),
      row.unitCode ?? '',
      row.unitName,
      row.publishedOn,
      String(row.reports),
      String(row.expected),
      figure.group,
      figure.label,
      figure.indicator ?? '',
      figure.value,
      figure.unit ?? '',
      String(figure.givers),
    ]),
  );
  return `\ufeff${[CSV_COLUMNS, ...lines].map((line) => line.map(csvField).join(',')).join('\r\n')}\r\n`;
}

/** A field that a spreadsheet would take for a formula is given an apostrophe; a plain negative number is none. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a pasted list for the honour board. */
export interface AwardeeLine {
  readonly awardee: string;
  readonly achievement: string;
}

const LONGEST = 300;
const MOST_LINES = 500;

/**
 * A pasted list: one awardee a line, the achievement after a tab, a semicolon or " – ". Numbers of a list at the beginning fall away.
 * @returns the lines, and the numbers (from 1) of those that are too long
 */
export function readAwardees(text: string): { lines: AwardeeLine[]; tooLong: number[]; tooMany: boolean } {
  const typed = text
    .split('\n')
    .map((line) => line.replace(/^\s*\d{1,4}\s*[.)]\s*/, '').trim())
    .filter((line) => line !== '');
  const lines = typed.slice(0, MOST_LINES).map((line): AwardeeLine => {
    const [, awardee = line, achievement = ''] = /^(.*?)(?:\t+|\s*;\s*|\s+[–—]\s+)(.*)$/.exec(line) ?? [];
    return { awardee: awardee.trim(), achievement: achievement.trim() };
  });
  const tooLong = lines.flatMap(({ awardee, achievement }, index) =>
    awardee.length > LONGEST || achievement.length > LONGEST ? [index + 1] : [],
  );
  return { lines, tooLong, tooMany: typed.length > MOST_LINES };
}
