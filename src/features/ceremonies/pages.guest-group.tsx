/** The addresses of one invited office: who comes, its links, its invitation. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ceremonySiteIdSchema, type GuestGroupId, guestGroupIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { readPeople, typedText } from './guest-fields.ts';
import { atGuests, GUESTS } from './guest-request.ts';
import { MOST_OF_A_GROUP } from './rules.guest-lines.ts';
import { bindPeople, readGroup, renewLink } from './service.guests.ts';
import { changeGroup, removeGroup } from './service.guest-groups.ts';
import { GroupPage } from './views.guest-group.tsx';

const groupOf = (c: WebRequest): GuestGroupId => pathPart(c, 'group', guestGroupIdSchema);

export function guestGroupPages(app: WebApp): void {
  const ONE = `${GUESTS}/nhom/:group`;
  const show = async (c: WebRequest, errors: readonly FieldError[], typed: Readonly<Record<string, string>> = {}) => {
    const { ctx, id, path } = await atGuests(c);
    const screen = await readGroup(ctx, id, groupOf(c));
    const t = textsOf(c);
    return page(c, {
      title: screen.one.group.label,
      active: 'ceremonies',
      status: errors.length > 0 ? 422 : 200,
      body: <GroupPage t={t} screen={screen} path={path} errors={errors} typed={typed} />,
    });
  };

  app.get(ONE, (c) => show(c, []));

  app.post(ONE, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const words = t.guests.one;
    const text = (name: string): string => typedText(fields, name);
    const quota = z.coerce.number().int().min(1).max(MOST_OF_A_GROUP).safeParse(text('quota'));
    const position = z.coerce.number().int().min(1).max(100_000).safeParse(text('position'));
    const site = ceremonySiteIdSchema.safeParse(text('site'));
    const email = z.union([z.literal(''), z.email().max(200)]).safeParse(text('contactEmail'));
    const errors: FieldError[] = [];
    if (text('label') === '') errors.push({ field: 'label', message: t.common.errors.required(words.label) });
    if (!quota.success) errors.push({ field: 'quota', message: words.wrongQuota });
    if (!position.success) errors.push({ field: 'position', message: words.wrongPosition });
    if (!email.success) errors.push({ field: 'contactEmail', message: words.wrongContact });
    const typed = Object.fromEntries(Object.keys(fields).map((name) => [name, text(name)]));
    if (errors.length > 0 || !quota.success || !position.success || !site.success || !email.success) {
      return show(c, errors, typed);
    }
    try {
      await changeGroup(ctx, id, groupOf(c), {
        siteId: site.data,
        label: text('label').slice(0, 300),
        quota: quota.data,
        contactEmail: email.data === '' ? null : email.data,
        position: position.data,
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'guest.quota-full') throw error;
      return show(c, [{ field: 'quota', message: words.quotaFull }], typed);
    }
    return goTo(c, `${path}/nhom/${groupOf(c)}`, { kind: 'success', text: words.saved });
  });

  app.post(`${ONE}/nguoi`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const t = textsOf(c);
    const fields = await readFormFields(c);
    const { one } = await readGroup(ctx, id, groupOf(c));
    const { people, errors } = readPeople(
      fields,
      one.guests.map((guest) => ({ key: String(guest.id), slot: guest.slot })),
      t.guests.one.wrongEmail,
    );
    if (errors.length > 0) {
      return show(c, errors, Object.fromEntries(Object.keys(fields).map((name) => [name, typedText(fields, name)])));
    }
    const answerSchema = z.enum(['none', 'yes', 'no', 'keep']).catch('keep');
    await bindPeople(
      ctx,
      id,
      groupOf(c),
      one.guests.flatMap((guest, index) => {
        const person = people[index];
        if (!person) return [];
        return [{ ...person, guestId: guest.id, answer: answerSchema.parse(typedText(fields, `answer-${guest.id}`)) }];
      }),
    );
    return goTo(c, `${path}/nhom/${groupOf(c)}`, { kind: 'success', text: t.guests.one.saved });
  });

  app.post(`${ONE}/duong-dan`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const { guest } = await readForm(
      c,
      z.object({ guest: z.union([z.literal(''), z.coerce.number().int().positive()]).default('') }),
    );
    await renewLink(ctx, id, groupOf(c), guest === '' ? null : guest);
    return goTo(c, `${path}/nhom/${groupOf(c)}#duong-dan`, { kind: 'success', text: textsOf(c).guests.one.renewed });
  });

  app.post(`${ONE}/rut`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    await removeGroup(ctx, id, groupOf(c));
    return goTo(c, path, { kind: 'success', text: textsOf(c).guests.one.removed });
  });
}
