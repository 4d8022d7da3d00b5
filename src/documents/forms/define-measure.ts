/** From the words of a form to one measure: its kind, how it adds up, its unit, the indicator that it surely is. */
import type { IndicatorKind } from '../plan/reading.ts';
import type { Measure } from './definition.ts';
import { sameFamily, suggestIndicator } from './dictionary.ts';
import type { RawGroup, RawLine } from './groups.ts';
import {
  askingHeader,
  datesOfWords,
  isRatio,
  kindOfUnit,
  kindOfWords,
  splitMeasures,
  unitOfLabel,
} from './measure-kind.ts';

/** What a form says of one number that it asks for. */
export interface MeasureWords {
  readonly label: string;
  /** Label of the line above that it belongs to, or of the whole line when the line holds several measures. */
  readonly under: string;
  /** Label of its group. */
  readonly group: string;
  /** Unit as printed in a column of its own; '' when none. */
  readonly unit: string;
}

type Nature = Pick<Measure, 'kind' | 'addingUp' | 'inTime' | 'unit' | 'indicator'>;

/** What words ask for. Words of the form decide the kind of heads and money; the dictionary knows how a number adds up and its unit. */
export function natureOfWords({ label, under, group, unit }: MeasureWords): Nature {
  const known = suggestIndicator({ label, under, group });
  const printed = unit === '' ? null : unit.toLocaleLowerCase('vi');
  const kind = kindOf(label, printed, known?.kind ?? null);
  const entry = known !== null && sameFamily(known.kind, kind) ? known : null;
  const share = isRatio(label, printed ?? '');
  return {
    kind,
    addingUp: share ? 'none' : kind === 'yes-no' ? 'count-of-yes' : (entry?.addingUp ?? 'sum'),
    inTime: kind === 'stock' ? 'stock' : (entry?.inTime ?? 'flow'),
    unit: printed ?? unitOf(label, entry?.unit ?? null, kind),
    indicator: share ? null : (entry?.code ?? null),
  };
}

function kindOf(label: string, printed: string | null, known: IndicatorKind | null): IndicatorKind {
  const words = kindOfWords(label);
  const byUnit = printed === null ? null : kindOfUnit(printed);
  // "Người tham dự", counted in "lượt người", are attendances.
  if (byUnit !== null && (words === 'count' || (words === 'people' && byUnit === 'attendances'))) return byUnit;
  return words === 'count' ? (known ?? words) : words;
}

/** The noun of the label names the unit; a list of nouns ("Số tin, bài …") takes the dictionary's word for them. */
function unitOf(label: string, known: string | null, kind: IndicatorKind): string | null {
  if (kind === 'money') return unitOfLabel(label) ?? 'đồng';
  const isList = /^(?:tổng )?số (?:lượng )?\p{L}+(?: \p{L}+)?\s*,/iu.test(label);
  return isList ? (known ?? unitOfLabel(label)) : (unitOfLabel(label) ?? known);
}

/** Measures of one line: one; several that its words ask for; or one for each of several columns. `year`: that of the form. */
export function measuresOfLine(key: string, raw: RawLine, group: RawGroup, year: string | null): Measure[] {
  const words = { under: raw.under ?? raw.label, group: group.label };
  const measure = (ownKey: string, label: string, nature: Nature): Measure => ({
    key: ownKey,
    label,
    ...nature,
    asOf: datesOfWords(label, year) ?? (nature.kind === 'stock' ? null : datesOfWords(group.label, year)),
  });
  const labels = splitMeasures(raw.label);
  const headers = (raw.row?.columns.values ?? []).map((column) => raw.row?.columns.headers[column] ?? '');
  if (labels.length === 1 && headers.length > 1 && raw.anchor.values.length === headers.length) {
    return headers.map((header, column) => {
      const asked = askingHeader(header);
      const nature =
        asked === null
          ? natureOfWords({ ...words, label: raw.label, unit: raw.unit })
          : natureOfWords({ ...words, label: asked, unit: '' });
      return { ...measure(`${key}.${column + 1}`, `${raw.label} - ${header}`, nature), column };
    });
  }
  const [header = ''] = headers;
  if (labels.length === 1) {
    const asked = raw.unit === '' && askingHeader(raw.label) === null ? askingHeader(header) : null;
    return [measure(key, raw.label, natureOfWords({ ...words, label: asked ?? raw.label, unit: raw.unit }))];
  }
  const [first = '', ...others] = labels;
  const total = measure(`${key}.1`, first, natureOfWords({ ...words, label: first, unit: raw.unit }));
  return [
    total,
    ...others.map((label, index) => {
      // "…, trong đó nữ" counts what the total counts.
      const nature = /^trong đó/iu.test(label)
        ? { ...total, indicator: null }
        : natureOfWords({ ...words, label, unit: raw.unit });
      const { kind, addingUp, inTime, unit, indicator } = nature;
      return measure(`${key}.${index + 2}`, capitalized(label), { kind, addingUp, inTime, unit, indicator });
    }),
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
