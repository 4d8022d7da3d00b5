/** PDFs drawn for tests: one content for every page, Helvetica as /F1, and a form /Loop that draws itself. */

/** `{page}` in the content becomes the page's number. */
export function drawPdf(content: string, pages = 1): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, page) => `${5 + page * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    stream('/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /Loop 4 0 R >> >>', '/Loop Do'),
  ];
  for (let page = 1; page <= pages; page++) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${4 + page * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Loop 4 0 R >> >> >>`,
      stream('', content.replaceAll('{page}', String(page))),
    );
  }
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const index = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${index}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

function stream(head: string, content: string): string {
  return `<< ${head} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** The same file with some words of its own replaced by as many others. */
export function damaged(bytes: Uint8Array, words: string, others: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(words, others), 'latin1');
}
