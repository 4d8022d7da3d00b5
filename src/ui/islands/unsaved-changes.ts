/** Asks before a page with typed, unsaved changes is left. The browser words the question. */
import { defineIsland } from './runtime.ts';

defineIsland('unsaved-changes', (form) => {
  let changed = false;
  form.addEventListener('input', () => {
    changed = true;
  });
  form.addEventListener('submit', () => {
    changed = false;
  });
  // An island that saves in the background says so.
  form.addEventListener('form:saved', () => {
    changed = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
});
