/** The organiser's list and the form of a contest. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import {
  Actions,
  Badge,
  Button,
  Checkbox,
  DateInput,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  FormRow,
  LinkButton,
  List,
  PageHead,
  RadioGroup,
  Select,
  Textarea,
  TextInput,
  TimeInput,
} from '../../ui/index.ts';
import { contestPath, JUDGING_PATH, managedContestPath, managedContestsPath } from './contest.ts';
import type { Fields } from './fields.ts';
import { ContestBadge, spanText } from './page-parts.tsx';
import type { ContestFormFacts, ManagedList } from './service.ts';

export function ManagedListPage({
  t,
  editionId,
  list,
}: {
  t: Messages;
  editionId: EditionId;
  list: ManagedList;
}): VNode {
  const words = t.contests.manage;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {list.mayWrite && (
              <LinkButton icon="plus" href={`${managedContestsPath(editionId)}/moi`}>
                {words.add}
              </LinkButton>
            )}
            <LinkButton kind="second" href={JUDGING_PATH}>
              {words.toJudging}
            </LinkButton>
          </>
        }
      />
      {list.contests.length === 0 ? (
        <EmptyState title={words.empty} icon="inbox">
          {list.mayWrite ? words.emptyHint : null}
        </EmptyState>
      ) : (
        <List
          items={list.contests.map(({ contest, isOwn }) => {
            const isPublic = contest.openedAt !== null;
            const elsewhere = isPublic ? contestPath(contest.id, contest.title) : undefined;
            return {
              key: contest.id,
              title: contest.title,
              href: isOwn ? managedContestPath(editionId, contest.id) : elsewhere,
              meta: [
                contest.unitName,
                contest.entriesFrom === null ? null : spanText(contest.entriesFrom, contest.entriesUntil),
                isOwn ? null : <Badge>{words.ofOther}</Badge>,
              ].filter((part) => part !== null),
              end: <ContestBadge t={t} status={contest.status} />,
            };
          })}
        />
      )}
    </>
  );
}

interface FormProps {
  readonly t: Messages;
  readonly editionId: EditionId;
  readonly facts: ContestFormFacts;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
  /** Of a stored one. */
  readonly stored?: { readonly action: string; readonly title: string; readonly version: number };
}

export function ContestFormPage({ t, editionId, facts, fields, errors, stored }: FormProps): VNode {
  const words = t.contests.edit;
  const input = (id: string) => ({ id, value: fields[id], error: errorOf(errors, id) });
  const moment = (id: string, label: string) => (
    <>
      <DateInput {...input(id)} label={label} optional />
      <TimeInput {...input(`${id}-time`)} label={words.time} optional />
    </>
  );
  const list = managedContestsPath(editionId);
  const [only] = facts.units;
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.contests.manage.title, href: list },
          ...(stored === undefined ? [] : [{ label: stored.title, href: stored.action.replace(/\/sua$/u, '') }]),
        ]}
        title={stored === undefined ? words.newTitle : words.editTitle(stored.title)}
      />
      <ErrorSummary errors={errors} />
      <Form action={stored?.action ?? `${list}/moi`} version={stored?.version} islands={['unsaved-changes']}>
        {stored === undefined &&
          (facts.units.length > 1 ? (
            <Select
              {...input('unit')}
              label={words.unit}
              options={facts.units.map(({ unitId, name }) => ({ value: String(unitId), label: name }))}
            />
          ) : (
            <input type="hidden" name="unit" value={only?.unitId} />
          ))}
        <TextInput {...input('title')} label={words.title} maxLength={200} />
        <Textarea {...input('summary')} label={words.summary} rows={2} maxLength={500} optional />
        <Textarea
          {...input('rules')}
          label={words.rules}
          hint={words.rulesHint}
          rows={10}
          maxLength={20_000}
          optional
        />
        <TextInput {...input('who-may')} label={words.whoMay} hint={words.whoMayHint} maxLength={300} optional />
        {facts.activities.length > 0 && (
          <Select
            {...input('activity')}
            label={words.activity}
            empty={words.noActivity}
            optional
            options={facts.activities.map(({ id, title }) => ({ value: String(id), label: title }))}
          />
        )}
        <FormRow>{moment('entries-from', words.entriesFrom)}</FormRow>
        <FormRow>{moment('entries-until', words.entriesUntil)}</FormRow>
        <RadioGroup
          id="judging"
          label={words.judging}
          value={fields['judging'] === 'open' ? 'open' : 'blind'}
          options={[
            { value: 'blind', label: words.blind, hint: words.blindHint },
            { value: 'open', label: words.open },
          ]}
        />
        <Textarea {...input('criteria')} label={words.criteria} hint={words.criteriaHint} rows={5} optional />
        <Textarea {...input('prizes')} label={words.prizes} hint={words.prizesHint} rows={5} optional />
        <TextInput {...input('max-files')} label={words.maxFiles} maxLength={2} />
        <Checkbox
          id="has-vote"
          label={words.hasVote}
          hint={words.hasVoteHint}
          checked={fields['has-vote'] === '1'}
          error={errorOf(errors, 'has-vote')}
        />
        <div class="contest-vote-times">
          <FormRow>{moment('vote-from', words.voteFrom)}</FormRow>
          <FormRow>{moment('vote-until', words.voteUntil)}</FormRow>
        </div>
        <Actions>
          <Button icon="check">{words.save}</Button>
          <LinkButton kind="quiet" href={stored?.action.replace(/\/sua$/u, '') ?? list}>
            {t.common.action.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
