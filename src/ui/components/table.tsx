import type { ComponentChildren } from 'preact';
import { classes, useUi } from '../context.ts';
import { Icon } from '../icons.tsx';

export type Column<Row> = {
  key: string;
  label: string;
  /** Figures stand to the right, in digits of one width. */
  number?: boolean | undefined;
  /** The cell that names the row. */
  header?: boolean | undefined;
  cell: (row: Row) => ComponentChildren;
  /** Cell of the last line: sums. */
  foot?: ComponentChildren | undefined;
};

/**
 * cards: on a phone each row becomes a card. wide: many columns, scrolls in its own region everywhere.
 * entry: rows of fields. Without one: scrolls sideways on a phone.
 */
export type TableLayout = 'cards' | 'wide' | 'entry';

export type TableProps<Row> = {
  /** Also the id of the caption, which names the scrolling region. */
  id: string;
  caption: ComponentChildren;
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  layout?: TableLayout | undefined;
  /** In place of rows where there are none. */
  empty?: ComponentChildren | undefined;
};

/** A table that can be read by ear and scrolled by keyboard. */
export function Table<Row>({ id, caption, captionHidden, columns, rows, rowKey, layout, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <TableFrame id={id} caption={caption} captionHidden={captionHidden} layout={layout}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" class={column.number ? 'is-number' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>{columns.map((column) => cellOf(column, column.cell(row)))}</tr>
        ))}
      </tbody>
      {columns.some(({ foot }) => foot !== undefined) && (
        <tfoot>
          <tr>{columns.map((column) => cellOf(column, column.foot))}</tr>
        </tfoot>
      )}
    </TableFrame>
  );
}

type AnyColumn = { key: string; label: string; number?: boolean | undefined; header?: boolean | undefined };

// A function and no component: a table has hundreds of cells, and each component costs as much as its markup.
function cellOf(column: AnyColumn, content: ComponentChildren) {
  const name = column.number ? 'is-number' : undefined;
  if (column.header) {
    return (
      <th key={column.key} scope="row" class={name}>
        {content}
      </th>
    );
  }
  return (
    <td key={column.key} class={name} data-label={column.label}>
      {content}
    </td>
  );
}

/** What scrolls must be reachable by keyboard (WCAG 2.1.1): the one case of a tab stop on something that is no control. */
export const SCROLLS = { tabIndex: 0 };

/** The frame alone, for tables whose rows are written by hand: entry grids, trees. */
export function TableFrame(props: {
  id: string;
  caption: ComponentChildren;
  captionHidden?: boolean | undefined;
  layout?: TableLayout | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class={props.layout && `table-${props.layout}`}>
      <section class="table-box" aria-labelledby={props.id} {...SCROLLS}>
        <table class="table">
          <caption id={props.id} class={props.captionHidden ? 'hidden-text' : undefined}>
            {props.caption}
          </caption>
          {props.children}
        </table>
      </section>
    </div>
  );
}

export type TreeRowProps = {
  /** 0 for the top. Deeper than four is shown as four. */
  depth: number;
  name: string;
  href?: string | undefined;
  /** Address of the same page with this row opened or closed; absent where nothing is below. */
  toggle?: { href: string; open: boolean } | undefined;
  children: ComponentChildren;
};

/** A row of a tree of units: name with indent and a link that opens what is below, then the caller's cells. */
export function TreeTableRow({ depth, name, href, toggle, children }: TreeRowProps) {
  const { t } = useUi();
  const indent = Math.min(depth, 4);
  return (
    <tr>
      <th scope="row" class={classes(indent > 0 && `is-indent-${indent}`)}>
        <span class="tree-name">
          {toggle === undefined ? (
            <span class="twist-none" />
          ) : (
            <a
              class={classes('twist', toggle.open && 'twist-open')}
              href={toggle.href}
              aria-label={toggle.open ? t.list.collapse(name) : t.list.expand(name)}
            >
              <Icon name="chevron" size={16} />
            </a>
          )}
          <span>{href === undefined ? name : <a href={href}>{name}</a>}</span>
        </span>
      </th>
      {children}
    </tr>
  );
}
