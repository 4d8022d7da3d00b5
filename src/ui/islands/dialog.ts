/** Opens the dialog that a button names, in browsers that do not know `command="show-modal"` yet. */
import { defineIsland } from './runtime.ts';

defineIsland('dialog', (button) => {
  if ('commandForElement' in button) return;
  const dialog = document.getElementById(button.getAttribute('commandfor') ?? '');
  if (dialog instanceof HTMLDialogElement) button.addEventListener('click', () => dialog.showModal());
});
