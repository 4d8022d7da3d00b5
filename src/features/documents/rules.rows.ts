/** Rows of the review page that buttons add and remove, as fields of a form. Pure. */
/** Name of a field → what stands in it. */
export type Fields = Record<string, string>;

/** Lists whose rows can be added and removed, with the word for the buttons: `add-deadline`, `remove-deadline-2`. */
const ROW_LISTS = {
  base: 'bases',
  agency: 'agencies',
  deadline: 'deadlines',
  programme: 'programme',
} as const;
export type RowWord = keyof typeof ROW_LISTS;
export type RowList = (typeof ROW_LISTS)[RowWord];

const BLANK_ROW: Record<RowList, readonly string[]> = {
  bases: ['number', 'date', 'issuer'],
  agencies: ['name', 'tasks.0'],
  deadlines: ['due', 'time', 'from', 'to', 'via', 'what'],
  programme: ['start', 'end', 'content', 'owner'],
};

/** More rows no plan has; a posted number beyond it is not ours. */
const MOST_ROWS = 1_000;

/** How many rows a list has in the fields. */
export function rowCount(fields: Fields, list: string): number {
  let count = 0;
  for (const name of Object.keys(fields)) {
    if (!name.startsWith(`${list}.`)) continue;
    const row = Number(name.slice(list.length + 1).split('.')[0]);
    if (Number.isInteger(row) && row < MOST_ROWS) count = Math.max(count, row + 1);
  }
  return count;
}

export interface RowChange {
  readonly fields: Fields;
  /** Where the page should stand afterwards. */
  readonly anchor: string;
}

/** What a button named `add-…` or `remove-…` does to the fields; null when the action is another one. */
export function changeRows(fields: Fields, action: string): RowChange | null {
  const task = /^add-task-(\d+)$/u.exec(action);
  if (task) {
    const list = `agencies.${task[1]}.tasks`;
    const at = rowCount(fields, list);
    return { fields: { ...fields, [`${list}.${at}`]: '' }, anchor: `f-${list}.${at}` };
  }
  const match = /^(add|remove)-([a-z]+)(?:-(\d+))?$/u.exec(action);
  const word = match?.[2] ?? '';
  if (!match || !isRowWord(word)) return null;
  const list = ROW_LISTS[word];
  if (match[1] === 'add') {
    const at = rowCount(fields, list);
    const row = Object.fromEntries([...BLANK_ROW[list], 'o'].map((part) => [`${list}.${at}.${part}`, '']));
    return { fields: { ...fields, ...row }, anchor: `${list}-${at}` };
  }
  const gone = Number(match[3] ?? '-1');
  const kept: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    const row = name.startsWith(`${list}.`) ? Number(name.slice(list.length + 1).split('.')[0]) : Number.NaN;
    if (row === gone) continue;
    const rest = name
      .slice(list.length + 1)
      .split('.')
      .slice(1)
      .join('.');
    kept[row > gone ? `${list}.${row - 1}.${rest}` : name] = value;
  }
  return { fields: kept, anchor: list };
}

function isRowWord(word: string): word is RowWord {
  return Object.hasOwn(ROW_LISTS, word);
}
