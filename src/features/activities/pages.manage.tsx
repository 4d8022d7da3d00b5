/** One activity as its organiser and those above it manage it: its state, what to do next, what is in it, what was done. */
import type { ComponentChildren, VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { Locale } from '../../platform/context.ts';
import {
  Actions,
  Button,
  DateInput,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  LinkButton,
  Notice,
  PageHead,
  Section,
  TextInput,
} from '../../ui/index.ts';
import { activityPath } from './activity.ts';
import { allowsDeed } from './rules.ts';
import { ActivityState, LikelyList } from './page-parts.tsx';
import type { ActivityScreen } from './service.read.ts';
import { factsOf, Sessions } from './views.facts.tsx';

export interface ManageProps {
  readonly t: Messages;
  readonly locale: Locale;
  readonly screen: ActivityScreen;
  readonly root: string;
  readonly errors: readonly FieldError[];
}

export function ManagePage(props: ManageProps): VNode {
  const { t, locale, screen, root, errors } = props;
  const { activity, kind, mayWrite } = screen;
  const words = t.activities.manage;
  const path = `${root}/${activity.id}`;
  return (
    <>
      <PageHead
        eyebrow={locale === 'vi' ? kind.nameVi : kind.nameEn}
        title={activity.title}
        lead={activity.organiserName}
        crumbs={[{ label: t.activities.title, href: root }]}
        actions={
          <>
            <ActivityState t={t} activity={activity} now={screen.now} />
            {mayWrite && allowsDeed(activity, 'save') && (
              <LinkButton kind="second" icon="edit" href={`${path}/sua`}>
                {words.edit}
              </LinkButton>
            )}
          </>
        }
      />
      <ErrorSummary errors={errors} />
      <NextStep {...props} path={path} />
      {screen.mayReview && activity.status === 'sent' && (
        <Notice title={words.review}>
          <p>{words.reviewNote}</p>
          <ReviewForms {...props} path={path} />
        </Notice>
      )}
      {screen.likely.length > 0 && (
        <Notice kind="warning" title={words.likely}>
          <p>{words.likelyNote}</p>
          <LikelyList likely={screen.likely} root={root} />
        </Notice>
      )}
      <Slots {...props} path={path} />
      <Section title={words.facts}>
        <DescriptionList facts={factsOf(t, screen)} />
      </Section>
      {!kind.isOutput && <Sessions t={t} screen={screen} root={root} />}
      {mayWrite && <Deeds {...props} path={path} />}
      <Section title={words.history}>
        {screen.history.length === 0 ? (
          <p class="soft">{words.historyEmpty}</p>
        ) : (
          <ul class="plain-list">
            {screen.history.map((row) => (
              <li key={`${row.seq} ${row.at.getTime()}`}>
                {historyWord(t, row.verb)}{' '}
                <span class="soft">
                  {formatDateTime(row.at)}, {row.person === null ? words.bySystem : words.by(row.person)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function historyWord(t: Messages, verb: string): string {
  const known: Readonly<Record<string, string>> = t.activities.manage.verbs;
  return known[verb] ?? verb;
}

/** What it waits for, and the button that brings it on. */
function NextStep({ t, screen, path }: ManageProps & { path: string }) {
  const { activity, missing, isOwn, mayWrite } = screen;
  const words = t.activities.manage;
  const { next } = words;
  switch (activity.status) {
    case 'draft':
    case 'returned': {
      const returned = activity.status === 'returned' && (
        <Notice kind="warning" title={next.returned}>
          <p class="typed-text">{activity.statusReason}</p>
          {mayWrite && <p>{next.returnedText}</p>}
        </Notice>
      );
      if (!mayWrite) return <>{returned}</>;
      if (missing.length > 0) {
        return (
          <>
            {returned}
            <Notice title={next.missing}>
              <ul>
                {missing.map((each) => (
                  <li key={each}>{t.activities.errors.needed[each]}</li>
                ))}
              </ul>
            </Notice>
          </>
        );
      }
      return (
        <>
          {returned}
          <Notice title={isOwn ? next.draftOwn : next.draft}>
            <p>{isOwn ? next.draftOwnText : next.draftText}</p>
            <Deed path={`${path}/gui`} version={activity.version}>
              <Button>{isOwn ? words.publish : words.send}</Button>
            </Deed>
          </Notice>
        </>
      );
    }
    case 'sent': {
      const { reviewDueAt: due } = activity;
      const title =
        due === null
          ? next.unanswered(screen.unitName)
          : screen.reviewer === null
            ? next.sentNobody
            : next.sent(screen.reviewer, formatDateTime(due));
      return (
        <Notice kind={due === null ? 'warning' : 'info'} title={title}>
          <p>{next.sentText}</p>
          {mayWrite && !screen.mayReview && (
            <Deed path={`${path}/rut`}>
              <Button kind="second">{words.takeBack}</Button>
            </Deed>
          )}
        </Notice>
      );
    }
    case 'published':
      return <PublishedStep t={t} screen={screen} path={path} />;
    case 'cancelled':
      return (
        <Notice kind="error" title={next.cancelled}>
          <p class="typed-text">{activity.statusReason}</p>
        </Notice>
      );
  }
}

function PublishedStep({ t, screen, path }: { t: Messages; screen: ActivityScreen; path: string }) {
  const { activity, now } = screen;
  const words = t.activities.manage;
  const { next } = words;
  const how =
    activity.publishedHow === null || activity.publishedAt === null
      ? null
      : next.publishedHow[activity.publishedHow](formatDateTime(activity.publishedAt));
  const isOver = activity.endsAt !== null && activity.endsAt < now;
  if (activity.confirmedAt === null && isOver) {
    return (
      <Notice kind="warning" title={next.after}>
        <p>{next.afterText}</p>
        {screen.mayConfirm && <LinkButton href={`${path}/sau`}>{words.after}</LinkButton>}
      </Notice>
    );
  }
  return (
    <Notice kind="success" title={activity.confirmedAt === null ? next.published : next.confirmed}>
      <p>{how}</p>
      <p>
        <a href={activityPath(activity.id, activity.title)}>{words.publicPage}</a>
      </p>
    </Notice>
  );
}

function Deed(props: { path: string; version?: number; children: ComponentChildren }) {
  return (
    <form method="post" action={props.path}>
      {props.version !== undefined && <input type="hidden" name="_version" value={props.version} />}
      {props.children}
    </form>
  );
}

function ReviewForms({ t, screen, root, errors }: ManageProps & { path: string }) {
  const { activity } = screen;
  const words = t.activities.queue;
  const name = `reason-${activity.id}`;
  return (
    <form method="post" action={`${root}/duyet`} class="stack">
      <input type="hidden" name={`version-${activity.id}`} value={activity.version} />
      <TextInput
        id={name}
        label={words.reason}
        hint={words.reasonHint}
        optional
        maxLength={2_000}
        error={errorOf(errors, name)}
      />
      <div class="row">
        <Button name="action" value={`publish-${activity.id}`}>
          {words.publish}
        </Button>
        <Button kind="second" name="action" value={`return-${activity.id}`}>
          {words.return}
        </Button>
      </div>
    </form>
  );
}

/** Ways on to what belongs to a published activity. */
function Slots({ t, screen, path }: ManageProps & { path: string }) {
  const { activity, kind } = screen;
  const words = t.activities.manage;
  if (activity.status !== 'published') return null;
  // The notice above has this way already.
  const isAsked = activity.confirmedAt === null && activity.endsAt !== null && activity.endsAt < screen.now;
  return (
    <div class="row">
      {activity.hasSignup && screen.maySeeSignups && (
        <LinkButton kind="second" icon="people" href={`${path}/dang-ky`}>
          {words.signups}
        </LinkButton>
      )}
      {screen.mayWrite && (
        <LinkButton kind="second" icon="upload" href={`${path}/anh`}>
          {words.pictures}
        </LinkButton>
      )}
      {!kind.isOutput && !isAsked && (
        <LinkButton kind="second" icon="check" href={`${path}/sau`}>
          {words.after}
        </LinkButton>
      )}
      {!kind.isOutput && screen.mayConfirm && activity.startsAt !== null && activity.startsAt <= screen.now && (
        <LinkButton kind="second" icon="success" href={`/tuan-le/${activity.editionId}/giay-chung-nhan`}>
          {words.certificates}
        </LinkButton>
      )}
    </div>
  );
}

/** Clone, cancel, delete. */
function Deeds({ t, screen, path, errors }: ManageProps & { path: string }) {
  const { activity } = screen;
  const words = t.activities.manage;
  return (
    <div>
      <details class="group">
        <summary>
          <h2>{words.clone}</h2>
        </summary>
        <div class="group-body">
          <p class="soft">{words.cloneNote}</p>
          <Form action={`${path}/nhan-ban`}>
            <DateInput id="firstDay" label={words.cloneDay} optional error={errorOf(errors, 'firstDay')} />
            <Actions>
              <Button kind="second">{words.cloneButton}</Button>
            </Actions>
          </Form>
        </div>
      </details>
      {allowsDeed(activity, 'cancel') && (
        <details class="group" open={errorOf(errors, 'reason') !== undefined}>
          <summary>
            <h2>{words.cancel}</h2>
          </summary>
          <div class="group-body">
            <p class="soft">{words.cancelNote}</p>
            <Form action={`${path}/huy`}>
              <TextInput id="reason" label={words.cancelReason} maxLength={1_000} error={errorOf(errors, 'reason')} />
              <Actions>
                <Button kind="danger">{words.cancelButton}</Button>
              </Actions>
            </Form>
          </div>
        </details>
      )}
      {allowsDeed(activity, 'delete') && (
        <details class="group">
          <summary>
            <h2>{words.delete}</h2>
          </summary>
          <div class="group-body">
            <p class="soft">{words.deleteNote}</p>
            <Form action={`${path}/xoa`}>
              <Actions>
                <Button kind="danger">{words.delete}</Button>
              </Actions>
            </Form>
          </div>
        </details>
      )}
    </div>
  );
}
