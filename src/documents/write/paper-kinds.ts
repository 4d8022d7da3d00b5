/** The kinds of papers that are made here, with the abbreviation that stands in the number (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mục I). */

export const PAPER_KINDS = [
  'plan',
  'letter',
  'invitation',
  'programme',
  'mc-script',
  'report',
  'consolidated-report',
  'minutes',
  'proposal',
  'decision',
  'certificate',
  'table',
] as const;

export type PaperKind = (typeof PAPER_KINDS)[number];

interface PaperKindFacts {
  /** Tên loại in capitals as printed; null for a công văn, which has none. */
  readonly type: string | null;
  /** Stands in the symbol (`KH` in `KH-UBND`) and names the sequence of numbers; null: the symbol has the office alone. */
  readonly abbreviation: string | null;
  /** False for working papers that get no number of the register: a script, a table that goes with a report. */
  readonly isNumbered: boolean;
}

export const paperKindFacts: Readonly<Record<PaperKind, PaperKindFacts>> = {
  plan: { type: 'KẾ HOẠCH', abbreviation: 'KH', isNumbered: true },
  letter: { type: null, abbreviation: null, isNumbered: true },
  invitation: { type: 'GIẤY MỜI', abbreviation: 'GM', isNumbered: true },
  programme: { type: 'CHƯƠNG TRÌNH', abbreviation: 'CTr', isNumbered: true },
  'mc-script': { type: 'KỊCH BẢN', abbreviation: null, isNumbered: false },
  report: { type: 'BÁO CÁO', abbreviation: 'BC', isNumbered: true },
  'consolidated-report': { type: 'BÁO CÁO', abbreviation: 'BC', isNumbered: true },
  minutes: { type: 'BIÊN BẢN', abbreviation: 'BB', isNumbered: true },
  proposal: { type: 'TỜ TRÌNH', abbreviation: 'TTr', isNumbered: true },
  decision: { type: 'QUYẾT ĐỊNH', abbreviation: 'QĐ', isNumbered: true },
  certificate: { type: 'GIẤY CHỨNG NHẬN', abbreviation: 'GCN', isNumbered: true },
  table: { type: 'BẢNG SỐ LIỆU', abbreviation: null, isNumbered: false },
};
