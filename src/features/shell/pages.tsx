/** The frame's own addresses: appearance, and the choice of an edition. */
import { setCookie } from 'hono/cookie';
import { z } from 'zod';
import { readForm } from '../../platform/http/form-body.ts';
import type { WebApp } from '../../platform/http/web.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { EmptyState, List, PageHead, Status } from '../../ui/index.ts';
import { frameOf } from './frame.ts';
import { page } from './page.tsx';
import { isSecure, refererPath, textsOf } from './request.ts';

const themeForm = z.object({ theme: z.enum(['auto', 'light', 'dark']) });

export function shellPages(app: WebApp): void {
  app.post('/giao-dien', async (c) => {
    const { theme } = await readForm(c, themeForm);
    // Not httpOnly: the island changes it without a page load.
    setCookie(c, 'theme', theme, { path: '/', sameSite: 'Lax', secure: isSecure(c), maxAge: 365 * 86_400 });
    return c.redirect(refererPath(c) ?? '/', 303);
  });

  app.get('/tuan-le', async (c) => {
    requireActor(c.var.ctx.actor);
    const { editions } = await frameOf(c);
    const { choose } = textsOf(c).shell;
    return page(c, {
      title: choose.title,
      body: (
        <>
          <PageHead title={choose.title} lead={choose.lead} />
          {editions.length === 0 ? (
            <EmptyState title={choose.empty} icon="calendar">
              {choose.emptyHint}
            </EmptyState>
          ) : (
            <List
              items={editions.map((edition) => ({
                key: edition.id,
                title: edition.title,
                href: `/tuan-le/${edition.id}`,
                meta: [edition.unitName],
                end: <Status of={edition.status} />,
              }))}
            />
          )}
        </>
      ),
    });
  });
}
