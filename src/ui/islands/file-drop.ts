/** Lets a file be dropped on the whole field, and says at once what was chosen or why it will not be taken. */
import { formatBytes } from '../format.ts';
import { defineIsland } from './runtime.ts';

defineIsland('file-drop', (box) => {
  const input = box.querySelector<HTMLInputElement>('input[type=file]');
  const status = box.querySelector('output');
  if (input === null || status === null) return;
  const limit = Number(box.dataset['limit'] ?? Infinity);
  const endings = input.accept.split(',').filter((ending) => ending.startsWith('.'));
  box.classList.add('drop-live');

  const say = (template: string | undefined, file: File): void => {
    status.textContent = (template ?? '{name}')
      .replace('{name}', file.name)
      .replace('{size}', formatBytes(file.size))
      .replace('{limit}', formatBytes(limit));
  };
  const check = (): void => {
    const files = [...(input.files ?? [])];
    const wrong = files.find(
      ({ name }) => endings.length > 0 && !endings.some((end) => name.toLowerCase().endsWith(end)),
    );
    const large = files.find(({ size }) => size > limit);
    const refused = wrong ?? large;
    status.classList.toggle('tone-bad', refused !== undefined);
    if (refused !== undefined) {
      say(wrong === undefined ? box.dataset['large'] : box.dataset['wrong'], refused);
      input.value = '';
    } else if (files[0] !== undefined) {
      say(box.dataset['chosen'], files[0]);
      box.dispatchEvent(new CustomEvent('file:chosen', { bubbles: true }));
    } else status.textContent = '';
  };

  input.addEventListener('change', check);
  box.addEventListener('dragover', (event) => {
    event.preventDefault();
    box.classList.add('drop-over');
  });
  box.addEventListener('dragleave', () => box.classList.remove('drop-over'));
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    box.classList.remove('drop-over');
    const dropped = event.dataTransfer?.files;
    if (dropped === undefined || dropped.length === 0) return;
    const taken = new DataTransfer();
    for (const file of input.multiple ? dropped : [dropped[0]]) if (file !== undefined) taken.items.add(file);
    input.files = taken.files;
    check();
  });
});
