/** Groups thousands when a number field is left, where only one reading is possible. The server reads both ways. */
import { groupTyped } from '../format.ts';
import { defineIsland } from './runtime.ts';

defineIsland('number-format', (root) => {
  root.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset['number'] === undefined || target.readOnly) return;
    const shown = groupTyped(target.value);
    if (shown !== null && shown !== target.value) target.value = shown;
  });
});
