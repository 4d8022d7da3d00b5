/** The documents of the person's units, and the place to drop a new one. */
import type { Messages } from '../../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  FileDrop,
  Form,
  formatBytes,
  formatDateTime,
  List,
  Notice,
  PageHead,
  Pagination,
  Section,
  Select,
  Steps,
} from '../../../ui/index.ts';
import type { DocumentListItem } from '../store.ts';
import type { NamedUnit } from '../store.units.ts';

const ACCEPTED = ['.docx', '.doc', '.rtf', '.odt', '.pdf', '.xlsx', '.xls', '.ods', '.txt', '.md'] as const;

export interface ListPageProps {
  readonly t: Messages['documents'];
  readonly rows: readonly DocumentListItem[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly uploadUnits: readonly NamedUnit[];
  readonly limitBytes: number;
  /** What was wrong with the file that was just sent. */
  readonly problem: string | null;
}

export function ListPage(props: ListPageProps) {
  const { t, rows, uploadUnits, problem } = props;
  return (
    <>
      <PageHead title={t.list.title} lead={t.list.lead} />
      {uploadUnits.length === 0 ? <Notice>{t.list.noUpload}</Notice> : <Upload {...props} />}
      <Section title={t.list.received}>
        {rows.length === 0 ? (
          <EmptyState title={t.list.empty} icon="inbox">
            {problem === null ? t.list.emptyHint : t.list.nothingKept}
          </EmptyState>
        ) : (
          <Received {...props} />
        )}
      </Section>
    </>
  );
}

function Upload({ t, uploadUnits, limitBytes, problem }: ListPageProps) {
  return (
    <section class="upload" aria-label={t.list.upload}>
      <Steps steps={t.steps} current={0} />
      {problem !== null && (
        <Notice kind="error" live title={t.list.readOnlyTitle}>
          <p>{problem}</p>
          <p>{t.list.nothingKept}</p>
        </Notice>
      )}
      <Form action="/van-ban" multipart>
        <FileDrop
          id="tep"
          label={t.list.file}
          hint={t.list.fileHint(formatBytes(limitBytes))}
          accept={ACCEPTED}
          limitBytes={limitBytes}
          error={problem ?? undefined}
        />
        {uploadUnits.length > 1 ? (
          <Select
            id="don-vi"
            label={t.list.unit}
            options={uploadUnits.map((unit) => ({ value: String(unit.unitId), label: unit.name }))}
          />
        ) : (
          <input type="hidden" name="don-vi" value={uploadUnits[0]?.unitId} />
        )}
        <Actions>
          <Button icon="upload">{t.list.submit}</Button>
        </Actions>
      </Form>
    </section>
  );
}

function Received({ t, rows, total, page, pageSize }: ListPageProps) {
  return (
    <>
      <List
        items={rows.map((row) => ({
          key: row.id,
          title: row.title ?? t.list.untitled,
          href: `/van-ban/${row.id}`,
          meta: [
            [row.type, row.number].filter(Boolean).join(' '),
            row.issuer,
            row.fileName,
            `${row.createdBy === null ? '' : `${t.list.by(row.createdBy)}, `}${formatDateTime(row.createdAt)}`,
          ].filter((part) => part !== null && part !== ''),
          end: (
            <>
              {row.warnings > 0 && row.status === 'read' && <Badge tone="warn">{t.list.warnings(row.warnings)}</Badge>}
              <Badge tone={row.status === 'confirmed' ? 'ok' : 'accent'} open={row.status === 'read'}>
                {t.list.status[row.status]}
              </Badge>
            </>
          ),
        }))}
      />
      <Pagination page={page} pageSize={pageSize} total={total} href={(n) => `/van-ban?trang=${n}`} />
    </>
  );
}
