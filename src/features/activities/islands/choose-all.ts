/** One box that marks all boxes named "chosen" of its form. Without this script each is marked by itself. */
import { defineIsland } from '../../../ui/islands/runtime.ts';

defineIsland('choose-all', (holder) => {
  const form = holder.closest('form');
  const label = holder.querySelector('label');
  const all = holder.querySelector('input');
  if (!form || !label || !all) return;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="chosen"]')];
  const show = (): void => {
    const marked = boxes.filter((box) => box.checked).length;
    all.checked = marked === boxes.length;
    all.indeterminate = marked > 0 && marked < boxes.length;
  };
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
  });
  form.addEventListener('change', (event) => {
    if (event.target !== all) show();
  });
  label.hidden = false;
  show();
});
