/** Damage that means something to a parser: XML elements and attributes, control words, objects of a PDF, lines. */
import type { Random } from './random.ts';

const NUMBERS = [
  '0',
  '-1',
  '1',
  '65535',
  '65536',
  '2147483647',
  '4294967296',
  '99999999999999999999',
  '1e308',
  'NaN',
  '',
];
const WORDS = [
  '\u0000',
  '\ufffe',
  '\u00ad',
  'ọ ̂',
  '\ud800',
  '&#0;',
  '&#x110000;',
  '&#65;',
  '&x;',
  ']]>',
  '<!--',
  '<![CDATA[',
  '"',
  "'",
  'ế',
];

const CHANGES = [0, 1, 2, 2, 2, 2, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 8, 8, 9, 9, 9, 10] as const;

/** A damaged copy of one XML part. */
export function mutateXml(xml: string, random: Random): string {
  let mutated = xml;
  for (let change = random.below(5) + 1; change > 0; change--) mutated = mutateXmlOnce(mutated, random);
  return mutated;
}

function mutateXmlOnce(xml: string, random: Random): string {
  const tag = tagAt(xml, random.below(xml.length));
  if (tag === null) return xml;
  const { start, end } = tag;
  const whole = xml.slice(start, end);
  // Most changes leave the XML sound: what is not is refused before anything else looks at it.
  switch (random.pick(CHANGES)) {
    case 0:
      return xml.slice(0, start) + xml.slice(end);
    case 1:
      return xml.slice(0, end) + whole + xml.slice(end);
    case 2: {
      const value = random.pick([...NUMBERS, ...WORDS]);
      return xml.slice(0, start) + whole.replace(/="[^"]*"/u, () => `="${value}"`) + xml.slice(end);
    }
    case 3: {
      const other = tagAt(xml, random.below(xml.length));
      return other === null ? xml : xml.slice(0, start) + xml.slice(other.start, other.end) + xml.slice(end);
    }
    case 4: {
      // A whole element twice, or inside itself over and over.
      const element = elementAt(xml, start);
      return element === null
        ? xml
        : xml.slice(0, start) + element.repeat(random.pick([2, 3, 20])) + xml.slice(start + element.length);
    }
    case 5: {
      const element = elementAt(xml, start);
      return element === null ? xml : xml.slice(0, start) + xml.slice(start + element.length);
    }
    case 6: {
      const element = elementAt(xml, start);
      const other = tagAt(xml, random.below(xml.length));
      return element === null || other === null ? xml : xml.slice(0, other.end) + element + xml.slice(other.end);
    }
    case 7: {
      const name = /^<([\w:.-]+)/u.exec(whole)?.[1];
      const depth = random.pick([3, 50, 500]);
      return name === undefined
        ? xml
        : xml.slice(0, start) + `<${name}>`.repeat(depth) + `</${name}>`.repeat(depth) + xml.slice(start);
    }
    case 8:
      return xml.slice(0, end) + random.pick(WORDS) + xml.slice(end);
    case 9:
      return xml.slice(0, start) + whole.replace(/\d+/u, () => random.pick(NUMBERS)) + xml.slice(end);
    case 10: {
      const at = random.below(xml.length);
      return xml.slice(0, at) + random.pick(WORDS) + xml.slice(at + random.below(3));
    }
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function tagAt(xml: string, from: number): Span | null {
  const start = xml.indexOf('<', from);
  const end = start < 0 ? -1 : xml.indexOf('>', start);
  return end < 0 ? null : { start, end: end + 1 };
}

/** The element that opens there, to the first closing tag of its name. */
function elementAt(xml: string, start: number): string | null {
  const name = /^<([\w:.-]+)/u.exec(xml.slice(start, start + 80))?.[1];
  if (name === undefined) return null;
  const end = xml.indexOf(`</${name}>`, start);
  return end < 0 || end - start > 20_000 ? null : xml.slice(start, end + name.length + 3);
}

const RTF_WORDS =
  'par pard plain intbl itap2 itap0 cell nestcell row nestrow trowd cellx1000 cellx-5 clvmgf clvmrg clmgf clmrg trleft9 f0 f99 u273 u-9999 uc0 uc9 bin9 bin99999999 listtext pntext shp shptxt shpinst upr ud field fldrslt object result fonttbl stylesheet s1 outlinelevel9 v v0 deleted sect page line tab header pict info nesttableprops * ~ - _'.split(
    ' ',
  );

/** A damaged .rtf: words changed, taken out, put in, groups opened and closed in the wrong place. */
export function mutateRtf(rtf: string, random: Random): string {
  let mutated = rtf;
  for (let change = random.below(6) + 1; change > 0; change--) {
    const from = random.below(mutated.length);
    const start = mutated.indexOf('\\', from);
    const at = start < 0 ? from : start;
    const word = /^\\(?:[a-z]+-?\d*|'..|.) ?/isu.exec(mutated.slice(at, at + 60))?.[0] ?? '';
    const put = (text: string, taken: number): string => mutated.slice(0, at) + text + mutated.slice(at + taken);
    switch (random.below(8)) {
      case 0:
        mutated = put('', word.length);
        break;
      case 1:
        mutated = put(`\\${random.pick(RTF_WORDS)} `, word.length);
        break;
      case 2:
        mutated = put(`\\${random.pick(RTF_WORDS)} `, 0);
        break;
      case 3:
        mutated = put(
          word.replace(/-?\d+/u, () => random.pick(NUMBERS)),
          word.length,
        );
        break;
      case 4:
        mutated = put(
          random.pick(['{', '}', '}}', '{\\*', '\\', "\\'", "\\'zz", ';']).repeat(random.pick([1, 1, 2, 1200])),
          0,
        );
        break;
      case 5: {
        const end = mutated.indexOf('}', at);
        mutated = put(end < 0 ? '' : mutated.slice(at, end + 1), 0);
        break;
      }
      case 6: {
        const other = random.below(mutated.length);
        mutated = put(mutated.slice(other, other + random.below(200)), random.below(20));
        break;
      }
      default:
        mutated = put(`{\\${random.pick(RTF_WORDS)} a}`, 0);
    }
  }
  return mutated;
}

const PDF_WORDS = [
  'obj',
  'endobj',
  'stream',
  'endstream',
  'xref',
  'trailer',
  'startxref',
  '<<',
  '>>',
  '[',
  ']',
  '/Length',
  '/Type',
  '/Kids',
  '/Parent',
  '/Contents',
  '/Font',
  '/Filter',
  '/Root',
  '/Encrypt',
  '0 R',
  '1 0 R',
  '2 0 R',
  '3 0 R',
  '/Loop Do',
  'BT',
  'ET',
  'q',
  'Q',
  'Tj',
  'cm',
  're',
  'S',
  '(',
  ')',
  '<',
  '>',
];

/** A damaged .pdf: objects, references and operators changed where they stand in plain sight. */
export function mutatePdf(pdf: string, random: Random): string {
  let mutated = pdf;
  for (let change = random.below(5) + 1; change > 0; change--) {
    const from = random.below(mutated.length);
    const found = /\d+|\/\w+|[A-Za-z]{1,9}|<<|>>|\[|\]/u.exec(mutated.slice(from, from + 400));
    if (found === null) continue;
    const at = from + found.index;
    const put = (text: string): string => mutated.slice(0, at) + text + mutated.slice(at + found[0].length);
    switch (random.below(5)) {
      case 0:
        mutated = put(
          /^\d/u.test(found[0]) ? random.pick([...NUMBERS, '1', '2', '3', '4', '5', '7']) : random.pick(PDF_WORDS),
        );
        break;
      case 1:
        mutated = put('');
        break;
      case 2:
        mutated = put(`${found[0]} ${random.pick(PDF_WORDS)} `);
        break;
      case 3: {
        const other = random.below(mutated.length);
        mutated = put(mutated.slice(other, other + random.below(300)));
        break;
      }
      default:
        mutated = put(`${random.pick(PDF_WORDS)} `.repeat(random.pick([1, 2, 300])));
    }
  }
  return mutated;
}

const LINES = [
  '\n',
  '\r',
  '\t',
  '\f',
  '|',
  '| --- |',
  '- ',
  '1. ',
  '**',
  '<table>',
  '<td>',
  '</tr>',
  '“',
  '(',
  'Nơi nhận:',
  'KẾ HOẠCH',
  'ngày 31/02/2023',
  '+---+',
  '\u0000',
  '\u0301',
  '        ',
];

/** A damaged text: signs that mean something put in, lines doubled, moved and run together. */
export function mutateLines(text: string, random: Random): string {
  let mutated = text;
  for (let change = random.below(6) + 1; change > 0; change--) {
    const at = random.below(mutated.length);
    switch (random.below(4)) {
      case 0:
        mutated = mutated.slice(0, at) + random.pick(LINES).repeat(random.pick([1, 1, 3, 100])) + mutated.slice(at);
        break;
      case 1:
        mutated = mutated.slice(0, at) + mutated.slice(at + random.below(80));
        break;
      case 2: {
        const other = random.below(mutated.length);
        mutated = mutated.slice(0, at) + mutated.slice(other, other + random.below(300)) + mutated.slice(at);
        break;
      }
      default: {
        const lines = mutated.split('\n');
        const from = random.below(lines.length);
        lines.splice(random.below(lines.length), 0, ...lines.splice(from, 1 + random.below(3)));
        mutated = lines.join('\n');
      }
    }
  }
  return mutated;
}
