/** Entering a contest without an account, and one's own entry. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import {
  Actions,
  Button,
  Checkbox,
  DescriptionList,
  ErrorSummary,
  errorOf,
  Field,
  type FieldError,
  Form,
  formatDate,
  formatDateTime,
  LinkButton,
  Notice,
  PageHead,
  Section,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { contestPath, enterPath, ownEntryPath } from './contest.ts';
import type { Fields } from './fields.ts';
import { EntryBadge } from './page-parts.tsx';
import { deleteAfterOf, entryState } from './rules.ts';
import type { OwnEntry } from './service.entries.ts';
import type { Contest } from './store.ts';
import { StampFields } from './views.vote.tsx';
import { EntryContentView } from './views.entry.tsx';

const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.webp,.gif,.avif,application/pdf,image/*';

export function EnterPage(props: {
  t: Messages;
  contest: Contest;
  fields: Fields;
  errors: readonly FieldError[];
  stamp: string;
  now: Date;
  notice?: string | undefined;
}): VNode {
  const { t, contest, fields, errors, stamp, now, notice } = props;
  const words = t.contests.form;
  const input = (id: string) => ({ id, value: fields[id], error: errorOf(errors, id) });
  const isAgain = errors.length > 0 || notice !== undefined;
  const filesHint = [words.filesHint, contest.isBlind ? words.filesBlind : '', isAgain ? words.filesAgain : '']
    .filter((part) => part !== '')
    .join(' ');
  return (
    <>
      <PageHead
        crumbs={[{ label: contest.title, href: contestPath(contest.id, contest.title) }]}
        title={words.title}
        lead={words.lead(contest.unitName)}
      />
      <ErrorSummary errors={errors} />
      {notice !== undefined && <Notice kind="warning">{notice}</Notice>}
      <Form action={enterPath(contest.id)} multipart>
        <StampFields t={t} stamp={stamp} />
        <TextInput {...input('title')} label={words.entryTitle} maxLength={200} />
        <Textarea {...input('body')} label={words.body} hint={words.bodyHint} rows={8} maxLength={20_000} optional />
        {contest.maxFiles > 0 && (
          <Field
            id="files"
            label={words.files(contest.maxFiles)}
            hint={filesHint}
            error={errorOf(errors, 'files')}
            optional
          >
            <input
              class="input"
              id="files"
              name="files"
              type="file"
              accept={ACCEPTED}
              multiple={contest.maxFiles > 1}
              aria-describedby="files-hint"
            />
          </Field>
        )}
        {contest.maxFiles > 0 && (
          <Checkbox id="consent" label={words.consent} hint={words.consentHint} checked={fields['consent'] === '1'} />
        )}
        <TextInput {...input('author')} label={words.author} hint={words.authorHint} maxLength={200} />
        <TextInput {...input('organisation')} label={words.organisation} maxLength={200} optional />
        <TextInput
          {...input('contact')}
          label={words.contact}
          hint={words.contactHint}
          autocomplete="email"
          maxLength={254}
        />
        <Checkbox id="guardian" label={words.guardian} hint={words.guardianHint} checked={fields['guardian'] === '1'} />
        <Notice title={words.purposeTitle}>
          {words.purpose(contest.unitName, formatDate(dayInVietnam(deleteAfterOf(contest, now))))}
        </Notice>
        <Actions>
          <Button icon="check">{words.submit}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** Why one can't enter now. */
export function NoEntryPage({ t, contest, now }: { t: Messages; contest: Contest; now: Date }): VNode {
  const state = entryState(contest, now);
  const from = contest.entriesFrom === null ? '' : formatDateTime(contest.entriesFrom);
  const text = state === 'not-yet' ? t.contests.state['not-yet'](from) : t.contests.state.closed;
  return (
    <>
      <PageHead eyebrow={contest.title} title={t.contests.form.title} />
      <Notice kind="warning" title={state === 'cancelled' ? t.contests.state.cancelled : text}>
        {state === 'cancelled' ? t.contests.cancelledReason(contest.statusReason ?? '') : null}
      </Notice>
      <Actions>
        <LinkButton kind="second" href={contestPath(contest.id, contest.title)}>
          {contest.title}
        </LinkButton>
      </Actions>
    </>
  );
}

export function OwnEntryPage({ t, own }: { t: Messages; own: OwnEntry }): VNode {
  const words = t.contests.own;
  const { contest, entry, files, token } = own;
  const path = ownEntryPath(token);
  const isPublished = contest.status === 'published' && entry.status === 'admitted';
  const isOff = contest.status === 'cancelled';
  return (
    <>
      <PageHead
        crumbs={[{ label: contest.title, href: contestPath(contest.id, contest.title) }]}
        eyebrow={words.title}
        title={entry.title}
        actions={<EntryBadge t={t} status={entry.status} />}
      />
      {isOff && (
        <Notice kind="error" title={t.contests.state.cancelled}>
          {t.contests.cancelledReason(contest.statusReason ?? '')}
        </Notice>
      )}
      {isPublished && (
        <Notice kind="success" title={entry.prize ?? words.result}>
          {entry.prize === null && <p>{words.noPrize}</p>}
          {entry.rank !== null && <p>{words.resultRank(entry.rank)}</p>}
        </Notice>
      )}
      {!isPublished && !isOff && (
        <Notice kind={entry.status === 'refused' ? 'warning' : 'info'} title={words.said[entry.status]}>
          {entry.reason !== null && <p>{t.contests.cancelledReason(entry.reason)}</p>}
        </Notice>
      )}
      <DescriptionList
        facts={[
          { label: words.no, value: entry.no },
          { label: words.sentAt, value: formatDateTime(entry.sentAt) },
        ]}
      />
      <EntryContentView t={t} title={entry.title} body={entry.body} files={files} path={path} />
      <p class="soft">{words.keep}</p>
      <p class="soft">{words.deleteAfter(formatDate(entry.deleteAfter))}</p>
      {own.mayWithdraw && (
        <Section id="rut" title={words.withdraw}>
          <Form action={`${path}/rut`}>
            <p>{words.withdrawText}</p>
            <Actions>
              <Button kind="danger">{words.withdraw}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}
