/** Writes the prose of a narrative section below its heading, in the heading's font without its emphasis. */
import type { DocxFile } from '../docx/open.ts';
import { lineText, readPieces } from '../docx/paragraph.ts';
import { child, descendants, type Edit, type XmlElement } from '../docx/xml-tree.ts';
import { lookBeside, textElement } from './fill-docx-run.ts';

/** Cuts for one section. A paragraph of dots below the heading is replaced; without one, paragraphs are put in. */
export function proseEdits(file: DocxFile, place: XmlElement, label: string, prose: string): Edit[] {
  const heading = place.name === 'w:p' ? place : paragraphOf(file, place, label);
  const lines = prose
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const look = lookBeside(file, readPieces(file, heading)[0]);
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

function paragraphXml(file: DocxFile, text: string, look: string): string {
  const w = file.tree.prefix('w');
  const properties = `<${w}pPr><${w}spacing ${w}before="60" ${w}after="60"/><${w}ind ${w}firstLine="720"/><${w}jc ${w}val="both"/></${w}pPr>`;
  return `<${w}p>${properties}<${w}r>${look}${textElement(file, text)}</${w}r></${w}p>`;
}
