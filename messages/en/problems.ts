import type { problems as vietnamese } from '../vi/problems.ts';

export const problems = {
  codes: {
    'request.invalid': {
      title: 'Something needs correcting',
      detail: 'Use the back button of the browser to correct it; what you typed is still there.',
    },
    'request.too-large': { title: 'The file is too large', detail: 'Make the file smaller and send it again.' },
    'request.forged': {
      title: 'This request did not come from our own pages',
      detail: 'Another site tried to send data in your name, so it was refused. Open the page afresh and try again.',
    },
    'request.too-many': { title: 'Too many requests', detail: 'Please wait a minute and try again.' },
    'sign-in.needed': { title: 'Sign in first', detail: 'Your session is over. Sign in and try again.' },
    'sign-in.failed': { title: 'Could not sign in', detail: 'The e-mail or the password is wrong.' },
    'sign-in.too-many': {
      title: 'Too many tries',
      detail: 'Please wait 15 minutes and sign in again. If you forgot the password, tell the administrator.',
    },
    'sign-in.second-factor-wrong': {
      title: 'Wrong code',
      detail: 'The code changes every 30 seconds and works once. Enter the one your application shows now.',
    },
    'permission.denied': {
      title: 'You may not do this',
      detail: 'Roles are given by unit. Ask your coordinator or the administrator for one if you need it.',
    },
    'not-found': { title: 'There is no such page', detail: 'The address is wrong, or the content was removed.' },
    'edit.stale': {
      title: 'Somebody else changed this first',
      detail: 'Compare the two versions, keep what is right and save again. What you typed is not lost.',
    },
    'edit.conflict': {
      title: 'This has changed',
      detail: 'It changed while you were working. Open the page again to see the newest version.',
    },
    'installation.finished': { title: 'The system is installed', detail: 'The administrator exists. Please sign in.' },
    'installation.unfinished': { title: 'Installation is not finished', detail: 'Complete the first run.' },
    'invitation.invalid': {
      title: 'This invitation can no longer be used',
      detail: 'The link was used, is older than 14 days or was withdrawn. Ask the sender for a new one.',
    },
    'account.exists': { title: 'This e-mail has an account', detail: 'Sign in with that account.' },
    'account.last-administrator': {
      title: 'This is the last administrator',
      detail: 'Make somebody else an administrator first.',
    },
    'password.weak': { title: 'The password is too weak', detail: 'Choose one that is longer and harder to guess.' },
    'unit.import-invalid': {
      title: 'The list of units has errors',
      detail: 'Nothing was written. Correct the lines named and load it again.',
    },
    'unit.duplicate-name': { title: 'Two units have this name', detail: 'Choose the right unit from the list.' },
    'document.unreadable': {
      title: 'The document cannot be read',
      detail: 'The file is damaged, has a password or is not of a kind we take.',
    },
    'document.not-confirmable': {
      title: 'The document cannot be confirmed yet',
      detail: 'Fill in what is missing and confirm again.',
    },
    'document.confirmed': {
      title: 'The document is confirmed',
      detail: 'It has become a plan; go on under Plans.',
    },
    'edition.exists': {
      title: 'This year’s edition is open',
      detail: 'A unit opens one edition a year. Go to the existing one.',
    },
    'edition.closed': { title: 'The edition is closed', detail: 'Its figures are final; you can read and download.' },
    'plan.exists': { title: 'The unit has a plan', detail: 'Open the existing plan to edit it.' },
    'plan.issued': { title: 'The plan is issued', detail: 'A plan with number and date can no longer be edited.' },
    'plan.not-issued': { title: 'The plan is not issued', detail: 'Issue the plan first.' },
    'report.locked': { title: 'The report is locked', detail: 'It was sent; it opens again when it is returned.' },
    'report.cell-locked': { title: 'This cell is locked', detail: 'Only returned cells can be edited.' },
    'report.invalid-value': { title: 'Some figures are wrong', detail: 'Check the cells named.' },
    'report.empty': { title: 'The report is empty', detail: 'Enter at least one indicator, then send.' },
    'report.missing-units': {
      title: 'Some units have not sent theirs',
      detail: 'Wait for them, or give the reason for sending without them.',
    },
    'report.not-submitted': {
      title: 'The report was not sent',
      detail: 'Only a report that was sent can be accepted or returned.',
    },
    'report.nothing-returned': {
      title: 'Nothing is marked for correction',
      detail: 'Choose at least one cell or section and give the reason.',
    },
    'form.frozen': {
      title: 'The report form is frozen',
      detail: 'Units have reported in this form, so it can no longer change.',
    },
    'form.changed': {
      title: 'The report form has just changed',
      detail: 'Open the report again to fill in the form as it is now.',
    },
    'form.invalid': {
      title: 'The report form could not be changed',
      detail: 'Look at the lines named and save again.',
    },
    'paper.issued': {
      title: 'The paper is issued',
      detail: 'It has its number and can no longer change. Write one that replaces it, or withdraw it.',
    },
    'paper.not-issued': { title: 'The paper is not issued yet', detail: 'Issue it first.' },
    'paper.incomplete': { title: 'The paper has gaps', detail: 'Fill in what is named, then issue it again.' },
    'register.number-taken': {
      title: 'This number is taken',
      detail: 'Another paper of this kind has it this year. Take the next one.',
    },
    'register.gap-unexplained': {
      title: 'A number was left out without a reason',
      detail: 'Numbers run without gaps. Take the next one, or say why numbers are left out.',
    },
    'key.unreadable': {
      title: 'The signing key could not be read',
      detail: 'It must be a .p12 or .pfx file with private key and certificate.',
    },
    'key.password-wrong': { title: 'Wrong password of the key', detail: 'Type the password of the key file again.' },
    'key.expired': {
      title: 'The certificate has expired',
      detail: 'Renew it with its provider and add the new key.',
    },
    'signature.refused': {
      title: 'Not signed',
      detail: 'The file has not changed. Look at the key and its picture, then sign again.',
    },
    'signature.person-first': {
      title: 'The person has not signed yet',
      detail: 'The person signs first, the office after. Wait for the person in charge.',
    },
    'signature.done': {
      title: 'This place is signed',
      detail: 'The paper is signed at this place, or the office has signed: nothing more is signed then.',
    },
    'signature.timestamp-failed': {
      title: 'No time-stamp',
      detail: 'The time-stamp authority does not answer. Nothing was signed. Try again, or sign without a time-stamp.',
    },
    'merge.rows-invalid': {
      title: 'The list has faults',
      detail: 'Nothing was made. Mend the cells named and send the list again.',
    },
    'activity.not-ready': {
      title: 'The activity is not ready to be sent',
      detail: 'What is missing is named below.',
    },
    'activity.state': {
      title: 'This can no longer be done',
      detail: 'The activity has moved on while you were looking. Open the page again.',
    },
    'activity.import-invalid': {
      title: 'The spreadsheet cannot be taken in',
      detail: 'The faulty cells are listed below; correct them and upload again.',
    },
    'picture.unreadable': {
      title: 'The picture cannot be read',
      detail:
        'Only whole JPEG, PNG or WebP pictures are taken. An iPhone turns HEIC into JPEG when the picture is chosen from the photo library.',
    },
    'picture.too-large': {
      title: 'The picture is too large',
      detail: 'A picture may have 20 MB and 50 million pixels at most.',
    },
    'picture.needs-consent': {
      title: 'A picture that shows children is not published',
      detail: 'It may be published only with the consent of their guardians; say so, or keep it as internal evidence.',
    },
    'registration.closed': {
      title: 'Sign-up is not open',
      detail: 'Sign-up has not begun, has ended, or the activity is cancelled.',
    },
    'registration.exists': {
      title: 'This contact has signed up already',
      detail: 'Use the link in the confirmation to see or withdraw it; the link can be sent again.',
    },
    'registration.invalid-link': {
      title: 'This link no longer works',
      detail: 'It was replaced by a new one, or the data has been deleted as promised.',
    },
    'checkin.code-wrong': {
      title: 'The check-in code is wrong or out of date',
      detail: 'The code on the screen changes every 30 seconds. Type the one that is shown now.',
    },
    'checkin.not-now': {
      title: 'Check-in is not open now',
      detail: 'It opens before the start and closes after the end.',
    },
    'ceremony.state': {
      title: 'This can no longer be done',
      detail: 'The ceremony has moved on while you were looking.',
    },
    'guest.quota-full': {
      title: 'The quota is full',
      detail: 'This group already has as many people as its invitation says.',
    },
    'guest.seat-taken': {
      title: 'The seat is taken',
      detail: 'Choose another one.',
    },
    'contest.state': {
      title: 'The contest does not take this now',
      detail: 'It is not open, has ended, is being judged or is published.',
    },
    'contest.not-judged': {
      title: 'Judging is not finished',
      detail: 'Each admitted entry needs the points of each judge for each criterion, or a reason for leaving it out.',
    },
    'vote.counted': {
      title: 'This contact has voted',
      detail: 'Everybody votes once in a contest.',
    },
    'resource.state': {
      title: 'The resource has moved on',
      detail: 'Open the page again.',
    },
    'certificate.nobody': {
      title: 'There is nobody to certify',
      detail: 'Certificates are for those who were checked in or are on the list.',
    },
    'badge.key-missing': {
      title: 'There is no key for badges',
      detail: 'The administrator makes one on the administration pages.',
    },
    'file.too-large': { title: 'The file is too large', detail: 'Make the file smaller and send it again.' },
    'file.disk-full': {
      title: 'The server has no space left',
      detail: 'Nothing was written. Ask the administrator to free some space and try again.',
    },
    'database.gone': {
      title: 'The system is busy',
      detail: 'The database cannot be reached. What was saved is safe; please try again in a few minutes.',
    },
    'server.failed': {
      title: 'Something failed on the server',
      detail: 'What you just did was not written. Try again; if it fails again, tell the administrator the code below.',
    },
  },
  fields: {
    other: 'Not a valid value',
    required: 'Missing',
    'too-long': 'Too long',
    'email.invalid': 'Not an e-mail address, for example name@office.gov.vn',
    'email.taken': 'This e-mail has an account',
    'password.too-short': 'The password needs at least 10 characters',
    'password.too-long': 'The password is longer than 200 characters',
    'password.like-email': 'The password must not be like the e-mail',
    'password.common': 'This password is too easy to guess. A short sentence is better',
    'password.not-same': 'The two passwords are not the same',
    'password.wrong': 'The current password is wrong',
    'code.wrong': 'Wrong code. It changes every 30 seconds; enter the one your application shows now',
    'key.exists': 'The unit has a key with this certificate already',
    'trust.unreadable': 'The file is no certificate (.cer, .crt, .pem)',
    'trust.exists': 'This certificate is in the list already',
    'trust.full': 'The list holds 500 certificates already',
    'trust.days': 'The last day is before the first',
    'picture.width': 'A width of 10 to 60 mm',
    'choice.invalid': 'Choose one of the items',
    'demonstration.needs-pack': 'The demonstration needs the list of Việt Nam in step 2',
    invalid_value: 'Choose one of the items',
    invalid_type: 'Missing',
    too_small: 'Missing',
    too_big: 'Too long or too large',
  },
} satisfies typeof vietnamese;
