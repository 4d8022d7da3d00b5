/** What the composition root and the commands may use of the demonstration. */
export { DEMONSTRATION_PATH, demonstrationPages } from './pages.tsx';
export {
  DemonstrationError,
  type DemonstrationPerson,
  loadDemonstration,
  renewDemonstrationPasswords,
} from './service.ts';
