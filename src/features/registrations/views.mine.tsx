/** One's own sign-up: state in words, the code for the door, what can be changed. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { qrSvg } from '../../documents/write/pdf/qr.ts';
import {
  Actions,
  Button,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type Fact,
  type FieldError,
  Form,
  formatDate,
  formatDateTime,
  Island,
  LinkButton,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Textarea,
} from '../../ui/index.ts';
import { activityPath } from '../activities/index.ts';
import type { Fields } from './fields.ts';
import { momentText, whenText } from './mails.ts';
import type { MySignUp } from './service.ts';
import { activityFacts, askFacts, NumberFields, whenWords } from './views.sign-up.tsx';

export interface MyPageProps {
  readonly t: Messages;
  readonly mine: MySignUp;
  /** Whole address of this page, for the QR code. */
  readonly link: string;
  /** Path of this page. */
  readonly path: string;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
  /** Public key for reminders of the browser; null where there are none. */
  readonly pushKey: string | null;
  readonly certificateHref: string | null;
  /** The list of this device is kept for visitors, not on the PC of an office. */
  readonly isRemembered: boolean;
}

export function MyPage(props: MyPageProps): VNode {
  const { t, mine, path } = props;
  const { registration, activity, isOver } = mine;
  const words = t.registrations.mine;
  const isStanding = registration.status !== 'withdrawn';
  const canChange = isStanding && !isOver && activity.status === 'published';
  const showsDoor = registration.status === 'confirmed' && !isOver && activity.status === 'published';
  return (
    <>
      <PageHead
        eyebrow={words.title}
        title={activity.title}
        crumbs={[{ label: t.registrations.toActivity, href: activityPath(activity.id, activity.title) }]}
      />
      <ErrorSummary errors={props.errors} />
      <State t={t} mine={mine} />
      {props.isRemembered && isStanding && (
        <Island
          name="my-registrations"
          props={{
            remember: { token: mine.token, title: activity.title, when: whenText(activity, t), activity: activity.id },
          }}
        >
          {null}
        </Island>
      )}
      {isOver && registration.status === 'confirmed' && <Feedback {...props} />}
      {props.certificateHref !== null && (
        <Section title={words.certificate}>
          <LinkButton kind="second" icon="check" href={props.certificateHref}>
            {words.openCertificate}
          </LinkButton>
        </Section>
      )}
      {showsDoor && <Door t={t} link={props.link} code={registration.code} />}
      <Section title={words.facts}>
        <DescriptionList facts={factsOf(t, mine)} />
        {canChange && (
          <Actions>
            <LinkButton kind="second" icon="calendar" href={`${path}.ics`}>
              {words.calendar}
            </LinkButton>
          </Actions>
        )}
      </Section>
      {canChange && <Reminders t={t} path={path} pushKey={props.pushKey} />}
      {canChange && <Numbers {...props} />}
      <More {...props} canChange={canChange} />
    </>
  );
}

function State({ t, mine }: { t: Messages; mine: MySignUp }): VNode {
  const { registration, activity, position, isOver } = mine;
  const words = t.registrations.mine;
  const who = t.registrations.party(registration.people, registration.children);
  const hasMail = registration.contactKind === 'email';
  if (activity.status === 'cancelled') {
    return (
      <Notice kind="error" title={words.cancelled}>
        {activity.statusReason !== null && t.registrations.reason(activity.statusReason)}
      </Notice>
    );
  }
  if (registration.status === 'withdrawn') return <Notice title={words.withdrawn}>{words.withdrawnText}</Notice>;
  if (isOver) return <Notice title={words.over}>{registration.status === 'confirmed' && words.overText}</Notice>;
  const keep = <p>{hasMail ? words.keepMailed : words.keepLink}</p>;
  const moved = activity.previousStartsAt !== null && (
    <Notice kind="warning">{words.moved(momentText(activity.previousStartsAt, t))}</Notice>
  );
  if (registration.status === 'waiting') {
    return (
      <>
        {moved}
        <Notice kind="warning" title={words.waiting(position ?? 1)}>
          <p>{words.waitingText(who)}</p>
          <p>{hasMail ? words.waitingMail : words.waitingNoMail}</p>
          {keep}
        </Notice>
      </>
    );
  }
  return (
    <>
      {moved}
      <Notice kind="success" title={words.confirmed}>
        <p>{registration.mode === 'online' ? words.confirmedOnline(who) : words.confirmedText(who)}</p>
        {registration.promotedAt !== null && <p>{words.promoted(formatDateTime(registration.promotedAt))}</p>}
        {keep}
      </Notice>
    </>
  );
}

