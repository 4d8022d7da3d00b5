/** People of the whole installation: find one, see and change what they may do. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { accountIdSchema, type AccountId, unitIdSchema } from '../../platform/ids/ids.ts';
import { requireAdministrator, ROLES } from '../../platform/permission/permission.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import {
  Badge,
  Button,
  DescriptionList,
  EmptyState,
  formatDate,
  Pagination,
  Section,
  Select,
  Table,
  TextInput,
  Toolbar,
} from '../../ui/index.ts';
import {
  type AccountSummary,
  findUnitsForGrant,
  grantRole,
  listAccounts,
  readAccount,
  resetSecondFactor,
  revokeRole,
  setAccountDisabled,
  setAdministrator,
} from '../accounts/index.ts';
import { goTo, textsOf } from '../shell/index.ts';
import { Access, AddRole, Roles } from './account-sections.tsx';
import { administrationPage } from './frame.tsx';

const PAGE_SIZE = 50;
const STATUSES = ['all', 'active', 'disabled', 'administrator'] as const;

const listQuery = z.object({
  tim: z.string().max(200).transform(normalizeText).catch(''),
  'tinh-trang': z.enum(STATUSES).catch('all'),
  trang: z.coerce.number().int().min(1).max(100_000).catch(1),
});
const roleForm = z.object({ unit: unitIdSchema, role: z.enum(ROLES) });
const accessForm = z.object({
  verb: z.enum(['disable', 'enable', 'reset-second-factor', 'make-administrator', 'unmake-administrator']),
});

export function accountPages(app: WebApp): void {
  app.get('/quan-tri', listPage);
  app.get('/quan-tri/nguoi-dung/:account', async (c) => accountPage(c, await readAccount(c.var.ctx, accountOf(c))));

  app.post('/quan-tri/nguoi-dung/:account/vai-tro', async (c) => {
    const id = accountOf(c);
    requireAdministrator(c.var.ctx.actor);
    const { unit, role } = await readForm(c, roleForm);
    await grantRole(c.var.ctx, unit, id, role);
    return done(c, id, textsOf(c).administration.account.granted);
  });

  app.post('/quan-tri/nguoi-dung/:account/thu-hoi', async (c) => {
    const id = accountOf(c);
    requireAdministrator(c.var.ctx.actor);
    const { unit, role } = await readForm(c, roleForm);
    await revokeRole(c.var.ctx, unit, id, role);
    return done(c, id, textsOf(c).administration.account.revoked);
  });

  app.post('/quan-tri/nguoi-dung/:account/quyen', async (c) => {
    const id = accountOf(c);
    const { verb } = await readForm(c, accessForm);
    const { account: words } = textsOf(c).administration;
    try {
      return done(c, id, await changeAccess(c, id, verb));
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'account.last-administrator')) throw error;
      return goTo(c, pathOf(id), { kind: 'error', text: words.lastAdministrator });
    }
  });
}

async function changeAccess(c: WebRequest, id: AccountId, verb: z.output<typeof accessForm>['verb']): Promise<string> {
  const { ctx } = c.var;
  const { account: words } = textsOf(c).administration;
  switch (verb) {
    case 'disable':
      await setAccountDisabled(ctx, id, true);
      return words.disabled;
    case 'enable':
      await setAccountDisabled(ctx, id, false);
      return words.enabled;
    case 'reset-second-factor':
      await resetSecondFactor(ctx, id);
      return words.secondFactorReset;
    case 'make-administrator':
      await setAdministrator(ctx, id, true);
      return words.administratorChanged;
    case 'unmake-administrator':
      await setAdministrator(ctx, id, false);
      return words.administratorChanged;
  }
}

function accountOf(c: WebRequest): AccountId {
  return pathPart(c, 'account', accountIdSchema);
}

function pathOf(id: AccountId): string {
  return `/quan-tri/nguoi-dung/${id}`;
}

function done(c: WebRequest, id: AccountId, text: string): Response {
  return goTo(c, pathOf(id), { kind: 'success', text });
}

async function listPage(c: WebRequest): Promise<Response> {
  const { tim: text, 'tinh-trang': status, trang: page } = listQuery.parse(c.req.query());
  const offset = (page - 1) * PAGE_SIZE;
  const { accounts, total } = await listAccounts(c.var.ctx, { text, status, limit: PAGE_SIZE, offset });
  const { common, administration, accounts: accountWords } = textsOf(c);
  const { people: words } = administration;
  const href = (number: number): string =>
    `/quan-tri?${new URLSearchParams({ tim: text, 'tinh-trang': status, trang: String(number) })}`;
  return administrationPage(c, {
    title: words.title,
    tab: 'people',
    children: (
      <>
        <Toolbar action="/quan-tri">
          <TextInput id="tim" type="search" label={words.search} value={text} optional />
          <Select
            id="tinh-trang"
            label={words.status}
            value={status}
            optional
            options={STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
          />
          <Button kind="second">{common.action.search}</Button>
        </Toolbar>
        <Table
          id="accounts"
          caption={words.caption}
          captionHidden
          layout="cards"
          rows={accounts}
          rowKey={(account) => account.id}
          empty={
            <EmptyState title={words.empty} icon="people">
              {words.emptyHint}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              label: words.name,
              header: true,
              cell: (account) => <a href={pathOf(account.id)}>{account.name}</a>,
            },
            { key: 'email', label: words.email, cell: (account) => account.email },
            {
              key: 'roles',
              label: words.roles,
              cell: (account) => <RoleWords account={account} names={accountWords.roles} none={words.noRoles} />,
            },
            {
              key: 'marks',
              label: words.status,
              cell: (account) =>
                (account.isDisabled || account.isAdministrator || account.isTotpOn) && (
                  <span class="row">
                    {account.isDisabled && <Badge tone="bad">{words.disabled}</Badge>}
                    {account.isAdministrator && <Badge tone="accent">{words.administrator}</Badge>}
                    {account.isTotpOn && <Badge tone="ok">{words.totp}</Badge>}
                  </span>
                ),
            },
          ]}
        />
        <Pagination page={page} pageSize={PAGE_SIZE} total={total} href={href} />
      </>
    ),
  });
}

type RoleNames = ReturnType<typeof textsOf>['accounts']['roles'];

const ROLES_SHOWN = 3;

function RoleWords({ account, names, none }: { account: AccountSummary; names: RoleNames; none: string }) {
  if (account.roles.length === 0) return <span class="soft">{none}</span>;
  const more = account.roles.length - ROLES_SHOWN;
  return (
    <>
      {account.roles.slice(0, ROLES_SHOWN).map(({ unitId, unitName, role }) => (
        <div key={`${unitId} ${role}`}>
          {names[role].name}: {unitName}
        </div>
      ))}
      {more > 0 && <div class="soft">+{more}</div>}
    </>
  );
}

async function accountPage(c: WebRequest, account: AccountSummary): Promise<Response> {
  const { administration } = textsOf(c);
  const { account: words } = administration;
  const path = pathOf(account.id);
  const typed = normalizeText(c.req.query('don-vi') ?? '').slice(0, 200);
  const found = await findUnitsForGrant(c.var.ctx, typed);
  return administrationPage(c, {
    title: account.name,
    tab: 'people',
    children: (
      <>
        <Section title={account.name} note={account.email} hang>
          <DescriptionList
            facts={[
              { label: words.status, value: account.isDisabled ? administration.people.disabled : words.active },
              { label: words.isAdministrator, value: account.isAdministrator ? words.yes : words.no },
              { label: words.secondFactor, value: account.isTotpOn ? words.on : words.off },
              { label: words.created, value: formatDate(account.createdAt) },
            ]}
          />
        </Section>
        <Section title={words.rolesTitle} note={words.rolesNote} hang>
          <Roles account={account} path={path} />
        </Section>
        <Section id="giao" title={words.addRole} note={words.addRoleNote} hang>
          <AddRole path={path} typed={typed} found={found} />
        </Section>
        <Section title={words.accessTitle} note={words.accessNote} hang>
          <Access account={account} path={path} />
        </Section>
      </>
    ),
  });
}
