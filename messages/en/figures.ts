import type { figures as Original } from '../vi/figures.ts';

export const figures: typeof Original = {
  title: (label) => `Figures: ${label}`,
  lead: (unit, count, total, withBelow) =>
    `${unit}${withBelow ? ' and the units below it' : ''}: ${count} activities, ${total} in all.`,
  back: (unit) => `Report of ${unit}`,
  caption: 'The activities that make up this number',
  activity: 'Activity',
  organiser: 'Organiser',
  reporter: 'In the report of',
  day: 'Day',
  value: 'Number',
  differs: (written) => `The report says another number: ${written}`,
  reason: (reason) => `Reason: ${reason}`,
  noReason: 'No reason is given yet. The report can be sent only with one.',
  empty: 'No activity counts towards this number yet',
  emptyHint:
    'Figures come in when the organiser confirms that an activity was held (Activities, “Afterwards”). What does not come from activities is typed into the report.',
};
