/** The ceremony as anybody may see it. */
import { z } from 'zod';
import { pathPart } from '../../platform/http/form-body.ts';
import type { WebApp, WebRequest } from '../../platform/http/web.ts';
import { ceremonyIdSchema } from '../../platform/ids/ids.ts';
import { publicPage, textsOf } from '../shell/index.ts';
import { whenOf } from './page-parts.tsx';
import { type CeremonyFacts, readPublicCeremony } from './service.public.ts';
import { PublicCeremonyPage } from './views.public.tsx';

const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

export interface CeremonyPublicParts {
  /** JSON-LD, OpenGraph and calendar of the event for the head of the page: finished HTML. */
  readonly headOfCeremony?: (c: WebRequest, facts: CeremonyFacts) => Promise<string>;
}

export function publicCeremonyPages(app: WebApp, parts: CeremonyPublicParts = {}): void {
  app.get('/le-khai-mac/:ceremony', async (c) => {
    const t = textsOf(c);
    const shown = await readPublicCeremony(c.var.ctx, pathPart(c, 'ceremony', ceremonyIdSchema));
    const { facts } = shown;
    const query = {
      typed: (c.req.query('tim') ?? '').normalize('NFC').trim().slice(0, 200),
      page: pageSchema.parse(c.req.query('trang')),
    };
    return publicPage(c, {
      title: facts.title,
      description: t.ceremonies.public.description(facts.title, whenOf(t, facts)),
      indexed: true,
      isKept: true,
      isOffline: true,
      head: await parts.headOfCeremony?.(c, facts),
      body: <PublicCeremonyPage t={t} shown={shown} query={query} />,
    });
  });
}
