/** Routes of checkins: presence: lists, QR, rotating codes, off line and later. */
import type { WebApp } from '../../platform/http/web.ts';
import type { RosterSource } from './roster.ts';

/** Where the people of an event come from, handed over in app.ts. */
export interface RosterSources {
  readonly activity?: RosterSource;
  readonly ceremony?: RosterSource;
}

export function checkinPages(_app: WebApp, _sources: RosterSources): void {}
