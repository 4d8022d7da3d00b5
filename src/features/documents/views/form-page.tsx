/** The page of a document's report form, and two versions of it. */
import type { Messages } from '../../../../messages/index.ts';
import { LinkButton, Notice, PageHead } from '../../../ui/index.ts';
import { FormFacts, MendErrors, MendForm, type MendModel, StaleForm, type StaleMend } from '../../reports/index.ts';
import type { DocumentReview } from '../service.ts';

export function FormPage({ t, review, model }: { t: Messages; review: DocumentReview; model: MendModel }) {
  const words = t.forms;
  const { document } = review;
  const back = `/van-ban/${document.id}`;
  const { reading } = document.correction;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.documents.list.title, href: '/van-ban' },
          { label: [reading.type, reading.number].filter(Boolean).join(' ') || t.documents.review.eyebrow, href: back },
        ]}
        eyebrow={words.title}
        title={model.definition.title}
        lead={model.isEditable ? words.leadMend : words.leadRead}
        actions={
          <LinkButton kind="second" href={`${back}#form`}>
            {words.backToReview}
          </LinkButton>
        }
      />
      <MendErrors model={model} />
      {document.status === 'confirmed' ? (
        <Notice>
          {words.confirmed}{' '}
          {review.editionId !== null && <a href={`/tuan-le/${review.editionId}/mau-bao-cao`}>{words.toEditionForm}</a>}
        </Notice>
      ) : (
        !review.mayCorrect && <Notice>{words.readOnly}</Notice>
      )}
      <FormFacts t={t} definition={model.definition} />
      <MendForm model={model} action={`${back}/mau`} version={document.version} />
    </>
  );
}

export function StaleFormPage({ t, documentId, stale }: { t: Messages; documentId: number; stale: StaleMend }) {
  const words = t.forms;
  const action = `/van-ban/${documentId}/mau`;
  return (
    <>
      <PageHead crumbs={[{ label: words.title, href: action }]} title={words.stale.title} lead={words.stale.lead} />
      <StaleForm t={t} stale={stale} action={action} />
    </>
  );
}
