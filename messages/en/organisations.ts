import type { organisations as Original } from '../vi/organisations.ts';

export const organisations: typeof Original = {
  kind: {
    school: 'School',
    centre: 'Centre',
    library: 'Library',
    association: 'Association',
    company: 'Company',
    club: 'Club',
    other: 'Other organisation',
  },
  status: { waiting: 'Waiting', accepted: 'Taken in', refused: 'Turned away', closed: 'Ended' },
  register: {
    title: 'Register to hold activities',
    lead: 'For schools, libraries, associations, companies and clubs without an account. The commune where you work looks at it and takes you in; then you announce your activities yourself.',
    commune: 'Commune where you work',
    communeHint: 'Type its name, marks are not needed; the province may follow. Such as: tran bien dong nai',
    find: 'Find',
    choose: 'Choose the right one',
    chooseNeeded: 'Choose the place: type the name of the commune, press Find, then choose',
    noneFound: 'No commune has this name. Try a shorter one.',
    name: 'Name of the organisation',
    kind: 'Type of organisation',
    about: 'In short',
    aboutHint: 'What it does, what it wants to hold.',
    website: 'Website',
    contactName: 'Contact person',
    contactEmail: 'E-mail',
    contactEmailHint: 'The answer is sent here; later it is the name you sign in with.',
    contactPhone: 'Phone',
    privacy:
      'Contact, e-mail and phone serve for this decision and to reach you; only the commune’s officers see them.',
    send: 'Send',
    sent: 'Your registration was sent',
    sentText: (unit) =>
      `${unit} will look at it and answer by e-mail. If there is no answer after two working days, call the commune’s office of culture and society.`,
    badWebsite: 'This is no address of a website',
    badPhone: 'This is no phone number',
    linkInName: 'A name may not hold a link',
  },
  decide: {
    title: 'Organisations that want to take part',
    lead: 'An organisation that is taken in announces its own activities; your unit still checks each before it is published.',
    empty: 'No organisation has registered yet',
    emptyHint: 'They register on the public page “Register to hold activities”.',
    contactDeleted: 'deleted on time',
    contact: 'Contact',
    accept: 'Take in',
    refuse: 'Turn away',
    close: 'End it',
    reason: 'Reason',
    reasonHint: 'Needed to turn away or end. The organisation gets these words.',
    reasonNeeded: 'Give a reason',
    done: { accepted: 'Taken in. The organisation gets a mail.', refused: 'Turned away.', closed: 'Ended.' },
  },
  mine: {
    title: 'My organisations',
    empty: 'You speak for no organisation',
    emptyHint: 'Register one on the page “Register to hold activities”.',
    activities: 'Activities of the organisation',
    noWeek: 'The commune has not opened a Week yet. When it does, you announce your activities here.',
  },
  mail: {
    waitingSubject: (name) => `Organisation wants to take part: ${name}`,
    waiting: (mail) =>
      `Dear colleague,\n\n${mail.name} has registered to hold activities of the Week. Please look at it and answer within two working days:\n${mail.link}\n`,
    decidedSubject: (name) => `Registration of ${name}`,
    accepted: (mail) =>
      `Dear ${mail.name},\n\n${mail.unit} has taken your organisation in.\n\nStep 1: open this page and type this e-mail address. Another mail comes at once, with the link to set a password.\n${mail.passwordLink}\n\nStep 2: sign in and announce activities at\n${mail.link}\n`,
    refused: (mail) =>
      `Dear ${mail.name},\n\n${mail.unit} has not taken your organisation in. The reason:\n\n${mail.reason}\n`,
    closed: (mail) =>
      `Dear ${mail.name},\n\n${mail.unit} has ended your organisation’s announcements on this system. The reason:\n\n${mail.reason}\n`,
  },
  agenda: {
    review: (count: number): string =>
      `Answer ${count} ${count === 1 ? 'organisation' : 'organisations'} that want to take part`,
    reviewDetail: 'Once taken in, they can announce activities',
  },
};
