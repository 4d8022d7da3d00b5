/** The addresses of invitations: mails, reminders, letters. */
import type { WebApp } from '../../platform/http/web.ts';
import { formatNumber } from '../../ui/index.ts';
import { goTo, page, textsOf } from '../shell/index.ts';
import { atGuests, GUESTS, sendXlsx } from './guest-request.ts';
import { lettersSheet } from './service.guest-export.ts';
import { makeGuestPaper, readLetters } from './service.guest-papers.ts';
import { readInvitations, sendInvitations } from './service.invitations.ts';
import { InvitationPage } from './views.guest-invitations.tsx';

export function guestInvitationPages(app: WebApp): void {
  const INVITE = `${GUESTS}/giay-moi`;

  app.get(INVITE, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    const t = textsOf(c);
    const screen = await readInvitations(ctx, id);
    const letters = await readLetters(ctx, id);
    return page(c, {
      title: t.guests.invite.title,
      active: 'ceremonies',
      body: <InvitationPage t={t} screen={screen} letters={letters} path={path} />,
    });
  });

  for (const [address, what] of [
    ['gui', 'invite'],
    ['nhac', 'remind'],
  ] as const) {
    app.post(`${INVITE}/${address}`, async (c) => {
      const { ctx, id, path } = await atGuests(c);
      const count = await sendInvitations(ctx, id, what);
      const words = textsOf(c).guests.invite;
      const text = (what === 'invite' ? words.sent : words.reminded)(formatNumber(count));
      const flash =
        count === 0 ? { kind: 'info' as const, text: words.sentNothing } : { kind: 'success' as const, text };
      return goTo(c, `${path}/giay-moi`, flash);
    });
  }

  app.post(`${INVITE}/van-ban`, async (c) => {
    const { ctx, id, path } = await atGuests(c);
    await makeGuestPaper(ctx, id, 'invitation');
    return goTo(c, `${path}/giay-moi#cong-van`, { kind: 'success', text: textsOf(c).guests.invite.made });
  });

  app.get(`${INVITE}/noi-nhan.xlsx`, async (c) => {
    const { ctx, id } = await atGuests(c);
    return sendXlsx(c, await lettersSheet(await readLetters(ctx, id)), 'noi-nhan-giay-moi.xlsx');
  });
}
