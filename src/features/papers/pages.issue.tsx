/** The last look before a paper is issued: what is still blank, what will be printed, which number it gets. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import type { FieldProblem } from '../../platform/errors/problem.ts';
import {
  Actions,
  Button,
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
  Section,
  TextInput,
} from '../../ui/index.ts';
import { PaperText } from './pages.paper.tsx';
import { PAPERS_PATH, paperPath } from './paths.ts';
import type { IssueScreen } from './service.issue.ts';

/** What is blank, in the words of the editor page. */
export function blankWords(t: Messages, blank: FieldProblem): string {
  const labels: Readonly<Record<string, unknown>> = t.papers.edit;
  const label = labels[blank.field];
  const state = blank.code === 'paper.blank' ? t.papers.issue.blank : t.papers.issue.openPlace(blank.detail ?? '');
  return `${typeof label === 'string' ? label : blank.field}: ${state}`;
}

export function IssuePage(props: {
  t: Messages;
  screen: IssueScreen;
  fields: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
}): VNode {
  const { t, screen, fields, errors } = props;
  const { paper, blanks, proposed, replaces } = screen;
  const words = t.papers.issue;
  const path = paperPath(paper.id);
  return (
    <>
      <PageHead
        eyebrow={t.papers.kinds[paper.kind]}
        title={words.title}
        lead={words.lead}
        crumbs={[
          { label: t.papers.title, href: PAPERS_PATH },
          { label: paper.title || t.papers.untitled, href: path },
        ]}
      />
      <ErrorSummary errors={errors} />
      {blanks.length > 0 && (
        <Notice kind="warning" title={words.blanksTitle}>
          <p>{words.blanksText}</p>
          <ul>
            {blanks.map((blank) => (
              <li key={blank.field}>
                <a href={`${path}/soan#${blank.field}`}>{blankWords(t, blank)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {replaces !== null && <Notice>{words.replaces(replaces.title)}</Notice>}
      <Form action={`${path}/ban-hanh`} version={paper.version}>
        <FormRow>
          {proposed !== null && (
            <TextInput
              id="number"
              label={words.numberWith(paper.model.head.symbol)}
              hint={
                proposed.isFirst
                  ? words.numberFirstHint(t.register.seriesName(proposed.series))
                  : words.numberHint(String(proposed.next), t.register.seriesName(proposed.series))
              }
              value={fields['number'] ?? String(proposed.next)}
              error={errorOf(errors, 'number')}
            />
          )}
          <DateInput
            id="issuedOn"
            label={words.date}
            value={fields['issuedOn'] ?? ''}
            error={errorOf(errors, 'issuedOn')}
          />
          {proposed !== null && (
            <TextInput
              id="reason"
              label={words.reason}
              hint={words.reasonHint}
              optional
              maxLength={500}
              value={fields['reason'] ?? ''}
              error={errorOf(errors, 'reason')}
            />
          )}
        </FormRow>
        {proposed === null && <DescriptionList facts={[{ label: words.number, value: words.noNumber }]} />}
        <Actions>
          <LinkButton kind="second" href={`${path}/van-ban.pdf`}>
            {words.look}
          </LinkButton>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
      <Section title={words.printed}>
        <PaperText model={paper.model} />
      </Section>
    </>
  );
}
