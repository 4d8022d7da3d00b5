/** The form of a sign-up, and the pages that say why there is none. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { STAMP, TRAP } from '../../platform/http/form-stamp.ts';
import { addDays } from '../../platform/clock/working-days.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import {
  Actions,
  Button,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type Fact,
  type FieldError,
  Form,
  FormRow,
  formatDate,
  formatMoney,
  formatTime,
  formatWeekday,
  Island,
  LinkButton,
  mapLinks,
  Notice,
  NumberInput,
  PageHead,
  RadioGroup,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { type Activity, activityPath, type Mode } from '../activities/index.ts';
import { type Fields, WHOS } from './fields.ts';
import { DEVICE_PATH, signUpPath } from './links.ts';
import { momentText, placeText } from './mails.ts';
import { modesOf, type Seats } from './rules.ts';
import { KEPT_DAYS } from './service.queue.ts';
import type { SignUpScreen } from './service.ts';

/** How many places there are, in words. */
export function seatsText(t: Messages, { capacity, taken, waiting }: Seats): string {
  const words = t.registrations.form;
  if (capacity === null) return words.unlimited;
  const left = Math.max(0, capacity - taken);
  if (left === 0) return words.full(waiting);
  return waiting > 0 ? words.waitingSome(left, waiting) : words.left(left, capacity);
}

function hasPlace({ capacity, taken, waiting }: Seats): boolean {
  return waiting === 0 && (capacity === null || taken < capacity);
}

/** "Thứ Hai 23/11/2026, 08:00 – 10:00", or both days where they differ; empty without a time. */
export function whenWords(t: Messages, { startsAt, endsAt }: Pick<Activity, 'startsAt' | 'endsAt'>): string {
  if (startsAt === null) return '';
  const dayOf = (moment: Date): string => formatWeekday(dayInVietnam(moment), t.common);
  const start = `${dayOf(startsAt)}, ${formatTime(startsAt)}`;
  if (endsAt === null) return start;
  return dayInVietnam(startsAt) === dayInVietnam(endsAt)
    ? `${start} – ${formatTime(endsAt)}`
    : `${start} – ${dayOf(endsAt)}, ${formatTime(endsAt)}`;
}

/** Time, place and price, the same on the form and on one's own page. */
export function activityFacts(t: Messages, activity: Activity, mode: Mode | null): Fact[] {
  const words = t.registrations.form;
  const { activity: shown, card } = t.portal;
  const { cost, costNote, lat, lng } = activity;
  const place = placeText(activity);
  const price = cost === 0 ? card.free : formatMoney(cost, t.common);
  const way = lat === null || lng === null ? null : mapLinks(lat, lng);
  return [
    { label: words.when, value: whenWords(t, activity) },
    ...(mode === 'online' || activity.form === 'online' || place === ''
      ? []
      : [
          {
            label: words.where,
            value: (
              <>
                {place}
                {way !== null && (
                  <span class="row">
                    <a href={way.app}>{shown.directions}</a>
                    <a href={way.page} rel="nofollow noreferrer">
                      {shown.onMap}
                    </a>
                  </span>
                )}
              </>
            ),
          },
        ]),
    ...(cost === 0 && mode !== null
      ? []
      : [{ label: shown.cost, value: costNote === '' ? price : `${price} (${costNote})` }]),
  ];
}

/** Who answers questions: links to call and to write. Nothing where nobody is named. */
export function askFacts(t: Messages, { contactName, contactPhone, contactEmail }: Activity): Fact[] {
  const ways = [
    contactName === '' ? null : contactName,
    contactPhone === '' ? null : <a href={`tel:${contactPhone.replace(/[^\d+]/gu, '')}`}>{contactPhone}</a>,
    contactEmail === '' ? null : <a href={`mailto:${contactEmail}`}>{contactEmail}</a>,
  ].filter((way) => way !== null);
  if (ways.length === 0) return [];
  return [
    {
      label: t.registrations.mine.ask,
      value: (
        <span class="row">
          {ways.map((way) => (
            <span>{way}</span>
          ))}
        </span>
      ),
    },
  ];
}

