/** Routes of published results and the honour board: public pages, open data, and the pages where units publish. */
import type { WebApp } from '../../platform/http/web.ts';
import { boardPages } from './pages.board.tsx';
import { publicResultPages } from './pages.public.tsx';
import { publishPages } from './pages.publish.tsx';

export function resultPages(app: WebApp): void {
  publicResultPages(app);
  publishPages(app);
  boardPages(app);
}
