import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FORM_SPECS, type FormKind, makeFormDocx } from '../../testing/forms.ts';
import { sharedFile } from '../../testing/shared.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { readTextBlocks } from '../readers/text.ts';
import type { DocumentBlocks } from '../blocks.ts';
import { defineForm } from './define.ts';
import { suggestIndicator } from './dictionary.ts';
import { DICTIONARY } from './dictionary-data.ts';

function codesOf(document: DocumentBlocks): (string | null)[] {
  const form = defineForm(document, { name: '', sha256: '' });
  return (form?.groups ?? []).flatMap((group) =>
    group.lines.flatMap((line) => line.measures.map((measure) => measure.indicator)),
  );
}
const CLASSES = (names: string[]): string[] => names.flatMap((name) => [`CLASS.${name}.N`, `CLASS.${name}.P`]);
const AWARDS = ['AWARD.UNITS', 'AWARD.PEOPLE', 'AWARD.MONEY'];
const SIX = [
  'PLAN.DISTRICT',
  'PLAN.COMMUNE',
  'MEDIA.RADIO',
  'MEDIA.WALLPAPER',
  'MEDIA.WALLARTICLE',
  'MEDIA.ONLINE',
  'PROP.BOOK',
  'PROP.BANNER',
  'EVENT.SEMINAR.N',
  'EVENT.SEMINAR.P',
  'EVENT.ARTS.N',
  ...CLASSES(['PROF', 'VOC', 'CE', 'LIT', 'OTHER']),
  ...AWARDS,
];
const EIGHT = [
  'PLAN.DISTRICT',
  'PLAN.COMMUNE',
  'MEDIA.PRESS',
  'MEDIA.TV',
  'MEDIA.RADIO',
  'MEDIA.WALLPAPER',
  'MEDIA.WALLARTICLE',
  'PROP.LEAFLET',
  'PROP.BOOK',
  'PROP.BANNER',
  'EVENT.SEMINAR.N',
  'EVENT.SEMINAR.P',
  'EVENT.EXHIB.N',
  'EVENT.EXHIB.P',
  'EVENT.ARTS.N',
  ...CLASSES(['PROF', 'LANGIT', 'VOC', 'LIFE', 'CE', 'LIT', 'OTHER']),
  'LIB.SITES',
  'LIB.DIGITAL',
  'LIB.ACTIV',
  'LIB.ONLINE.P',
  'CLC.FACIL',
  'CLC.ORG',
  'CLC.FILES',
  'CLC.FIN',
  'CLC.ACTIVE',
  'CLC.MONTHLY',
  ...AWARDS,
];

test.each<[FormKind, string[]]>([
  ['six-groups', SIX],
  ['eight-groups', EIGHT],
])('every measure of %s is known', (kind, codes) => {
  expect(codes).toHaveLength(FORM_SPECS[kind].measureCount);
  expect(codesOf(readDocxBlocks(makeFormDocx(kind)))).toEqual(codes);
});

test.skipIf(sharedFile('seeds') === null)('every measure of the two real forms is known', () => {
  expect(codesOf(readTextBlocks(readFileSync(sharedFile('seeds/000_f47b5a3707315fe9.txt') ?? '')))).toEqual(SIX);
  expect(codesOf(readTextBlocks(readFileSync(sharedFile('seeds/003_bc84719e80160f2a.txt') ?? '')))).toEqual(EIGHT);
});

test.skipIf(sharedFile('data/indicators.json') === null)('the dictionary holds every code that is a number', () => {
  const rows: { code: string }[] = JSON.parse(readFileSync(sharedFile('data/indicators.json') ?? '', 'utf8'));
  expect(DICTIONARY.map((entry) => entry.code)).toEqual(
    rows.map((row) => row.code).filter((code) => !code.startsWith('NARR.')),
  );
});

test('words that fit nothing, or two things, suggest nothing', () => {
  expect(suggestIndicator({ label: 'Số cây xanh đã trồng', under: null, group: 'Môi trường' })).toBeNull();
  expect(suggestIndicator({ label: 'Số lượt người tham gia', under: null, group: 'Các lớp' })).toBeNull();
});
