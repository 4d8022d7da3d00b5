/** What an invited office or guest sees: to what, when, where; how to answer; the pass for the door. */
import type { ComponentChildren, VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { qrSvg } from '../../documents/write/pdf/qr.ts';
import {
  Actions,
  Button,
  Checkbox,
  dayInVietnam,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatDateTime,
  formatNumber,
  formatTime,
  FormRow,
  formatWeekday,
  LinkButton,
  List,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import type { Guest } from './guest.ts';
import { comerOf, isComing, placeOf } from './rules.guests.ts';
import type { GuestAnswerScreen, OfficeAnswerScreen } from './service.guest-answers.ts';

type Typed = Readonly<Record<string, string>>;
interface Props {
  readonly t: Messages;
  readonly action: string;
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

function Facts({ t, screen }: { t: Messages; screen: OfficeAnswerScreen }) {
  const words = t.guests.public;
  const { ceremony, site } = screen;
  const contact = [site.contactName, site.contactPhone].filter((part) => part !== '').join(', ');
  return (
    <>
      {ceremony.status === 'cancelled' ? (
        <Notice kind="error">{words.cancelled(ceremony.statusReason ?? '')}</Notice>
      ) : (
        !screen.isOpen && <Notice>{words.closed}</Notice>
      )}
      <DescriptionList
        facts={[
          {
            label: words.when,
            value: `${formatTime(ceremony.startsAt)} – ${formatTime(ceremony.endsAt)}, ${formatWeekday(dayInVietnam(ceremony.startsAt), t.common)}`,
          },
          { label: words.where, value: placeOf(site) },
          ...(placeOf(site) === site.name ? [] : [{ label: words.site, value: site.name }]),
          ...(contact === '' ? [] : [{ label: words.contact, value: contact }]),
        ]}
      />
    </>
  );
}

/** Why names are asked for and until when they are kept: where they are asked for. */
function Purpose({ children }: { children: ComponentChildren }) {
  return <p class="soft small">{children}</p>;
}

export function OfficeAnswerPage(
  props: Props & {
    readonly screen: OfficeAnswerScreen;
    readonly cards: readonly { readonly name: string; readonly href: string }[];
    readonly purposeDay: string;
  },
): VNode {
  const { t, screen, action, errors, typed, cards, purposeDay } = props;
  const words = t.guests.public.office;
  const { ceremony, group, guests, isOpen } = screen;
  const sends = typed['sends'] ?? (group.isDeclined ? 'nobody' : 'people');
  return (
    <>
      <PageHead
        eyebrow={words.lead(ceremony.unitName)}
        title={ceremony.title}
        lead={`${group.label} (${words.quota(formatNumber(group.quota))})`}
      />
      <ErrorSummary errors={errors} />
      <Facts t={t} screen={screen} />
      {group.answeredAt !== null && (
        <p class="soft">
          {words.answeredAt(formatDateTime(group.answeredAt))} {group.isDeclined && t.guests.state.nobody}
        </p>
      )}
      {isOpen && (
        <Section title={t.guests.one.answer}>
          <Form action={action}>
            <RadioGroup
              id="sends"
              label={words.whoComes}
              value={sends}
              options={[
                { value: 'people', label: words.send, hint: words.emptySlots },
                { value: 'nobody', label: words.nobody },
              ]}
            />
            {guests.map((guest) => (
              <OfficePlace
                key={guest.id}
                t={t}
                guest={guest}
                errors={errors}
                typed={typed}
                isOnly={guests.length === 1}
              />
            ))}
            <Textarea
              id="note"
              label={words.note}
              optional
              rows={2}
              maxLength={500}
              value={typed['note'] ?? group.answerNote}
            />
            <Purpose>{t.guests.public.purpose(ceremony.unitName, purposeDay)}</Purpose>
            <Actions>
              <Button>{words.save}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {cards.length > 0 && (
        <Section title={words.cards} note={words.cardsNote}>
          <List items={cards.map(({ name, href }) => ({ key: href, title: words.card(name), href }))} />
        </Section>
      )}
    </>
  );
}

function OfficePlace(props: {
  t: Messages;
  guest: Guest;
  errors: readonly FieldError[];
  typed: Typed;
  isOnly: boolean;
}) {
  const { t, guest, errors, typed, isOnly } = props;
  const words = t.guests.public.office;
  const labels = t.guests.one;
  const field = (name: string, stands: string | null) => ({
    id: `${name}-${guest.slot}`,
    value: typed[`${name}-${guest.slot}`] ?? stands ?? '',
    optional: true,
    error: errorOf(errors, `${name}-${guest.slot}`),
  });
  const comer = comerOf(guest);
  return (
    <fieldset class="guest-place">
      <legend class={isOnly ? 'hidden-text' : 'label'}>{words.person(guest.slot)}</legend>
      <FormRow>
        <TextInput label={labels.name} maxLength={120} autocomplete="off" {...field('name', comer.name)} />
        <TextInput label={labels.post} maxLength={200} autocomplete="off" {...field('post', comer.post)} />
      </FormRow>
      <FormRow>
        <TextInput
          type="email"
          label={labels.email}
          maxLength={200}
          autocomplete="off"
          {...field('email', guest.email)}
        />
        <TextInput type="tel" label={labels.phone} maxLength={30} autocomplete="off" {...field('phone', guest.phone)} />
      </FormRow>
      <Checkbox
        id={`delegate-${guest.slot}`}
        label={words.delegate}
        checked={typed['sends'] === undefined ? guest.answer === 'delegate' : typed[`delegate-${guest.slot}`] === '1'}
      />
    </fieldset>
  );
}

/** The code as a picture of the page's own: nothing is asked of another address. */
function qrPicture(link: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(qrSvg(link)).toString('base64')}`;
}

export function GuestAnswerPage(props: Props & { readonly screen: GuestAnswerScreen; readonly link: string }): VNode {
  const { t, screen, action, link, errors, typed } = props;
  const words = t.guests.public.guest;
  const { ceremony, group, guest, isOpen, programme } = screen;
  const comer = comerOf(guest);
  const value = (name: string, stands: string): string => typed[name] ?? stands;
  return (
    <>
      <PageHead
        eyebrow={words.lead(guest.name ?? group.label)}
        title={ceremony.title}
        lead={guest.name === null ? undefined : words.theOffice(group.label)}
      />
      <ErrorSummary errors={errors} />
      {guest.cameAt !== null && <Notice kind="success">{words.came}</Notice>}
      <Facts t={t} screen={screen} />
      {isComing(guest) && ceremony.status !== 'cancelled' && (
        <Section id="the" title={words.card} note={words.cardNote}>
          <div class="guest-pass">
            <img class="guest-qr" src={qrPicture(link)} alt={words.qr(guest.code)} width="208" height="208" />
            <DescriptionList
              facts={[
                { label: t.guests.one.name, value: comer.name ?? group.label },
                { label: words.code, value: <b class="guest-code guest-code-large">{guest.code}</b> },
                { label: words.seat, value: guest.seat ?? words.noSeat },
              ]}
            />
          </div>
        </Section>
      )}
      {isOpen && (
        <Section title={t.guests.one.answer}>
          <Form action={action}>
            <RadioGroup
              id="answer"
              label={words.question}
              value={value('answer', guest.answer === 'none' ? '' : guest.answer)}
              error={errorOf(errors, 'answer')}
              options={[
                { value: 'yes', label: words.yes },
                { value: 'no', label: words.no },
                { value: 'delegate', label: words.delegate },
              ]}
            />
            <FormRow>
              <TextInput
                id="delegateName"
                label={words.delegateName}
                hint={words.delegateHint}
                optional
                maxLength={120}
                value={value('delegateName', guest.delegateName ?? '')}
                error={errorOf(errors, 'delegateName')}
              />
              <TextInput
                id="delegatePost"
                label={words.delegatePost}
                hint={words.delegateHint}
                optional
                maxLength={200}
                value={value('delegatePost', guest.delegatePost)}
              />
            </FormRow>
            <Textarea
              id="note"
              label={words.note}
              optional
              rows={2}
              maxLength={500}
              value={value('note', guest.answerNote)}
            />
            <Purpose>{t.guests.public.purpose(ceremony.unitName, formatDate(guest.deleteAfter))}</Purpose>
            <Actions>
              <Button>{words.save}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {programme.length > 0 && (
        <Section title={words.programme}>
          <ol class="guest-programme">
            {programme.map((row) => (
              <li key={row.id}>
                <span class="nowrap">{row.startsAt === null ? '' : formatTime(row.startsAt)}</span>
                <span>{row.content}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {ceremony.status !== 'cancelled' && (
        <Actions>
          <LinkButton kind="second" icon="calendar" href={`${action}/lich.ics`} download="giay-moi.ics">
            {words.calendar}
          </LinkButton>
        </Actions>
      )}
    </>
  );
}
