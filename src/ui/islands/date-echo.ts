/** Says the day of a date field in words under its label while it is changed: "Thứ Hai 03/10/2022". */
import { formatDate } from '../format.ts';
import { defineIsland } from './runtime.ts';

defineIsland('date-echo', (field) => {
  const hint = document.getElementById(`${field.id}-hint`);
  if (!(field instanceof HTMLInputElement) || hint === null) return;
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long', timeZone: 'UTC' });
  field.addEventListener('input', () => {
    const day = field.valueAsDate;
    hint.textContent =
      day === null ? (field.dataset['empty'] ?? '') : `${weekday.format(day)} ${formatDate(field.value)}`;
  });
});
