/** The form of a ceremony: new, and changed. */
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  Checkbox,
  DateInput,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  FormRow,
  LinkButton,
  Notice,
  PageHead,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import type { Ceremony } from './ceremony.ts';
import { shortWhenOf } from './page-parts.tsx';
import { ceremoniesPath, ceremonyPath } from './paths.ts';
import { clockText } from './rules.programme.ts';

/** What stands in the fields of the form, as typed. */
export interface TypedCeremony {
  readonly title: string;
  readonly day: string;
  readonly start: string;
  readonly end: string;
  readonly about: string;
  readonly isPublic: boolean;
  readonly publicUrl: string;
}

export function CeremonyFields({
  t,
  typed,
  errors,
}: {
  t: Messages;
  typed: TypedCeremony;
  errors: readonly FieldError[];
}) {
  const words = t.ceremonies.edit;
  const bad = (field: string) => errorOf(errors, field);
  return (
    <>
      <TextInput id="title" label={words.name} value={typed.title} maxLength={300} error={bad('title')} />
      <FormRow>
        <DateInput id="day" label={words.day} value={typed.day} error={bad('day')} />
        <TextInput
          id="start"
          label={words.start}
          hint={words.timeHint}
          value={typed.start}
          maxLength={20}
          error={bad('start')}
        />
        <TextInput
          id="end"
          label={words.end}
          hint={words.timeHint}
          value={typed.end}
          maxLength={20}
          error={bad('end')}
        />
      </FormRow>
      <Textarea
        id="about"
        label={words.about}
        hint={words.aboutHint}
        optional
        value={typed.about}
        rows={3}
        maxLength={5_000}
      />
      <Checkbox id="isPublic" label={words.isPublic} hint={words.isPublicHint} checked={typed.isPublic} />
      <TextInput
        id="publicUrl"
        type="url"
        label={words.publicUrl}
        hint={words.publicUrlHint}
        optional
        value={typed.publicUrl}
        maxLength={500}
        error={bad('publicUrl')}
      />
    </>
  );
}

export function NewPage(props: {
  t: Messages;
  path: string;
  unitId: number;
  typed: TypedCeremony;
  place: string;
  takesProgramme: boolean;
  plan: { readonly title: string; readonly rows: number } | null;
  errors: readonly FieldError[];
}) {
  const { t, path, typed, plan, errors } = props;
  const words = t.ceremonies.edit;
  return (
    <>
      <PageHead title={words.newTitle} crumbs={[{ label: t.ceremonies.title, href: path }]} />
      <ErrorSummary errors={errors} />
      {plan !== null && <Notice title={words.fromPlan(plan.title)}>{words.fromPlanText}</Notice>}
      <Form action={`${path}/moi`} islands={['unsaved-changes']}>
        <input type="hidden" name="unit" value={props.unitId} />
        <CeremonyFields t={t} typed={typed} errors={errors} />
        <TextInput id="place" label={words.place} hint={words.placeHint} optional value={props.place} maxLength={300} />
        {plan !== null && plan.rows > 0 && (
          <Checkbox id="takesProgramme" label={words.takesProgramme(plan.rows)} checked={props.takesProgramme} />
        )}
        <Actions>
          <LinkButton kind="second" href={path}>
            {t.common.action.cancel}
          </LinkButton>
          <Button>{words.make}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function EditPage(props: {
  t: Messages;
  ceremony: Ceremony;
  version: number;
  typed: TypedCeremony;
  movesProgramme: boolean;
  /** Somebody saved first: what stands is shown beside what was typed. */
  isStale: boolean;
  errors: readonly FieldError[];
}) {
  const { t, ceremony, typed, errors } = props;
  const words = t.ceremonies.edit;
  const path = ceremonyPath(ceremony.editionId, ceremony.id);
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[
          { label: t.ceremonies.title, href: ceremoniesPath(ceremony.editionId) },
          { label: ceremony.title, href: path },
        ]}
      />
      <ErrorSummary errors={errors} />
      {props.isStale && (
        <Notice kind="warning" title={t.ceremonies.stale.title} live>
          <p>{t.ceremonies.stale.text}</p>
          <DescriptionList facts={headFacts(t, ceremony)} />
        </Notice>
      )}
      <Form action={`${path}/sua`} version={props.version} islands={['unsaved-changes']}>
        <CeremonyFields t={t} typed={typed} errors={errors} />
        <Checkbox id="movesProgramme" label={words.movesProgramme} checked={props.movesProgramme} />
        <Actions>
          <LinkButton kind="second" href={path}>
            {t.common.action.cancel}
          </LinkButton>
          <Button>{words.save}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** What the head of a ceremony says. */
export function headFacts(t: Messages, ceremony: Ceremony) {
  const words = t.ceremonies.overview;
  return [
    { label: t.ceremonies.edit.name, value: ceremony.title },
    { label: words.start, value: shortWhenOf(t, ceremony) },
    ...(ceremony.about === '' ? [] : [{ label: words.about, value: ceremony.about }]),
    { label: words.public, value: ceremony.isPublic ? words.publicYes : words.publicNo },
    ...(ceremony.publicUrl === null ? [] : [{ label: words.watch, value: ceremony.publicUrl }]),
  ];
}

/** A kept ceremony in the fields of its form. */
export function typedOf(ceremony: Ceremony, day: string, start: number, end: number): TypedCeremony {
  return {
    title: ceremony.title,
    day,
    start: clockText(start),
    end: clockText(end),
    about: ceremony.about,
    isPublic: ceremony.isPublic,
    publicUrl: ceremony.publicUrl ?? '',
  };
}
