/** The review page: the document on the left, what was understood on the right, warnings on top. */
import type { ComponentChildren } from 'preact';
import { Button, ErrorSummary, LinkButton, Notice, PageHead, SCROLLS, SourceLink, Steps } from '../../../ui/index.ts';
import type { WarningReading } from '../../../documents/plan/reading.ts';
import { factsOfWarning, type WarningFact } from '../rules.sources.ts';
import { DocumentPane } from './document-pane.tsx';
import { FormSection, formSummary } from './form-section.tsx';
import { confidenceOf, countToCheck, errorText, fieldId, type ReviewModel } from './model.ts';
import { OpenSection } from './open-section.tsx';
import { Sites } from './read-along.tsx';
import { Facts, ReviewField } from './review-field.tsx';
import { Agencies, Bases, Deadlines, Programme, SaveButtons } from './row-sections.tsx';
import { UnitSuggestions, WhoSection } from './who-section.tsx';

type Part = { readonly model: ReviewModel };

export function ReviewPage({ model }: Part) {
  const { review, t } = model;
  const { document } = review;
  const isConfirmed = document.status === 'confirmed';
  return (
    <>
      <PageHead
        crumbs={[{ label: t.list.title, href: '/van-ban' }]}
        eyebrow={
          [document.correction.reading.type, document.correction.reading.number].filter(Boolean).join(' ') ||
          t.review.eyebrow
        }
        title={document.correction.reading.title ?? t.review.untitled}
        lead={isConfirmed ? t.review.confirmedLead : <Lead model={model} />}
        actions={<HeadActions model={model} />}
      />
      <Steps steps={t.steps} current={isConfirmed ? t.steps.length : 1} />
      <ErrorSummary
        errors={model.problems.map(({ field }) => ({
          field: fieldId(field),
          message: `${labelOfField(model, field)}: ${errorText(model, field) ?? ''}`,
        }))}
      />
      {!isConfirmed && !review.mayCorrect && <Notice>{t.review.readOnly}</Notice>}
      <nav class="panes-nav review-nav" aria-label={t.review.parts}>
        <a href="#van-ban">{t.review.toDocument}</a>
        <a href="#doc-duoc">{t.review.toUnderstood}</a>
        <a href="#who">{t.review.toWho}</a>
      </nav>
      <div class="panes panes-review">
        <div class="pane-document" id="van-ban">
          <section class="sheet" aria-label={t.review.toDocument} {...SCROLLS}>
            <DocumentPane document={document.blocks} index={model.index} />
          </section>
        </div>
        <section class="pane-understood" id="doc-duoc" aria-label={t.review.toUnderstood}>
          <Warnings model={model} />
          <Understood model={model} />
        </section>
      </div>
    </>
  );
}

/** How much there is to look at, with the way to it. */
function Lead({ model }: Part) {
  const { t } = model;
  const { reading, correction } = model.review.document;
  const { warnings } = reading;
  // A list, a picture's text, somebody's notes: there is nothing to check because nothing was found.
  const { title, type, number } = correction.reading;
  if ([title, type, number].every((part) => !part)) return <>{t.review.nothingFound}</>;
  return (
    <>
      {t.review.lead} {t.review.summary(countToCheck(model))}{' '}
      {warnings.length > 0 && <a href="#canh-bao">{t.review.warningsTitle(warnings.length)}</a>}
    </>
  );
}

function HeadActions({ model }: Part) {
  const { review, t } = model;
  return (
    <>
      <LinkButton kind="quiet" icon="download" href={`/van-ban/${review.document.id}/tep`}>
        {t.review.original}
      </LinkButton>
      <LinkButton
        kind="second"
        icon="report"
        href={`/so-van-ban/${review.document.unitId}/ghi?van-ban=${review.document.id}`}
      >
        {t.review.toRegister}
      </LinkButton>
      <form method="post" action="/van-ban-di/tu-van-ban-den">
        <input type="hidden" name="document" value={review.document.id} />
        <Button kind="second" icon="edit">
          {t.review.toPaper}
        </Button>
      </form>
      {review.editionId !== null && (
        <LinkButton href={`/tuan-le/${review.editionId}`}>{t.review.goToEdition}</LinkButton>
      )}
    </>
  );
}

function labelOfField(model: ReviewModel, name: string): string {
  const { field } = model.t;
  const labels: Readonly<Record<string, unknown>> = field;
  const part = name.split('.').at(-1) ?? name;
  const label = labels[part] ?? labels[name.split('.')[0] ?? name];
  return typeof label === 'string' ? label : name;
}

/** Shown at once; the rest waits behind a word, so that the document itself comes soon. */
const WARNINGS_AT_ONCE = 3;

