/** What anybody may read: results of this and past years, open data, the honour board. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { editionIdSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import {
  Badge,
  Button,
  EmptyState,
  formatDate,
  formatNumber,
  LinkButton,
  List,
  PageHead,
  Pagination,
  Section,
  Select,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { FiguresTable } from './figures-table.tsx';
import { Headlines } from './headlines.tsx';
import { csvOf, type PublishedRow } from './rules.ts';
import {
  type Commendation,
  findEarlier,
  findPublication,
  listCommendations,
  listPublications,
  type Publication,
  readOpenData,
} from './store.ts';

export const RESULTS_PATH = '/ket-qua';
export const BOARD_PATH = '/bang-vang';

const A_PAGE = 50;
const EARLIER_YEARS = 3;
const searchSchema = z.string().trim().max(100).catch('');
const yearSchema = z.coerce.number().int().min(1990).max(2200).nullable().catch(null);
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);
const FRESH_S = 60;

export function publicResultPages(app: WebApp): void {
  app.get(RESULTS_PATH, listPage);
  // Before the pages of units, whose pattern it would fit.
  app.get(`${RESULTS_PATH}/:edition/du-lieu.csv`, async (c) => {
    const editionId = pathPart(c, 'edition', editionIdSchema);
    return csv(c, await readOpenData(c.var.ctx.platform.db.app, editionId));
  });
  app.get(`${RESULTS_PATH}/:edition/:unit`, onePage);
  app.get(`${RESULTS_PATH}/:edition/:unit/du-lieu.csv`, async (c) => csv(c, [await publicationOf(c)]));
  app.get(`${RESULTS_PATH}/:edition/:unit/du-lieu.json`, async (c) => {
    const found = await publicationOf(c);
    return c.json(openRow(found), 200, {
      'cache-control': `public, max-age=${FRESH_S}`,
      'access-control-allow-origin': '*',
    });
  });
  app.get(BOARD_PATH, boardPage);
}

async function publicationOf(c: WebRequest): Promise<Publication> {
  const found = await findPublication(
    c.var.ctx.platform.db.app,
    pathPart(c, 'edition', editionIdSchema),
    pathPart(c, 'unit', unitIdSchema),
  );
  if (found === null) throw new Problem('not-found');
  return found;
}

const dayOf = (publication: Publication) => dayInVietnam(publication.publishedAt);

function openRow(found: Publication): PublishedRow {
  return {
    year: found.year,
    unitCode: found.unitCode,
    unitName: found.unitName,
    publishedOn: dayOf(found),
    reports: found.reports,
    expected: found.expected,
    figures: found.figures,
  };
}

function csv(c: WebRequest, found: readonly Publication[]): Response {
  if (found.length === 0) throw new Problem('not-found');
  return c.body(csvOf(found.map(openRow)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="ket-qua-${found[0]?.year ?? ''}.csv"`,
    'cache-control': `public, max-age=${FRESH_S}`,
    'access-control-allow-origin': '*',
  });
}

function queryOf(c: WebRequest): { search: string; year: number | null; page: number; href: (page: number) => string } {
  const search = searchSchema.parse(c.req.query('q') ?? '');
  const year = yearSchema.parse(c.req.query('nam') || null);
  const page = pageSchema.parse(c.req.query('trang'));
  const href = (no: number) =>
    `?${new URLSearchParams({
      ...(search === '' ? {} : { q: search }),
      ...(year === null ? {} : { nam: String(year) }),
      trang: String(no),
    }).toString()}`;
  return { search, year, page, href };
}

async function listPage(c: WebRequest): Promise<Response> {
  const words = textsOf(c).results.list;
  const { search, year, page, href } = queryOf(c);
  const found = await listPublications(c.var.ctx.platform.db.app, {
    year,
    search,
    offset: (page - 1) * A_PAGE,
    limit: A_PAGE,
  });
  const isFiltered = search !== '' || year !== null;
  return publicPage(c, {
    title: words.title,
    description: words.lead,
    active: 'results',
    indexed: true,
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead}
          actions={
            <LinkButton kind="second" href={BOARD_PATH}>
              {words.board}
            </LinkButton>
          }
        />
        {found.years.length > 0 && (
          <Toolbar action={RESULTS_PATH}>
            <TextInput id="q" type="search" label={words.search} value={search} optional class="field-grow" />
            <Select
              id="nam"
              label={words.year}
              value={year === null ? '' : String(year)}
              empty={words.allYears}
              optional
              options={found.years.map((each) => ({ value: String(each), label: String(each) }))}
            />
            <Button kind="second" icon="search">
              {textsOf(c).common.action.filter}
            </Button>
          </Toolbar>
        )}
        {found.rows.length === 0 ? (
          <EmptyState title={isFiltered ? words.nothingFound : words.empty} icon="report">
            {isFiltered ? words.nothingFoundHint : words.emptyHint}
          </EmptyState>
        ) : (
          <List
            items={found.rows.map((row) => ({
              key: `${row.editionId}-${row.unitId}`,
              title: row.unitName,
              href: `${RESULTS_PATH}/${row.editionId}/${row.unitId}`,
              meta: [
                String(row.year),
                words.coverage(formatNumber(row.reports), formatNumber(row.expected)),
                words.on(formatDate(dayOf(row))),
              ],
            }))}
          />
        )}
        <Pagination page={page} pageSize={A_PAGE} total={found.count} href={href} />
      </>
    ),
  });
}

async function onePage(c: WebRequest): Promise<Response> {
  const t = textsOf(c);
  const words = t.results.page;
  const found = await publicationOf(c);
  const earlier = await findEarlier(c.var.ctx.platform.db.app, found.unitId, found.year, EARLIER_YEARS);
  const path = `${RESULTS_PATH}/${found.editionId}/${found.unitId}`;
  const title = words.title(found.unitName, found.year);
  return publicPage(c, {
    title,
    description: words.coverage(formatNumber(found.reports), formatNumber(found.expected)),
    active: 'results',
    indexed: true,
    body: (
      <>
        <PageHead
          crumbs={[{ label: t.results.list.title, href: RESULTS_PATH }]}
          title={title}
          lead={words.coverage(formatNumber(found.reports), formatNumber(found.expected))}
        />
        {found.words !== '' && found.words.split(/\n{2,}/u).map((paragraph, index) => <p key={index}>{paragraph}</p>)}
        <div class="stack">
          <Headlines t={t} reports={found.reports} expected={found.expected} figures={found.figures} />
          <FiguresTable t={t} caption={title} year={found.year} figures={found.figures} earlier={earlier} />
        </div>
        <Section id="du-lieu-mo" title={words.data}>
          <div class="stack">
            <p>{words.dataText}</p>
            <p class="row">
              <LinkButton kind="second" icon="download" href={`${path}/du-lieu.csv`} download>
                {words.csv}
              </LinkButton>
              <LinkButton kind="second" icon="download" href={`${path}/du-lieu.json`} download>
                {words.json}
              </LinkButton>
              <LinkButton kind="quiet" icon="download" href={`${RESULTS_PATH}/${found.editionId}/du-lieu.csv`} download>
                {words.all}
              </LinkButton>
            </p>
            <p>
              <a href={`${RESULTS_PATH}?nam=${found.year}`}>{words.others}</a>
            </p>
          </div>
        </Section>
      </>
    ),
  });
}

async function boardPage(c: WebRequest): Promise<Response> {
  const words = textsOf(c).results.board;
  const { search, year, page, href } = queryOf(c);
  const found = await listCommendations(c.var.ctx.platform.db.app, {
    year,
    of: null,
    onlyPublic: true,
    search,
    offset: (page - 1) * A_PAGE,
    limit: A_PAGE,
  });
  const isFiltered = search !== '' || year !== null;
  return publicPage(c, {
    title: words.title,
    description: words.lead,
    active: 'results',
    indexed: true,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        {(found.count > 0 || isFiltered) && (
          <Toolbar action={BOARD_PATH}>
            <TextInput id="q" type="search" label={words.search} value={search} optional class="field-grow" />
            <Button kind="second" icon="search">
              {textsOf(c).common.action.search}
            </Button>
          </Toolbar>
        )}
        {found.rows.length === 0 ? (
          <EmptyState title={isFiltered ? words.nothingFound : words.empty} icon="success">
            {isFiltered ? words.nothingFoundHint : words.emptyHint}
          </EmptyState>
        ) : (
          <List
            items={found.rows.map((row) => ({
              key: row.id,
              title: row.awardee,
              meta: [row.achievement, row.unitName, decisionOf(words, row)].filter((text) => text !== ''),
              end: (
                <>
                  <Badge tone="accent">{row.award}</Badge> <span class="soft">{row.year}</span>
                </>
              ),
            }))}
          />
        )}
        <Pagination page={page} pageSize={A_PAGE} total={found.count} href={href} />
      </>
    ),
  });
}

function decisionOf(words: ReturnType<typeof textsOf>['results']['board'], row: Commendation): string {
  if (row.decisionNumber === null) return '';
  return words.decision(row.decisionNumber, row.decidedOn === null ? '' : formatDate(row.decidedOn));
}
