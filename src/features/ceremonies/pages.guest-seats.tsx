/** The addresses of a room: rows, seats by rule and by hand, the map to print. */
import { z } from 'zod';
import { Problem } from '../../platform/errors/problem.ts';
import { pathPart, readForm, readFormFields } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ceremonySiteIdSchema } from '../../platform/ids/ids.ts';
import { type FieldError, formatNumber } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { typedText } from './guest-fields.ts';
import { atGuests, GUESTS } from './guest-request.ts';
import { readSeatRows, writeSeatRows } from './rules.seats.ts';
import { changeRows, giveSeats, placeByHand, readSeats } from './service.seats.ts';
import { SeatPage, SeatPlanPage } from './views.guest-seats.tsx';

const siteOf = (c: WebRequest): number => pathPart(c, 'site', ceremonySiteIdSchema);

export function guestSeatPages(app: WebApp): void {
  const SEATS = `${GUESTS}/cho-ngoi/:site`;
  interface Shown {
    readonly errors?: readonly FieldError[];
    readonly rows?: string;
    readonly seats?: ReadonlyMap<number, string>;
  }
  const show = async (c: WebRequest, shown: Shown) => {
    const { ctx, id, path } = await atGuests(c);
    const screen = await readSeats(ctx, id, siteOf(c));
    const t = textsOf(c);
    const errors = shown.errors ?? [];
    return page(c, {
      title: t.guests.seats.title,
      active: 'ceremonies',
      status: errors.length > 0 ? 422 : 200,
      body: (
        <SeatPage
          t={t}
          screen={screen}
          path={path}
          rows={shown.rows ?? writeSeatRows(screen.site.seatRows)}
          typed={shown.seats ?? new Map()}
          errors={errors}
        />
      ),
    });
  };
  const back = (path: string, c: WebRequest): string => `${path}/cho-ngoi/${siteOf(c)}`;

  app.get(SEATS, (c) => show(c, {}));

  app.get(`${SEATS}/so-do`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const t = textsOf(c);
    const screen = await readSeats(ctx, id, siteOf(c));
    return page(c, {
      title: t.guests.seats.planOf(screen.site.name),
      active: 'ceremonies',
      body: <SeatPlanPage t={t} screen={screen} path={path} />,
    });
  });

  app.post(`${SEATS}/hang`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const words = textsOf(c).guests.seats;
    const { rows: typed } = await readForm(c, z.object({ rows: z.string().max(10_000) }));
    const { rows, faults } = readSeatRows(typed);
    if (faults.length > 0) {
      const errors = faults.map(({ fault, line, text }) => ({
        field: 'rows',
        message: words.fault[fault](line, text),
      }));
      return show(c, { errors, rows: typed });
    }
    const lost = await changeRows(ctx, id, siteOf(c), rows);
    const flash =
      lost === 0
        ? { kind: 'success' as const, text: words.rowsSaved }
        : { kind: 'warning' as const, text: words.rowsLost(formatNumber(lost)) };
    return goTo(c, back(path, c), flash);
  });

  app.post(`${SEATS}/xep`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const words = textsOf(c).guests.seats;
    const form = await readForm(c, z.object({ who: z.enum(['all', 'coming']), keep: z.literal('1').optional() }));
    const { given, without } = await giveSeats(ctx, id, siteOf(c), { who: form.who, keep: form.keep === '1' });
    const flash =
      without === 0
        ? { kind: 'success' as const, text: words.given(formatNumber(given)) }
        : { kind: 'warning' as const, text: words.givenShort(formatNumber(given), formatNumber(without)) };
    return goTo(c, back(path, c), flash);
  });

  app.post(`${SEATS}/ghe`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const words = textsOf(c).guests.seats;
    const fields = await readFormFields(c);
    const wanted = new Map<number, string>();
    for (const name of Object.keys(fields)) {
      const guest = /^ghe-(\d{1,15})$/u.exec(name)?.[1];
      if (guest !== undefined)
        wanted.set(Number(guest), typedText(fields, name).toLocaleUpperCase('vi').replace(/\s/gu, ''));
    }
    try {
      await placeByHand(ctx, id, siteOf(c), wanted);
    } catch (error) {
      if (!(error instanceof Problem) || error.fields.length === 0) throw error;
      const { groups } = await readSeats(ctx, id, siteOf(c));
      const nameOf = (guestId: string): string => {
        for (const { group, guests } of groups) {
          const guest = guests.find((one) => String(one.id) === guestId);
          if (guest) return guest.name ?? group.label;
        }
        return '';
      };
      const errors = error.fields.map(({ field, code, detail = '' }) => ({
        field: `ghe-${field}`,
        message: (code === 'taken' ? words.taken : words.unknown)(detail, nameOf(field)),
      }));
      return show(c, { errors, seats: wanted });
    }
    return goTo(c, back(path, c), { kind: 'success', text: words.handSaved });
  });
}
