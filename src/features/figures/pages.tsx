/** The records behind a cell of a report: which activities and ceremonies a number is made of. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import {
  EmptyState,
  formatDate,
  formatNumber,
  LinkButton,
  Notice,
  NumberText,
  PageHead,
  Pagination,
  Table,
} from '../../ui/index.ts';
import { enterFromPath, unitFromPath } from '../editions/index.ts';
import { page, textsOf } from '../shell/index.ts';
import { readRecords, RECORDS_A_PAGE, type RecordsScreen } from './service.ts';
import type { FigureRecord, FigureSource } from './store.ts';

const cellSchema = z.coerce.number().int().min(1).max(10_000);
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

export function figurePages(app: WebApp): void {
  app.get('/tuan-le/:edition/bao-cao/:unit/so-lieu/:cell', (c) => recordsPage(c, false));
  app.get('/tuan-le/:edition/tong-hop/:unit/so-lieu/:cell', (c) => recordsPage(c, true));
}

async function recordsPage(c: WebRequest, withBelow: boolean): Promise<Response> {
  const ctx = await enterFromPath(c);
  const unitId = unitFromPath(c);
  const cell = cellSchema.safeParse(c.req.param('cell'));
  if (!cell.success) throw new Problem('not-found');
  const screen = await readRecords(ctx, unitId, cell.data, { withBelow, page: pageSchema.parse(c.req.query('trang')) });
  const base = `/tuan-le/${ctx.edition.id}`;
  const back = withBelow ? `${base}/tong-hop/${unitId}` : `${base}/bao-cao/${unitId}#o-${cell.data}`;
  return page(c, {
    title: textsOf(c).figures.title(screen.label),
    active: withBelow ? 'rollup' : 'reports',
    body: <Records c={c} screen={screen} base={base} back={back} withBelow={withBelow} />,
  });
}

function Records(props: { c: WebRequest; screen: RecordsScreen; base: string; back: string; withBelow: boolean }) {
  const { c, screen, base, back, withBelow } = props;
  const words = textsOf(c).figures;
  const unit = screen.unit === null ? '' : ` ${screen.unit}`;
  const isOther = screen.written !== null && screen.written !== screen.total && screen.count > 0;
  return (
    <>
      <PageHead
        crumbs={[{ label: words.back(screen.place.name), href: back }]}
        title={screen.label}
        lead={words.lead(
          screen.place.name,
          formatNumber(screen.count),
          `${formatNumber(screen.total)}${unit}`,
          withBelow,
        )}
      />
      {isOther && (
        <Notice kind="warning" title={words.differs(`${formatNumber(screen.written ?? '')}${unit}`)}>
          {screen.overrideReason === null ? words.noReason : words.reason(screen.overrideReason)}
        </Notice>
      )}
      <Table
        id="hoat-dong"
        caption={words.caption}
        captionHidden
        layout="cards"
        rows={screen.records}
        rowKey={(record) => `${record.of.source}${record.of.sourceId}`}
        empty={
          <EmptyState title={words.empty} icon="report">
            {words.emptyHint}
          </EmptyState>
        }
        columns={[
          {
            key: 'title',
            label: words.activity,
            header: true,
            cell: (record) => <a href={pathOf(base, record.of)}>{record.title}</a>,
          },
          { key: 'organiser', label: words.organiser, cell: (record) => record.organiserName },
          ...(withBelow
            ? [{ key: 'unit', label: words.reporter, cell: (record: FigureRecord) => record.unitName }]
            : []),
          { key: 'day', label: words.day, cell: (record) => formatDate(record.occurredOn) },
          {
            key: 'value',
            label: words.value,
            number: true,
            cell: (record) => <NumberText value={record.value} />,
          },
        ]}
      />
      <Pagination page={screen.page} pageSize={RECORDS_A_PAGE} total={screen.count} href={(no) => `?trang=${no}`} />
      <p>
        <LinkButton kind="second" href={back}>
          {words.back(screen.place.name)}
        </LinkButton>
      </p>
    </>
  );
}

function pathOf(base: string, { source, sourceId }: FigureSource): string {
  return source === 'activity' ? `${base}/hoat-dong/${sourceId}` : `${base}/le-khai-mac/${sourceId}`;
}
