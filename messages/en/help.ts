import type { help as vietnamese } from '../vi/help.ts';

export const help = {
  title: 'Help',
  lead: 'How to find an activity, sign up, come, and get your certificate. You need no account.',
  parts: 'Parts of this page',
  find: {
    title: 'Finding an activity',
    lines: [
      'Type what you would like to learn, or the name of a commune. Marks are not needed.',
      'Too many? Open Filters and choose day, place, kind, for whom, free of charge.',
      'The page of each activity says when, where, how many seats are left, what it costs and whom to ask.',
    ],
  },
  join: {
    title: 'Signing up',
    lines: [
      'Press Sign up and give your name: that is enough. Where there is no such button, just come.',
      'With an e-mail address your link comes by mail, and you are told when a seat is free, when the time changes, when it is cancelled. With a phone number the organiser can call you.',
      'Bringing children: choose “Children who come with me” and give their number. Children are never named.',
      'Not used to websites? Ask somebody in the family to sign you up, or call the organiser, who can put you on the list.',
    ],
  },
  full: {
    title: 'Full, or you change your mind',
    lines: [
      'When all seats are taken you join the waiting list. When somebody withdraws, the first in line gets the seat.',
      'If you cannot come, withdraw under My sign-ups, so that somebody else has the seat.',
      'Lost the link: under My sign-ups give the e-mail address that you used. Without one, call the organiser.',
    ],
  },
  come: {
    title: 'When you come',
    lines: [
      'Show the QR code on your phone or on paper. Without it, say the short code or your name.',
      'Online: when it begins, open My sign-ups for the link to the room.',
    ],
  },
  certificate: {
    title: 'Certificates',
    lines: [
      'If the organiser gives certificates, you open yours under My sign-ups or from the mail about it.',
      'Whoever holds it can check it: scan the QR code on the paper, or type its code on the page for checking.',
      'A wrong name? Tell whoever gave it. They give another; the old one is marked as replaced.',
    ],
  },
  data: {
    title: 'Your data',
    lines: [
      'Only people of the organiser see your name and contact, to keep your seat, remind you, take presence and give the certificate for this very activity.',
      'Name and contact are deleted 90 days after the last session; only numbers stay. You may delete them earlier at any time, under My sign-ups.',
      'Mails that the system sent you, refused registrations of organisations and answered reports about resources are deleted after 90 days too; what nobody answered, after 180.',
      'Somebody else who types your e-mail address does not learn what you signed up for: the answer is always the same, only your mailbox knows.',
      'A certificate that was given stays, because it has to be checkable later.',
      'Children are counted, never named. Pictures in which a child can be recognised are shown only when the parents or guardian have agreed.',
      'This site has no advertisements and follows nobody. Your place under Near me is not kept.',
    ],
  },
  everybody: {
    title: 'So that everybody can use it',
    lines: [
      'The site works with a keyboard, with a screen reader, with large text, on an old phone and a slow network.',
      'Light, dark and the language are chosen at the foot of each page.',
      'If something is hard to use, please tell the organiser named on the activity’s page.',
    ],
  },
  organise: {
    title: 'Would you like to organise something?',
    lines: [
      'Schools, associations, clubs and companies without an account register with their commune, here on this site.',
    ],
  },
} satisfies typeof vietnamese;
