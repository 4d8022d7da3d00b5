/** One entry of the book: to read, to correct, to strike out; and the form that enters a document by hand. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  DateInput,
  DateText,
  DescriptionList,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatDateTime,
  FormRow,
  LinkButton,
  Notice,
  PageHead,
  Section,
  Select,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import type { Fields } from './fields.ts';
import { EntryState } from './pages.book.tsx';
import { type Direction, OUTGOING_SERIES } from './rules.ts';
import type { IncomingFacts, RegisterEntry } from './store.ts';

interface FormPart {
  readonly t: Messages;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
}

/** What is noted of a document that came in. */
function IncomingFields({ t, fields, errors }: FormPart) {
  const words = t.register;
  return (
    <>
      <FormRow>
        <DateInput
          id="receivedOn"
          label={words.receivedOn}
          value={fields['receivedOn'] ?? ''}
          error={errorOf(errors, 'receivedOn')}
        />
        <TextInput
          id="printedNumber"
          label={words.printedNumber}
          hint={words.form.printedHint}
          optional
          value={fields['printedNumber'] ?? ''}
        />
        <DateInput
          id="datedOn"
          label={words.datedOn}
          optional
          value={fields['datedOn'] ?? ''}
          error={errorOf(errors, 'datedOn')}
        />
      </FormRow>
      <TextInput id="office" label={words.sender} value={fields['office'] ?? ''} error={errorOf(errors, 'office')} />
      <Textarea
        id="subject"
        label={words.subject}
        rows={2}
        value={fields['subject'] ?? ''}
        error={errorOf(errors, 'subject')}
      />
    </>
  );
}

function OutgoingFields({ t, fields, errors }: FormPart) {
  const words = t.register;
  return (
    <>
      <FormRow>
        <Select
          id="series"
          label={words.series}
          value={fields['series'] ?? ''}
          options={OUTGOING_SERIES.map((series) => ({ value: series, label: words.seriesName(series) }))}
          error={errorOf(errors, 'series')}
        />
        <TextInput
          id="symbol"
          label={words.form.symbol}
          hint={words.form.symbolHint}
          value={fields['symbol'] ?? ''}
          error={errorOf(errors, 'symbol')}
        />
        <DateInput
          id="datedOn"
          label={words.datedOn}
          value={fields['datedOn'] ?? ''}
          error={errorOf(errors, 'datedOn')}
        />
      </FormRow>
      <TextInput id="office" label={words.receiver} optional value={fields['office'] ?? ''} />
      <Textarea
        id="subject"
        label={words.subject}
        rows={2}
        value={fields['subject'] ?? ''}
        error={errorOf(errors, 'subject')}
      />
    </>
  );
}

export function HandPage(
  props: FormPart & {
    path: string;
    direction: Direction;
    proposed: { readonly next: number; readonly isFirst: boolean };
    isPrefilled: boolean;
  },
): VNode {
  const { t, path, direction, fields, errors, proposed, isPrefilled } = props;
  const words = t.register;
  const isIn = direction === 'in';
  const hintIn = proposed.isFirst ? words.form.numberFirstHint : words.form.numberHint(String(proposed.next));
  // Which number is next depends on the kind that is chosen here.
  const hint = isIn ? hintIn : words.form.numberHintOut;
  return (
    <>
      <PageHead
        title={isIn ? words.form.titleIn : words.form.titleOut}
        lead={isIn ? undefined : words.form.leadOut}
        crumbs={[{ label: words.title, href: `${path}?huong=${isIn ? 'den' : 'di'}` }]}
      />
      <ErrorSummary errors={errors} />
      {isPrefilled && <Notice>{words.form.prefilled}</Notice>}
      <Form action={`${path}/ghi`} islands={['unsaved-changes']}>
        <input type="hidden" name="direction" value={direction} />
        <input type="hidden" name="document" value={fields['document'] ?? ''} />
        {isIn ? (
          <IncomingFields t={t} fields={fields} errors={errors} />
        ) : (
          <OutgoingFields t={t} fields={fields} errors={errors} />
        )}
        <FormRow>
          <TextInput
            id="number"
            label={isIn ? words.form.numberIn : words.form.number}
            hint={hint}
            optional
            value={fields['number'] ?? ''}
            error={errorOf(errors, 'number')}
          />
          <TextInput
            id="reason"
            label={words.form.reason}
            hint={words.form.reasonHint}
            optional
            value={fields['reason'] ?? ''}
            error={errorOf(errors, 'reason')}
          />
        </FormRow>
        <Actions>
          <LinkButton kind="second" href={`${path}?huong=${isIn ? 'den' : 'di'}`}>
            {t.common.action.cancel}
          </LinkButton>
          <Button>{words.form.save}</Button>
        </Actions>
      </Form>
    </>
  );
}

