/** Routes of registrations: signing up without an account, waiting lists, reminders, feedback. */
import type { WebApp } from '../../platform/http/web.ts';

export function registrationPages(_app: WebApp): void {}
