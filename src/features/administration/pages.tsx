/** All pages of the administration. */
import type { WebApp } from '../../platform/http/web.ts';
import { auditPages } from './pages.audit.tsx';
import { outboxPages } from './pages.outbox.tsx';
import { accountPages } from './pages.accounts.tsx';
import { systemPages } from './pages.system.tsx';
import { trustPages } from './pages.trust.tsx';

export function administrationPages(app: WebApp): void {
  accountPages(app);
  outboxPages(app);
  auditPages(app);
  trustPages(app);
  systemPages(app);
}
