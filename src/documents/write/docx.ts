/**
 * A document model as a .docx file. The writer is our own and emits plain WordprocessingML: the same model gives the
 * same bytes on every machine, and Word, LibreOffice and the readers of this project open it.
 */
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { DocAnnex, DocModel, DocPart, DocVerification, OfficeDoc } from './doc-model.ts';
import { bodyXml } from './docx-body.ts';
import { certificateXml } from './docx-certificate.ts';
import { footXml } from './docx-foot.ts';
import { addresseesXml, basesXml, BODY_LOOK, contentWidth, headXml, titleXml } from './docx-head.ts';
import { fixedParts, PAGE_NUMBER_RELATION, PICTURE_PART, WORD_NAMESPACES } from './docx-parts.ts';
import { qrPng } from './docx-picture.ts';
import { paragraphXml, twips } from './docx-xml.ts';
import { type DocProfile, nd30_2020 } from './profile.ts';
import { annexLabel, annexReference, ended } from './wording.ts';

/** Millimetres from the edge of the paper to the page number, inside the top margin. */
const HEADER_DISTANCE = 10;
/** The earliest time a zip can hold: files never depend on the clock. Local parts, as fflate reads them. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * Bytes of the .docx. Pure: equal models give equal bytes. Throws RangeError for an address to check that is too long
 * for a QR code.
 */
export function writeDocx(model: DocModel, profile: DocProfile = nd30_2020): Uint8Array {
  const { verification } = model;
  const body = model.layout === 'certificate' ? certificateXml(model, profile) : officeXml(model, profile);
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${WORD_NAMESPACES}><w:body>${body}</w:body></w:document>`;
  const parts = fixedParts(profile, {
    title: titleOf(model),
    author: model.head.agency.replaceAll('\n', ' '),
    created: model.head.date,
    hasPicture: verification !== null,
  });
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts)) files[name] = strToU8(content);
  if (verification !== null) files[PICTURE_PART] = qrPng(verification.url);
  files['word/document.xml'] = strToU8(document);
  // Small tables of the packer: a paper is a hundred kilobytes, and they are cleared for each part anew. Packing harder
  // takes a tenth of the time more and saves half a kilobyte.
  return zipSync(files, { level: 3, mem: 1, mtime: ZIP_TIME });
}

/** What the file says about itself: type and subject, or title and name. */
function titleOf(model: DocModel): string {
  const words =
    model.layout === 'certificate' ? [model.title, model.recipient.name] : [model.type ?? '', model.subject];
  return words
    .map((text) => text.replaceAll('\n', ' '))
    .filter((text) => text !== '')
    .join(': ');
}

function officeXml(model: OfficeDoc, profile: DocProfile): string {
  const annexes = model.annexes.map((annex, index) => annexXml(annex, index, model, profile));
  const { landscape, verification } = model;
  const sections = [{ xml: partXml(model, profile, landscape, verification), landscape }, ...annexes];
  const body = sections.map((section, index) => {
    const properties = sectionXml(profile, section.landscape, index > 0);
    const [inside, after] = index === sections.length - 1 ? ['', properties] : [properties, ''];
    // The section ends in a table, and Word wants a paragraph after it: one that takes no room. It carries the section's
    // properties, but for the last section, whose properties close the body.
    return `${section.xml}<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${inside}</w:pPr></w:p>${after}`;
  });
  return body.join('');
}

function partXml(part: DocPart, profile: DocProfile, landscape: boolean, verification: DocVerification | null): string {
  const { closing } = part;
  const width = contentWidth(profile, landscape);
  return [
    headXml(part, profile, width),
    titleXml(part, profile, width),
    addresseesXml(part, profile),
    basesXml(part, profile),
    bodyXml(part.body, width, closing === null),
    closing === null ? '' : paragraphXml(ended(closing), { ...BODY_LOOK, keepNext: true }),
    footXml(part, profile, width, verification),
  ].join('');
}

function annexXml(annex: DocAnnex, index: number, model: OfficeDoc, profile: DocProfile) {
  const center = { align: 'center', firstLine: 0, lineSpacing: 1, keepNext: true } as const;
  const { sizes } = profile;
  const heading = [
    paragraphXml(annexLabel(model, index), { ...center, style: 'Heading1', size: sizes.annexLabel, bold: true }),
    annex.title === '' ? '' : paragraphXml(annex.title, { ...center, size: sizes.subject, bold: true }),
    paragraphXml(annex.reference ?? annexReference(model), {
      ...center,
      size: sizes.placeDate,
      italic: true,
      after: 10,
    }),
  ].join('');
  const width = contentWidth(profile, annex.landscape);
  const body = bodyXml(annex.body, width, false);
  const inner = annex.document === null ? '' : partXml(annex.document, profile, annex.landscape, null);
  return { xml: heading + body + inner, landscape: annex.landscape };
}

function sectionXml(profile: DocProfile, landscape: boolean, annex: boolean): string {
  const { page, margins } = profile;
  const size = landscape
    ? `w:w="${twips(page.height)}" w:h="${twips(page.width)}" w:orient="landscape"`
    : `w:w="${twips(page.width)}" w:h="${twips(page.height)}"`;
  return (
    `<w:sectPr><w:headerReference w:type="default" r:id="${PAGE_NUMBER_RELATION}"/><w:type w:val="nextPage"/><w:pgSz ${size}/>` +
    `<w:pgMar w:top="${twips(margins.top)}" w:right="${twips(margins.right)}" w:bottom="${twips(margins.bottom)}" ` +
    `w:left="${twips(margins.left)}" w:header="${twips(HEADER_DISTANCE)}" w:footer="${twips(HEADER_DISTANCE)}" w:gutter="0"/>` +
    // Each annex counts its own pages (Mục III.1 đ); page one shows no number (Mục I.7).
    `${annex ? '<w:pgNumType w:start="1"/>' : ''}<w:titlePg/></w:sectPr>`
  );
}
