/** Routes of the library of open resources. */
import type { WebApp } from '../../platform/http/web.ts';
import { managedResourcePages } from './pages.manage.tsx';
import { oaiPages } from './pages.oai.ts';
import { publicResourcePages } from './pages.public.tsx';

export function resourcePages(app: WebApp): void {
  // Before the page of one resource, whose pattern it would fit.
  managedResourcePages(app);
  publicResourcePages(app);
  oaiPages(app);
}
