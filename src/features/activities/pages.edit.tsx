/** The form of an activity: what is needed first, the rest folded. */
import type { ComponentChildren, VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { Locale } from '../../platform/context.ts';
import {
  Actions,
  Button,
  Checkbox,
  CheckboxGroup,
  DateInput,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  FormRow,
  LinkButton,
  Notice,
  NumberInput,
  PageHead,
  RadioGroup,
  Section,
  Select,
  Textarea,
  TextInput,
  TimeInput,
} from '../../ui/index.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, type ActivityKind, AUDIENCES } from './activity.ts';
import { type Fields, listOf, MOST_SESSIONS, sessionRows, textOf } from './fields.ts';
import type { AreaChoice } from './store.lists.ts';

export interface EditProps {
  readonly t: Messages;
  readonly locale: Locale;
  readonly kinds: readonly ActivityKind[];
  readonly kind: ActivityKind;
  readonly organiser: string;
  readonly areas: readonly AreaChoice[];
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
  readonly root: string;
  readonly action: string;
  readonly back: string;
  /** Null for a new one. */
  readonly version: number | null;
  readonly title: string;
  readonly isPublished: boolean;
  /** Waits to be checked already: it is saved, not sent again. */
  readonly isSent: boolean;
  /** Nobody checks it: sending publishes. */
  readonly isOwn: boolean;
  /** For whom, in the form of a new one. */
  readonly acting: string | null;
  /** Why it was sent back, for the one who mends it; null where it was not. */
  readonly returnedFor: string | null;
  /** What has just become of it, above the errors. */
  readonly notice: string | null;
}

interface Part {
  readonly t: Messages;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
}

export function EditPage(props: EditProps): VNode {
  const { t, locale, kinds, kind, fields, errors, root, version, isPublished } = props;
  const words = t.activities.edit;
  const lead = kind.isOutput ? words.leadOutput : isPublished ? words.leadPublished : words.lead;
  const part = { t, fields, errors };
  const isDone = isPublished || props.isSent;
  return (
    <>
      <PageHead
        title={props.title}
        lead={lead}
        crumbs={[
          { label: t.activities.title, href: root },
          ...(version === null ? [] : [{ label: textOf(fields, 'title'), href: props.back }]),
        ]}
      />
      {props.returnedFor !== null && (
        <Notice kind="warning" title={t.activities.manage.next.returned}>
          <p class="typed-text">{props.returnedFor}</p>
        </Notice>
      )}
      {props.notice !== null && <Notice kind="warning">{props.notice}</Notice>}
      <ErrorSummary errors={errors} />
      <Form
        action={props.action}
        version={version ?? undefined}
        islands={['unsaved-changes', 'activity-form']}
        class="activity-form"
      >
        {props.acting !== null && <input type="hidden" name="thay-mat" value={props.acting} />}
        {/* Enter in a field saves; it must never send. */}
        <button class="hidden-text" type="submit" name="action" value="save" tabIndex={-1} aria-hidden="true">
          {words.save}
        </button>
        <p class="soft">
          {words.organiser}: <b>{props.organiser}</b>
        </p>
        <Select
          id="kind"
          label={t.activities.kind}
          value={textOf(fields, 'kind')}
          options={kinds
            .filter(({ isOutput }) => isOutput === kind.isOutput)
            .map(({ code, nameVi, nameEn }) => ({ value: code, label: locale === 'vi' ? nameVi : nameEn }))}
          error={errorOf(errors, 'kind')}
        />
        <TextInput
          id="title"
          label={words.name}
          hint={kind.isOutput ? undefined : words.nameHint}
          value={textOf(fields, 'title')}
          maxLength={200}
          error={errorOf(errors, 'title')}
        />
        {kind.isOutput ? (
          <OutputFields {...part} kind={kind} locale={locale} areas={props.areas} />
        ) : (
          <MainFields {...part} areas={props.areas} isPublished={isPublished} />
        )}
        <MoreFields {...part} isOutput={kind.isOutput} />
        <Actions>
          <Button kind={isDone ? 'main' : 'second'} name="action" value="save">
            {isDone ? words.save : words.saveDraft}
          </Button>
          {!isDone && (
            <Button name="action" value="send">
              {props.isOwn ? words.publish : words.send}
            </Button>
          )}
          <LinkButton kind="quiet" href={props.back}>
            {t.common.action.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

function Summary({ t, fields, errors }: Part) {
  const words = t.activities.edit;
  return (
    <Textarea
      id="summary"
      label={words.summary}
      hint={words.summaryHint}
      optional
      rows={2}
      maxLength={400}
      value={textOf(fields, 'summary')}
      error={errorOf(errors, 'summary')}
    />
  );
}

function Area({ t, fields, errors, areas }: Part & { areas: readonly AreaChoice[] }) {
  const words = t.activities.edit;
  return (
    <Select
      id="area"
      label={words.area}
      hint={words.areaHint}
      value={textOf(fields, 'area')}
      options={areas.map(({ unitId, name }) => ({ value: String(unitId), label: name }))}
      error={errorOf(errors, 'area')}
    />
  );
}

function OutputFields(props: Part & { kind: ActivityKind; locale: Locale; areas: readonly AreaChoice[] }) {
  const { t, fields, errors, kind, locale } = props;
  const words = t.activities.edit;
  return (
    <>
      <FormRow>
        <NumberInput
          id="quantity"
          label={words.quantity}
          unit={(locale === 'vi' ? kind.unitVi : kind.unitEn) ?? undefined}
          value={textOf(fields, 'quantity')}
          error={errorOf(errors, 'quantity')}
        />
        <DateInput
          id="countedOn"
          label={words.countedOn}
          hint={words.countedOnHint}
          value={textOf(fields, 'countedOn')}
          error={errorOf(errors, 'countedOn')}
        />
      </FormRow>
      <Area {...props} />
      <Summary {...props} />
    </>
  );
}

function MainFields(props: Part & { areas: readonly AreaChoice[]; isPublished: boolean }) {
  const { t, fields, errors, isPublished } = props;
  const words = t.activities.edit;
  const text = (name: string) => ({ id: name, value: textOf(fields, name), error: errorOf(errors, name) });
  return (
    <>
      <Section title={words.whenTitle} note={isPublished ? words.sessionsNotePublished : words.sessionsNote}>
        <SessionFields {...props} />
      </Section>
      <Section title={words.whereTitle}>
        <div class="stack-l">
          <RadioGroup
            id="form"
            label={words.form}
            inline
            value={textOf(fields, 'form')}
            options={ACTIVITY_FORMS.map((form) => ({ value: form, label: t.activities.form[form] }))}
          />
          <Area {...props} />
          <TextInput {...text('placeName')} label={words.place} hint={words.placeHint} maxLength={200} />
          <TextInput {...text('address')} label={words.address} optional maxLength={300} />
          <div class="stack-l" id="online-fields">
            <TextInput
              {...text('onlineUrl')}
              type="url"
              label={words.onlineUrl}
              hint={words.onlineUrlHint}
              optional
              maxLength={1_000}
            />
            <Checkbox id="onlineSecret" label={words.onlineSecret} checked={textOf(fields, 'onlineSecret') !== ''} />
          </div>
        </div>
      </Section>
      <Section title={words.whomTitle}>
        <div class="stack-l">
          <CheckboxGroup
            id="audiences"
            label={words.audiences}
            values={listOf(fields, 'audiences')}
            error={errorOf(errors, 'audiences')}
            options={AUDIENCES.map((each) => ({ value: each, label: t.activities.audience[each] }))}
          />
          <Summary {...props} />
        </div>
      </Section>
      <Section title={words.contactTitle} note={words.contactNote}>
        <div class="stack-l">
          <TextInput {...text('contactName')} label={words.contactName} autocomplete="name" maxLength={200} />
          <FormRow>
            <TextInput
              {...text('contactPhone')}
              type="tel"
              label={words.contactPhone}
              hint={words.contactHint}
              autocomplete="tel"
            />
            <TextInput
              {...text('contactEmail')}
              type="email"
              label={words.contactEmail}
              optional
              autocomplete="email"
            />
          </FormRow>
        </div>
      </Section>
    </>
  );
}

function SessionFields({ t, fields, errors }: Part) {
  const words = t.activities.edit;
  const rows = sessionRows(fields);
  return (
    <div class="stack-l" id="sessions-rows">
      <input type="hidden" name="sessions" value={rows} />
      {Array.from({ length: rows }, (_, index) => {
        const name = `s${index + 1}`;
        const value = (part: string) => textOf(fields, `${name}.${part}`);
        const error = (part: string) => errorOf(errors, `${name}.${part}`);
        return (
          <fieldset class="row-card" key={name}>
            <legend class={rows > 1 ? 'label' : 'hidden-text'}>{t.activities.session(index + 1)}</legend>
            <input type="hidden" name={`${name}.no`} value={value('no')} />
            <div class="session-row">
              <DateInput id={`${name}.on`} label={words.sessionDay} value={value('on')} error={error('on')} />
              <TimeInput id={`${name}.from`} label={words.sessionFrom} value={value('from')} error={error('from')} />
              <TimeInput id={`${name}.to`} label={words.sessionTo} value={value('to')} error={error('to')} />
            </div>
            {rows > 1 && (
              <TextInput
                id={`${name}.place`}
                label={words.sessionPlace}
                optional
                maxLength={200}
                value={value('place')}
                error={error('place')}
              />
            )}
          </fieldset>
        );
      })}
      {rows < MOST_SESSIONS && (
        <p>
          <Button kind="second" name="action" value="add-session" icon="plus">
            {words.addSession}
          </Button>
        </p>
      )}
    </div>
  );
}

/** A folded part; open where something in it is filled or wrong. */
function Fold(props: Part & { title: string; names: readonly string[]; children: ComponentChildren }) {
  const { fields, errors, names } = props;
  const isOpen = names.some(
    (name) => textOf(fields, name) !== '' || listOf(fields, name).some(Boolean) || errorOf(errors, name) !== undefined,
  );
  return (
    <details class="group" open={isOpen}>
      <summary>
        <h2>{props.title}</h2>
      </summary>
      <div class="group-body stack-l">{props.children}</div>
    </details>
  );
}

function MoreFields(props: Part & { isOutput: boolean }) {
  const { t, fields, errors, isOutput } = props;
  const words = t.activities.edit.more;
  const field = (name: string) => ({
    id: name,
    value: textOf(fields, name),
    error: errorOf(errors, name),
    optional: true,
  });
  return (
    <div>
      <Fold {...props} title={words.content} names={['description', 'coOrganisers', 'links']}>
        <Textarea {...field('description')} label={words.description} hint={words.descriptionHint} rows={6} />
        <Textarea {...field('coOrganisers')} label={words.coOrganisers} hint={words.coOrganisersHint} rows={2} />
        <Textarea {...field('links')} label={words.links} hint={words.linksHint} rows={2} />
      </Fold>
      {!isOutput && (
        <>
          <Fold
            {...props}
            title={words.signup}
            names={['hasSignup', 'opensOn', 'opensAt', 'closesOn', 'closesAt', 'capacity', 'onlineCapacity']}
          >
            <Checkbox id="hasSignup" label={words.hasSignup} checked={textOf(fields, 'hasSignup') !== ''} />
            <FormRow>
              <NumberInput {...field('capacity')} label={words.capacity} hint={words.capacityHint} />
              <NumberInput {...field('onlineCapacity')} label={words.onlineCapacity} hint={words.capacityHint} />
            </FormRow>
            <FormRow>
              <DateInput {...field('opensOn')} label={words.signupOpens} hint={words.signupOpensHint} />
              <TimeInput {...field('opensAt')} label={words.time} />
            </FormRow>
            <FormRow>
              <DateInput {...field('closesOn')} label={words.signupCloses} hint={words.signupClosesHint} />
              <TimeInput {...field('closesAt')} label={words.time} />
            </FormRow>
          </Fold>
          <Fold
            {...props}
            title={words.cost}
            names={['cost', 'costNote', 'accessibility', 'accessibilityNote', 'point']}
          >
            <FormRow>
              <NumberInput {...field('cost')} label={words.costAmount} hint={words.costHint} unit={words.currency} />
              <TextInput {...field('costNote')} label={words.costNote} maxLength={300} />
            </FormRow>
            <CheckboxGroup
              id="accessibility"
              label={words.accessibility}
              optional
              values={listOf(fields, 'accessibility')}
              options={ACCESSIBILITY.map((each) => ({ value: each, label: t.activities.accessibility[each] }))}
            />
            <TextInput {...field('accessibilityNote')} label={words.accessibilityNote} maxLength={500} />
            <TextInput {...field('point')} label={words.point} hint={words.pointHint} />
          </Fold>
        </>
      )}
    </div>
  );
}
