/** The list: what certificates can be given for, what was given. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import {
  Badge,
  EmptyState,
  formatDate,
  formatNumber,
  LinkButton,
  List,
  PageHead,
  Section,
  type Tone,
} from '../../ui/index.ts';
import { batchPath, newBatchPath } from './certificate.ts';
import { ROLES_OF, verbFor } from './rules.ts';
import type { CertificateList } from './service.ts';
import type { BatchStatus } from './store.ts';
import type { Source } from './store.people.ts';

export const BATCH_TONE: Readonly<Record<BatchStatus, Tone>> = {
  waiting: 'plain',
  running: 'accent',
  done: 'ok',
  failed: 'bad',
};

export function ListPage(props: {
  t: Messages;
  list: CertificateList;
  edition: { readonly id: EditionId; readonly title: string; readonly href: string };
}): VNode {
  const { t, list, edition } = props;
  const words = t.certificates;
  const { sources, batches, mayAttest } = list;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: edition.title, href: edition.href }]} />
      {mayAttest && sources.length === 0 && (
        <EmptyState title={words.list.empty} icon="check">
          {words.list.emptyText}
        </EmptyState>
      )}
      {mayAttest && sources.length > 0 && (
        <Section title={words.list.give} note={words.list.giveNote}>
          <List items={sources.map((source) => sourceItem(t, edition.id, source, list))} />
        </Section>
      )}
      <Section title={words.list.batches}>
        {batches.length === 0 ? (
          <p class="soft">{words.list.noBatches}</p>
        ) : (
          <List
            items={batches.map((batch) => ({
              key: batch.id,
              title: batch.title,
              href: batchPath(edition.id, batch.id),
              meta: [
                words.roles[batch.role],
                words.batch.progress(formatNumber(batch.done), formatNumber(batch.total)),
                formatDate(batch.issuedOn),
              ],
              end: <Badge tone={BATCH_TONE[batch.status]}>{words.statuses[batch.status]}</Badge>,
            }))}
          />
        )}
      </Section>
    </>
  );
}

function sourceItem(t: Messages, editionId: EditionId, source: Source, { issuing }: CertificateList) {
  const words = t.certificates;
  const count = formatNumber(source.people);
  const roles = ROLES_OF[source.source].filter(
    (role) => verbFor(role) === 'certificate.attest' || issuing.includes(source.unitId),
  );
  return {
    key: `${source.source}-${source.id}`,
    title: source.title,
    meta: [
      words.sources[source.source],
      ...(source.at === null ? [] : [formatDate(source.at)]),
      source.source === 'contest' ? words.list.winners(count) : words.list.present(count),
    ],
    end: (
      <div class="row">
        {roles.map((role) => (
          <LinkButton key={role} kind="second" href={newBatchPath(editionId, source, role)}>
            {words.roles[role]}
            <span class="hidden-text">: {source.title}</span>
          </LinkButton>
        ))}
      </div>
    ),
  };
}
