/** The frozen tree of an edition: searched without marks, by page. */
import type { Messages } from '../../../messages/index.ts';
import {
  Button,
  EmptyState,
  formatDate,
  NumberText,
  PageHead,
  Pagination,
  Select,
  Table,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { UNITS_A_PAGE, type UnitListQuery, type UnitListScreen } from './service.ts';
import type { EditionHead } from './store.access.ts';

export interface UnitsPageProps {
  readonly t: Messages;
  readonly edition: EditionHead;
  readonly screen: UnitListScreen;
  readonly query: UnitListQuery;
}

export function UnitsPage({ t, edition, screen, query }: UnitsPageProps) {
  const { units, levels } = t.editions;
  const base = `/tuan-le/${edition.id}/don-vi`;
  const names: Readonly<Record<string, string>> = levels;
  const href = (changes: Partial<Record<'tim' | 'cap' | 'duoi' | 'trang', string>>): string => {
    const wanted = {
      tim: query.search,
      cap: query.level ?? '',
      duoi: query.underUnitId === null ? '' : String(query.underUnitId),
      ...changes,
    };
    const search = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')).toString();
    return search === '' ? base : `${base}?${search}`;
  };
  return (
    <>
      <PageHead
        crumbs={[{ label: edition.title, href: `/tuan-le/${edition.id}/tong-quan` }]}
        title={screen.under === null ? units.title : units.only(screen.under.name)}
        lead={units.lead(formatDate(screen.treeDate))}
      />
      <Toolbar action={base}>
        {query.underUnitId !== null && <input type="hidden" name="duoi" value={query.underUnitId} />}
        <TextInput
          id="tim"
          label={units.search}
          hint={units.searchHint}
          type="search"
          value={query.search}
          class="field-grow"
          optional
        />
        <Select
          id="cap"
          label={units.level}
          value={query.level ?? ''}
          empty={units.allLevels}
          options={screen.levels.map(({ level, count }) => ({
            value: level,
            label: `${names[level] ?? level} (${count})`,
          }))}
          optional
        />
        <Button kind="second" icon="search">
          {t.common.action.search}
        </Button>
        {screen.under !== null && <a href={href({ duoi: '' })}>{units.all}</a>}
      </Toolbar>
      <div class="state-list">
        <Table
          id="units"
          caption={t.common.list.total(screen.total)}
          layout="cards"
          rows={screen.rows}
          rowKey={(row) => row.unitId}
          empty={
            <EmptyState title={units.nothing} icon="search">
              {units.nothingHint}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              label: units.name,
              header: true,
              cell: (row) =>
                row.below > 0 ? (
                  <a href={href({ tim: '', cap: '', duoi: String(row.unitId) })}>{row.name}</a>
                ) : (
                  row.name
                ),
            },
            { key: 'level', label: units.level, cell: (row) => names[row.level] ?? row.level },
            { key: 'parent', label: units.parent, cell: (row) => row.parentName ?? '' },
            { key: 'code', label: units.code, cell: (row) => row.code ?? '' },
            {
              key: 'below',
              label: units.below,
              number: true,
              cell: (row) => (row.below > 0 ? <NumberText value={row.below} /> : null),
            },
          ]}
        />
      </div>
      <Pagination
        page={query.page}
        pageSize={UNITS_A_PAGE}
        total={screen.total}
        href={(page) => href({ trang: String(page) })}
      />
    </>
  );
}
