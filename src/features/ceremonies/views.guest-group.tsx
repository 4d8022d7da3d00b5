/** One invited office: who comes on its places, its links, its invitation. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Badge,
  Button,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  formatNumber,
  FormRow,
  NumberInput,
  PageHead,
  Section,
  Select,
  TextInput,
} from '../../ui/index.ts';
import type { Guest } from './guest.ts';
import { comerOf } from './rules.guests.ts';
import type { GroupScreen } from './service.guests.ts';
import { ANSWER_TONE } from './views.guest-list.tsx';

interface Props {
  readonly t: Messages;
  readonly screen: GroupScreen;
  readonly path: string;
  readonly errors: readonly FieldError[];
  readonly typed: Readonly<Record<string, string>>;
}

export function GroupPage({ t, screen, path, errors, typed }: Props): VNode {
  const words = t.guests.one;
  const { one, sites, mayWrite, links } = screen;
  const { group, guests } = one;
  const self = `${path}/nhom/${group.id}`;
  const site = sites.find(({ id }) => id === group.siteId);
  const value = (name: string, stands: string): string => typed[name] ?? stands;
  return (
    <>
      <PageHead
        title={group.label}
        lead={words.lead(site?.name ?? '', formatNumber(group.quota))}
        crumbs={[{ label: t.guests.title, href: path }]}
      />
      <ErrorSummary errors={errors} />
      {group.answeredAt !== null && (
        <DescriptionList
          facts={[
            {
              label: words.answer,
              value: group.isDeclined ? t.guests.state.nobody : words.answered(formatDateTime(group.answeredAt)),
            },
            ...(group.answerNote === '' ? [] : [{ label: words.note, value: group.answerNote }]),
          ]}
        />
      )}
      <Section title={words.people} note={words.peopleNote}>
        {mayWrite ? (
          <Form action={`${self}/nguoi`} islands={['unsaved-changes']}>
            {guests.map((guest) => (
              <PersonFields key={guest.id} t={t} guest={guest} errors={errors} typed={typed} />
            ))}
            <Actions>
              <Button>{words.savePeople}</Button>
            </Actions>
          </Form>
        ) : (
          guests.map((guest) => <PersonFacts key={guest.id} t={t} guest={guest} />)
        )}
      </Section>
      {links !== null && (
        <Section id="duong-dan" title={words.links} note={words.linksNote}>
          <ul class="list">
            <LinkLine t={t} label={words.officeLink} href={links.office} action={`${self}/duong-dan`} guest="" />
            {guests
              .filter((guest) => comerOf(guest).name !== null)
              .map((guest) => (
                <LinkLine
                  key={guest.id}
                  t={t}
                  label={comerOf(guest).name ?? ''}
                  href={links.guests.get(guest.id) ?? ''}
                  action={`${self}/duong-dan`}
                  guest={String(guest.id)}
                />
              ))}
          </ul>
        </Section>
      )}
      {mayWrite && (
        <Section title={words.details}>
          <Form action={self}>
            <TextInput
              id="label"
              label={words.label}
              value={value('label', group.label)}
              maxLength={300}
              error={errorOf(errors, 'label')}
            />
            <FormRow>
              <NumberInput
                id="quota"
                label={words.quota}
                value={value('quota', String(group.quota))}
                error={errorOf(errors, 'quota')}
              />
              <NumberInput
                id="position"
                label={words.position}
                hint={words.positionHint}
                value={value('position', String(group.position))}
                error={errorOf(errors, 'position')}
              />
            </FormRow>
            <Select
              id="site"
              label={words.site}
              value={value('site', String(group.siteId))}
              options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <TextInput
              id="contactEmail"
              type="email"
              label={words.contact}
              hint={words.contactHint}
              optional
              value={value('contactEmail', group.contactEmail ?? '')}
              error={errorOf(errors, 'contactEmail')}
            />
            {group.officeName !== null && (
              <p class="soft">
                {words.unit}: {group.officeName}
              </p>
            )}
            <Actions>
              <Button kind="second">{words.saveDetails}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {mayWrite && (
        <Section title={words.remove} note={words.removeNote}>
          <Form action={`${self}/rut`}>
            <Actions>
              <Button kind="danger">{words.remove}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

/** Answer, code and seat of a place. */
function Standing({ t, guest }: { t: Messages; guest: Guest }) {
  const words = t.guests.one;
  return (
    <p class="guest-standing">
      <Badge tone={ANSWER_TONE[guest.answer]} open={guest.answer === 'none'}>
        {t.guests.answer[guest.answer]}
      </Badge>
      {guest.cameAt !== null && <Badge tone="ok">{t.guests.came}</Badge>}
      <span>
        {words.code}: <b class="guest-code">{guest.code}</b>
      </span>
      <span>
        {words.seat}: {guest.seat ?? words.noSeat}
      </span>
      {guest.delegateName !== null && <span>{words.delegateIs(guest.delegateName, guest.delegatePost)}</span>}
      {guest.answerNote !== '' && (
        <span>
          {words.note}: {guest.answerNote}
        </span>
      )}
    </p>
  );
}

function PersonFacts({ t, guest }: { t: Messages; guest: Guest }) {
  const words = t.guests.one;
  return (
    <div class="guest-place">
      <h3>{guest.name ?? words.slot(guest.slot)}</h3>
      {guest.post !== '' && <p class="soft">{guest.post}</p>}
      <Standing t={t} guest={guest} />
    </div>
  );
}

function PersonFields(props: {
  t: Messages;
  guest: Guest;
  errors: readonly FieldError[];
  typed: Readonly<Record<string, string>>;
}) {
  const { t, guest, errors, typed } = props;
  const words = t.guests.one;
  const field = (name: string, stands: string | null) => ({
    id: `${name}-${guest.id}`,
    value: typed[`${name}-${guest.id}`] ?? stands ?? '',
    optional: true,
    error: errorOf(errors, `${name}-${guest.id}`),
    autocomplete: 'off',
  });
  const answers = (['none', 'yes', 'no'] as const).map((value) => ({ value, label: t.guests.answer[value] }));
  return (
    <fieldset class="guest-place">
      <legend class="label">{words.slot(guest.slot)}</legend>
      <FormRow>
        <TextInput label={words.name} maxLength={120} {...field('name', guest.name)} />
        <TextInput label={words.post} maxLength={200} {...field('post', guest.post)} />
      </FormRow>
      <FormRow>
        <TextInput type="email" label={words.email} maxLength={200} {...field('email', guest.email)} />
        <TextInput type="tel" label={words.phone} maxLength={30} {...field('phone', guest.phone)} />
        <Select
          id={`answer-${guest.id}`}
          label={words.answer}
          value={guest.answer === 'delegate' ? 'keep' : guest.answer}
          options={
            guest.answer === 'delegate' ? [{ value: 'keep', label: t.guests.answer.delegate }, ...answers] : answers
          }
        />
      </FormRow>
      <Standing t={t} guest={guest} />
    </fieldset>
  );
}

function LinkLine(props: { t: Messages; label: string; href: string; action: string; guest: string }) {
  const { t, label, href, action, guest } = props;
  return (
    <li>
      <div>
        <p class="list-title">{label}</p>
        <p class="guest-link">
          <a href={href}>{href}</a>
        </p>
      </div>
      <div class="list-end">
        <form method="post" action={action}>
          <input type="hidden" name="guest" value={guest} />
          <Button kind="quiet">
            {t.guests.one.renew}
            <span class="hidden-text"> {label}</span>
          </Button>
        </form>
      </div>
    </li>
  );
}
