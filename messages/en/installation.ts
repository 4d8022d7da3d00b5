import type { installation as vietnamese } from '../vi/installation.ts';

const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/gu, '.');

export const installation = {
  title: 'First run',
  lead: 'Three things, and the system is ready. All but the list of units can be changed later under Administration.',
  step1: '1. Administrator',
  step1Note: 'Gives roles to units, keeps backups and looks after the system.',
  step2: '2. List of units',
  step2Note: 'Provinces, communes and the former districts in time, so that figures of earlier years read right too.',
  noPack: { label: 'None for now', hint: 'Load a list of your own (a CSV file) later.' },
  packHint: 'The 34 provinces and 3.321 communes of today, and the units before them since 2022.',
  choosePack: 'List to load',
  chooseData: 'Begin with',
  step3: '3. Data to begin with',
  step3Note: 'The demonstration shows a Week under way. Choose an empty start for real work.',
  demonstration: {
    label: 'Load the demonstration',
    hint: 'A sample province with plan, tasks and reports to look at. Needs the list of Việt Nam.',
  },
  empty: { label: 'Start empty', hint: 'Only the administrator and the chosen list of units.' },
  submit: 'Install',
  progress: {
    title: 'Installing',
    lead: 'You may close this page; the work goes on. Open the address of the system again to see how far it is.',
    waiting: 'Getting ready',
    units: 'Loading the list of units',
    demonstration: 'Loading the demonstration',
    of: (done: number, total: number): string => `${count(done)} of ${count(total)}`,
    refresh: 'Look again',
    autoRefresh: 'This page refreshes by itself.',
    failedTitle: 'The installation stopped',
    failedLead: 'The administrator exists. Read the reason below, mend it and run it again.',
    retry: 'Run again',
    signInToRetry: 'Sign in as the administrator to run it again.',
  },
} satisfies typeof vietnamese;
