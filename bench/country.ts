/**
 * A country of the national size (shared design, section 7), the same for the same seed: 34 provinces, 3,321 communes and
 * so many further units that exactly 60,000 units report. Pure.
 */
import {
  FORM_VERSION,
  type FormDefinition,
  type IndicatorLine,
  type Measure,
} from '../src/documents/forms/definition.ts';

export type Size = 'national' | 'quick';

interface Shape {
  readonly provinces: number;
  readonly communes: number;
  /** Units that report: provinces, communes and further units. */
  readonly reports: number;
}

/** 50,000 further units would be 53,355 reports; the design asks for 60,000, so there are 6,645 more of them. */
export const SHAPES: Readonly<Record<Size, Shape>> = {
  national: { provinces: 34, communes: 3_321, reports: 60_000 },
  quick: { provinces: 1, communes: 98, reports: 1_765 },
};

export const CELLS = 45;

export interface BenchUnit {
  readonly id: number;
  readonly parentId: number | null;
  readonly level: 'country' | 'province' | 'commune' | 'unit';
  readonly kind: string;
  readonly name: string;
  readonly code: string | null;
  readonly depth: number;
  /** Preorder positions: a subtree is lft..rgt. */
  readonly lft: number;
  readonly rgt: number;
  readonly ancestors: readonly number[];
}

/** Numbers that look random and follow from the seed: mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES = [
  'An',
  'Bình',
  'Cát',
  'Đông',
  'Giang',
  'Hòa',
  'Khánh',
  'Lộc',
  'Minh',
  'Phú',
  'Sơn',
  'Tân',
  'Thạnh',
  'Vĩnh',
];
const SCHOOLS = ['Trường Tiểu học', 'Trường THCS', 'Trường Mầm non', 'Trung tâm học tập cộng đồng', 'Thư viện'];

/** All units in preorder, the country first; ids from 1 in that order. */
export function makeUnits(size: Size, seed: number): BenchUnit[] {
  const { provinces, communes, reports } = SHAPES[size];
  const next = random(seed);
  const name = (): string => `${pick(SYLLABLES, next)} ${pick(SYLLABLES, next)}`;
  const furtherUnits = reports - provinces - communes;
  const units: (BenchUnit & { rgt: number })[] = [];
  const add = (parent: BenchUnit | null, level: BenchUnit['level'], kind: string, label: string): BenchUnit => {
    const id = units.length + 1;
    const unit = {
      id,
      parentId: parent?.id ?? null,
      level,
      kind,
      name: label,
      code:
        level === 'province' ? String(id).padStart(2, '0') : level === 'commune' ? String(id).padStart(5, '0') : null,
      depth: parent === null ? 0 : parent.depth + 1,
      lft: id,
      rgt: id,
      ancestors: [...(parent?.ancestors ?? []), id],
    };
    units.push(unit);
    for (const above of unit.ancestors) {
      const at = units[above - 1];
      if (at) at.rgt = id;
    }
    return unit;
  };
  const country = add(null, 'country', 'ministry', 'Bộ Giáo dục và Đào tạo');
  let doneCommunes = 0;
  let doneUnits = 0;
  for (let p = 1; p <= provinces; p += 1) {
    const province = add(country, 'province', 'tinh', `Tỉnh ${name()} ${p}`);
    const communesUpTo = Math.round((communes * p) / provinces);
    while (doneCommunes < communesUpTo) {
      doneCommunes += 1;
      const isWard = next() < 0.2;
      const commune = add(
        province,
        'commune',
        isWard ? 'phuong' : 'xa',
        `${isWard ? 'Phường' : 'Xã'} ${name()} ${doneCommunes}`,
      );
      const unitsUpTo = Math.round((furtherUnits * doneCommunes) / communes);
      while (doneUnits < unitsUpTo) {
        doneUnits += 1;
        add(commune, 'unit', 'school', `${pick(SCHOOLS, next)} ${name()} ${doneUnits}`);
      }
    }
  }
  return units;
}

function pick<T>(list: readonly T[], next: () => number): T {
  const item = list[Math.floor(next() * list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const KINDS = ['count', 'attendances', 'count', 'people', 'money'] as const;
const TOPICS = [
  'Truyền thông',
  'Lớp học',
  'Thư viện',
  'Chuyển đổi số',
  'Ngày hội',
  'Học liệu',
  'Câu lạc bộ',
  'Khuyến học',
  'Kinh phí',
];

/** A report form of nine groups with five measures each, three narrative sections, one open group. */
export function makeForm(): FormDefinition {
  const place = { kind: 'text', line: 1, lineEnd: 1 } as const;
  const line = (group: number, index: number): IndicatorLine => {
    const key = `${group}.chi-tieu-${index}`;
    const label = `${['Số hoạt động đã tổ chức', 'Số lượt người tham gia', 'Số sản phẩm, ấn phẩm', 'Số người được khen thưởng', 'Kinh phí đã chi'][index - 1]} (${group}.${index})`;
    const kind = KINDS[index - 1] ?? 'count';
    const measure: Measure = {
      key,
      label,
      kind,
      addingUp: 'sum',
      inTime: 'flow',
      unit: null,
      asOf: null,
      indicator: null,
    };
    return { key, label, under: null, measures: [measure], place, line: index };
  };
  return {
    version: FORM_VERSION,
    title: 'BÁO CÁO Kết quả Tuần lễ hưởng ứng học tập suốt đời',
    file: { name: 'mau.docx', sha256: 'b'.repeat(64), format: 'docx' },
    frame: {
      issuerLines: ['UBND XÃ'],
      numberPattern: 'Số: …/BC-UBND',
      addressees: [],
      recipients: [],
      signerTitle: 'CHỦ TỊCH',
      columns: ['Nội dung', 'Kết quả', 'Ghi chú'],
      tableHeading: ['II. KẾT QUẢ'],
    },
    sections: ['Công tác chỉ đạo', 'Thuận lợi, khó khăn', 'Kiến nghị'].map((label, at) => {
      return { key: `S${at + 1}`, number: String(at + 1), label, place };
    }),
    groups: TOPICS.map((label, at) => ({
      number: String(at + 1),
      label,
      lines: [1, 2, 3, 4, 5].map((index) => line(at + 1, index)),
      open: at === 0,
      place,
    })),
  };
}

/** The figure of cell `cell` (from 1) as a whole number; money in đồng. */
export function makeValue(cell: number, next: () => number): number {
  const kind = KINDS[(cell - 1) % KINDS.length];
  if (kind === 'attendances') return Math.floor(next() * 2_000);
  return Math.floor(next() * (kind === 'money' ? 400 : 40)) * (kind === 'money' ? 50_000 : 1);
}
