/** The ceremony as anybody may see it. */
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ceremonyIdSchema } from '../../platform/ids/ids.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { whenOf } from './page-parts.tsx';
import { type CeremonyFacts, readPublicCeremony } from './service.public.ts';
import { PublicCeremonyPage } from './views.public.tsx';

export interface CeremonyPublicParts {
  /** JSON-LD, OpenGraph and calendar of the event for the head of the page: finished HTML. */
  readonly headOfCeremony?: (c: WebRequest, facts: CeremonyFacts) => Promise<string>;
}

export function publicCeremonyPages(app: WebApp, parts: CeremonyPublicParts = {}): void {
  app.get('/le-khai-mac/:ceremony', async (c) => {
    const t = textsOf(c);
    const shown = await readPublicCeremony(c.var.ctx, pathPart(c, 'ceremony', ceremonyIdSchema));
    const { facts } = shown;
    return publicPage(c, {
      title: facts.title,
      description: t.ceremonies.public.description(facts.title, whenOf(t, facts)),
      indexed: true,
      isKept: true,
      isOffline: true,
      head: await parts.headOfCeremony?.(c, facts),
      body: <PublicCeremonyPage t={t} shown={shown} />,
    });
  });
}
