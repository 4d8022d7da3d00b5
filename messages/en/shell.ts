import type { shell as vietnamese } from '../vi/shell.ts';

export const shell = {
  nav: {
    today: 'Today',
    documents: 'Incoming',
    papers: 'Outgoing',
    register: 'Register',
    plans: 'Plans',
    tasks: 'Tasks',
    reports: 'Reports',
    rollup: 'Roll-up',
    activities: 'Activities',
    ceremonies: 'Ceremony',
    contests: 'Contests',
    certificates: 'Certificates',
    resources: 'Resources',
    units: 'Units',
    administration: 'Administration',
  },
  /** The portal's sections. */
  publicNav: {
    home: 'Home',
    activities: 'Activities',
    calendar: 'Calendar',
    resources: 'Resources',
    contests: 'Contests',
    results: 'Results',
  },
  choose: {
    title: 'Choose an edition',
    lead: 'The editions of the Week that your unit takes part in. Choose one to work in.',
    empty: 'No edition yet',
    emptyHint:
      'An edition opens when the unit above confirms its plan. If you are a coordinator, go to Incoming and drop the plan or letter there.',
  },
} satisfies typeof vietnamese;
