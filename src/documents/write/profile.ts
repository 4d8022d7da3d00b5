/**
 * Layout of administrative documents as data. Clauses are of Phụ lục I to Nghị định 30/2020/NĐ-CP (in force 5/3/2020);
 * a later decree is another profile, not an edit of this one.
 */

import type { DocHead } from './doc-model.ts';

export type Urgency = NonNullable<DocHead['urgency']>;

export interface DocProfile {
  readonly id: string;
  /** Where the figures come from, and from which day they apply. */
  readonly source: string;
  readonly effectiveFrom: string;
  readonly font: string;
  /** Millimetres. */
  readonly page: { readonly width: number; readonly height: number };
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  /** Points. */
  readonly sizes: {
    readonly nation: number;
    readonly motto: number;
    readonly agency: number;
    readonly number: number;
    readonly placeDate: number;
    readonly letterSubject: number;
    readonly urgency: number;
    readonly type: number;
    readonly subject: number;
    readonly body: number;
    readonly table: number;
    readonly signature: number;
    readonly recipientsHeading: number;
    readonly recipients: number;
    readonly annexLabel: number;
    readonly pageNumber: number;
  };
  /** Millimetres: the frame of each urgency mark. */
  readonly urgencyFrames: Readonly<Record<Urgency, number>>;
  /** Share of the text width that the left column of the head takes; the right one must hold the Quốc hiệu unbroken. */
  readonly headLeftShare: number;
  /** Length of the line under the agency and under the trích yếu, as a share of the text above it. */
  readonly shortRule: number;
  /** Millimetres. */
  readonly firstLineIndent: number;
  /** Points between paragraphs. */
  readonly paragraphGap: number;
  /** Line spacing as a multiple of single. */
  readonly lineSpacing: number;
}

export const nd30_2020: DocProfile = {
  id: 'nd30_2020',
  source: 'Nghị định 30/2020/NĐ-CP, Phụ lục I',
  effectiveFrom: '2020-03-05',
  // Phần I, Mục I.4: Times New Roman, Unicode TCVN 6909:2001, black.
  font: 'Times New Roman',
  // Phần I, Mục I.1 and I.2: A4 (210 × 297 mm), upright.
  page: { width: 210, height: 297 },
  // Phần I, Mục I.3 (lề trang): top and bottom 20-25, left 30-35, right 15-20 mm.
  margins: { top: 20, bottom: 20, left: 30, right: 20 },
  sizes: {
    // Phần I, Mục II.1 (Quốc hiệu và Tiêu ngữ): 12-13 and 13-14 bold; 12 lets it stand on one line.
    nation: 12,
    motto: 13,
    // Phần I, Mục II.2 (tên cơ quan): 12-13.
    agency: 12,
    // Phần I, Mục II.3 (số, ký hiệu): 13 upright.
    number: 13,
    // Phần I, Mục II.4 (địa danh và thời gian): 13-14 italic.
    placeDate: 13,
    // Phần I, Mục II.5 (tên loại, trích yếu): 13-14 bold; of a công văn 12-13 upright, 6 pt under the number.
    letterSubject: 12,
    // Phần I, Mục III.2 (dấu chỉ mức độ khẩn): 13-14 bold capitals in a frame, red.
    urgency: 13,
    type: 14,
    subject: 14,
    // Phần I, Mục II.6 (nội dung): 13-14 upright.
    body: 14,
    table: 13,
    // Phần I, Mục II.7 (chức vụ, họ tên người ký): 13-14 bold.
    signature: 14,
    // Phần I, Mục II.9 (nơi nhận): heading 12 bold italic, list 11.
    recipientsHeading: 12,
    recipients: 11,
    // Phần I, Mục III.1 (phụ lục): 14 bold.
    annexLabel: 14,
    // Phần I, Mục I.7 (số trang): 13-14 upright, centred in the top margin, not on page 1.
    pageNumber: 13,
  },
  // Phần I, Mục III.2 b: frames of 30, 40 and 20 mm by 8 mm.
  urgencyFrames: { 'HỎA TỐC': 30, 'THƯỢNG KHẨN': 40, KHẨN: 20 },
  headLeftShare: 0.4,
  // Phần I, Mục II.2 and II.5: one third to one half of the line above.
  shortRule: 0.4,
  // Phần I, Mục II.6: 1 or 1.27 cm; at least 6 pt between paragraphs; single to 1.5 lines.
  firstLineIndent: 12.7,
  paragraphGap: 6,
  lineSpacing: 1.15,
};
