/** What other features and the composition root may use of the register. */
export { registerPages } from './pages.tsx';
export { printedNumber, seriesOf, splitPrinted, yearOf } from './rules.ts';
export { proposeNumber, replaceEntry, takeNumber, type TakenNumber, withdrawEntry } from './service.ts';
