/** The preview of a filled-in file as it comes back: the fields that a person takes, over what stands in the report. */
import { formatNumber } from '../../ui/index.ts';
import { fieldNames } from './entry-fields.ts';
import { baseOf } from './pages.entry.tsx';
import { encodeCell, NOT_APPLICABLE } from './rules.cells.ts';
import type { ReportScreen } from './service.read.ts';

type Posted = Readonly<Record<string, string | string[]>>;

/** Names of the preview's own fields; values have the names of the entry page. */
export const takeFields = {
  /** Ticked: take it. `typed`: take it when something was typed. */
  take: (field: string) => `lay.${field}`,
  /** Taken by the button for all that is certain. */
  certain: (field: string) => `chac.${field}`,
};

/** How a stored cell stands in its field. */
export function cellText(encoded: string, isYesNo: boolean): string {
  if (encoded === '' || encoded === NOT_APPLICABLE) return '';
  return isYesNo ? encoded : formatNumber(encoded);
}

/** The entry page as it would be posted untouched. */
function untouched(screen: ReportScreen): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { cell, measure } of screen.formCells) {
    const encoded = encodeCell(screen.cells.get(cell));
    fields[fieldNames.cell(cell)] = cellText(encoded, measure.kind === 'yes-no');
    if (encoded === NOT_APPLICABLE) fields[fieldNames.notApplicable(cell)] = '1';
    const reason = screen.cells.get(cell)?.overrideReason;
    if (reason) fields[fieldNames.reason(cell)] = reason;
  }
  for (const { key } of screen.form.definition.sections) {
    fields[fieldNames.section(key)] = screen.sections.get(key) ?? '';
  }
  return fields;
}

export interface Taken {
  /** As the entry page would have been posted. */
  readonly fields: Posted;
  readonly count: number;
}

/** The chosen parts laid over the report. What was not chosen is posted as it stands, so that nothing else changes. */
export function takenFields(screen: ReportScreen, posted: Posted): Taken {
  const fields = untouched(screen);
  const text = (name: string): string => String(posted[name] ?? '');
  const isAll = posted['action'] === 'certain';
  let count = 0;
  const takes = (field: string): boolean => {
    const mark = isAll ? text(takeFields.certain(field)) : text(takeFields.take(field));
    if (mark === '' || (mark === 'typed' && text(field) === '')) return false;
    count += 1;
    return true;
  };
  for (const { cell } of screen.formCells) {
    const field = fieldNames.cell(cell);
    if (!takes(field)) continue;
    const notApplicable = fieldNames.notApplicable(cell);
    fields[field] = text(field);
    delete fields[notApplicable];
    if (text(notApplicable) !== '') fields[notApplicable] = '1';
  }
  for (const { key } of screen.form.definition.sections) {
    const field = fieldNames.section(key);
    if (takes(field)) fields[field] = text(field);
  }
  screen.form.definition.groups.forEach((group, index) => {
    const groupNo = index + 1;
    const counter = fieldNames.rowCount(groupNo);
    if (!group.open || !takes(counter)) return;
    for (const [name, value] of Object.entries(posted)) {
      if (name === counter || name.startsWith(`g${groupNo}.`)) fields[name] = String(value);
    }
  });
  const own = { base: text('base') || JSON.stringify(baseOf(screen)), form: text('form'), keys: text('keys') };
  return { fields: { ...fields, ...own }, count };
}
