/** Routes of registrations: signing up without an account, one's own sign-up, the organiser's list. */
import type { WebApp } from '../../platform/http/web.ts';
import { listPages } from './pages.list.tsx';
import { type MyPageSources, myPages } from './pages.mine.tsx';
import { signUpPages } from './pages.sign-up.tsx';
import { publicPushTransport } from './push-transport.ts';

/** What sign-ups are told of features above them. */
export type RegistrationSources = Partial<MyPageSources>;

export function registrationPages(app: WebApp, sources: RegistrationSources = {}): void {
  signUpPages(app);
  myPages(app, { pushTransport: publicPushTransport, ...sources });
  listPages(app);
}
