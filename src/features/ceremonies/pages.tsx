/** Routes of ceremonies: the opening ceremony at many sites: programme, guests, seats, the stage screen. */
import type { WebApp } from '../../platform/http/web.ts';
import { guestAnswerPages } from './pages.guest-answers.tsx';
import { guestPages } from './pages.guests.tsx';
import { ceremonyHeadPages } from './pages.ceremony.tsx';
import { programmePages } from './pages.programme.tsx';
import { publicCeremonyPages } from './pages.public.tsx';
import { sitePages } from './pages.sites.tsx';
import { stagePages } from './pages.stage.tsx';
import type { CeremonyFacts } from './service.public.ts';

/** @param headOf more for the head of a public ceremony's page: JSON-LD and OpenGraph of the event, finished HTML */
export function ceremonyPages(app: WebApp, headOf?: (facts: CeremonyFacts) => string): void {
  ceremonyHeadPages(app);
  sitePages(app);
  programmePages(app);
  stagePages(app);
  publicCeremonyPages(app, headOf);
  guestPages(app);
  guestAnswerPages(app);
}