interface FormProps {
  readonly t: Messages;
  readonly screen: SignUpScreen;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
  readonly stamp: string;
  /** A word above the form: too fast, too many. */
  readonly notice?: string | undefined;
  /** What only this very form holds. */
  readonly once: string;
  /** The link of whoever gives an e-mail address goes there and is not shown. */
  readonly isMailed: boolean;
  /** The list of this device is kept for visitors, not on the PC of an office. */
  readonly isRemembered: boolean;
}

export function SignUpPage(props: FormProps): VNode {
  const { t, screen, fields, errors, stamp, notice } = props;
  const { activity, seats } = screen;
  const words = t.registrations.form;
  const modes = modesOf(activity.form);
  const [onlyMode] = modes;
  const seatFacts: Fact[] = modes.map((mode) => {
    const seat = seats.get(mode) ?? { capacity: null, taken: 0, waiting: 0 };
    const label =
      modes.length > 1 ? `${words.seats} (${t.registrations.modes[mode].toLocaleLowerCase('vi')})` : words.seats;
    return { label, value: seatsText(t, seat) };
  });
  const isWaiting = modes.every((mode) => !hasPlace(seats.get(mode) ?? { capacity: null, taken: 0, waiting: 0 }));
  const until = activity.endsAt === null ? '' : formatDate(addDays(dayInVietnam(activity.endsAt), KEPT_DAYS));
  return (
    <>
      <PageHead
        eyebrow={words.title}
        title={activity.title}
        lead={words.lead(activity.organiserName)}
        crumbs={[{ label: t.registrations.toActivity, href: activityPath(activity.id, activity.title) }]}
      />
      <ErrorSummary errors={errors} />
      {notice !== undefined && <Notice kind="warning">{notice}</Notice>}
      {props.isRemembered && (
        <Island name="my-registrations" props={{ known: { activity: activity.id } }}>
          <div hidden>
            <Notice>
              {words.knownHere} <a href={DEVICE_PATH}>{words.openKnown}</a>
            </Notice>
          </div>
        </Island>
      )}
      <DescriptionList facts={[...activityFacts(t, activity, null), ...seatFacts]} />
      <Form action={signUpPath(activity.id)} class="sign-up">
        <input type="hidden" name={STAMP} value={stamp} />
        <input type="hidden" name="once" value={props.once} />
        <div class="trap" aria-hidden="true">
          <label for={TRAP}>{words.trap}</label>
          <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autocomplete="off" />
        </div>
        <PartyFields
          {...{ t, fields, errors }}
          contactHint={props.isMailed ? words.contactHintMailed : words.contactHint}
        />
        {modes.length > 1 ? (
          <ModeField t={t} fields={fields} errors={errors} modes={modes} />
        ) : (
          <input type="hidden" name="mode" value={onlyMode} />
        )}
        <Notice title={words.purposeTitle}>{words.purpose(activity.organiserName, until)}</Notice>
        <Actions>
          <Button icon="check">{isWaiting ? words.submitWaiting : words.submit}</Button>
        </Actions>
      </Form>
    </>
  );
}

export function ModeField(props: {
  t: Messages;
  fields: Fields;
  errors: readonly FieldError[];
  modes: readonly Mode[];
}): VNode {
  const { t, fields, errors, modes } = props;
  return (
    <RadioGroup
      id="mode"
      label={t.registrations.form.mode}
      value={fields['mode']}
      error={errorOf(errors, 'mode')}
      options={modes.map((mode) => ({ value: mode, label: t.registrations.modes[mode] }))}
    />
  );
}

