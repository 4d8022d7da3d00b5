/** A minimal real .docx around a piece of body XML, for tests: Word and LibreOffice open it. */
import { strToU8, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface DocxParts {
  /** Content of `w:body`, without the section properties. */
  readonly body: string;
  /** Content of `w:numbering`; absent = no numbering part. */
  readonly numbering?: string;
  /** Further `w:style` elements. */
  readonly styles?: string;
  /** Further parts by name. */
  readonly extra?: Readonly<Record<string, Uint8Array>>;
}

/** Bytes of the file. The date inside is fixed, so the same parts give the same bytes. */
export function packDocx({ body, numbering, styles = '', extra = {} }: DocxParts): Uint8Array {
  const override = (part: string, kind: string): string =>
    `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`;
  const relation = (id: string, kind: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${kind}.xml"/>`;
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>${override('document', 'document.main')}${override('styles', 'styles')}${numbering === undefined ? '' : override('numbering', 'numbering')}</Types>`,
    ),
    '_rels/.rels': strToU8(
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rId1', 'styles')}${numbering === undefined ? '' : relation('rId2', 'numbering')}</Relationships>`,
    ),
    'word/document.xml': strToU8(
      `${HEAD}<w:document ${W}><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ),
    'word/styles.xml': strToU8(
      `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${styles}</w:styles>`,
    ),
    ...(numbering === undefined
      ? {}
      : { 'word/numbering.xml': strToU8(`${HEAD}<w:numbering ${W}>${numbering}</w:numbering>`) }),
    ...extra,
  };
  return zipSync(files, { level: 6, mtime: new Date('2026-01-01T00:00:00Z') });
}
