/** People of a unit: who works there, who is invited, inviting. */
import { z } from 'zod';
import { unitIdSchema, accountIdSchema, type UnitId } from '../../platform/ids/ids.ts';
import { pathPart, readForm } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ROLES } from '../../platform/permission/permission.ts';
import {
  Actions,
  Badge,
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldError,
  Form,
  formatDate,
  List,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Table,
  TextInput,
} from '../../ui/index.ts';
import { fieldErrorsOf, goTo, page, textsOf } from '../shell/index.ts';
import {
  invite,
  listPeople,
  revokeRole,
  type UnitPeople,
  unitsToManage,
  withdrawInvitation,
} from './service.people.ts';

const text = z.string().max(1_000).default('');
const inviteForm = z.object({ email: text, role: text });
const revokeForm = z.object({ account: accountIdSchema, role: text });
const withdrawForm = z.object({ invitation: z.coerce.number().int().positive() });

interface Shown {
  readonly email: string;
  readonly role: string;
  readonly errors: FieldError[];
  /** Of the invitation just made. */
  readonly invited: { readonly email: string; readonly link: string } | null;
}

const EMPTY: Shown = { email: '', role: '', errors: [], invited: null };

export function peoplePages(app: WebApp): void {
  app.get('/nguoi-dung', async (c) => {
    const units = await unitsToManage(c.var.ctx);
    const [only] = units;
    if (only && units.length === 1) return c.redirect(`/nguoi-dung/${only.unitId}`, 303);
    const { people } = textsOf(c).accounts;
    const body = (
      <>
        <PageHead title={people.title} lead={people.lead} />
        {units.length === 0 ? (
          <EmptyState title={people.chooseEmpty} icon="people">
            {people.chooseEmptyHint}
          </EmptyState>
        ) : (
          <List
            items={units.map((unit) => ({
              key: unit.unitId,
              title: unit.name,
              href: `/nguoi-dung/${unit.unitId}`,
              meta: unit.parentName ? [unit.parentName] : [],
            }))}
          />
        )}
      </>
    );
    return page(c, { title: people.title, body });
  });

  app.get('/nguoi-dung/:unit', async (c) => peoplePage(c, await listPeople(c.var.ctx, unitOf(c)), EMPTY));

  app.post('/nguoi-dung/:unit/moi', async (c) => {
    const unitId = unitOf(c);
    const { email, role } = await readForm(c, inviteForm);
    const { accounts } = textsOf(c);
    try {
      const { link } = await invite(c.var.ctx, unitId, { email, role });
      // Not after a redirect: the link is a secret that is shown once, to the one who made it.
      return peoplePage(c, await listPeople(c.var.ctx, unitId), { ...EMPTY, invited: { email, link } });
    } catch (error) {
      const errors = fieldErrorsOf(c, error, { email: accounts.field.email, role: accounts.field.role });
      return peoplePage(c, await listPeople(c.var.ctx, unitId), { email, role, errors, invited: null });
    }
  });

  app.post('/nguoi-dung/:unit/thu-hoi', async (c) => {
    const unitId = unitOf(c);
    const { account, role } = await readForm(c, revokeForm);
    await revokeRole(c.var.ctx, unitId, account, role);
    return goTo(c, `/nguoi-dung/${unitId}`, { kind: 'success', text: textsOf(c).accounts.people.revoked });
  });

  app.post('/nguoi-dung/:unit/thu-hoi-loi-moi', async (c) => {
    const unitId = unitOf(c);
    const { invitation } = await readForm(c, withdrawForm);
    await withdrawInvitation(c.var.ctx, unitId, invitation);
    return goTo(c, `/nguoi-dung/${unitId}`, { kind: 'success', text: textsOf(c).accounts.people.withdrawn });
  });
}

function unitOf(c: WebRequest): UnitId {
  return pathPart(c, 'unit', unitIdSchema);
}

