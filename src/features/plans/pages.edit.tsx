/** The plan's edit page: plain fields that work without JavaScript; two spare rows at the end of each list. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  DateInput,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  FormRow,
  LinkButton,
  PageHead,
  Section,
  Select,
  Textarea,
  TextInput,
  TimeInput,
} from '../../ui/index.ts';
import { whoValue } from './draft-fields.ts';
import { DUE_KINDS, type PlanDraft, type PlanUnit, type Who } from './rules.ts';

export interface EditProps {
  readonly t: Messages;
  readonly unit: PlanUnit;
  readonly draft: PlanDraft;
  readonly version: number;
  readonly path: string;
  readonly errors: readonly FieldError[];
  /** Empty rows to offer after those that are filled. */
  readonly spare: { readonly tasks: number; readonly dues: number };
}

export function EditPage({ t, unit, draft, version, path, errors, spare }: EditProps): VNode {
  const words = t.plans.edit;
  const { content } = draft;
  const taskCount = draft.tasks.length + spare.tasks;
  const dueCount = draft.dues.length + spare.dues;
  return (
    <>
      <PageHead
        title={words.title(unit.name)}
        lead={words.lead}
        crumbs={[{ label: t.plans.screen.title(unit.name), href: path }]}
      />
      <ErrorSummary errors={errors} />
      <Form action={`${path}/soan`} version={version} islands={['unsaved-changes']}>
        <input type="hidden" name="tasks" value={taskCount} />
        <input type="hidden" name="dues" value={dueCount} />
        <TextInput id="title" label={words.name} value={draft.title} error={errorOf(errors, 'title')} />
        <Textarea
          id="themes"
          label={t.plans.screen.themes}
          hint={words.themesHint}
          value={draft.themes.join('\n')}
          rows={2}
        />
        <FormRow>
          <DateInput
            id="weekStart"
            label={words.weekStart}
            value={draft.weekStart ?? ''}
            error={errorOf(errors, 'weekStart')}
          />
          <DateInput
            id="weekEnd"
            label={words.weekEnd}
            value={draft.weekEnd ?? ''}
            error={errorOf(errors, 'weekEnd')}
          />
        </FormRow>
        <Section title={t.plans.screen.ceremony}>
          <FormRow>
            <DateInput
              id="ceremonyDate"
              label={words.ceremonyDate}
              optional
              value={content.ceremony.date ?? ''}
              error={errorOf(errors, 'ceremonyDate')}
            />
            <TimeInput id="ceremonyTime" label={words.ceremonyTime} optional value={content.ceremony.time ?? ''} />
          </FormRow>
          <TextInput id="ceremonyPlace" label={words.ceremonyPlace} optional value={content.ceremony.place ?? ''} />
          <TextInput id="ceremonyForm" label={words.ceremonyForm} optional value={content.ceremony.form ?? ''} />
        </Section>
        <Section title={t.plans.screen.dues} note={words.removeHint}>
          {Array.from({ length: dueCount }, (_, index) => {
            const due = draft.dues[index];
            const name = `due${index + 1}`;
            return (
              <fieldset class="plan-row" key={index}>
                <legend class="label">{words.due(index + 1)}</legend>
                <FormRow>
                  <Select
                    id={`${name}.kind`}
                    label={words.dueKind}
                    value={due?.kind ?? 'other'}
                    options={DUE_KINDS.map((kind) => ({ value: kind, label: words.dueKinds[kind] }))}
                  />
                  <TextInput id={`${name}.what`} label={words.dueWhat} optional={!due} value={due?.what ?? ''} />
                  <DateInput
                    id={`${name}.on`}
                    label={words.dueOn}
                    optional={!due}
                    value={due?.dueOn ?? ''}
                    error={errorOf(errors, `${name}.on`)}
                  />
                </FormRow>
                <WhoFields
                  t={t}
                  name={name}
                  label={words.dueFrom}
                  who={due?.from ?? null}
                  unit={unit}
                  error={errorOf(errors, `${name}.label`)}
                />
                <FormRow>
                  <TextInput id={`${name}.to`} label={words.dueTo} optional value={due?.to.join('; ') ?? ''} />
                  <TextInput id={`${name}.via`} label={words.dueVia} optional value={due?.via ?? ''} />
                </FormRow>
              </fieldset>
            );
          })}
          <Button kind="quiet" name="action" value="add-due" icon="plus">
            {words.addDue}
          </Button>
        </Section>
        <Section title={t.plans.screen.tasks} note={words.removeHint}>
          {Array.from({ length: taskCount }, (_, index) => {
            const task = draft.tasks[index];
            const name = `task${index + 1}`;
            return (
              <fieldset class="plan-row" key={index}>
                <legend class="label">{words.task(index + 1)}</legend>
                <Textarea
                  id={`${name}.body`}
                  label={words.taskBody}
                  optional={!task}
                  rows={2}
                  value={task?.body ?? ''}
                />
                <WhoFields
                  t={t}
                  name={name}
                  label={words.taskWho}
                  who={task?.who ?? null}
                  unit={unit}
                  error={errorOf(errors, `${name}.label`)}
                />
                <DateInput
                  id={`${name}.due`}
                  label={words.taskDue}
                  optional
                  value={task?.dueOn ?? ''}
                  error={errorOf(errors, `${name}.due`)}
                />
              </fieldset>
            );
          })}
          <Button kind="quiet" name="action" value="add-task" icon="plus">
            {words.addTask}
          </Button>
        </Section>
        <Section title={t.plans.screen.activities}>
          <Textarea
            id="bases"
            label={t.plans.screen.bases}
            hint={words.linesHint}
            optional
            value={content.bases
              .map((basis) => basis.text ?? '')
              .filter(Boolean)
              .join('\n')}
            rows={2}
          />
          <Textarea
            id="purposes"
            label={t.plans.screen.purposes}
            hint={words.linesHint}
            optional
            value={content.purposes.join('\n')}
          />
          <Textarea
            id="requirements"
            label={t.plans.screen.requirements}
            hint={words.linesHint}
            optional
            value={content.requirements.join('\n')}
          />
          <Textarea
            id="activities"
            label={t.plans.screen.activities}
            hint={words.linesHint}
            optional
            value={content.activities.join('\n')}
            rows={6}
          />
        </Section>
        <Section title={t.plans.screen.issueTitle}>
          <TextInput id="place" label={words.place} optional value={draft.place ?? ''} />
          <Textarea
            id="recipients"
            label={words.recipients}
            hint={words.linesHint}
            optional
            value={content.recipients.join('\n')}
          />
          <FormRow>
            <Textarea
              id="authority"
              label={words.authority}
              optional
              value={content.signer.authority.join('\n')}
              rows={2}
            />
            <TextInput id="signerTitle" label={words.signerTitle} optional value={content.signer.title ?? ''} />
            <TextInput id="signerName" label={words.signerName} optional value={content.signer.name ?? ''} />
          </FormRow>
        </Section>
        <Actions>
          <LinkButton kind="second" href={path}>
            {t.common.action.cancel}
          </LinkButton>
          <Button name="action" value="save">
            {words.save}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

/** Who is to do it: a whole level, the unit itself, or other words; and how the plan says it. */
function WhoFields(props: {
  t: Messages;
  name: string;
  label: string;
  who: Who | null;
  unit: PlanUnit;
  error: string | undefined;
}) {
  const { t, name, label, who, unit, error } = props;
  const level = unit.levelBelow;
  const fallback: Who =
    level === null
      ? { label: unit.name, unitId: unit.unitId, level: null }
      : { label: t.plans.levels[level] ?? level, unitId: null, level };
  const shown = who ?? { ...fallback, label: '' };
  const options = [
    ...(level === null ? [] : [{ value: `level:${level}`, label: t.plans.levels[level] ?? level }]),
    { value: `unit:${unit.unitId}`, label: unit.name },
    { value: '', label: t.plans.edit.otherWords },
  ];
  const value = whoValue(shown);
  if (!options.some((option) => option.value === value)) options.unshift({ value, label: shown.label });
  return (
    <FormRow>
      <Select id={`${name}.who`} label={label} value={value} options={options} />
      <TextInput
        id={`${name}.label`}
        label={t.plans.screen.who}
        optional={who === null}
        value={shown.label === '' && who === null ? fallback.label : shown.label}
        error={error}
      />
    </FormRow>
  );
}

/** Both versions when somebody else saved first: nothing typed is lost. */
export function StalePage({
  t,
  mine,
  theirs,
  path,
}: {
  t: Messages;
  mine: PlanDraft;
  theirs: PlanDraft;
  path: string;
}): VNode {
  const words = t.plans.edit;
  const textOf = (draft: PlanDraft) =>
    [
      draft.title,
      draft.place ?? '',
      draft.themes.join('\n'),
      `${draft.weekStart ?? ''} – ${draft.weekEnd ?? ''}`,
      ...draft.content.bases.map((basis) => basis.text),
      ...draft.content.purposes,
      ...draft.content.requirements,
      ...draft.content.activities,
      Object.values(draft.content.ceremony).filter(Boolean).join(' · '),
      ...draft.dues.map((due) =>
        [`${due.dueOn} · ${due.from.label}: ${due.what}`, due.to.join(', '), due.via ?? ''].filter(Boolean).join(' → '),
      ),
      ...draft.tasks.map((task) => `${task.who.label}: ${task.body}${task.dueOn === null ? '' : ` (${task.dueOn})`}`),
      ...draft.content.recipients,
      [...draft.content.signer.authority, draft.content.signer.title ?? '', draft.content.signer.name ?? '']
        .filter(Boolean)
        .join(' · '),
    ]
      .filter((line) => line !== '')
      .join('\n')
      .replace(/\d{4}-\d{2}-\d{2}/gu, (day) => formatDate(day));
  return (
    <>
      <PageHead title={words.staleTitle} lead={words.staleText} />
      <div class="form-row">
        <Textarea id="mine" label={words.mine} readOnly rows={24} value={textOf(mine)} />
        <Textarea id="theirs" label={words.theirs} readOnly rows={24} value={textOf(theirs)} />
      </div>
      <Actions>
        <LinkButton href={`${path}/soan`}>{words.reopen}</LinkButton>
      </Actions>
    </>
  );
}
