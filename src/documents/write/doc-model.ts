/**
 * The document model: one typed tree for every paper that an office makes. Plans, letters, reports, decisions … under
 * Nghị định 30/2020/NĐ-CP have the layout `office`, certificates the layout `certificate`. The tree is stored as JSON and
 * edited in the browser; writers (docx, pdf, html) are pure functions of it. It holds no HTML.
 */
import { z } from 'zod';

const DOC_MODEL_VERSION = 1;

const line = z.string().max(2_000);
const prose = z.string().max(20_000);
const isoDate = z.iso.date();

/** A stretch of text with one look. */
const runSchema = z
  .strictObject({ text: prose, bold: z.boolean().optional(), italic: z.boolean().optional() })
  .readonly();
/** Plain text, or runs where a part is bold or italic. `\n` is a line break. */
const textSchema = z.union([prose, z.array(runSchema).readonly()]);

const headingSchema = z
  .strictObject({
    kind: z.literal('heading'),
    /** 1: "I.", 2: "1.", 3: "1.1." or "a)"; the number is printed as given, null for none. */
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    number: z.string().max(20).nullable(),
    text: line,
  })
  .readonly();

const paragraphSchema = z
  .strictObject({
    kind: z.literal('paragraph'),
    text: textSchema,
    align: z.enum(['justify', 'left', 'center', 'right']).optional(),
    /** False: no first-line indent. */
    indent: z.boolean().optional(),
  })
  .readonly();

const itemSchema = z
  .strictObject({
    kind: z.literal('item'),
    /** Printed before the text: "a)", "-", "+", "1.". */
    marker: z.string().max(20),
    text: textSchema,
  })
  .readonly();

const cellSchema = z
  .strictObject({
    /** One paragraph each. */
    lines: z.array(textSchema).readonly(),
    align: z.enum(['left', 'center', 'right', 'justify']).optional(),
    bold: z.boolean().optional(),
    columnSpan: z.int().min(1).max(50).optional(),
  })
  .readonly();

const rowSchema = z
  .strictObject({
    cells: z.array(cellSchema).readonly(),
    /** True: no rule above, so that the row stands in one box with the row before and stays on its page. */
    joined: z.boolean().optional(),
  })
  .readonly();

const tableSchema = z
  .strictObject({
    kind: z.literal('table'),
    columns: z
      .array(
        z
          .strictObject({
            header: line,
            /** Share of the text width; shares are scaled to add up to one. */
            width: z.number().positive(),
            align: z.enum(['left', 'center', 'right', 'justify']).optional(),
          })
          .readonly(),
      )
      .min(1)
      .max(50)
      .readonly(),
    rows: z.array(rowSchema).readonly(),
  })
  .readonly();

const pageBreakSchema = z.strictObject({ kind: z.literal('page-break') }).readonly();

const bodySchema = z
  .array(z.discriminatedUnion('kind', [headingSchema, paragraphSchema, itemSchema, tableSchema, pageBreakSchema]))
  .readonly();

const headSchema = z
  .strictObject({
    /** Cơ quan chủ quản trực tiếp; null where there is none or none is printed (UBND). `\n` breaks the line. */
    parentAgency: line.nullable(),
    /** Cơ quan ban hành. */
    agency: line,
    /** Digits as given by the register; null while not yet issued: room is left by hand. */
    number: z.string().max(20).nullable(),
    /** What follows the slash: `KH-UBND`, `UBND-VX`. */
    symbol: z.string().max(60),
    place: line,
    /** ISO date of issue; null while not yet issued. */
    date: isoDate.nullable(),
    urgency: z.enum(['HỎA TỐC', 'THƯỢNG KHẨN', 'KHẨN']).nullable(),
  })
  .readonly();

const signatureSchema = z
  .strictObject({
    /** TM., KT., TL., TUQ., Q. lines, first to last, as printed. */
    authority: z.array(line).readonly(),
    title: line,
    name: line.nullable(),
  })
  .readonly();

/** What anybody can check without an account: the number printed on the paper and the address in its QR code. */
const verificationSchema = z
  .strictObject({
    /** As printed: `7K2M-9QXD-4HTA`. */
    code: z.string().max(40),
    /** Whole address of the page that answers for it. */
    url: z.string().max(500),
  })
  .readonly();

/** Between title and body of a decision: who decides, and the word that it decides with (Phụ lục III, mẫu 1.2). */
const enactmentSchema = z
  .strictObject({
    /** `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`, above the bases. */
    authority: line,
    /** `QUYẾT ĐỊNH:`, between the bases and the body. */
    verb: z.string().max(100),
  })
  .readonly();