function peoplePage(c: WebRequest, unit: UnitPeople, shown: Shown): Promise<Response> {
  const { accounts } = textsOf(c);
  const { people: words } = accounts;
  const base = `/nguoi-dung/${unit.unit.unitId}`;
  return page(c, {
    title: words.listTitle(unit.unit.name),
    status: shown.errors.length > 0 ? 422 : 200,
    body: (
      <>
        <PageHead title={unit.unit.name} lead={words.listLead} crumbs={[{ label: words.title, href: '/nguoi-dung' }]} />
        {shown.invited && (
          <Notice kind="success" live class="flash" title={words.invited(shown.invited.email)}>
            <p>{words.linkNote}</p>
            <p>
              <code class="break">{shown.invited.link}</code>
            </p>
          </Notice>
        )}
        <PeopleTable c={c} unit={unit} base={base} />
        {unit.invitations.length > 0 && (
          <Section title={words.invitations}>
            <List
              items={unit.invitations.map((invitation) => ({
                key: invitation.id,
                title: invitation.email,
                meta: [accounts.roles[invitation.role].name, words.expires(formatDate(invitation.expiresAt))],
                end: (
                  <form method="post" action={`${base}/thu-hoi-loi-moi`}>
                    <input type="hidden" name="invitation" value={invitation.id} />
                    <Button kind="quiet">{words.withdraw}</Button>
                  </form>
                ),
              }))}
            />
          </Section>
        )}
        <Section id="moi" title={words.invite} note={words.inviteNote} hang>
          <ErrorSummary errors={shown.errors} />
          <InviteForm c={c} action={`${base}/moi`} shown={shown} />
        </Section>
      </>
    ),
  });
}

function PeopleTable({ c, unit, base }: { c: WebRequest; unit: UnitPeople; base: string }) {
  const { people: words, field, roles } = textsOf(c).accounts;
  return (
    <Table
      id="people"
      caption={words.caption}
      layout="cards"
      rows={unit.people}
      rowKey={(person) => `${person.accountId} ${person.role}`}
      empty={
        <EmptyState title={words.empty} icon="people">
          {words.emptyHint}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          label: field.name,
          header: true,
          cell: (person) => (
            <>
              {person.name} {person.isDisabled && <Badge tone="bad">{words.disabled}</Badge>}
            </>
          ),
        },
        { key: 'email', label: field.email, cell: (person) => person.email },
        { key: 'role', label: field.role, cell: (person) => roles[person.role].name },
        {
          key: 'granted',
          label: words.granted,
          cell: (person) => {
            const day = formatDate(person.grantedAt);
            return (
              <span class="soft small">
                {person.grantedBy ? words.grantedBy(person.grantedBy, day) : words.grantedOn(day)}
              </span>
            );
          },
        },
        {
          key: 'revoke',
          label: words.actions,
          cell: (person) => (
            <form method="post" action={`${base}/thu-hoi`}>
              <input type="hidden" name="account" value={person.accountId} />
              <input type="hidden" name="role" value={person.role} />
              <Button kind="quiet">
                {words.revoke}
                <span class="hidden-text">
                  : {person.name}, {roles[person.role].name}
                </span>
              </Button>
            </form>
          ),
        },
      ]}
    />
  );
}

function InviteForm({ c, action, shown }: { c: WebRequest; action: string; shown: Shown }) {
  const { people: words, field, roles } = textsOf(c).accounts;
  return (
    <Form action={action}>
      <TextInput
        id="email"
        type="email"
        label={field.email}
        value={shown.email}
        autocomplete="off"
        error={errorOf(shown.errors, 'email')}
      />
      <RadioGroup
        id="role"
        label={field.role}
        value={shown.role}
        error={errorOf(shown.errors, 'role')}
        options={ROLES.map((role) => ({ value: role, label: roles[role].name, hint: roles[role].hint }))}
      />
      <Actions>
        <Button>{words.inviteSubmit}</Button>
      </Actions>
    </Form>
  );
}
