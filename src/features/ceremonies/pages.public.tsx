/** The ceremony as anybody may see it. */
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { ceremonyIdSchema } from '../../platform/ids/ids.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { whenOf } from './page-parts.tsx';
import { type CeremonyFacts, readPublicCeremony } from './service.public.ts';
import { PublicCeremonyPage } from './views.public.tsx';

/** @param headOf more for the head of the page: JSON-LD and OpenGraph of the event, finished HTML */
export function publicCeremonyPages(app: WebApp, headOf?: (facts: CeremonyFacts) => string): void {
  app.get('/le-khai-mac/:ceremony', async (c) => {
    const t = textsOf(c);
    const shown = await readPublicCeremony(c.var.ctx, pathPart(c, 'ceremony', ceremonyIdSchema));
    const { facts } = shown;
    return publicPage(c, {
      title: facts.title,
      description: t.ceremonies.public.description(facts.title, whenOf(t, facts)),
      indexed: true,
      head: headOf?.(facts),
      body: <PublicCeremonyPage t={t} shown={shown} />,
    });
  });
}
