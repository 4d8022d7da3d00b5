/** Routes of ceremonies: the opening ceremony at many sites: programme, guests, seats, the stage screen. */
import type { WebApp } from '../../platform/http/web.ts';
import { guestAnswerPages } from './pages.guest-answers.tsx';
import { guestPages } from './pages.guests.tsx';
import { ceremonyHeadPages } from './pages.ceremony.tsx';
import { programmePages } from './pages.programme.tsx';
import { type CeremonyPublicParts, publicCeremonyPages } from './pages.public.tsx';
import { siteDeskPages } from './pages.site-desk.tsx';
import { sitePages } from './pages.sites.tsx';
import { stagePages } from './pages.stage.tsx';

export function ceremonyPages(app: WebApp, parts: CeremonyPublicParts = {}): void {
  ceremonyHeadPages(app);
  sitePages(app);
  siteDeskPages(app);
  programmePages(app);
  stagePages(app);
  publicCeremonyPages(app, parts);
  guestPages(app);
  guestAnswerPages(app);
}