const partShape = {
  head: headSchema,
  /** Tên loại in capitals (`KẾ HOẠCH`, `BÁO CÁO`); null for a công văn, which prints "V/v …" under its number. */
  type: z.string().max(100).nullable(),
  /** Trích yếu. `\n` breaks the line. */
  subject: line,
  addressees: z.array(line).readonly(),
  /** Office that the document passes through on its way ("qua Sở …"); null when none. */
  via: line.nullable(),
  /** Căn cứ, one each, without the closing `;`. */
  bases: z.array(prose).readonly(),
  body: bodySchema,
  /** Last paragraph of the text; null when the body ends by itself. */
  closing: prose.nullable(),
  /** Nơi nhận, one each, without dash and closing `;`. */
  recipients: z.array(line).readonly(),
  signature: signatureSchema,
  /** Biên bản: the secretary, who signs on the left beside the one in the chair; null elsewhere. */
  secretary: signatureSchema.nullable().default(null),
  enactment: enactmentSchema.nullable().default(null),
};

const partSchema = z.strictObject(partShape).readonly();

const annexSchema = z
  .strictObject({
    /** Title in capitals under "Phụ lục"; `\n` breaks the line. */
    title: line,
    /** "(Kèm theo …)" line; null: made from the document's own number, date and agency. */
    reference: line.nullable(),
    landscape: z.boolean(),
    body: bodySchema,
    /** A form or document that the annex consists of (mẫu báo cáo), with its own head and signature; null for none. */
    document: partSchema.nullable(),
  })
  .readonly();

const officeSchema = z
  .strictObject({
    version: z.literal(DOC_MODEL_VERSION),
    layout: z.literal('office'),
    ...partShape,
    /** True for a paper that is one wide table (Phụ lục I, Phần I, Mục I.2). */
    landscape: z.boolean().default(false),
    annexes: z.array(annexSchema).readonly(),
    verification: verificationSchema.nullable().default(null),
  })
  .readonly();

/** A certificate (giấy chứng nhận, giấy khen): one framed sheet, landscape. */
const certificateSchema = z
  .strictObject({
    version: z.literal(DOC_MODEL_VERSION),
    layout: z.literal('certificate'),
    head: headSchema,
    /** In capitals, large: `GIẤY CHỨNG NHẬN`. */
    title: z.string().max(100),
    /** Line above the name: `Chứng nhận`, `Tặng`; empty for none. */
    presentation: line,
    recipient: z
      .strictObject({
        name: line,
        /** Under the name: school, class, office; null for none. */
        detail: line.nullable(),
      })
      .readonly(),
    /** What for: `Đã tham gia …`. `\n` breaks the line. */
    reason: prose,
    signature: signatureSchema,
    /** What stands for it: a signature where it is not said; `code`: nobody signs, number and code tell whose it is. */
    proof: z.enum(['signature', 'code']).optional(),
    /** Colour of frame and title, `#rrggbb`. */
    color: z.string().regex(/^#[0-9a-f]{6}$/u),
    /** Drawing round the sheet; `plain` where it is not said. */
    frame: z.enum(['plain', 'festive']).optional(),
    verification: verificationSchema.nullable().default(null),
  })
  .readonly();

export const docModelSchema = z.discriminatedUnion('layout', [officeSchema, certificateSchema]);

export type DocModel = z.infer<typeof docModelSchema>;
/** A document under Nghị định 30/2020/NĐ-CP with its annexes. */
export type OfficeDoc = z.infer<typeof officeSchema>;
export type CertificateDoc = z.infer<typeof certificateSchema>;
export type DocVerification = z.infer<typeof verificationSchema>;
/** A document without annexes: what stands in an annex that is itself a form. */
export type DocPart = z.infer<typeof partSchema>;
export type DocHead = z.infer<typeof headSchema>;
export type DocBlock = z.infer<typeof bodySchema>[number];
export type DocTable = z.infer<typeof tableSchema>;
export type DocRow = z.infer<typeof rowSchema>;
export type DocCell = z.infer<typeof cellSchema>;
export type DocText = z.infer<typeof textSchema>;
export type DocSignature = z.infer<typeof signatureSchema>;
export type DocAnnex = z.infer<typeof annexSchema>;

/** The model from stored or received JSON. Throws ZodError with the path of each fault. */
export function parseDocModel(json: unknown): DocModel {
  return docModelSchema.parse(json);
}

/** The plain words of a text, without its looks. */
export function plainText(text: DocText): string {
  return typeof text === 'string' ? text : text.map((run) => run.text).join('');
}
