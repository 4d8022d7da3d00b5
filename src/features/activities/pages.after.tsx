/** After an activity: who came by session, confirmed or corrected. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  Checkbox,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Figures,
  Form,
  formatDateTime,
  formatNumber,
  LinkButton,
  FormRow,
  Notice,
  NumberInput,
  NumberText,
  PageHead,
  Textarea,
} from '../../ui/index.ts';
import { type Fields, textOf } from './fields.ts';
import { timesOf } from './page-parts.tsx';
import type { AfterScreen } from './service.after.ts';

export interface AfterProps {
  readonly t: Messages;
  readonly screen: AfterScreen;
  readonly root: string;
  /** What was typed; null where the form is new. */
  readonly typed: Fields | null;
  readonly errors: readonly FieldError[];
}

export function AfterPage(props: AfterProps): VNode {
  const { t, screen, root, errors } = props;
  const { activity } = screen;
  const words = t.activities.after;
  const path = `${root}/${activity.id}`;
  return (
    <>
      <PageHead
        title={words.title}
        eyebrow={activity.title}
        lead={words.lead}
        crumbs={[
          { label: t.activities.title, href: root },
          { label: activity.title, href: path },
        ]}
      />
      <ErrorSummary errors={errors} />
      {activity.confirmedAt !== null ? (
        <Confirmed {...props} path={path} />
      ) : activity.status !== 'published' ? (
        <Notice>{words.notPublished}</Notice>
      ) : !screen.hasBegun ? (
        <Notice>{words.notYet}</Notice>
      ) : screen.mayConfirm ? (
        <ConfirmForm {...props} path={path} />
      ) : (
        <CountedFacts {...props} />
      )}
    </>
  );
}

function ConfirmForm({ t, screen, typed, errors, path }: AfterProps & { path: string }) {
  const words = t.activities.after;
  const value = (name: string, counted: number): string =>
    typed === null ? (screen.hasCheckins ? String(counted) : '') : textOf(typed, name);
  return (
    <Form action={`${path}/sau`} islands={['unsaved-changes', 'number-format']} class="after-form">
      {!screen.hasCheckins && <Notice>{words.noCheckins}</Notice>}
      {[...screen.byThemselves.values()].some((heads) => heads > 0) && (
        <Notice kind="warning">{words.byThemselvesNote}</Notice>
      )}
      {screen.sessions.map((session) => {
        const counted = screen.counted.sessions.find(({ no }) => no === session.no);
        const name = `s${session.no}`;
        const isHeld = typed === null ? counted?.isHeld === true : textOf(typed, `${name}.held`) !== '';
        return (
          <fieldset class="row-card" key={session.no}>
            <legend class="label">
              {t.activities.session(session.no)}: {timesOf(t, session.startsAt, session.endsAt)}
            </legend>
            <Checkbox
              id={`${name}.held`}
              label={words.isHeld}
              checked={isHeld}
              error={errorOf(errors, `${name}.held`)}
            />
            <NumberInput
              id={`${name}.attendances`}
              label={words.attendances}
              hint={screen.hasCheckins ? countedText(t, screen, session.no) : undefined}
              value={value(`${name}.attendances`, counted?.attendances ?? 0)}
              error={errorOf(errors, `${name}.attendances`)}
            />
          </fieldset>
        );
      })}
      <FormRow>
        <NumberInput
          id="people"
          label={words.people}
          hint={screen.sessions.length === 1 ? words.peopleHintOne : words.peopleHint}
          optional={screen.sessions.length === 1}
          value={value('people', screen.counted.people)}
          error={errorOf(errors, 'people')}
        />
        <NumberInput
          id="children"
          label={words.children}
          optional
          value={value('children', screen.counted.children)}
          error={errorOf(errors, 'children')}
        />
      </FormRow>
      {screen.hasCheckins && (
        <Textarea
          id="reason"
          label={words.reason}
          hint={words.reasonHint}
          optional
          rows={2}
          maxLength={1_000}
          value={typed === null ? '' : textOf(typed, 'reason')}
          error={errorOf(errors, 'reason')}
        />
      )}
      <Actions>
        <Button icon="check">{words.confirm}</Button>
      </Actions>
    </Form>
  );
}

/** What the check-ins of a session say, and how much of it people said of themselves. */
function countedText(t: Messages, screen: AfterScreen, no: number): string {
  const words = t.activities.after;
  const counted = screen.counted.sessions.find((session) => session.no === no)?.attendances ?? 0;
  const own = screen.byThemselves.get(no) ?? 0;
  return [words.counted(formatNumber(counted)), ...(own === 0 ? [] : [words.byThemselves(formatNumber(own))])].join(
    ', ',
  );
}

/** For those who may look and not confirm. */
function CountedFacts({ t, screen }: AfterProps) {
  return (
    <DescriptionList
      facts={screen.sessions.map((session) => ({
        label: `${t.activities.session(session.no)}: ${timesOf(t, session.startsAt, session.endsAt)}`,
        value: countedText(t, screen, session.no),
      }))}
    />
  );
}

function Confirmed({ t, screen, path }: AfterProps & { path: string }) {
  const { activity } = screen;
  const words = t.activities.after;
  const certificates = new URLSearchParams({ nguon: 'activity', id: String(activity.id), 'vai-tro': 'participant' });
  return (
    <>
      {screen.late > 0 && (
        <Notice kind="warning" title={words.late(formatNumber(screen.late))}>
          {words.lateText(
            formatNumber(activity.attendances ?? 0),
            formatNumber(screen.counted.sessions.reduce((sum, { attendances }) => sum + attendances, 0)),
          )}
        </Notice>
      )}
      {screen.mayConfirm && (
        <Notice kind="success" title={words.next}>
          <p class="row">
            <LinkButton kind="second" href={`${path}/anh`}>
              {words.nextPictures}
            </LinkButton>
            {screen.mayCertify && (
              <LinkButton
                kind="second"
                href={`/tuan-le/${activity.editionId}/giay-chung-nhan/moi?${certificates.toString()}`}
              >
                {words.nextCertificates}
              </LinkButton>
            )}
            {activity.hasSignup && (
              <LinkButton kind="second" href={`${path}/dang-ky`}>
                {words.nextSignups}
              </LinkButton>
            )}
          </p>
        </Notice>
      )}
      <Figures
        figures={[
          { label: words.sessionsHeld, value: <NumberText value={activity.sessionsHeld} /> },
          { label: words.attendances, value: <NumberText value={activity.attendances} /> },
          { label: words.people, value: <NumberText value={activity.people} /> },
          { label: words.children, value: <NumberText value={activity.children} /> },
        ]}
      />
      <DescriptionList
        facts={[
          ...screen.sessions.map((session) => ({
            label: `${t.activities.session(session.no)}: ${timesOf(t, session.startsAt, session.endsAt)}`,
            value: <NumberText value={session.attendances} />,
          })),
          ...(activity.presenceReason === null ? [] : [{ label: words.reason, value: activity.presenceReason }]),
        ]}
      />
      {activity.confirmedAt !== null && <p class="soft">{words.confirmedBy(formatDateTime(activity.confirmedAt))}</p>}
      {screen.mayConfirm && (
        <Form action={`${path}/sau/bo`}>
          <p class="soft">{words.undoNote}</p>
          <Actions>
            <Button kind="danger">{words.undo}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}
