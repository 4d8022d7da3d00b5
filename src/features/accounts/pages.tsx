/** All pages of accounts. */
import type { WebApp } from '../../platform/http/web.ts';
import { ownAccountPages } from './pages.account.tsx';
import { invitationPages } from './pages.invitation.tsx';
import { peoplePages } from './pages.people.tsx';
import { resetPages } from './pages.reset.tsx';
import { signInPages } from './pages.sign-in.tsx';

export function accountsPages(app: WebApp): void {
  signInPages(app);
  resetPages(app);
  invitationPages(app);
  ownAccountPages(app);
  peoplePages(app);
}
