/** The last look before an edition is opened: everything that will be there, and what still stands in the way. */
import type { PlanReading } from '../../../documents/plan/reading.ts';
import type { Messages } from '../../../../messages/index.ts';
import {
  Actions,
  Button,
  DescriptionList,
  Form,
  formatDate,
  LinkButton,
  Notice,
  PageHead,
  Steps,
} from '../../../ui/index.ts';
import type { OpenPreview } from '../service.open.ts';

export interface OpenPageProps {
  readonly t: Messages['documents'];
  readonly preview: OpenPreview;
  /** Why the last try was refused. */
  readonly refusal: { readonly text: string; readonly href: string | null } | null;
}

export function OpenPage({ t, preview, refusal }: OpenPageProps) {
  const { document, blocking } = preview;
  const back = `/van-ban/${document.id}`;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.list.title, href: '/van-ban' },
          { label: nameOf(t, document.correction.reading), href: back },
        ]}
        title={t.open.title}
        lead={t.open.lead}
      />
      <Steps steps={t.steps} current={2} />
      {refusal !== null && (
        <Notice kind="error" live title={t.open.cannot}>
          <p>{refusal.text}</p>
          {refusal.href !== null && <a href={refusal.href}>{t.open.goToExisting}</a>}
        </Notice>
      )}
      {blocking.length > 0 && (
        <Notice kind="warning" title={t.open.cannot}>
          <ul>
            {blocking.map(({ field, code }) => (
              <li key={field}>
                <a href={`${back}#open`}>{t.open.blocking[code]}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {preview.undated > 0 && (
        <Notice kind="warning">
          <a href={`${back}#deadlines`}>{t.open.undated(preview.undated)}</a>
        </Notice>
      )}
      <DescriptionList facts={factsOf(t, preview)} />
      <Form action={`${back}/mo`}>
        <input type="hidden" name="version" value={document.version} />
        <Actions>
          <LinkButton kind="second" href={back}>
            {t.open.back}
          </LinkButton>
          <Button disabled={blocking.length > 0}>{t.open.submit}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** "KẾ HOẠCH 220/KH-UBND", or a word for a document that has neither. */
function nameOf(t: Messages['documents'], { type, number }: PlanReading): string {
  return [type, number].filter((part) => part !== null).join(' ') || t.review.eyebrow;
}

function factsOf(t: Messages['documents'], preview: OpenPreview) {
  const { reading, edition } = preview.document.correction;
  const { number, date } = reading;
  const isIssued = number !== null && date !== null;
  return [
    { label: t.open.edition, value: `${preview.rootName}, ${edition.year ?? ''}` },
    {
      label: t.open.plan,
      value: isIssued ? t.open.planIssued(number, formatDate(date)) : t.open.planDraft,
    },
    { label: t.open.units, value: t.open.unitsOn(preview.unitCount, formatDate(edition.treeDate ?? '')) },
    { label: t.open.newUnits, value: preview.newAgencies.length === 0 ? null : listOf(preview.newAgencies) },
    { label: t.open.tasks, value: t.open.taskCount(preview.taskCount) },
    {
      label: t.open.dueDates,
      value:
        preview.dueDates.length === 0
          ? null
          : listOf(preview.dueDates.map(({ due, from, what }) => `${formatDate(due)}: ${from} – ${what}`)),
    },
    {
      label: t.open.reportsExpected,
      value: preview.reportCount === 0 ? t.open.noReports : t.open.reportsCount(preview.reportCount),
    },
  ];
}

function listOf(lines: readonly string[]) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
