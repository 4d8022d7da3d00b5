/** Shows at once how a measure will be filled in when its kind or unit is changed. Without it the page says so after saving. */
import { defineIsland } from '../../../ui/islands/runtime.ts';

defineIsland('form-sample', (form) => {
  form.addEventListener('input', ({ target }) => {
    const measure = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-sample-of]') : null;
    const sample =
      measure && document.getElementById(measure.dataset['sampleOf'] ?? '')?.querySelector('[data-sample]');
    if (!measure || !sample) return;
    const kind = measure.querySelector<HTMLSelectElement>('select[data-part=kind]')?.selectedOptions[0];
    const unit = measure.querySelector<HTMLInputElement>('input[data-part=unit]')?.value.trim() ?? '';
    const number = kind?.dataset['sample'] ?? '';
    // Yes is no number and has no unit.
    sample.textContent = kind?.value === 'yes-no' || unit === '' ? number : `${number} ${unit}`;
  });
});
