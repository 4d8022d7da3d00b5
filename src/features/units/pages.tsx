/** Units on screen: list and search, and the page of one unit through time. */
import { z } from 'zod';
import type { Messages } from '../../../messages/index.ts';
import { addDays } from '../../platform/clock/working-days.ts';
import { unitIdSchema } from '../../platform/ids/ids.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { pathPart } from '../../platform/http/form-body.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import {
  Button,
  DateInput,
  DescriptionList,
  EmptyState,
  formatDate,
  formatNumber,
  LinkButton,
  List,
  Notice,
  PageHead,
  Pagination,
  Section,
  Select,
  Table,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { page, textsOf } from '../shell/index.ts';
import { dayOf, hrefOf, PATH, pageOf, UnitList } from './page-parts.tsx';
import { createPages } from './pages.create.tsx';
import { importPages } from './pages.import.tsx';
import { isUnitLevel, type UnitLevel, UNIT_LEVELS } from './rules.ts';
import { VIETNAM_DAYS } from './rules.pack.ts';
import { CHILDREN_PAGE, listChildren, readUnit, SEARCH_LIMIT, searchUnits, type UnitPage } from './service.ts';
import type { LineageRow, UnitListRow, UnitVersionRow } from './store.ts';

type Words = Messages['units'];

/** Routes of units; `importPages` and `createPages` first, since `/don-vi/:unit` would take their addresses. */
export function unitPages(app: WebApp): void {
  importPages(app);
  createPages(app);
  app.get(PATH, listPage);
  app.get(`${PATH}/:unit{[0-9]+}`, unitPage);
}

const querySchema = z.object({ q: z.string().max(200).catch(''), cap: z.string().catch('') });

async function listPage(c: WebRequest): Promise<Response> {
  const actor = requireActor(c.var.ctx.actor);
  const { units: words } = textsOf(c);
  const { q, cap } = querySchema.parse({ q: c.req.query('q'), cap: c.req.query('cap') });
  const level = isUnitLevel(cap) ? cap : null;
  const day = dayOf(c);
  return page(c, {
    title: words.title,
    active: 'units',
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead}
          actions={
            actor.isAdministrator && (
              <LinkButton kind="second" icon="upload" href={`${PATH}/nhap-danh-sach`}>
                {words.import.action}
              </LinkButton>
            )
          }
        />
        <SearchBar words={words} q={q} day={day} level={level} />
        {q.trim() === '' ? await topOf(c, words) : await resultsOf(c, words, q, level)}
      </>
    ),
  });
}

function SearchBar({ words, q, day, level }: { words: Words; q: string; day: string; level: UnitLevel | null }) {
  return (
    <Toolbar action={PATH}>
      <TextInput id="q" type="search" label={words.search} hint={words.searchHint} value={q} maxLength={200} optional />
      <Select
        id="cap"
        label={words.level}
        value={level ?? ''}
        empty={words.anyLevel}
        options={UNIT_LEVELS.map((value) => ({ value, label: words.levels[value] }))}
        optional
      />
      <DateInput id="ngay" label={words.on} value={day} optional />
      <Button icon="search">{words.searchAction}</Button>
    </Toolbar>
  );
}

/** The top of the tree: what stands below the country's root, or the roots themselves. */
async function topOf(c: WebRequest, words: Words) {
  const day = dayOf(c);
  const roots = await listChildren(c.var.ctx, null, day);
  const [root, ...others] = roots.rows;
  if (!root) {
    return (
      <EmptyState title={words.none} icon="units">
        {words.noneHint}
      </EmptyState>
    );
  }
  if (others.length > 0 || root.level !== 'country') return <Units c={c} words={words} {...roots} />;
  const below = await listChildren(c.var.ctx, root.id, day, pageOf(c));
  return (
    <Section title={<a href={hrefOf(c, `${PATH}/${root.id}`)}>{root.name}</a>} note={words.children}>
      <Units c={c} words={words} {...below} />
    </Section>
  );
}

function Units({
  c,
  words,
  rows,
  total,
}: {
  c: WebRequest;
  words: Words;
  rows: readonly UnitListRow[];
  total: number;
}) {
  return (
    <>
      <UnitList words={words} rows={rows} href={(unit) => hrefOf(c, `${PATH}/${unit.id}`)} />
      <Pagination
        page={pageOf(c)}
        pageSize={CHILDREN_PAGE}
        total={total}
        href={(number) => hrefOf(c, c.req.path, { trang: String(number) })}
      />
    </>
  );
}

async function resultsOf(c: WebRequest, words: Words, q: string, level: UnitLevel | null) {
  const found = await searchUnits(c.var.ctx, { typed: q, day: dayOf(c), level });
  if (found.length === 0) {
    return (
      <EmptyState title={words.notFound} icon="search">
        {words.notFoundHint}
      </EmptyState>
    );
  }
  const shown = found.slice(0, SEARCH_LIMIT);
  const count = formatNumber(shown.length);
  return (
    <Section title={found.length > SEARCH_LIMIT ? words.foundMany(count) : words.results(count)}>
      <UnitList words={words} rows={shown} href={(unit) => hrefOf(c, `${PATH}/${unit.id}`)} showsParent />
    </Section>
  );
}

