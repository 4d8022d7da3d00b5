/** Registering an organisation, deciding on it, and what its person sees. */
import type { Messages } from '../../../messages/index.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  Card,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  FormRow,
  LinkButton,
  List,
  Notice,
  PageHead,
  RadioGroup,
  Select,
  Textarea,
  TextInput,
  type Tone,
} from '../../ui/index.ts';
import type { Typed } from './fields.ts';
import { type Decision, decisionsFor, needsReason, ORGANISATION_KINDS, type OrganisationStatus } from './rules.ts';
import type { Commune, Organisation } from './store.ts';

const TONES: Readonly<Record<OrganisationStatus, Tone>> = {
  waiting: 'warn',
  accepted: 'ok',
  refused: 'bad',
  closed: 'plain',
};

export function RegisterView(props: {
  t: Messages;
  action: string;
  typed: Typed;
  communes: readonly Commune[];
  errors: readonly FieldError[];
}) {
  const { t, action, typed, communes, errors } = props;
  const words = t.organisations.register;
  const input = (field: string) => ({ id: field, value: typed[field] ?? '', error: errorOf(errors, field) });
  const isSearched = (typed['search'] ?? '') !== '';
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary errors={errors} />
      <Form action={action}>
        <TextInput {...input('search')} label={words.commune} hint={words.communeHint} />
        <Button kind="second" icon="search" name="viec" value="tim">
          {words.find}
        </Button>
        {isSearched && communes.length === 0 && <Notice kind="warning">{words.noneFound}</Notice>}
        {communes.length > 0 && (
          <RadioGroup
            id="unit"
            label={words.choose}
            value={typed['unit'] ?? (communes.length === 1 ? String(communes[0]?.unitId) : undefined)}
            options={communes.map(({ unitId, name, parentName }) => ({
              value: String(unitId),
              label: parentName === null ? name : `${name}, ${parentName}`,
            }))}
          />
        )}
        <TextInput {...input('name')} label={words.name} autocomplete="organization" />
        <Select
          {...input('kind')}
          label={words.kind}
          options={ORGANISATION_KINDS.map((kind) => ({ value: kind, label: t.organisations.kind[kind] }))}
        />
        <Textarea {...input('about')} label={words.about} hint={words.aboutHint} rows={3} maxLength={2_000} optional />
        <TextInput {...input('website')} type="url" label={words.website} optional />
        <TextInput {...input('contactName')} label={words.contactName} autocomplete="name" />
        <FormRow>
          <TextInput
            {...input('contactEmail')}
            type="email"
            label={words.contactEmail}
            hint={words.contactEmailHint}
            autocomplete="email"
          />
          <TextInput {...input('contactPhone')} type="tel" label={words.contactPhone} autocomplete="tel" optional />
        </FormRow>
        <p class="hidden-text" aria-hidden="true">
          <input name="fax" tabIndex={-1} autocomplete="off" />
        </p>
        <p class="soft">{words.privacy}</p>
        <Actions>
          <Button>{words.send}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function SentView({ t, unitName }: { t: Messages; unitName: string }) {
  const words = t.organisations.register;
  return (
    <>
      <PageHead title={words.sent} />
      <Notice kind="success">{words.sentText(unitName)}</Notice>
      <Actions>
        <LinkButton kind="second" icon="home" href="/">
          {t.shell.publicNav.home}
        </LinkButton>
        <LinkButton kind="second" href="/quy-tac-cong-bo">
          {t.portal.frame.rules}
        </LinkButton>
      </Actions>
    </>
  );
}

export function DecideView(props: {
  t: Messages;
  path: string;
  organisations: readonly Organisation[];
  errors: readonly FieldError[];
}) {
  const { t, path, organisations, errors } = props;
  const words = t.organisations.decide;
  const verbs: Readonly<Record<Decision, string>> = {
    accepted: words.accept,
    refused: words.refuse,
    closed: words.close,
  };
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary errors={errors} />
      {organisations.length === 0 && (
        <EmptyState title={words.empty} icon="people">
          {words.emptyHint}
        </EmptyState>
      )}
      {organisations.map((organisation) => {
        const { id, status } = organisation;
        const decisions = decisionsFor(status, organisation.contactEmail !== '');
        return (
          <Card key={id} title={organisation.name}>
            <p>
              <Badge tone={TONES[status]}>{t.organisations.status[status]}</Badge>{' '}
              <span class="soft">
                {t.organisations.kind[organisation.kind]} · {organisation.unitName} ·{' '}
                {formatDateTime(organisation.createdAt)}
              </span>
            </p>
            {organisation.about !== '' && <p>{organisation.about}</p>}
            {organisation.reason !== null && (
              <p class="soft">
                {words.reason}: {organisation.reason}
              </p>
            )}
            <DescriptionList
              facts={[
                {
                  label: words.contact,
                  value:
                    [organisation.contactName, organisation.contactEmail, organisation.contactPhone]
                      .filter(Boolean)
                      .join(' · ') || words.contactDeleted,
                },
                ...(organisation.website === null
                  ? []
                  : [
                      {
                        label: t.organisations.register.website,
                        value: (
                          <a href={organisation.website} rel="noreferrer nofollow">
                            {organisation.website}
                          </a>
                        ),
                      },
                    ]),
              ]}
            />
            <Form action={`${path}/${id}`}>
              {decisions.some(needsReason) && (
                <TextInput
                  id={`reason-${id}`}
                  name="reason"
                  label={words.reason}
                  hint={words.reasonHint}
                  error={errorOf(errors, `reason-${id}`)}
                  optional
                />
              )}
              <Actions>
                {decisions.map((decision) => (
                  <Button
                    key={decision}
                    name="decision"
                    value={decision}
                    kind={decision === 'accepted' ? 'main' : decision === 'closed' ? 'danger' : 'second'}
                  >
                    {verbs[decision]}
                  </Button>
                ))}
              </Actions>
            </Form>
          </Card>
        );
      })}
    </>
  );
}

export function OwnView({
  t,
  organisations,
}: {
  t: Messages;
  organisations: readonly (Organisation & { readonly editionId: EditionId | null })[];
}) {
  const words = t.organisations.mine;
  if (organisations.length === 0) {
    return (
      <>
        <PageHead title={words.title} />
        <EmptyState title={words.empty} icon="people">
          {words.emptyHint}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title={words.title} />
      <List
        items={organisations.map((organisation) => ({
          key: organisation.id,
          title: organisation.name,
          meta: [organisation.unitName, organisation.reason ?? ''].filter(Boolean),
          end: (
            <>
              <Badge tone={TONES[organisation.status]}>{t.organisations.status[organisation.status]}</Badge>
              {organisation.status === 'accepted' &&
                (organisation.editionId === null ? (
                  <span class="soft">{words.noWeek}</span>
                ) : (
                  <LinkButton kind="second" href={`/tuan-le/${organisation.editionId}/hoat-dong`}>
                    {words.activities}
                  </LinkButton>
                ))}
            </>
          ),
        }))}
      />
    </>
  );
}