function Warnings({ model }: Part) {
  const { t } = model;
  const { warnings } = model.review.document.reading;
  if (warnings.length === 0) return null;
  const rest = warnings.slice(WARNINGS_AT_ONCE);
  return (
    <section class="warnings" id="canh-bao" aria-labelledby="warnings-title">
      <h2 id="warnings-title">{t.review.warningsTitle(warnings.length)}</h2>
      <WarningList model={model} warnings={warnings.slice(0, WARNINGS_AT_ONCE)} />
      {rest.length > 0 && (
        <details>
          <summary>{t.review.moreWarnings(rest.length)}</summary>
          <WarningList model={model} warnings={rest} />
        </details>
      )}
      <p class="soft small">{t.review.warningsNote}</p>
    </section>
  );
}

function WarningList({ model, warnings }: Part & { warnings: readonly WarningReading[] }) {
  const { t } = model;
  const { reading } = model.review.document;
  return (
    <ul class="warning-list">
      {warnings.map((warning) => (
        <li key={`${warning.code} ${warning.message}`}>
          <p>{t.review.warningText(warning)}</p>
          <p class="warning-facts">
            {factsOfWarning(warning, reading, model.index).map((fact) => (
              <FactLink key={JSON.stringify(fact)} model={model} fact={fact} />
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Leads to the words of a fact, and to its field; a fact without words leads to its field alone. */
function FactLink({ model, fact }: { model: ReviewModel; fact: WarningFact }) {
  const { t } = model;
  if ('anchor' in fact) return <SourceLink to={fact.anchor} what={fact.words} />;
  const [list = '', row = '', part = ''] = fact.path.slice(1).split('/');
  const isRow = /^\d+$/u.test(row);
  const name = [list, row, part].filter((piece) => piece !== '').join('.');
  const spot = model.index.spotOf(fact.path);
  const label = factLabel(model, list, isRow ? Number(row) : null, isRow ? part : row);
  return (
    <span class="warning-fact">
      <a href={`#${spot?.anchor ?? fieldId(name)}`}>{label}</a>
      {spot !== null && model.isEditable && (
        <a class="warning-edit" href={`#${fieldId(name)}`} aria-label={`${t.review.editFact}: ${label}`}>
          {t.review.editFact}
        </a>
      )}
    </span>
  );
}

/** The beginning of a sentence, cut between words. */
function firstWords(text: string): string {
  return text.length <= 36 ? text : `${text.slice(0, 36).replace(/\s+\S*$/u, '')}…`;
}

function factLabel(model: ReviewModel, list: string, row: number | null, part: string): string {
  const { field } = model.t;
  const { reading } = model.review.document;
  if (list === 'deadlines' && row !== null) {
    const deadline = reading.deadlines[row];
    return `${deadline?.what ?? ''}: ${deadline?.from ?? field.deadline(row + 1)}`;
  }
  if (list === 'programme' && row !== null) {
    const item = reading.programme[row];
    return `${item?.start ?? ''}${item?.end ? `–${item.end}` : ''} ${firstWords(item?.content ?? '')}`.trim();
  }
  const names: Readonly<Record<string, string>> = {
    number: field.number,
    date: field.date,
    themes: field.themes,
    'week.start': field.weekStart,
    'week.end': field.weekEnd,
    'ceremony.date': field.ceremonyDate,
  };
  return names[part === '' ? list : `${list}.${part}`] ?? list;
}

function Understood({ model }: Part) {
  const { review, t } = model;
  const { document } = review;
  return (
    <form
      class="review-form"
      method="post"
      action={`/van-ban/${document.id}`}
      novalidate
      data-island={model.isEditable ? 'unsaved-changes' : undefined}
    >
      <input type="hidden" name="version" value={document.version} />
      {/* Enter in a field saves: the first button of a form is the one that the browser presses. */}
      {model.isEditable && (
        <button class="hidden-text" name="action" value="save" tabIndex={-1} aria-hidden="true">
          {t.review.save}
        </button>
      )}
      <UnitSuggestions model={model} />
      <Group id="document" title={t.sections.document} isOpen>
        <DocumentFacts model={model} />
      </Group>
      <Group id="week" title={t.sections.week} isOpen>
        <WeekFacts model={model} />
        <Sites model={model} />
      </Group>
      <Group id="deadlines" title={t.sections.deadlines} note={t.rows.deadlinesNote} isOpen>
        <Deadlines model={model} />
      </Group>
      <Group id="agencies" title={t.sections.agencies} note={agencySummary(model)} look={looksIn(model, 'agencies')}>
        <Agencies model={model} />
      </Group>
      <Group id="form" title={t.sections.form} note={formSummary(model, document.form)}>
        {document.form === null ? (
          <p class="soft">{t.form.none}</p>
        ) : (
          <FormSection model={model} form={document.form} />
        )}
      </Group>
      <Group
        id="programme"
        title={t.sections.programme}
        note={t.rows.programmeCount(document.correction.reading.programme.length)}
        look={looksIn(model, 'programme')}
      >
        <Programme model={model} />
      </Group>
      <Group id="more" title={t.sections.more} note={moreSummary(model)}>
        <MoreFacts model={model} />
      </Group>
      <Group id="who" title={t.sections.who} note={t.who.note} isOpen>
        <WhoSection model={model} />
      </Group>
      <Group id="open" title={t.sections.open} isOpen>
        <OpenSection model={model} />
      </Group>
      <SaveButtons model={model} />
    </form>
  );
}

/** A part of the page; long ones are closed until somebody asks, unless something in them is wrong. */
function Group(props: {
  id: string;
  title: string;
  note?: string | undefined;
  look?: string | undefined;
  isOpen?: boolean;
  children: ComponentChildren;
}) {
  const { id, title, note, look, isOpen = false, children } = props;
  return (
    <details class="group" id={id} open={isOpen}>
      <summary>
        <h2>{title}</h2>
        {note !== undefined && <span class="soft small">{note}</span>}
        {look !== undefined && <span class="sure sure-likely">{look}</span>}
      </summary>
      <div class="group-body">{children}</div>
    </details>
  );
}

function agencySummary(model: ReviewModel): string {
  const { agencies } = model.review.document.correction.reading;
  return model.t.rows.agencyCount(
    agencies.length,
    agencies.reduce((sum, agency) => sum + agency.tasks.length, 0),
  );
}

function moreSummary(model: ReviewModel): string {
  const { bases, recipients, slogans } = model.review.document.correction.reading;
  return model.t.rows.moreCount(bases.length, recipients.length, slogans.length);
}

/** How many fields of a list a person should still look at; undefined for none. */
function looksIn(model: ReviewModel, list: string): string | undefined {
  const count = Object.keys(model.fields).filter((name) => {
    if (!name.startsWith(`${list}.`) || name.endsWith('.o')) return false;
    const part = name.endsWith('.name') || name.endsWith('.content');
    return part && confidenceOf(model, name, name, `/${name.replaceAll('.', '/')}`) === 'likely';
  }).length;
  return count === 0 ? undefined : model.t.review.summary(count);
}

function DocumentFacts({ model }: Part) {
  const { field, review } = model.t;
  return (
    <Facts>
      <ReviewField model={model} name="title" path="/title" label={field.title} kind="prose" wide />
      <ReviewField model={model} name="issuer" path="/issuer" label={field.issuer} wide />
      <ReviewField model={model} name="number" path="/number" label={field.number} />
      <ReviewField model={model} name="date" path="/date" label={field.date} kind="date" />
      <ReviewField model={model} name="type" path="/type" label={field.type} />
      <ReviewField model={model} name="urgency" path="/urgency" label={field.urgency} />
      <ReviewField model={model} name="place" path="/place" label={field.place} />
      <ReviewField model={model} name="signer.name" path="/signer/name" label={field.signerName} />
      <ReviewField model={model} name="signer.title" path="/signer/title" label={field.signerTitle} />
      <ReviewField
        model={model}
        name="signer.authority"
        path="/signer/authority"
        label={field.signerAuthority}
        kind="lines"
        hint={review.linesHint}
      />
    </Facts>
  );
}

function WeekFacts({ model }: Part) {
  const { field } = model.t;
  return (
    <Facts>
      <ReviewField model={model} name="themes" path="/themes" label={field.themes} kind="lines" wide />
      <ReviewField model={model} name="week.start" path="/week/start" label={field.weekStart} kind="date" />
      <ReviewField model={model} name="week.end" path="/week/end" label={field.weekEnd} kind="date" />
      <ReviewField model={model} name="ceremony.date" path="/ceremony/date" label={field.ceremonyDate} kind="date" />
      <ReviewField model={model} name="ceremony.time" path="/ceremony/time" label={field.ceremonyTime} kind="time" />
      <ReviewField
        model={model}
        name="ceremony.place"
        path="/ceremony/place"
        label={field.ceremonyPlace}
        kind="prose"
        wide
      />
      <ReviewField
        model={model}
        name="ceremony.form"
        path="/ceremony/form"
        label={field.ceremonyForm}
        kind="prose"
        wide
      />
    </Facts>
  );
}

function MoreFacts({ model }: Part) {
  const { field, review } = model.t;
  return (
    <div class="stack">
      <h3>{field.bases}</h3>
      <Bases model={model} />
      <Facts>
        {(['references', 'addressees', 'recipients', 'slogans'] as const).map((name) => (
          <ReviewField
            key={name}
            model={model}
            name={name}
            path={`/${name}`}
            label={field[name]}
            kind="lines"
            hint={review.linesHint}
            wide
          />
        ))}
      </Facts>
    </div>
  );
}
