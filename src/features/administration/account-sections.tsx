/** The parts of one account's page: its roles, giving another, access. */
import { Actions, Badge, Button, Form, List, RadioGroup, Select, TextInput, Toolbar, useUi } from '../../ui/index.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { ROLES } from '../../platform/permission/permission.ts';
import type { AccountSummary } from '../accounts/index.ts';

export function Roles({ account, path }: { account: AccountSummary; path: string }) {
  const { administration, accounts } = useUi().all;
  const { account: words, people } = administration;
  if (account.roles.length === 0) return <p class="soft">{people.noRoles}</p>;
  return (
    <List
      items={account.roles.map(({ unitId, unitName, role }) => ({
        key: `${unitId} ${role}`,
        title: unitName,
        meta: [accounts.roles[role].name],
        end: (
          <form method="post" action={`${path}/thu-hoi`}>
            <input type="hidden" name="unit" value={unitId} />
            <input type="hidden" name="role" value={role} />
            <Button kind="quiet">
              {words.revoke}
              <span class="hidden-text">
                : {accounts.roles[role].name}, {unitName}
              </span>
            </Button>
          </form>
        ),
      }))}
    />
  );
}

export interface FoundUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly parentName: string | null;
}

/** First the unit is looked for, then the role is given on one of those found. */
export function AddRole({ path, typed, found }: { path: string; typed: string; found: readonly FoundUnit[] }) {
  const { administration, accounts } = useUi().all;
  const { account: words } = administration;
  return (
    <div class="stack">
      <Toolbar action={`${path}#giao`}>
        <TextInput id="don-vi" type="search" label={words.findUnit} value={typed} optional />
        <Button kind="second">{words.find}</Button>
      </Toolbar>
      {typed !== '' && found.length === 0 && <p>{words.noUnit}</p>}
      {found.length > 0 && (
        <Form action={`${path}/vai-tro`}>
          <Select
            id="unit"
            label={words.unit}
            options={found.map(({ unitId, name, parentName }) => ({
              value: String(unitId),
              label: parentName === null ? name : `${name} (${parentName})`,
            }))}
          />
          <RadioGroup
            id="role"
            label={words.role}
            value="viewer"
            options={ROLES.map((role) => ({
              value: role,
              label: accounts.roles[role].name,
              hint: accounts.roles[role].hint,
            }))}
          />
          <Actions>
            <Button>{words.grant}</Button>
            <a href={`/nguoi-dung/${found[0]?.unitId}`}>{administration.people.invite}</a>
          </Actions>
        </Form>
      )}
    </div>
  );
}

/** What takes effect at once: lock, second factor, administration. */
export function Access({ account, path }: { account: AccountSummary; path: string }) {
  const { administration } = useUi().all;
  const { account: words, people } = administration;
  const verbs = [
    account.isTotpOn ? (['reset-second-factor', words.resetSecondFactor, 'second'] as const) : null,
    account.isAdministrator
      ? (['unmake-administrator', words.unmakeAdministrator, 'second'] as const)
      : (['make-administrator', words.makeAdministrator, 'second'] as const),
    account.isDisabled
      ? (['enable', words.enable, 'second'] as const)
      : (['disable', words.disable, 'danger'] as const),
  ];
  return (
    <form method="post" action={`${path}/quyen`} class="stack">
      {account.isDisabled && (
        <p>
          <Badge tone="bad">{people.disabled}</Badge>
        </p>
      )}
      <Actions>
        {verbs.map(
          (verb) =>
            verb && (
              <Button key={verb[0]} kind={verb[2]} name="verb" value={verb[0]}>
                {verb[1]}
              </Button>
            ),
        )}
      </Actions>
    </form>
  );
}
