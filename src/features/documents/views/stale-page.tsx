/** Two people corrected one document: both versions of every part that differs, and a choice for each. */
import type { Messages } from '../../../../messages/index.ts';
import { Actions, Button, Form, formatDate, LinkButton, Notice, PageHead, TableFrame } from '../../../ui/index.ts';
import { differingParts } from '../rules.fields.ts';
import type { Fields } from '../rules.rows.ts';

export interface StalePageProps {
  readonly t: Messages['documents'];
  readonly documentId: number;
  /** Version that stands now: the merged edit is based on it. */
  readonly version: number;
  readonly mine: Fields;
  readonly current: Fields;
}

export function StalePage({ t, documentId, version, mine, current }: StalePageProps) {
  const both = { mine: asRead(mine), current: asRead(current) };
  const parts = differingParts(both.mine, both.current);
  const back = `/van-ban/${documentId}`;
  return (
    <>
      <PageHead title={t.stale.title} lead={t.stale.lead} crumbs={[{ label: t.list.title, href: '/van-ban' }]} />
      {parts.length === 0 ? (
        <>
          <Notice>{t.stale.same}</Notice>
          <LinkButton href={back}>{t.open.back}</LinkButton>
        </>
      ) : (
        <Form action={back}>
          <input type="hidden" name="version" value={version} />
          {Object.entries(mine).map(([name, value]) => (
            <textarea key={name} name={name} hidden>
              {value}
            </textarea>
          ))}
          <TableFrame id="both" caption={t.stale.title} captionHidden layout="cards">
            <thead>
              <tr>
                <th scope="col">{t.stale.part}</th>
                <th scope="col">{t.stale.theirs}</th>
                <th scope="col">{t.stale.mine}</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <PartRow key={part} t={t} part={part} {...both} />
              ))}
            </tbody>
          </TableFrame>
          <Actions>
            <LinkButton kind="second" href={back}>
              {t.stale.discard}
            </LinkButton>
            <Button name="action" value="merge">
              {t.stale.keep}
            </Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

type PartRowProps = Pick<StalePageProps, 't' | 'mine' | 'current'> & { readonly part: string };

function PartRow({ t, part, mine, current }: PartRowProps) {
  const labels: Readonly<Record<string, unknown>> = { ...t.field, ...t.sections };
  const label = labels[part];
  const name = `take.${part}`;
  const names = [...new Set([...Object.keys(mine), ...Object.keys(current)])];
  const choice = (value: 'theirs' | 'mine', fields: Fields, isChosen: boolean) => (
    <label class="choice">
      <input type="radio" name={name} value={value} checked={isChosen} />
      <span class="prewrap">{textOf(fields, names, part) || t.stale.blank}</span>
    </label>
  );
  return (
    <tr>
      <th scope="row">{typeof label === 'string' ? label : part}</th>
      <td data-label={t.stale.theirs}>{choice('theirs', current, false)}</td>
      <td data-label={t.stale.mine}>{choice('mine', mine, true)}</td>
    </tr>
  );
}

/** Values as a person reads them: a day is the same day however it was stored or typed. */
function asRead(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const text = value.replaceAll('\r\n', '\n').trim();
      return [name, /^\d{4}-\d{2}-\d{2}$/u.test(text) ? formatDate(text) : text];
    }),
  );
}

/** Everything that a part says, line by line, in one order for both versions. */
function textOf(fields: Fields, names: readonly string[], part: string): string {
  return names
    .filter((name) => (name === part || name.startsWith(`${part}.`)) && !name.endsWith('.o'))
    .map((name) => fields[name] ?? '')
    .filter((value) => value !== '')
    .join('\n');
}