async function unitPage(c: WebRequest): Promise<Response> {
  const unitId = pathPart(c, 'unit', unitIdSchema);
  const unit = await readUnit(c.var.ctx, unitId, dayOf(c), pageOf(c));
  const { units: words } = textsOf(c);
  const { shown, above, children, lineage } = unit;
  const crumbs = above.map(({ id, name }) => ({ label: name, href: hrefOf(c, `${PATH}/${id}`) }));
  const parent = above.at(-1);
  return page(c, {
    title: shown.name,
    active: 'units',
    body: (
      <>
        <PageHead
          title={shown.name}
          eyebrow={words.kinds[shown.kind]}
          crumbs={[{ label: words.title, href: hrefOf(c, PATH) }, ...crumbs]}
          actions={
            unit.mayCreateBelow && (
              <>
                <LinkButton kind="second" icon="people" href={`/nguoi-dung/${unitId}`}>
                  {words.people}
                </LinkButton>
                <LinkButton kind="second" icon="plus" href={`${PATH}/${unitId}/them`}>
                  {words.create.action}
                </LinkButton>
              </>
            )
          }
        />
        <StateNotice unit={unit} words={words} />
        <Section title={words.more} hang>
          <DescriptionList
            facts={[
              { label: words.code, value: unit.code },
              { label: words.level, value: words.levels[shown.level] },
              {
                label: words.parent,
                value: parent && <a href={hrefOf(c, `${PATH}/${parent.id}`)}>{parent.name}</a>,
              },
            ]}
          />
        </Section>
        <Lineage c={c} words={words} title={words.lineageTo} rows={lineage.to} dayOfRow={(row) => row.on} />
        <History words={words} versions={unit.versions} />
        <Lineage c={c} words={words} title={words.lineageFrom} rows={lineage.from} dayOfRow={beforeOf} />
        <Section title={words.children} note={unit.state === 'there' ? undefined : formatDate(unit.day)}>
          {children.total === 0 ? <p class="soft">{words.noChildren}</p> : <Units c={c} words={words} {...children} />}
        </Section>
      </>
    ),
  });
}

function StateNotice({ unit, words }: { unit: UnitPage; words: Words }) {
  const [first, last] = [unit.versions[0], unit.versions.at(-1)];
  if (unit.state === 'ended' && last?.to)
    return <Notice kind="warning">{words.endedNotice(formatDate(last.to))}</Notice>;
  if (unit.state === 'not-yet' && first?.from) return <Notice>{words.notYetNotice(formatDate(first.from))}</Notice>;
  return null;
}

function History({ words, versions }: { words: Words; versions: readonly UnitVersionRow[] }) {
  return (
    <Section title={words.history} note={words.historyNote}>
      <Table
        id="lich-su"
        caption={words.history}
        captionHidden
        layout="cards"
        rows={versions}
        rowKey={(version) => version.from ?? ''}
        columns={[
          { key: 'period', label: words.period, header: true, cell: (version) => periodOf(version, words) },
          { key: 'name', label: words.name, cell: (version) => version.name },
          { key: 'kind', label: words.kind, cell: (version) => words.kinds[version.kind] },
          { key: 'parent', label: words.parent, cell: (version) => version.parent?.name ?? '' },
          { key: 'act', label: words.act, cell: (version) => version.source ?? '' },
        ]}
      />
    </Section>
  );
}

/** Records begin in 2020: what holds since then began some time before. */
function periodOf({ from, to }: UnitVersionRow, words: Words): string {
  const isOld = from === null || from === VIETNAM_DAYS.start;
  const last = to === null ? null : formatDate(addDays(to, -1));
  if (isOld) return last === null ? words.always : words.until(last);
  return last === null ? words.since(formatDate(from)) : words.between(formatDate(from), last);
}

const beforeOf = (row: LineageRow): string => addDays(row.on, -1);

function Lineage(props: {
  c: WebRequest;
  words: Words;
  title: string;
  rows: readonly LineageRow[];
  /** The day on which the other unit is shown. */
  dayOfRow: (row: LineageRow) => string;
}) {
  const { c, words, title, rows, dayOfRow } = props;
  if (rows.length === 0) return null;
  return (
    <Section title={title} note={rows.some((row) => row.share === null) ? words.partNote : undefined}>
      <List
        items={rows.map((row) => ({
          key: `${row.id} ${row.on}`,
          title: row.name,
          href: hrefOf(c, `${PATH}/${row.id}`, { ngay: dayOfRow(row) }),
          meta: [row.share === 1 ? words.whole : words.part, words.since(formatDate(row.on))],
        }))}
      />
    </Section>
  );
}