/** Name, contact, whom and how many: on the public form and on the organiser's. */
export function PartyFields(props: {
  t: Messages;
  fields: Fields;
  errors: readonly FieldError[];
  contactHint: string;
}): VNode {
  const { t, fields, errors } = props;
  const words = t.registrations.form;
  return (
    <>
      <TextInput
        id="name"
        label={words.name}
        value={fields['name']}
        error={errorOf(errors, 'name')}
        autocomplete="name"
        maxLength={120}
      />
      <TextInput
        id="contact"
        label={words.contact}
        hint={props.contactHint}
        value={fields['contact']}
        error={errorOf(errors, 'contact')}
        autocomplete="email"
        maxLength={254}
        optional
      />
      <RadioGroup
        id="who"
        label={words.who}
        value={WHOS.find((who) => who === fields['who']) ?? 'self'}
        error={errorOf(errors, 'who')}
        options={WHOS.map((who) => ({ value: who, label: words.whos[who] }))}
      />
      <div class="sign-up-many">
        <NumberFields t={t} people={fields['people'] ?? '1'} childCount={fields['children'] ?? '0'} errors={errors} />
        <div class="sign-up-group">
          <TextInput
            id="organisation"
            label={words.organisation}
            hint={words.organisationHint}
            value={fields['organisation']}
            error={errorOf(errors, 'organisation')}
            autocomplete="organization"
            maxLength={200}
            optional
          />
        </div>
      </div>
    </>
  );
}

export function NumberFields(props: {
  t: Messages;
  people: string;
  childCount: string;
  errors: readonly FieldError[];
}): VNode {
  const { t, people, childCount, errors } = props;
  const words = t.registrations.form;
  return (
    <FormRow>
      <NumberInput
        id="people"
        label={words.people}
        hint={words.peopleHint}
        value={people}
        error={errorOf(errors, 'people')}
      />
      <NumberInput
        id="children"
        label={words.children}
        hint={words.childrenHint}
        value={childCount}
        error={errorOf(errors, 'children')}
      />
    </FormRow>
  );
}

/** Why one can't sign up, in words, and where to go. */
export function NoSignUpPage({ t, screen }: { t: Messages; screen: SignUpScreen }): VNode {
  const { activity, state } = screen;
  const closed = t.registrations.closed[state === 'open' ? 'closed' : state];
  return (
    <>
      <PageHead eyebrow={t.registrations.form.title} title={activity.title} />
      <Notice kind={state === 'cancelled' ? 'error' : 'info'} title={closed.title}>
        <p>{closed.text}</p>
        {state === 'cancelled' && activity.statusReason !== null && (
          <p>{t.registrations.reason(activity.statusReason)}</p>
        )}
        {state === 'not-yet' && activity.signupOpensAt !== null && (
          <p>{t.registrations.opensAt(momentText(activity.signupOpensAt, t))}</p>
        )}
      </Notice>
      <DescriptionList facts={askFacts(t, activity)} />
      <Actions>
        <LinkButton kind="second" href={activityPath(activity.id, activity.title)}>
          {t.registrations.toActivity}
        </LinkButton>
        <LinkButton kind="second" icon="search" href="/hoat-dong">
          {t.registrations.otherActivities}
        </LinkButton>
      </Actions>
    </>
  );
}

/**
 * A sign-up whose link goes by mail. The same whether the contact had signed up before: this page may be read by anybody
 * who typed somebody else's address.
 */
export function MailedPage({ t, activity, contact }: { t: Messages; activity: Activity; contact: string }): VNode {
  const words = t.registrations.form;
  return (
    <>
      <PageHead eyebrow={words.title} title={activity.title} />
      <Notice kind="success" title={words.mailed} live>
        <p>{words.mailedTo(contact)}</p>
        <p>{words.mailedOnce}</p>
      </Notice>
      <Section title={words.mailedMissing}>
        <p>{words.mailedMissingText}</p>
        <Form action={`${signUpPath(activity.id)}/gui-lai`}>
          <input type="hidden" name="contact" value={contact} />
          <Actions>
            <Button kind="second">{words.sendAgain}</Button>
            <LinkButton kind="quiet" href={activityPath(activity.id, activity.title)}>
              {t.registrations.toActivity}
            </LinkButton>
          </Actions>
        </Form>
      </Section>
    </>
  );
}
