/** The addresses after an activity: confirm who came, take that back. */
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { activityIdSchema, editionIdSchema } from '../../platform/ids/ids.ts';
import type { FieldError } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { type ActivityContext, enterActivities } from './access.ts';
import { type Fields, textOf } from './fields.ts';
import { AfterPage } from './pages.after.tsx';
import { rootOf } from './pages.save.tsx';
import type { Presence } from './rules.presence.ts';
import { confirmPresence, readAfter, undoConfirmation } from './service.after.ts';

const PATH = '/tuan-le/:edition/hoat-dong/:activity/sau';
const LONGEST_REASON = 1_000;
const MOST_PEOPLE = 1_000_000;

export function afterPages(app: WebApp): void {
  app.get(PATH, async (c) => afterPage(c, await enter(c), null, []));

  app.post(PATH, async (c) => {
    const ctx = await enter(c);
    const fields = await readFormFields(c);
    const t = textsOf(c);
    const words = t.activities.after;
    const screen = await readAfter(ctx, idOf(c));
    const { presence, wrong } = readPresence(
      fields,
      screen.sessions.map(({ no }) => no),
    );
    const errors = wrong.map((field): FieldError => ({ field, message: t.activities.errors.wrongNumber }));
    if (errors.length > 0) return afterPage(c, ctx, fields, errors);
    try {
      await confirmPresence(ctx, idOf(c), presence, textOf(fields, 'reason').slice(0, LONGEST_REASON));
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'request.invalid')) throw error;
      const known: Readonly<Record<string, string>> = words.faults;
      const first = screen.sessions[0]?.no ?? 1;
      return afterPage(
        c,
        ctx,
        fields,
        error.fields.map(({ field, code }) =>
          field === 'held'
            ? { field: `s${first}.held`, message: words.noneHeld }
            : { field, message: known[code] ?? words.needReason },
        ),
      );
    }
    return goTo(c, `${rootOf(ctx)}/${idOf(c)}/sau`, { kind: 'success', text: words.confirmed });
  });

  app.post(`${PATH}/bo`, async (c) => {
    const ctx = await enter(c);
    await undoConfirmation(ctx, idOf(c));
    return goTo(c, `${rootOf(ctx)}/${idOf(c)}/sau`, { kind: 'success', text: textsOf(c).activities.after.undone });
  });
}

/** What was typed; a session without a mark was not held, whatever number stands beside it. */
function readPresence(fields: Fields, sessions: readonly number[]): { presence: Presence; wrong: string[] } {
  const wrong: string[] = [];
  const count = (name: string): number => {
    const typed = textOf(fields, name).replace(/[.\s\u00a0]/gu, '');
    const value = typed === '' ? 0 : /^\d{1,9}$/u.test(typed) ? Number(typed) : -1;
    if (value >= 0 && value <= MOST_PEOPLE) return value;
    wrong.push(name);
    return 0;
  };
  const presence = {
    sessions: sessions.map((no) => ({
      no,
      isHeld: textOf(fields, `s${no}.held`) !== '',
      attendances: count(`s${no}.attendances`),
    })),
    people: count('people'),
    children: count('children'),
  };
  // Of a single session the attendances are the people: nobody needs to write the number twice.
  const [only, ...more] = presence.sessions;
  if (only && more.length === 0 && textOf(fields, 'people').trim() === '') presence.people = only.attendances;
  return { presence, wrong };
}

function enter(c: WebRequest): Promise<ActivityContext> {
  return enterActivities(c.var.ctx, pathPart(c, 'edition', editionIdSchema));
}

const idOf = (c: WebRequest) => pathPart(c, 'activity', activityIdSchema);

async function afterPage(
  c: WebRequest,
  ctx: ActivityContext,
  typed: Fields | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const t = textsOf(c);
  const screen = await readAfter(ctx, idOf(c));
  return page(c, {
    title: t.activities.after.title,
    active: 'activities',
    status: errors.length > 0 ? 422 : 200,
    body: <AfterPage t={t} screen={screen} root={rootOf(ctx)} typed={typed} errors={errors} />,
  });
}
