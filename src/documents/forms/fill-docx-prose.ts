/** Writes the prose of a narrative section below its heading, in the heading's font without its emphasis. */
import type { DocxFile } from '../docx/open.ts';
import { lineText, readPieces } from '../docx/paragraph.ts';
import { child, descendants, type Edit, escapeXml, type XmlElement } from '../docx/xml-tree.ts';

/** Cuts for one section. A paragraph of dots below the heading is replaced; without one, paragraphs are put in. */
export function proseEdits(file: DocxFile, place: XmlElement, label: string, prose: string): Edit[] {
  const heading = place.name === 'w:p' ? place : paragraphOf(file, place, label);
  const lines = prose
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const look = lookOf(file, heading);
  const below = nextParagraph(heading);
  const room = below !== null && /^[.…_\s]{3,}$/u.test(textOf(file, below)) ? below : null;
  const xml = lines.map((line) => paragraphXml(file, line, look)).join('');
  if (room !== null) return [{ start: room.start, end: room.end, text: xml }];
  return [{ start: heading.end, end: heading.end, text: xml }];
}

function textOf(file: DocxFile, paragraph: XmlElement): string {
  return lineText(readPieces(file, paragraph));
}

function paragraphOf(file: DocxFile, cell: XmlElement, label: string): XmlElement {
  for (const paragraph of descendants(cell, 'w:p')) if (textOf(file, paragraph).includes(label)) return paragraph;
  return child(cell, 'w:p') ?? cell;
}

function nextParagraph(paragraph: XmlElement): XmlElement | null {
  const siblings = paragraph.parent?.children ?? [];
  const next = siblings[siblings.indexOf(paragraph) + 1];
  return next?.name === 'w:p' ? next : null;
}

function lookOf(file: DocxFile, heading: XmlElement): string {
  for (const run of descendants(heading, 'w:r')) {
    const properties = child(run, 'w:rPr');
    if (properties === null) return '';
    const kept = properties.children.filter((property) =>
      ['w:rFonts', 'w:sz', 'w:szCs', 'w:color', 'w:lang'].includes(property.name),
    );
    return kept.map((property) => file.tree.source.slice(property.start, property.end)).join('');
  }
  return '';
}

function paragraphXml(file: DocxFile, text: string, look: string): string {
  const w = file.tree.prefix('w');
  const properties = `<${w}pPr><${w}spacing ${w}before="60" ${w}after="60"/><${w}ind ${w}firstLine="720"/><${w}jc ${w}val="both"/></${w}pPr>`;
  const run = look === '' ? '' : `<${w}rPr>${look}</${w}rPr>`;
  return `<${w}p>${properties}<${w}r>${run}<${w}t xml:space="preserve">${escapeXml(text)}</${w}t></${w}r></${w}p>`;
}
