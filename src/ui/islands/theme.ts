/** Switches the appearance at once; without this module the form's answer does it with a page load. */
import { defineIsland } from './runtime.ts';

const YEAR_S = 31_536_000;

defineIsland('theme', (form) => {
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const theme = button.value;
    document.cookie = `theme=${theme};path=/;max-age=${YEAR_S};samesite=lax`;
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    for (const other of form.querySelectorAll('button')) other.setAttribute('aria-pressed', String(other === button));
  });
});
