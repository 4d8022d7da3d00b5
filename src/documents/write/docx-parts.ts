/** The parts of a .docx beside its text: relations, styles, settings, page number, properties. */
import { escapeXml, twips } from './docx-xml.ts';
import type { DocProfile } from './profile.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const WORD_NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const OFFICE_REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const PAGE_NUMBER_RELATION = 'rId3';
/** Styles of running text and of the words in tables. */
export const BODY_STYLE = 'Body';
export const CELL_STYLE = 'Cell';
export const PICTURE_RELATION = 'rId4';
export const PICTURE_PART = 'word/media/qr.png';

export interface DocxProperties {
  readonly title: string;
  readonly author: string;
  /** ISO date; null leaves the property out: a written file never depends on the clock. */
  readonly created: string | null;
  /** True when the document shows the picture of `PICTURE_PART`. */
  readonly hasPicture: boolean;
}

/** Content of every part but the document itself, by part name. */
export function fixedParts(profile: DocProfile, properties: DocxProperties): Record<string, string> {
  return {
    '[Content_Types].xml': contentTypes(properties.hasPicture),
    '_rels/.rels': packageRelations(),
    'docProps/core.xml': coreProperties(properties),
    'docProps/app.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Suốt Đời</Application></Properties>`,
    'word/_rels/document.xml.rels': documentRelations(properties.hasPicture),
    'word/styles.xml': styles(profile),
    'word/settings.xml': settings(),
    'word/header1.xml': pageNumber(profile),
  };
}

function contentTypes(hasPicture: boolean): string {
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}"/>`;
  return (
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    (hasPicture ? '<Default Extension="png" ContentType="image/png"/>' : '') +
    override('/word/document.xml', `${WORD_TYPE}.document.main+xml`) +
    override('/word/styles.xml', `${WORD_TYPE}.styles+xml`) +
    override('/word/settings.xml', `${WORD_TYPE}.settings+xml`) +
    override('/word/header1.xml', `${WORD_TYPE}.header+xml`) +
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml') +
    '</Types>'
  );
}

function packageRelations(): string {
  return (
    `${XML}<Relationships xmlns="${PACKAGE_REL}">` +
    `<Relationship Id="rId1" Type="${OFFICE_REL}/officeDocument" Target="word/document.xml"/>` +
    `<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
    `<Relationship Id="rId3" Type="${OFFICE_REL}/extended-properties" Target="docProps/app.xml"/>` +
    '</Relationships>'
  );
}

function documentRelations(hasPicture: boolean): string {
  return (
    `${XML}<Relationships xmlns="${PACKAGE_REL}">` +
    `<Relationship Id="rId1" Type="${OFFICE_REL}/styles" Target="styles.xml"/>` +
    `<Relationship Id="rId2" Type="${OFFICE_REL}/settings" Target="settings.xml"/>` +
    `<Relationship Id="${PAGE_NUMBER_RELATION}" Type="${OFFICE_REL}/header" Target="header1.xml"/>` +
    (hasPicture ? `<Relationship Id="${PICTURE_RELATION}" Type="${OFFICE_REL}/image" Target="media/qr.png"/>` : '') +
    '</Relationships>'
  );
}

function coreProperties({ title, author, created }: DocxProperties): string {
  const at =
    created === null ? '' : `<dcterms:created xsi:type="dcterms:W3CDTF">${created}T00:00:00Z</dcterms:created>`;
  return (
    `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><dc:language>vi-VN</dc:language>${at}` +
    '</cp:coreProperties>'
  );
}

function styles(profile: DocProfile): string {
  const size = profile.sizes.body * 2;
  const named = (id: string, name: string, inner: string, basedOn = 'Normal') =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/><w:qFormat/>${inner}</w:style>`;
  // Between two paragraphs stands the larger of what is after one and before the other, not their sum.
  const spacing = (gap: number, lines: number) =>
    `<w:spacing w:before="${gap * 20}" w:after="${gap * 20}" w:line="${Math.round(lines * 240)}" w:lineRule="auto"/>`;
  const body = named(
    BODY_STYLE,
    'Body Text',
    `<w:pPr>${spacing(profile.paragraphGap, profile.lineSpacing)}<w:ind w:firstLine="${twips(profile.firstLineIndent)}"/><w:jc w:val="both"/></w:pPr>`,
  );
  const cellSize = profile.sizes.table * 2;
  const cell = named(
    CELL_STYLE,
    'Table Text',
    `<w:pPr>${spacing(2, 1)}</w:pPr><w:rPr><w:sz w:val="${cellSize}"/><w:szCs w:val="${cellSize}"/></w:rPr>`,
  );
  const heading = (level: number) =>
    named(
      `Heading${level}`,
      `heading ${level}`,
      `<w:pPr><w:keepNext/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>`,
      BODY_STYLE,
    );
  return (
    `${XML}<w:styles ${WORD_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>` +
    `<w:rFonts w:ascii="${profile.font}" w:hAnsi="${profile.font}" w:eastAsia="${profile.font}" w:cs="${profile.font}"/>` +
    `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN"/>` +
    '</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>' +
    `${body}${cell}${[1, 2, 3].map(heading).join('')}${named('Title', 'Title', '<w:rPr><w:b/><w:bCs/></w:rPr>')}</w:styles>`
  );
}

function settings(): string {
  return (
    `${XML}<w:settings ${WORD_NAMESPACES}><w:defaultTabStop w:val="${twips(12.7)}"/><w:characterSpacingControl w:val="doNotCompress"/>` +
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
    '<w:themeFontLang w:val="vi-VN"/></w:settings>'
  );
}

function pageNumber(profile: DocProfile): string {
  const size = `<w:rPr><w:sz w:val="${profile.sizes.pageNumber * 2}"/><w:szCs w:val="${profile.sizes.pageNumber * 2}"/></w:rPr>`;
  const run = (inner: string) => `<w:r>${size}${inner}</w:r>`;
  return (
    `${XML}<w:hdr ${WORD_NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>` +
    run('<w:fldChar w:fldCharType="begin"/>') +
    run('<w:instrText xml:space="preserve"> PAGE </w:instrText>') +
    run('<w:fldChar w:fldCharType="separate"/>') +
    run('<w:t>2</w:t>') +
    run('<w:fldChar w:fldCharType="end"/>') +
    '</w:p></w:hdr>'
  );
}
