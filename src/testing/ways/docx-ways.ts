/** Ways to edit a filled-in .docx as Word and its users do: runs, tracked changes, cells, copies, versions. */
import { fillForm } from '../../documents/forms/fill.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { rewrite, writeTexts } from './text-ways.ts';
import { type FilledFile, measuresIn, type Sample, type Way } from './way.ts';

/** The filler writes thousands with dots, and no label of the samples does. */
const VALUE = /(\d{1,3}(?:\.\d{3})+)/u;
const RUN = /<w:r>(<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?((?:<w:t xml:space="preserve">[^<]*<\/w:t>)+)<\/w:r>/gu;

function filled(sample: Sample): Uint8Array {
  return fillForm(sample.original, sample.definition, sample.values);
}

function docxWay(
  name: string,
  expect: Way['expect'],
  change: (xml: string) => string,
  truth: (sample: Sample) => FilledFile['truth'] = (sample) => sample.values.cells,
): Way {
  return {
    name,
    expect,
    fill: (sample) =>
      sample.format === 'docx' ? { bytes: rewrite(filled(sample), change), truth: truth(sample) } : null,
  };
}

/** Every run of text made anew: `make` gets its properties and its text (still escaped). */
function eachRun(xml: string, make: (properties: string, text: string) => string): string {
  return xml.replace(RUN, (_, properties: string | undefined, texts: string) =>
    make(properties ?? '', [...texts.matchAll(/>([^<]*)</gu)].map((match) => match[1]).join('')),
  );
}

const text = (words: string): string => `<w:t xml:space="preserve">${words}</w:t>`;
const run = (properties: string, words: string): string =>
  words === '' ? '' : `<w:r>${properties}${text(words)}</w:r>`;
/** Letters, an entity counted as one. */
const letters = (words: string): string[] => words.match(/&[^;]+;|[\s\S]/gu) ?? [];

/** Each value in a run apart from the words around it. */
function aroundValue(xml: string, wrap: (properties: string, value: string) => string): string {
  return eachRun(xml, (properties, words) =>
    words
      .split(VALUE)
      .map((piece, index) => (index % 2 === 1 ? wrap(properties, piece) : run(properties, piece)))
      .join(''),
  );
}

const TRACK = 'w:id="901" w:author="A" w:date="2026-10-20T00:00:00Z"';
const deleted = (properties: string, words: string): string =>
  `<w:del ${TRACK}><w:r>${properties}<w:delText xml:space="preserve">${words}</w:delText></w:r></w:del>`;
const looked = (properties: string, look: string): string =>
  properties === '' ? `<w:rPr>${look}</w:rPr>` : properties.replace('</w:rPr>', `${look}</w:rPr>`);

const body = (xml: string): string => /<w:body>(.*)<w:sectPr>/su.exec(xml)?.[1] ?? '';
const addBehind = (xml: string, more: string): string => xml.replace('<w:sectPr>', `${more}<w:sectPr>`);

/** Another set of values, all different from the first. */
function otherValues(sample: Sample): Sample['values'] {
  const cells = Object.entries(sample.values.cells).map(([key, cell], index) => {
    const measure = measuresIn(sample.definition).find((one) => one.key === key);
    const number =
      measure?.kind === 'yes-no' ? '0' : measure?.kind === 'money' ? `${930_000 + index * 1000}` : `${5001 + index}`;
    return [key, cell.state === 'value' ? { ...cell, number } : cell];
  });
  return { ...sample.values, cells: Object.fromEntries(cells) };
}

function withGroups(
  definition: FormDefinition,
  change: (lines: FormDefinition['groups'][number]['lines']) => FormDefinition['groups'][number]['lines'],
): FormDefinition {
  return { ...definition, groups: definition.groups.map((group) => ({ ...group, lines: change(group.lines) })) };
}

export const DOCX_WAYS: readonly Way[] = [
  docxWay('as the filler writes', 'read', (xml) => xml),
  docxWay('every letter in a run of its own', 'read', (xml) =>
    eachRun(xml, (properties, words) =>
      letters(words)
        .map((letter) => run(properties, letter))
        .join(''),
    ),
  ),
  docxWay('values in bold red runs', 'read', (xml) =>
    aroundValue(xml, (properties, value) => run(looked(properties, '<w:b/><w:color w:val="FF0000"/>'), value)),
  ),
  docxWay('a tab before the value', 'read', (xml) =>
    aroundValue(xml, (properties, value) => `<w:r>${properties}<w:tab/>${text(value)}</w:r>`),
  ),
  docxWay('spelling marks and bookmarks around the value', 'read', (xml) =>
    aroundValue(
      xml,
      (properties, value) =>
        `<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="7" w:name="v"/>${run(properties, value)}<w:bookmarkEnd w:id="7"/><w:proofErr w:type="spellEnd"/>`,
    ),
  ),
  docxWay('a comment on the value', 'read', (xml) =>
    aroundValue(
      xml,
      (properties, value) =>
        `<w:commentRangeStart w:id="3"/>${run(properties, value)}<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>`,
    ),
  ),
  docxWay('values in content controls', 'read', (xml) =>
    aroundValue(
      xml,
      (properties, value) => `<w:sdt><w:sdtPr/><w:sdtContent>${run(properties, value)}</w:sdtContent></w:sdt>`,
    ),
  ),
  docxWay('values as results of fields', 'read', (xml) =>
    aroundValue(
      xml,
      (properties, value) =>
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 12 + 3</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(properties, value)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
  ),
  docxWay('values as links', 'read', (xml) =>
    aroundValue(xml, (properties, value) => `<w:hyperlink w:anchor="v">${run(properties, value)}</w:hyperlink>`),
  ),
  docxWay('tracked: inserted', 'read', (xml) =>
    aroundValue(xml, (properties, value) => `<w:ins ${TRACK}>${run(properties, value)}</w:ins>`),
  ),
  docxWay('tracked: an old value deleted before it', 'read', (xml) =>
    aroundValue(
      xml,
      (properties, value) => `${deleted(properties, '99')}<w:ins ${TRACK}>${run(properties, value)}</w:ins>`,
    ),
  ),
  docxWay('crossed out and written anew', 'read', (xml) =>
    aroundValue(
      xml,
      (properties, value) => `${run(looked(properties, '<w:strike/>'), '99 ')}${run(properties, value)}`,
    ),
  ),
  docxWay('hidden text beside the value', 'read', (xml) =>
    aroundValue(xml, (properties, value) => `${run(looked(properties, '<w:vanish/>'), '99')}${run(properties, value)}`),
  ),
  docxWay('a soft hyphen in the label and a no-break space before the value', 'read', (xml) =>
    aroundValue(xml, (properties, value) => run(properties, `\u00a0${value}\u00ad`)),
  ),
  docxWay('letters decomposed, tones placed otherwise', 'read', (xml) =>
    eachRun(xml, (properties, words) =>
      run(properties, words.replaceAll('óa', 'oá').replaceAll('ọa', 'oạ').replaceAll('òa', 'oà').normalize('NFD')),
    ),
  ),
  docxWay('dashes made long by Word', 'read', (xml) =>
    eachRun(xml, (properties, words) => run(properties, words.replace(/^- (?=\p{L})/u, '– '))),
  ),
  docxWay('rows protected from breaking, cells shaded', 'read', (xml) =>
    xml
      .replaceAll('<w:tr>', '<w:tr><w:trPr><w:cantSplit/></w:trPr>')
      .replaceAll('<w:tcPr>', '<w:tcPr><w:shd w:val="clear" w:fill="FFFF00"/>'),
  ),
  docxWay('the whole form pasted twice, the same', 'read', (xml) => addBehind(xml, body(xml))),
  docxWay('a figure in a text box and a footer line below', 'read', (xml) =>
    addBehind(xml, `<w:p>${run('', 'Trang 1/2')}</w:p>`),
  ),
  docxWay(
    'crossed out only',
    'flagged',
    (xml) => aroundValue(xml, (properties, value) => run(looked(properties, '<w:strike/>'), value)),
    (sample) => withoutNumbers(sample),
  ),
  docxWay(
    'tracked: deleted only',
    'flagged',
    (xml) => aroundValue(xml, deleted),
    (sample) => withoutNumbers(sample),
  ),
  docxWay('a raised footnote digit behind the value', 'flagged', (xml) =>
    aroundValue(
      xml,
      (properties, value) =>
        run(properties, value) + run(looked(properties, '<w:vertAlign w:val="superscript"/>'), '1'),
    ),
  ),
  docxWay('a line break inside the number', 'flagged', (xml) =>
    aroundValue(
      xml,
      (properties, value) =>
        `${run(properties, value.slice(0, -2))}<w:r>${properties}<w:br/>${text(value.slice(-2))}</w:r>`,
    ),
  ),
  docxWay('the value on the next line', 'flagged', (xml) =>
    aroundValue(xml, (properties, value) => `<w:r>${properties}<w:br/>${text(value)}</w:r>`),
  ),
  docxWay('an old value left beside the new one', 'flagged', (xml) =>
    aroundValue(xml, (properties, value) => run(properties, `99 ${value}`)),
  ),
  docxWay('a slip of the finger in every label', 'flagged', (xml) =>
    eachRun(xml, (properties, words) =>
      run(properties, words.replaceAll('Số ', 'Sô ').replaceAll('lớp', 'lơp').replaceAll('Sô', 'Só')),
    ),
  ),
  {
    name: 'two reports of different units in one file',
    expect: 'flagged',
    fill: (sample) => {
      if (sample.format !== 'docx') return null;
      let second = '';
      rewrite(fillForm(sample.original, sample.definition, otherValues(sample)), (xml) => {
        second = body(xml);
        return xml;
      });
      // Nobody can say whose number is asked for: nothing may be taken.
      return { bytes: rewrite(filled(sample), (xml) => addBehind(xml, second)), truth: {} };
    },
  },
  {
    name: 'an older version of the form: lines gone, lines more',
    expect: 'flagged',
    fill: (sample) => {
      if (sample.format !== 'docx') return null;
      // The form of today lacks a line of the file, and asks for one that the file does not have.
      const definition = withGroups(sample.definition, (lines) =>
        lines.flatMap((line, index) => {
          const added = { ...line, key: `${line.key}-moi`, label: `${line.label} trong năm học mới` };
          const measures = line.measures.map((measure) => ({
            ...measure,
            key: `${measure.key}-moi`,
            label: `${measure.label} trong năm học mới`,
          }));
          return index === 0 ? [{ ...added, measures }] : [line];
        }),
      );
      return { bytes: filled(sample), truth: sample.values.cells, definition };
    },
  },
  {
    name: 'every other value left blank',
    expect: 'read',
    fill: (sample) => {
      const cells = Object.fromEntries(Object.entries(sample.values.cells).filter((_, index) => index % 2 === 0));
      return { bytes: fillForm(sample.original, sample.definition, { ...sample.values, cells }), truth: cells };
    },
  },
  {
    name: 'numbers as people type them, mixed',
    expect: 'flagged',
    fill: (sample) => {
      const ways = ['1.250', '1250', '1,250', '12 cái', 'khoảng 30', '5-6', '1.2O0'];
      const meant = ['1250', '1250', null, null, null, null, null];
      const counts = measuresIn(sample.definition).filter((one) => one.kind !== 'yes-no' && one.kind !== 'money');
      const texts = new Map(counts.map((one, index) => [one.key, ways[index % ways.length] ?? '']));
      const truth = Object.fromEntries(
        Object.entries(sample.values.cells).flatMap(([key, cell]) => {
          const at = counts.findIndex((one) => one.key === key);
          if (at < 0) return [[key, cell]];
          const number = meant[at % meant.length] ?? null;
          const shown = ways[at % ways.length] ?? '';
          // "12 cái" is a number where things are counted, and none where people are.
          if (shown === '12 cái') return [[key, { state: 'value' as const, number: '12' }]];
          return number === null ? [] : [[key, { state: 'value' as const, number }]];
        }),
      );
      return { bytes: writeTexts(sample, texts), truth };
    },
  },
];

/** The numbers are gone; what has no number (có, không) stays. */
function withoutNumbers(sample: Sample): FilledFile['truth'] {
  const kept = measuresIn(sample.definition).filter((measure) => measure.kind === 'yes-no');
  return Object.fromEntries(
    kept.flatMap(({ key }) => (sample.values.cells[key] === undefined ? [] : [[key, sample.values.cells[key]]])),
  );
}