function factsOf(t: Messages, { registration, activity, sessions }: MySignUp): Fact[] {
  const words = t.registrations.mine;
  const url = registration.mode === 'online' && registration.status === 'confirmed' ? activity.onlineUrl : null;
  return [
    ...activityFacts(t, activity, registration.mode),
    ...(sessions.length > 1
      ? [
          {
            label: words.sessions,
            value: (
              <ol>
                {sessions.map((session) => (
                  <li key={session.no}>
                    {whenWords(t, session)}
                    {session.isCancelled && ` (${words.sessionCancelled})`}
                  </li>
                ))}
              </ol>
            ),
          },
        ]
      : []),
    ...(url === null
      ? []
      : [
          {
            label: words.online,
            value: (
              <a href={url} rel="noreferrer">
                {url}
              </a>
            ),
          },
        ]),
    { label: words.organiser, value: activity.organiserName },
    ...askFacts(t, activity),
    { label: words.name, value: registration.name },
    ...(registration.organisation === '' ? [] : [{ label: words.organisation, value: registration.organisation }]),
    { label: words.party, value: t.registrations.party(registration.people, registration.children) },
    { label: words.mode, value: t.registrations.modes[registration.mode] },
  ];
}

function Door({ t, link, code }: { t: Messages; link: string; code: string }): VNode {
  const words = t.registrations.mine;
  return (
    <Section title={words.door}>
      <div class="door">
        <img src={`data:image/svg+xml,${encodeURIComponent(qrSvg(link))}`} alt={words.qr} width="208" height="208" />
        <div>
          <p class="soft">{words.code}</p>
          <p class="door-code">{code}</p>
          <p class="soft">{words.doorText}</p>
        </div>
      </div>
    </Section>
  );
}

function Reminders({ t, path, pushKey }: { t: Messages; path: string; pushKey: string | null }): VNode | null {
  const words = t.registrations.mine;
  if (pushKey === null) return null;
  const { remindersOn, remindersOff, remindersAre, remindersRefused, remindersFailed, remindersText } = words;
  return (
    <Section title={words.reminders}>
      <Island
        name="push-subscribe"
        props={{
          key: pushKey,
          path: `${path}/nhac`,
          texts: {
            on: remindersOn,
            off: remindersOff,
            are: remindersAre,
            refused: remindersRefused,
            failed: remindersFailed,
            lead: remindersText,
          },
        }}
      >
        <p>{words.remindersUnknown}</p>
      </Island>
    </Section>
  );
}

function Numbers({ t, mine, path, fields, errors }: MyPageProps): VNode {
  const { registration } = mine;
  const words = t.registrations.mine;
  return (
    <Section title={words.numbers}>
      <Form action={`${path}/so-nguoi`}>
        <NumberFields
          t={t}
          people={fields['people'] ?? String(registration.people)}
          childCount={fields['children'] ?? String(registration.children)}
          errors={errors}
        />
        <Actions>
          <Button kind="second">{words.saveNumbers}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

const SCORES = [5, 4, 3, 2, 1] as const;

function Feedback({ t, mine, path, fields, errors }: MyPageProps): VNode {
  const { registration } = mine;
  const words = t.registrations.mine;
  if (registration.feedbackAt !== null) {
    return (
      <Section title={words.feedback}>
        <p>{words.feedbackGiven(registration.score ?? 0)}</p>
      </Section>
    );
  }
  return (
    <Section title={words.feedback} note={words.feedbackNote}>
      <Form action={`${path}/danh-gia`}>
        <RadioGroup
          id="score"
          label={words.score}
          value={fields['score']}
          error={errorOf(errors, 'score')}
          options={SCORES.map((score) => ({ value: String(score), label: words.scores[score] }))}
        />
        <Textarea
          id="comment"
          label={words.comment}
          value={fields['comment']}
          error={errorOf(errors, 'comment')}
          maxLength={1_000}
          optional
        />
        <Actions>
          <Button>{words.sendFeedback}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

function More({ t, mine, path, canChange }: MyPageProps & { canChange: boolean }): VNode {
  const words = t.registrations.mine;
  return (
    <Section title={words.more} note={words.keptUntil(formatDate(mine.registration.deleteAfter))}>
      <Actions>
        {canChange && (
          <LinkButton kind="second" href={`${path}/rut`}>
            {words.withdraw}
          </LinkButton>
        )}
        {canChange && (
          <LinkButton kind="quiet" href={`${path}/doi-duong-dan`}>
            {words.renew}
          </LinkButton>
        )}
        <LinkButton kind="quiet" href={`${path}/xoa`}>
          {words.forget}
        </LinkButton>
      </Actions>
    </Section>
  );
}

export type Deed = 'withdraw' | 'renew' | 'forget';

/** Asks before something that can't be taken back. */
export function SurePage(props: { t: Messages; mine: MySignUp; deed: Deed; path: string; action: string }): VNode {
  const { t, mine, deed, path, action } = props;
  const words = t.registrations.mine;
  const { title, text, label } = {
    withdraw: { title: words.withdrawTitle, text: words.withdrawText, label: words.withdraw },
    renew: { title: words.renewTitle, text: words.renewText, label: words.renew },
    forget: { title: words.forgetTitle, text: words.forgetText(mine.isOver), label: words.forget },
  }[deed];
  return (
    <>
      <PageHead eyebrow={mine.activity.title} title={title} />
      <p>{text}</p>
      {deed === 'renew' && mine.registration.contactKind === 'email' && <p>{words.renewMail}</p>}
      <Form action={action}>
        <Actions>
          <Button kind={deed === 'renew' ? 'main' : 'danger'}>{label}</Button>
          <LinkButton kind="quiet" href={path}>
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
