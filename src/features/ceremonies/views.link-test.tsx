/** The test of a line as every page of a site shows it: how it stands, and the form for who may say it. */
import type { Messages } from '../../../messages/index.ts';
import {
  Button,
  CheckboxGroup,
  DateInput,
  dayInVietnam,
  errorOf,
  type FieldError,
  Form,
  formatDateTime,
  FormRow,
  formatTime,
  RadioGroup,
  Section,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import { type CeremonySite, LINK_STATES } from './ceremony.ts';
import type { TypedTest } from './link-test-form.ts';
import { LinkBadge } from './page-parts.tsx';
import { checklistOf } from './rules.sites.ts';

/** "07:45 20/10/2022, người trực qua đường dẫn"; null where nothing was tested. */
export function testedWords(t: Messages, { linkTestAt, linkTestedBy }: CeremonySite): string | null {
  if (linkTestAt === null) return null;
  const by = linkTestedBy === null ? [] : [t.siteDesk.testers[linkTestedBy]];
  return [formatDateTime(linkTestAt), ...by].join(', ');
}

export function LinkTestSection(props: {
  t: Messages;
  site: CeremonySite;
  /** Where the form is sent; null for who only reads. */
  action: string | null;
  errors: readonly FieldError[];
  /** What was sent and could not be saved; null: as it stands. */
  typed: TypedTest | null;
  now: Date;
}) {
  const { t, site, action, errors, typed } = props;
  const words = t.ceremonies.test;
  const items = checklistOf(site, words.items);
  const shown = typed === null ? items : checklistOf(site, words.items, typed.done);
  const done = items.filter((item) => item.done).length;
  const tested = testedWords(t, site);
  const state = (
    <p class="row">
      <LinkBadge t={t} site={site} />
      <span class="soft">{tested === null ? words.never : `${tested} · ${words.done(done, items.length)}`}</span>
    </p>
  );
  if (action === null) {
    return (
      <Section title={words.title} hang>
        {state}
        {site.linkNote !== '' && <p>{site.linkNote}</p>}
      </Section>
    );
  }
  const at = site.linkTestAt ?? props.now;
  return (
    <Section id="thu" title={words.title} note={words.lead} hang>
      {state}
      <Form action={action} version={site.version} islands={['unsaved-changes']}>
        <CheckboxGroup
          id="done"
          label={words.checklist}
          optional
          values={shown.flatMap((item, index) => (item.done ? [String(index)] : []))}
          options={items.map(({ what }, index) => ({ value: String(index), label: what }))}
        />
        <RadioGroup
          id="state"
          label={words.result}
          inline
          value={typed?.state ?? site.linkState}
          options={LINK_STATES.map((each) => ({ value: each, label: t.ceremonies.sites.states[each] }))}
        />
        <Textarea
          id="note"
          label={words.note}
          hint={words.noteHint}
          optional
          rows={2}
          value={typed?.note ?? site.linkNote}
          maxLength={2_000}
        />
        <FormRow>
          <DateInput
            id="testDay"
            label={words.day}
            value={typed?.testDay ?? dayInVietnam(at)}
            error={errorOf(errors, 'testDay')}
          />
          <TextInput
            id="testTime"
            label={words.time}
            hint={t.ceremonies.edit.timeHint}
            value={typed?.testTime ?? formatTime(at)}
            maxLength={20}
            error={errorOf(errors, 'testTime')}
          />
        </FormRow>
        <Button>{words.save}</Button>
      </Form>
    </Section>
  );
}
