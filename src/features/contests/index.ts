/** What other features and the composition root may use of contests. */
export { contestJobs } from './jobs.ts';
export { contestPages } from './pages.tsx';
export { readContestSteps } from './service.agenda.ts';
export { addJudge, decideEntry } from './service.decide.ts';
export { enter } from './service.entries.ts';
export { finishJudging, judge } from './service.judging.ts';
export { publishResults } from './service.results.ts';
export { createContest, openContest, startJudging } from './service.ts';
export { askForVote, countVote } from './service.votes.ts';