const fieldsOfEntry = (entry: IncomingFacts | RegisterEntry): Fields => ({
  receivedOn: entry.receivedOn ?? '',
  printedNumber: entry.printedNumber ?? '',
  datedOn: entry.datedOn ?? '',
  office: entry.office,
  subject: entry.subject,
});

export function EntryPage(
  props: FormPart & { entry: RegisterEntry; mayEdit: boolean; mayWithdraw: boolean; version: string; root: string },
): VNode {
  const { t, entry, mayEdit, mayWithdraw, version, fields, errors, root } = props;
  const words = t.register;
  const isIn = entry.direction === 'in';
  const path = `${root}/${entry.unitId}/${entry.id}`;
  const when = formatDateTime(entry.createdAt);
  return (
    <>
      <PageHead
        title={
          isIn
            ? words.entry.titleIn(String(entry.number))
            : words.entry.title(entry.printedNumber ?? String(entry.number))
        }
        crumbs={[
          { label: words.title, href: `${root}/${entry.unitId}?huong=${isIn ? 'den' : 'di'}&nam=${entry.year}` },
        ]}
        actions={
          <>
            {entry.paperId !== null && (
              <LinkButton href={`/van-ban-di/${entry.paperId}`}>{words.entry.openPaper}</LinkButton>
            )}
            {entry.documentId !== null && (
              <LinkButton kind="second" href={`/van-ban/${entry.documentId}`}>
                {words.entry.openDocument}
              </LinkButton>
            )}
          </>
        }
      />
      <ErrorSummary errors={errors} />
      <DescriptionList
        facts={[
          { label: words.state, value: <EntryState t={t} entry={entry} /> },
          { label: words.printedNumber, value: entry.printedNumber },
          ...(isIn ? [{ label: words.receivedOn, value: <DateText day={entry.receivedOn} /> }] : []),
          { label: words.datedOn, value: <DateText day={entry.datedOn} /> },
          { label: isIn ? words.sender : words.receiver, value: entry.office },
          { label: words.subject, value: entry.subject },
          {
            label: words.entry.entered,
            value:
              entry.createdBy === null ? words.entry.enteredAt(when) : words.entry.enteredBy(entry.createdBy, when),
          },
        ]}
      />
      {mayEdit && (
        <Section title={words.entry.edit}>
          <Form action={path} version={version} islands={['unsaved-changes']}>
            <IncomingFields t={t} fields={{ ...fieldsOfEntry(entry), ...fields }} errors={errors} />
            <Actions>
              <Button>{words.form.saveChange}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      {mayWithdraw && (
        <Section title={words.entry.withdraw} note={words.entry.withdrawText}>
          <Form action={`${path}/bo`}>
            <TextInput id="reason" label={words.reason} maxLength={500} error={errorOf(errors, 'reason')} />
            <Actions>
              <Button kind="danger">{words.entry.withdraw}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

/** Both versions where somebody else saved first: nothing typed is lost. */
export function StaleEntryPage(props: {
  t: Messages;
  entry: RegisterEntry;
  mine: IncomingFacts;
  version: string;
  root: string;
}): VNode {
  const { t, entry, mine, version, root } = props;
  const words = t.register;
  const path = `${root}/${entry.unitId}/${entry.id}`;
  const shown = (facts: IncomingFacts | RegisterEntry): string =>
    [
      `${words.receivedOn}: ${formatDate(facts.receivedOn ?? '')}`,
      `${words.sender}: ${facts.office}`,
      `${words.printedNumber}: ${facts.printedNumber ?? ''}`,
      `${words.datedOn}: ${formatDate(facts.datedOn ?? '')}`,
      `${words.subject}: ${facts.subject}`,
    ].join('\n');
  return (
    <>
      <PageHead title={words.entry.staleTitle} lead={words.entry.staleText} />
      <Form action={path} version={version}>
        {Object.entries(fieldsOfEntry(mine)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FormRow>
          <Textarea id="mine" label={words.entry.mine} readOnly rows={8} value={shown(mine)} />
          <Textarea id="theirs" label={words.entry.theirs} readOnly rows={8} value={shown(entry)} />
        </FormRow>
        <Actions>
          <LinkButton kind="second" href={path}>
            {words.entry.keepTheirs}
          </LinkButton>
          <Button>{words.entry.saveMine}</Button>
        </Actions>
      </Form>
    </>
  );
}
