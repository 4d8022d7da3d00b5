/** Sharing an activity: the phone's own sheet, or the address copied. Without it there is the browser's own address bar. */
for (const root of document.querySelectorAll<HTMLElement>('[data-island~="share"]')) {
  const given: unknown = JSON.parse(root.dataset['props'] ?? '{}');
  const text = (name: string): string => String(Object(given)[name] ?? '');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-btn';
  button.textContent = text('label');
  button.addEventListener('click', () => {
    const url = location.origin + location.pathname;
    if (typeof navigator.share === 'function') {
      // Somebody who closes the sheet has changed their mind: no fault.
      navigator.share({ title: text('title'), url }).catch(() => undefined);
      return;
    }
    navigator.clipboard.writeText(url).then(
      () => {
        button.textContent = text('copied');
      },
      () => undefined,
    );
  });
  // Said aloud when the words on the button change.
  root.setAttribute('aria-live', 'polite');
  root.append(button);
}
