/** Asks in a dialog before a form is sent. The form names the dialog in data-dialog; its confirming button has value "ok". */
import { defineIsland } from './runtime.ts';

defineIsland('confirm', (form) => {
  const dialog = document.getElementById(form.dataset['dialog'] ?? '');
  if (!(form instanceof HTMLFormElement) || !(dialog instanceof HTMLDialogElement)) return;
  let submitter: HTMLElement | null = null;
  let agreed = false;
  form.addEventListener('submit', (event) => {
    if (agreed) return;
    event.preventDefault();
    submitter = event.submitter;
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'ok') return;
    agreed = true;
    form.requestSubmit(submitter);
    agreed = false;
  });
});
