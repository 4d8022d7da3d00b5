/**
 * The form of an activity without a new page for each session: the row comes from the server, which knows its day. Fields
 * for taking part online are there only where they are meant.
 */
import { defineIsland } from '../../../ui/islands/runtime.ts';

defineIsland('activity-form', (form) => {
  if (!(form instanceof HTMLFormElement)) return;

  form.addEventListener('submit', (event) => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement) || submitter.value !== 'add-session') return;
    event.preventDefault();
    void addSession(form, submitter);
  });

  const online = form.querySelector<HTMLElement>('#online-fields');
  const showOnline = (): void => {
    const chosen = form.querySelector<HTMLInputElement>('input[name="form"]:checked');
    // What is filled stays in sight.
    const isFilled = (online?.querySelector<HTMLInputElement>('#onlineUrl')?.value ?? '') !== '';
    if (online) online.hidden = chosen?.value === 'in-person' && !isFilled;
  };
  form.addEventListener('change', showOnline);
  showOnline();
});

async function addSession(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const body = new FormData(form);
  body.set('action', 'add-session');
  button.disabled = true;
  try {
    // Its buttons are called "action": the property of that name is one of them.
    const answer = await fetch(form.getAttribute('action') ?? location.href, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#sessions-rows');
    const old = form.querySelector('#sessions-rows');
    if (!answer.ok || !fresh || !old) throw new Error('no rows');
    old.replaceWith(document.adoptNode(fresh));
    fresh.dispatchEvent(new CustomEvent('island:added', { bubbles: true }));
    form.dispatchEvent(new Event('input'));
    const days = fresh.querySelectorAll<HTMLInputElement>('input[type="date"]');
    days[days.length - 1]?.focus();
  } catch {
    // As without this script: the page itself comes back with the row.
    button.disabled = false;
    const asked = document.createElement('input');
    asked.type = 'hidden';
    asked.name = 'action';
    asked.value = 'add-session';
    form.append(asked);
    form.submit();
  }
}
