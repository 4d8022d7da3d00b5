/** All pages of keys and signing. */
import type { WebApp } from '../../platform/http/web.ts';
import { keyPages } from './pages.keys.tsx';
import { manyPages } from './pages.many.tsx';
import { signPages } from './pages.sign.tsx';

export function signingPages(app: WebApp): void {
  keyPages(app);
  signPages(app);
  manyPages(app);
}
