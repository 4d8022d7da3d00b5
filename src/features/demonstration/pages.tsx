/** The people of the demonstration on screen: an administrator gives them passwords, shown in this one answer only. */
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { Actions, Button, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { page, textsOf } from '../shell/index.ts';
import {
  type DemonstrationPerson,
  hasDemonstration,
  readDemonstrationPeople,
  renewDemonstrationPasswords,
} from './service.ts';

export const DEMONSTRATION_PATH = '/trinh-dien';

export function demonstrationPages(app: WebApp): void {
  app.get(DEMONSTRATION_PATH, async (c) => {
    const people = readDemonstrationPeople(c.var.ctx);
    await requireLoaded(c);
    return peoplePage(c, people, false);
  });

  app.post(DEMONSTRATION_PATH, async (c) => {
    readDemonstrationPeople(c.var.ctx);
    await requireLoaded(c);
    return peoplePage(c, await renewDemonstrationPasswords(c.var.ctx), true);
  });
}

async function requireLoaded(c: WebRequest): Promise<void> {
  if (!(await hasDemonstration(c.var.ctx.platform))) throw new Problem('not-found');
}

function peoplePage(c: WebRequest, people: readonly DemonstrationPerson[], isGiven: boolean): Promise<Response> {
  const { demonstration: words, accounts } = textsOf(c);
  const rolesOf = (person: DemonstrationPerson): string =>
    person.roles.map((role) => accounts.roles[role].name).join(', ');
  return page(c, {
    title: words.title,
    active: 'administration',
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <p class="soft">{words.invented}</p>
        {isGiven && <Notice kind="warning">{words.given}</Notice>}
        <Table
          id="demonstration-people"
          caption={words.caption}
          captionHidden
          layout="cards"
          rows={people}
          rowKey={(person) => person.email}
          columns={[
            { key: 'name', label: words.person, header: true, cell: (person) => person.name },
            { key: 'unit', label: words.unit, cell: (person) => person.unit },
            { key: 'role', label: words.role, cell: rolesOf },
            { key: 'email', label: words.email, cell: (person) => <code class="break">{person.email}</code> },
            ...(isGiven
              ? [
                  {
                    key: 'password',
                    label: words.password,
                    cell: (person: DemonstrationPerson) => <code>{person.password ?? words.missing}</code>,
                  },
                ]
              : []),
          ]}
        />
        <form method="post" action={DEMONSTRATION_PATH} class="stack">
          <p class="soft">{isGiven ? words.openOther : words.giveHint}</p>
          <Actions>
            <Button kind={isGiven ? 'second' : undefined}>{isGiven ? words.giveAgain : words.give}</Button>
            <LinkButton kind="second" href="/">
              {words.toStart}
            </LinkButton>
          </Actions>
        </form>
      </>
    ),
  });
}
