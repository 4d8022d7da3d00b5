/** One item of the programme in its fields. */
import type { Messages } from '../../../messages/index.ts';
import { CellNote, errorOf, type FieldError } from '../../ui/index.ts';
import { clockText, type Item } from './rules.programme.ts';

/** An item as it stands in its fields, whatever was typed. */
export interface TypedRow {
  readonly key: string;
  readonly start: string;
  readonly end: string;
  readonly content: string;
  readonly who: string;
  readonly site: string;
  /** A site's name as it was typed, where it names none. */
  readonly siteName?: string | undefined;
}

export function typedRow(item: Item): TypedRow {
  return {
    key: item.key,
    start: item.start === null ? '' : clockText(item.start),
    end: item.end === null ? '' : clockText(item.end),
    content: item.content,
    who: item.inCharge,
    site: item.siteId === null ? '' : String(item.siteId),
  };
}

/** Sites to choose from in a row; hundreds are typed instead, with their labels in one list for all rows. */
export interface SiteChoice {
  readonly labels: ReadonlyMap<number, string>;
  /** Id of that list; null: each row has them all. */
  readonly listId: string | null;
}

export function EditRow(props: {
  t: Messages;
  row: TypedRow;
  no: number;
  item: Item | undefined;
  last: boolean;
  sites: SiteChoice | null;
  notes: readonly { readonly text: string; readonly blocks: boolean }[];
  errors: readonly FieldError[];
}) {
  const { t, row, no, item, last, sites, notes, errors } = props;
  const words = t.ceremonies.programme;
  const name = `row${no}`;
  const minutes = item && item.start !== null && item.end !== null ? item.end - item.start : null;
  const bad = (part: string) => errorOf(errors, `${name}.${part}`);
  const field = (part: 'start' | 'end', label: string) => (
    <>
      <input
        class="input programme-time"
        id={`${name}.${part}`}
        name={`${name}.${part}`}
        value={row[part]}
        maxLength={20}
        autocomplete="off"
        aria-label={words.of(label, no)}
        aria-invalid={bad(part) === undefined ? undefined : 'true'}
        aria-describedby={bad(part) === undefined ? undefined : `${name}.${part}-error`}
      />
      {bad(part) !== undefined && (
        <CellNote id={`${name}.${part}-error`} tone="bad">
          {bad(part)}
        </CellNote>
      )}
    </>
  );
  const move = (action: 'up' | 'down' | 'remove') => (
    <button
      class="btn btn-quiet programme-move"
      type="submit"
      name="action"
      value={`${action}:${no}`}
      aria-label={words.of(words[action], no)}
    >
      {{ up: '↑', down: '↓', remove: '×' }[action]}
    </button>
  );
  return (
    <tr data-row={no}>
      <th scope="row" class="is-number">
        {no}
        <input type="hidden" name={`${name}.key`} value={row.key} />
      </th>
      <td data-label={words.start}>{field('start', words.start)}</td>
      <td data-label={words.end}>
        {field('end', words.end)}
        <span class="soft small nowrap" data-length="">
          {minutes !== null && minutes > 0 ? words.length(minutes) : ''}
        </span>
      </td>
      <td data-label={words.content} class="programme-content">
        <textarea
          class="input"
          id={`${name}.content`}
          name={`${name}.content`}
          rows={2}
          maxLength={2_000}
          aria-label={words.of(words.content, no)}
        >
          {row.content}
        </textarea>
        <div data-notes="">
          {notes.map((note) => (
            <CellNote key={note.text} tone={note.blocks ? 'bad' : 'warn'}>
              {note.text}
            </CellNote>
          ))}
        </div>
      </td>
      <td data-label={words.inCharge}>
        <textarea
          class="input"
          id={`${name}.who`}
          name={`${name}.who`}
          rows={2}
          maxLength={500}
          aria-label={words.of(words.inCharge, no)}
        >
          {row.who}
        </textarea>
      </td>
      {sites !== null && (
        <td data-label={words.site}>
          {sites.listId === null ? (
            <select class="input" name={`${name}.site`} aria-label={words.of(words.site, no)}>
              <option value="">{words.allSites}</option>
              {[...sites.labels].map(([id, label]) => (
                <option key={id} value={id} selected={row.site === String(id)}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <input
              class="input"
              id={`${name}.siteName`}
              name={`${name}.siteName`}
              list={sites.listId}
              value={row.siteName ?? sites.labels.get(Number(row.site)) ?? ''}
              placeholder={words.allSites}
              maxLength={220}
              autocomplete="off"
              aria-label={words.of(words.site, no)}
              aria-invalid={bad('siteName') === undefined ? undefined : 'true'}
              aria-describedby={bad('siteName') === undefined ? undefined : `${name}.siteName-error`}
            />
          )}
          {bad('siteName') !== undefined && (
            <CellNote id={`${name}.siteName-error`} tone="bad">
              {bad('siteName')}
            </CellNote>
          )}
        </td>
      )}
      <td data-label={words.actions} class="nowrap">
        {no > 1 && move('up')}
        {!last && move('down')}
        {move('remove')}
      </td>
    </tr>
  );
}
