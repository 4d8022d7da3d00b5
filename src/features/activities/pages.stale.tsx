/** Both states of an activity where somebody else saved first. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { Actions, Button, Form, LinkButton, PageHead, Table } from '../../ui/index.ts';
import type { Fields } from './fields.ts';

export interface Difference {
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Both states of what differs; what was typed goes along and can be saved over. */
export function StalePage(props: {
  t: Messages;
  fields: Fields;
  differences: readonly Difference[];
  version: number;
  action: string;
  back: string;
}): VNode {
  const { t, fields, differences, version, action, back } = props;
  const words = t.activities.edit;
  return (
    <>
      <PageHead title={words.staleTitle} lead={words.staleText} />
      <Table
        id="khac"
        caption={words.field}
        captionHidden
        layout="cards"
        rows={differences}
        rowKey={(row) => row.key}
        columns={[
          { key: 'field', label: words.field, header: true, cell: (row) => row.label },
          { key: 'mine', label: words.mine, cell: (row) => <span class="typed-text">{row.mine}</span> },
          { key: 'theirs', label: words.theirs, cell: (row) => <span class="typed-text">{row.theirs}</span> },
        ]}
      />
      <Form action={action} version={version}>
        {Object.entries(fields).flatMap(([name, value]) =>
          (typeof value === 'string' ? [value] : value).map((each, index) => (
            <input key={`${name} ${index}`} type="hidden" name={name} value={each} />
          )),
        )}
        <Actions>
          <LinkButton kind="second" href={back}>
            {words.keepTheirs}
          </LinkButton>
          <Button name="action" value="save">
            {words.saveMine}
          </Button>
        </Actions>
      </Form>
    </>
  );
}
