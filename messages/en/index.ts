/** All English texts by area: the same keys as the Vietnamese ones, checked by the compiler. */
import type { vi } from '../vi/index.ts';
import { common } from './common.ts';
import { installation } from './installation.ts';
import { administration } from './administration.ts';
import { accounts } from './accounts.ts';
import { problems } from './problems.ts';
import { shell } from './shell.ts';
import { plans } from './plans.ts';
import { reports } from './reports.ts';
import { units } from './units.ts';
import { documents } from './documents.ts';
import { editions } from './editions.ts';
import { forms } from './forms.ts';
import { paperEditor } from './paper-editor.ts';
import { verification } from './verification.ts';
import { merges } from './merges.ts';
import { demonstration } from './demonstration.ts';
import { papers } from './papers.ts';
import { register } from './register.ts';
import { signing } from './signing.ts';
import { activities } from './activities.ts';
import { imports } from './imports.ts';
import { organisations } from './organisations.ts';
import { registrations } from './registrations.ts';
import { checkins } from './checkins.ts';
import { ceremonies } from './ceremonies.ts';
import { contests } from './contests.ts';
import { resources } from './resources.ts';
import { certificates } from './certificates.ts';
import { pictures } from './pictures.ts';
import { portal } from './portal.ts';
import { figures } from './figures.ts';
import { results } from './results.ts';
import { guests } from './guests.ts';
import { siteDesk } from './site-desk.ts';
import { feeds } from './feeds.ts';
import { help } from './help.ts';

export const en = {
  activities,
  imports,
  organisations,
  registrations,
  checkins,
  ceremonies,
  guests,
  siteDesk,
  contests,
  resources,
  certificates,
  pictures,
  portal,
  figures,
  results,
  feeds,
  help,
  common,
  installation,
  administration,
  accounts,
  problems,
  shell,
  plans,
  reports,
  units,
  documents,
  editions,
  forms,
  demonstration,
  merges,
  verification,
  paperEditor,
  papers,
  register,
  signing,
} satisfies typeof vi;
