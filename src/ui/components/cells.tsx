import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';
import { Icon } from '../icons.tsx';

export type NumberCellProps = {
  id: string;
  name?: string | undefined;
  /** As shown or typed; empty is "nothing entered". */
  value: string;
  /** Ids of the row's and the column's head, which name the field. */
  labelledBy: string;
  error?: string | undefined;
  /** Why the cell was returned; it stays marked until it is changed. */
  returned?: string | undefined;
  readOnly?: boolean | undefined;
};

/** A figure field in a table cell: `<td class="is-number"><NumberCell …/></td>` inside a table of layout "entry". */
export function NumberCell({ id, name = id, value, labelledBy, error, returned, readOnly }: NumberCellProps) {
  const { t } = useUi();
  const described = classes(error !== undefined && `${id}-error`, returned !== undefined && `${id}-returned`);
  return (
    <>
      <input
        class={classes('input input-num', returned !== undefined && 'input-returned')}
        id={id}
        name={name}
        value={value}
        readOnly={readOnly}
        inputMode="decimal"
        autocomplete="off"
        aria-labelledby={labelledBy}
        aria-describedby={described}
        aria-invalid={error === undefined ? undefined : 'true'}
        data-number=""
      />
      {error !== undefined && (
        <CellNote id={`${id}-error`} tone="bad">
          <span class="hidden-text">{t.field.errorPrefix} </span>
          {error}
        </CellNote>
      )}
      {returned !== undefined && (
        <CellNote id={`${id}-returned`} tone="warn">
          <span class="hidden-text">{t.status.returned}: </span>
          {returned}
        </CellNote>
      )}
    </>
  );
}

/** A word under a cell's field. */
export function CellNote({ id, tone, children }: { id?: string; tone: 'bad' | 'warn'; children: ComponentChildren }) {
  return (
    <span class={`cell-note tone-${tone}`} id={id}>
      <Icon name={tone === 'bad' ? 'error' : 'warning'} size={16} />
      <span>{children}</span>
    </span>
  );
}
