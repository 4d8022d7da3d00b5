import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { readCsv } from './rules.csv.ts';
import { readUnitList } from './rules.import.ts';

const HEADER = 'code,name,type,parent_code,level';
const list = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const told = (source: string): string[] =>
  readUnitList(source).problems.map((problem) => `${problem.line} ${problem.code}`);

describe('readCsv', () => {
  it('reads quotes, doubled quotes, line breaks inside quotes, CRLF, a byte order mark and semicolons', () => {
    const { rows } = readCsv('\ufeffcode;name\r\n01;"Trường ""Ánh Sao""; cơ sở 2"\r\n\r\n02;"hai\r\ndòng"\r\n03;x');
    expect(rows).toEqual([
      { line: 1, cells: ['code', 'name'] },
      { line: 2, cells: ['01', 'Trường "Ánh Sao"; cơ sở 2'] },
      { line: 4, cells: ['02', 'hai\r\ndòng'] },
      { line: 6, cells: ['03', 'x'] },
    ]);
  });

  it('says where a quote was left open', () => expect(readCsv('a,b\n1,"x\n2,y').openQuoteAt).toBe(2));
});

describe('readUnitList', () => {
  it('reads strings, not numbers, and puts names in order', () => {
    const decomposed = 'Xã  Trị An '.normalize('NFD');
    const { units, problems, counts } = readUnitList(
      `\ufeff${HEADER},note\r\n01,Tỉnh A,tinh,,province,x\r\n00004,${decomposed},Xã,01,commune,\r\n`,
    );
    expect(problems).toEqual([]);
    expect(units.map(({ code, name, kind, parentCode }) => [code, name, kind, parentCode])).toEqual([
      ['01', 'Tỉnh A', 'tinh', null],
      ['00004', 'Xã Trị An', 'xa', '01'],
    ]);
    expect(counts).toEqual({ country: 0, province: 1, district: 0, commune: 1, unit: 0 });
  });

  it('reads a change of name and kind with its day', () => {
    const source = `${HEADER},current_name,current_type,changed_on,changed_by\n75,Tỉnh Đồng Nai,tinh,,province,Thành phố Đồng Nai,thanh_pho,2026-04-30,30/2026/QH16`;
    expect(readUnitList(source).units[0]?.change).toEqual({
      name: 'Thành phố Đồng Nai',
      kind: 'thanh_pho',
      on: '2026-04-30',
      by: '30/2026/QH16',
    });
  });

  it('tells all problems at once, by line', () => {
    const source = list(
      '1,Tỉnh A,tinh,,province',
      '02,Tỉnh B,tinh,,province',
      '00001,Xã C,xa,99,commune',
      '00002,,xa,02,commune',
      '00003,Xã D,phuong,02,commune',
      '00005,Xã E,lang,02,commune',
      '00006,Xã F,xa,02,làng',
      '00007,Xã G,huyen,02,commune',
      '2.62E+04,Xã H,xa,02,commune',
      '00008,Xã I,xa,02',
      '00009,Xã K,xa,02,commune',
      '00009,Xã L,xa,02,commune',
      '00010,XÃ K,xa,02,commune',
    );
    expect(told(source)).toEqual([
      '2 row.code-length',
      '4 tree.missing-parent',
      '5 row.blank-cell',
      '6 row.name-type',
      '7 row.unknown-type',
      '8 row.unknown-level',
      '9 row.type-level',
      '10 row.bad-code',
      '11 file.cell-count',
      '13 tree.duplicate-code',
      '14 tree.same-name',
    ]);
  });

  it('does not blame the children for the line of their parent that could not be read', () => {
    expect(told(list('01,Tỉnh A,tỉnh lớn,,province', '00001,Xã C,xa,01,commune'))).toEqual(['2 row.unknown-type']);
  });

  it('refuses what is no list', () => {
    expect(told('')).toEqual(['0 file.empty']);
    expect(told(HEADER)).toEqual(['0 file.empty']);
    expect(told('PK\u0003\u0004\u0000\u0000')).toEqual(['0 file.not-text']);
    expect(told('ma;ten\n01;Hà Nội')).toEqual(['1 header.missing']);
    expect(told(`${HEADER},code\n01,Tỉnh A,tinh,,province,01`)).toEqual(['1 header.twice']);
    expect(told(list('01,"Tỉnh A,tinh,,province'))).toEqual(['2 file.open-quote']);
    expect(told(`${HEADER},current_name,changed_on\n01,Tỉnh A,tinh,,province,Tỉnh B,30/4/2026`)).toEqual([
      '2 row.bad-date',
    ]);
    expect(told(`${HEADER},current_name\n01,Tỉnh A,tinh,,province,Tỉnh B`)).toEqual(['2 row.half-change']);
  });

  it.skipIf(!sharedFile('data/units_2025.csv')).each([
    ['units_2025.csv', { country: 0, province: 34, district: 0, commune: 3321, unit: 0 }, 25],
    ['units_2020.csv', { country: 0, province: 63, district: 705, commune: 10599, unit: 0 }, 0],
    ['units_2025_03.csv', { country: 0, province: 63, district: 696, commune: 10035, unit: 0 }, 0],
  ])('reads %s without a problem', (name, counts, changes) => {
    const read = readUnitList(readFileSync(sharedFile(`data/${name}`) ?? '', 'utf8'));
    expect(read.problems).toEqual([]);
    expect(read.counts).toEqual(counts);
    expect(read.units.filter((unit) => unit.change)).toHaveLength(changes);
  });
});
