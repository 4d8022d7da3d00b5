/** The papers of the person's units, and the choice of a kind to begin with. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { PAPER_KINDS, type PaperKind } from '../../documents/write/paper-kinds.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatDateTime,
  LinkButton,
  List,
  Notice,
  PageHead,
  Pagination,
  RadioGroup,
  Select,
  TextInput,
  type Tone,
  Toolbar,
} from '../../ui/index.ts';
import type { NamedUnit } from '../units/index.ts';
import { PAPERS_PATH, paperPath } from './paths.ts';
import { PAPER_STATUSES, type PaperStatus } from './rules.paper.ts';
import { LIST_PAGE, type ListQuery, type PaperList } from './service.read.ts';

/** What the page of kinds says for a decision on commendation; a decision alone sets up the committee. */
export const COMMENDATION = 'decision-commendation';

const STATUS_TONE: Readonly<Record<PaperStatus, Tone>> = {
  draft: 'plain',
  issued: 'ok',
  replaced: 'warn',
  withdrawn: 'bad',
};

export function PaperState({ t, status }: { t: Messages; status: PaperStatus }) {
  return (
    <Badge tone={STATUS_TONE[status]} open={status === 'draft'}>
      {t.papers.status[status]}
    </Badge>
  );
}

export function ListPage(props: { t: Messages; list: PaperList; query: ListQuery; page: number }): VNode {
  const { t, list, query, page } = props;
  const words = t.papers;
  const isFiltered = query.typed !== '' || query.status !== null || query.kind !== null || query.editionId !== null;
  const address = (number: number): string => {
    const parts = new URLSearchParams({
      tim: query.typed,
      'tinh-trang': query.status ?? '',
      loai: query.kind ?? '',
      'tuan-le': String(query.editionId ?? ''),
      trang: String(number),
    });
    const given = [...parts].filter(([, value]) => value !== '');
    return `${PAPERS_PATH}?${new URLSearchParams(given).toString()}`;
  };
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {list.maySign && (
              <LinkButton kind="second" href="/ky-so">
                {t.signing.many.title}
              </LinkButton>
            )}
            {list.writeUnits.length > 0 && (
              <LinkButton icon="plus" href={`${PAPERS_PATH}/moi`}>
                {words.list.new}
              </LinkButton>
            )}
          </>
        }
      />
      <Toolbar action={PAPERS_PATH}>
        <TextInput id="tim" type="search" label={words.list.search} value={query.typed} optional />
        <Select
          id="tinh-trang"
          label={words.list.state}
          value={query.status ?? ''}
          empty={words.list.allStates}
          options={PAPER_STATUSES.map((status) => ({ value: status, label: words.status[status] }))}
        />
        <Select
          id="loai"
          label={words.list.kind}
          value={query.kind ?? ''}
          empty={words.list.allKinds}
          options={PAPER_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        />
        {list.editions.length > 1 && (
          <Select
            id="tuan-le"
            label={words.list.edition}
            value={String(query.editionId ?? '')}
            empty={words.list.allEditions}
            options={list.editions.map(({ id, title }) => ({ value: String(id), label: title }))}
          />
        )}
        <Button kind="second" icon="search">
          {words.list.filter}
        </Button>
      </Toolbar>
      {list.rows.length === 0 ? (
        <EmptyState title={isFiltered ? words.list.emptySearch : words.list.empty} icon="edit">
          {isFiltered ? words.list.emptySearchHint : words.list.emptyHint}
        </EmptyState>
      ) : (
        <List
          items={list.rows.map((row) => ({
            key: row.id,
            title: row.title || words.untitled,
            href: paperPath(row.id),
            meta: [
              [words.kinds[row.kind], row.printedNumber].filter(Boolean).join(' '),
              row.status === 'draft' || row.datedOn === null ? null : words.list.dated(formatDate(row.datedOn)),
              list.isMixed ? row.unitName : null,
              row.status === 'draft' ? words.list.changed(formatDateTime(row.updatedAt)) : null,
            ].filter((part) => part !== null && part !== ''),
            end: <PaperState t={t} status={row.status} />,
          }))}
        />
      )}
      <Pagination page={page} pageSize={LIST_PAGE} total={list.total} href={address} />
    </>
  );
}

/** A decision begins with other words for each thing it decides: two kinds to choose from. */
function kindChoices(t: Messages, kind: PaperKind): { value: string; label: string }[] {
  const { decisions } = t.papers.new;
  if (kind !== 'decision') return [{ value: kind, label: t.papers.kinds[kind] }];
  return [
    { value: kind, label: decisions.committee },
    { value: COMMENDATION, label: decisions.commendation },
  ];
}

export function NewPage(props: {
  t: Messages;
  units: readonly NamedUnit[];
  editions: readonly { readonly id: number; readonly title: string }[];
  chosen: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
}): VNode {
  const { t, units, editions, chosen, errors } = props;
  const words = t.papers.new;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: t.papers.title, href: PAPERS_PATH }]} />
      <ErrorSummary errors={errors} />
      {units.length === 0 ? (
        <Notice>{words.noUnit}</Notice>
      ) : (
        <Form action={`${PAPERS_PATH}/moi`}>
          {units.length > 1 ? (
            <Select
              id="unit"
              label={words.unit}
              value={chosen['unit']}
              options={units.map((unit) => ({ value: String(unit.unitId), label: unit.name }))}
            />
          ) : (
            <input type="hidden" name="unit" value={units[0]?.unitId} />
          )}
          <RadioGroup
            id="kind"
            label={words.kind}
            value={chosen['kind']}
            error={errorOf(errors, 'kind')}
            options={PAPER_KINDS.flatMap((kind) => kindChoices(t, kind))}
          />
          <Select
            id="edition"
            label={words.edition}
            optional
            value={chosen['edition'] ?? String(editions[0]?.id ?? '')}
            empty={words.noEdition}
            options={editions.map(({ id, title }) => ({ value: String(id), label: title }))}
          />
          <Actions>
            <LinkButton kind="second" href={PAPERS_PATH}>
              {t.common.action.cancel}
            </LinkButton>
            <Button>{words.start}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}
