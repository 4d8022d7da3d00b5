/** Adding offices: a pasted list, how it was read, or the list of an earlier ceremony. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  formatNumber,
  LinkButton,
  NumberInput,
  PageHead,
  Section,
  Select,
  Textarea,
  TextInput,
} from '../../ui/index.ts';
import type { TypedLine } from './guest-fields.ts';
import type { readEarlierLists } from './service.guests.ts';

type AddScreen = Awaited<ReturnType<typeof readEarlierLists>>;

interface Props {
  readonly t: Messages;
  readonly screen: AddScreen;
  readonly path: string;
  readonly errors: readonly FieldError[];
}

export function AddPage({ t, screen, path, typed, errors }: Props & { readonly typed: string }): VNode {
  const words = t.guests.add;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} crumbs={[{ label: t.guests.title, href: path }]} />
      <ErrorSummary errors={errors} />
      <Form action={`${path}/them`}>
        <SiteSelect t={t} screen={screen} siteId={screen.sites[0]?.id ?? 0} />
        <Textarea
          id="lines"
          label={words.lines}
          hint={words.linesHint}
          rows={10}
          value={typed}
          maxLength={100_000}
          error={errorOf(errors, 'lines')}
        />
        <Actions>
          <Button icon="chevron">{words.read}</Button>
        </Actions>
      </Form>
      {screen.earlier.length > 0 && (
        <Section title={words.earlier} note={words.earlierHint}>
          <Form action={`${path}/them/le-truoc`}>
            <Select
              id="from"
              label={words.earlier}
              labelHidden
              value={String(screen.earlier[0]?.id ?? '')}
              options={screen.earlier.map(({ id, title, startsAt, groups }) => ({
                value: String(id),
                label: words.earlierOne(title, formatDate(startsAt), formatNumber(groups)),
              }))}
            />
            <Actions>
              <Button kind="second">{words.takeEarlier}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  );
}

function SiteSelect({ t, screen, siteId }: { t: Messages; screen: AddScreen; siteId: number }) {
  return (
    <Select
      id="site"
      label={t.guests.add.site}
      value={String(siteId)}
      options={screen.sites.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  );
}

export function CheckLinesPage(
  props: Props & { readonly siteId: number; readonly lines: readonly TypedLine[] },
): VNode {
  const { t, screen, path, errors, siteId, lines } = props;
  const words = t.guests.add;
  const places = lines.reduce((all, { quota }) => all + (Number(quota) || 0), 0);
  return (
    <>
      <PageHead
        title={words.check}
        lead={words.checkNote(formatNumber(lines.length), formatNumber(places))}
        crumbs={[
          { label: t.guests.title, href: path },
          { label: words.title, href: `${path}/them` },
        ]}
      />
      <ErrorSummary errors={errors} />
      <Form action={`${path}/them/nhan`} islands={['unsaved-changes']}>
        <input type="hidden" name="count" value={lines.length} />
        <SiteSelect t={t} screen={screen} siteId={siteId} />
        <p class="soft">{words.leaveOut}</p>
        <div class="guest-lines">
          {lines.map((line, index) => {
            const at = index + 1;
            return (
              <fieldset class="guest-line" key={at}>
                <legend class="hidden-text">{words.label(at)}</legend>
                <TextInput
                  id={`label-${at}`}
                  label={t.guests.group}
                  value={line.label}
                  maxLength={300}
                  hint={hintOf(t, line)}
                  error={errorOf(errors, `label-${at}`)}
                />
                <NumberInput
                  id={`quota-${at}`}
                  label={t.guests.quota}
                  value={line.quota}
                  error={errorOf(errors, `quota-${at}`)}
                />
                <TextInput
                  id={`email-${at}`}
                  type="email"
                  label={t.guests.one.email}
                  optional
                  value={line.email}
                  error={errorOf(errors, `email-${at}`)}
                />
              </fieldset>
            );
          })}
        </div>
        <Actions>
          <LinkButton kind="quiet" href={`${path}/them`}>
            {words.again}
          </LinkButton>
          <Button icon="check">{words.take(formatNumber(lines.length))}</Button>
        </Actions>
      </Form>
    </>
  );
}

function hintOf(t: Messages, line: TypedLine): string | undefined {
  const words = t.guests.add;
  if (line.how === null) return undefined;
  return line.isRepeated ? `${words[line.how]}; ${words.repeated}` : words[line.how];
}
