/**
 * Answers of offices and guests without an account. A link is a secret of its holder: no page of it is kept by anybody on
 * the way, none is found by a search engine, and nobody tries many of them.
 */
import { z } from 'zod';
import { formatDate, type FieldError } from '../../ui/index.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { readFormFields } from '../../platform/http/form-body.ts';
import { clientAddress } from '../../platform/http/peer.ts';
import { RateLimit } from '../../platform/http/rate-limit.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { CALENDAR_TYPE } from '../../platform/calendar/icalendar.ts';
import { goTo, publicPage, textsOf } from '../shell/index.ts';
import { readPeople, typedText } from './guest-fields.ts';
import { answerAsGuest, answerAsOffice, readGuestAnswer, readOfficeAnswer } from './service.guest-answers.ts';
import { guestLink } from './service.guests.ts';
import { ownCalendar } from './service.invitations.ts';
import { comerOf } from './rules.guests.ts';
import { GuestAnswerPage, OfficeAnswerPage } from './views.guest-answers.tsx';

const TEN_MINUTES = 10 * 60_000;
/** An office behind one address looks and corrects; a machine that guesses links has not enough. */
const LOOKS = new RateLimit(300, TEN_MINUTES);
const ANSWERS = new RateLimit(60, TEN_MINUTES);
const LONGEST_NOTE = 500;

const tokenOf = (c: WebRequest): string => c.req.param('token') ?? '';

function limited(c: WebRequest, limit: RateLimit): void {
  if (!limit.allows(clientAddress(c), c.var.ctx.platform.clock.now().getTime())) throw new Problem('request.too-many');
  c.header('cache-control', 'private, no-store');
  c.header('x-robots-tag', 'noindex, nofollow');
  // The address is the key: it is told to no other site.
  c.header('referrer-policy', 'no-referrer');
}

export function guestAnswerPages(app: WebApp): void {
  app.get('/khach-moi/:token', (c) => {
    limited(c, LOOKS);
    return officePage(c, [], {});
  });

  app.post('/khach-moi/:token', async (c) => {
    limited(c, ANSWERS);
    const words = textsOf(c).guests.public.office;
    const fields = await readFormFields(c);
    const screen = await readOfficeAnswer(c.var.ctx, tokenOf(c));
    const isDeclined = typedText(fields, 'sends') === 'nobody';
    const { people, errors } = readPeople(
      fields,
      screen.guests.map(({ slot }) => ({ key: String(slot), slot })),
      words.wrongEmail,
    );
    const first = screen.guests[0]?.slot ?? 1;
    if (!isDeclined && people.every(({ name }) => name === null)) {
      errors.push({ field: `name-${first}`, message: words.nameNeeded });
    }
    if (!isDeclined && errors.length > 0) {
      return officePage(
        c,
        errors,
        Object.fromEntries(Object.keys(fields).map((name) => [name, typedText(fields, name)])),
      );
    }
    await answerAsOffice(c.var.ctx, tokenOf(c), {
      isDeclined,
      note: typedText(fields, 'note').slice(0, LONGEST_NOTE),
      people: people.map((person, index) => ({
        ...person,
        isDelegate: typedText(fields, `delegate-${screen.guests[index]?.slot ?? 0}`) === '1',
      })),
    });
    return goTo(c, `/khach-moi/${tokenOf(c)}`, { kind: 'success', text: words.saved });
  });

  app.get('/khach/:token', (c) => {
    limited(c, LOOKS);
    return guestPage(c, [], {});
  });

  app.post('/khach/:token', async (c) => {
    limited(c, ANSWERS);
    const words = textsOf(c).guests.public.guest;
    const fields = await readFormFields(c);
    const text = (name: string, most: number): string => typedText(fields, name).replace(/\s+/gu, ' ').slice(0, most);
    const answer = z.enum(['yes', 'no', 'delegate']).safeParse(text('answer', 20));
    const delegateName = text('delegateName', 120);
    const errors: FieldError[] = [];
    if (!answer.success) errors.push({ field: 'answer', message: words.choose });
    else if (answer.data === 'delegate' && delegateName === '') {
      errors.push({ field: 'delegateName', message: words.delegateNeeded });
    }
    if (!answer.success || errors.length > 0) {
      return guestPage(
        c,
        errors,
        Object.fromEntries(Object.keys(fields).map((name) => [name, typedText(fields, name)])),
      );
    }
    await answerAsGuest(c.var.ctx, tokenOf(c), {
      answer: answer.data,
      delegateName: delegateName === '' ? null : delegateName,
      delegatePost: text('delegatePost', 200),
      note: typedText(fields, 'note').slice(0, LONGEST_NOTE),
    });
    return goTo(c, `/khach/${tokenOf(c)}`, { kind: 'success', text: words.saved });
  });

  app.get('/khach/:token/lich.ics', async (c) => {
    limited(c, LOOKS);
    const screen = await readGuestAnswer(c.var.ctx, tokenOf(c));
    return c.body(ownCalendar(c.var.ctx.platform, screen), 200, {
      'content-type': CALENDAR_TYPE,
      'content-disposition': 'attachment; filename="giay-moi.ics"',
    });
  });
}

async function officePage(
  c: WebRequest,
  errors: readonly FieldError[],
  typed: Readonly<Record<string, string>>,
): Promise<Response> {
  const screen = await readOfficeAnswer(c.var.ctx, tokenOf(c));
  const t = textsOf(c);
  const cards = screen.guests
    .filter((guest) => guest.answer === 'yes' || guest.answer === 'delegate')
    .map((guest) => ({ name: comerOf(guest).name ?? '', href: guestLink(c.var.ctx, guest) }));
  return publicPage(c, {
    title: t.guests.public.office.title,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <OfficeAnswerPage
        t={t}
        screen={screen}
        action={`/khach-moi/${tokenOf(c)}`}
        cards={cards}
        errors={errors}
        typed={typed}
        purposeDay={formatDate(screen.guests[0]?.deleteAfter ?? '')}
      />
    ),
  });
}

async function guestPage(
  c: WebRequest,
  errors: readonly FieldError[],
  typed: Readonly<Record<string, string>>,
): Promise<Response> {
  const screen = await readGuestAnswer(c.var.ctx, tokenOf(c));
  const t = textsOf(c);
  return publicPage(c, {
    title: screen.ceremony.title,
    status: errors.length > 0 ? 422 : 200,
    body: (
      <GuestAnswerPage
        t={t}
        screen={screen}
        action={`/khach/${tokenOf(c)}`}
        link={guestLink(c.var.ctx, screen.guest)}
        errors={errors}
        typed={typed}
      />
    ),
  });
}
