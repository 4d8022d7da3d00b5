/** What other features and the composition root may use of figures. */
export { figurePages } from './pages.tsx';
export { type ManyFigures, type NewFigures, replaceFigures, replaceFiguresOfMany } from './service.ts';
