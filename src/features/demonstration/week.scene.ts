/** What a scene of the demonstration's Week of this year is made of, and who plays in several of them. */
import type { Accessibility, ActivityForm, Audience } from '../activities/index.ts';

/** How far an activity has come. Held ones are confirmed where numbers are given. */
export type ActivityFate = 'draft' | 'sent' | 'returned' | 'published' | 'cancelled';

export interface ActivityScene {
  /** Names of the units from below the province down to the organiser; empty: the province itself. */
  readonly unit: readonly string[];
  /** The commune where it is held, where the organiser has no ground of its own. */
  readonly ground?: string;
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly form?: ActivityForm;
  readonly audiences?: readonly Audience[];
  readonly place: string;
  /** Days from today and hours of each session: [0, '08:00', '10:30']. */
  readonly sessions: readonly (readonly [day: number, from: string, to: string])[];
  readonly seats?: number;
  /** Sign-ups of one person each, made before it; more than the seats wait. */
  readonly signups?: number;
  /** Confirmed after it: people, children among them. */
  readonly came?: readonly [people: number, children: number];
  /** Whole đồng. */
  readonly cost?: number;
  readonly access?: readonly Accessibility[];
  readonly point?: readonly [lat: number, lng: number];
  readonly drawing?: 'books' | 'screen' | 'sea' | 'voices' | 'field' | 'letters';
  readonly fate?: ActivityFate;
}

export const LIBRARY = ['Thư viện tỉnh'];
export const SCHOOL = ['Phường Nha Trang', 'Trường Tiểu học Xóm Bóng'];
export const CENTRE = ['Phường Phan Rang', 'Trung tâm học tập cộng đồng Phan Rang'];
