import type { demonstration as vi } from '../vi/demonstration.ts';

export const demonstration = {
  title: 'Demonstration',
  lead: 'Two sample Weeks: Ninh Thuận province in 2022 is collecting reports, Khánh Hòa province’s of this year is going on. The administrator coordinates them and sees them at once; sign in as one of the sample people below to try the other roles.',
  invented: 'People, documents and figures are made up.',
  caption: 'Sample accounts',
  person: 'Person',
  unit: 'Unit',
  role: 'Role',
  email: 'E-mail',
  password: 'Password',
  give: 'Give passwords',
  giveAgain: 'Give new passwords',
  giveHint: 'Passwords are random and shown once. Giving new ones ends the old ones.',
  given: 'Copy these passwords now: they are not shown again.',
  missing: 'No account yet',
  toStart: 'Enter',
  openOther: 'Open a private window to keep this administrator session.',
} satisfies typeof vi;
