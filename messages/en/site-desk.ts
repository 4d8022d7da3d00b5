import type { siteDesk as Original } from '../vi/site-desk.ts';

export const siteDesk: typeof Original = {
  eyebrow: (site) => `Site: ${site}`,
  place: 'Place',
  organiser: 'Organiser',
  central: 'Central site',
  noPhone: 'No telephone number yet',
  room: 'Video meeting',
  noRoom: 'The organiser has not written down the link of the meeting yet.',
  join: 'Join the meeting',
  screen: 'Open the programme screen',
  screenNote: 'The screen opens on the machine at the projector; best before the ceremony begins.',
  programme: 'Programme at this site',
  saved: 'Saved. The organiser sees this result.',
  forOthers:
    'Whoever has the address of this page can note a test. Pass it on only to those who sit at the site with you.',
  closed: {
    held: 'The ceremony has been held. This page takes no more tests.',
    cancelled: 'The ceremony is called off.',
    edition: 'The Week is closed. This page takes no more tests.',
  },
  testers: {
    organiser: 'the organiser',
    host: 'the host unit',
    link: 'the person on duty, by the link',
  },
  testedBy: 'Tested by',
  address: 'Page of the person on duty',
  open: 'Open the page',
  send: 'Send this link to a person on duty without an account: it shows time, programme and meeting, and takes the test of the line. Whoever has the link can note a test.',
  renew: 'Make a new link',
  renewTitle: 'Make a new link for the person on duty?',
  renewText: 'The link that was sent will not open any more. Send the new one to the person on duty.',
  renewed: 'There is a new link for the person on duty.',
};
