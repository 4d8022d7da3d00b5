/**
 * "Near me": asks the browser for its place only when somebody presses, and goes to the list with the place in the address.
 * Where the browser cannot tell, a sentence says so, and the field for a commune's name is there.
 */
for (const root of document.querySelectorAll<HTMLElement>('[data-island~="near-me"]')) {
  const given: unknown = JSON.parse(root.dataset['props'] ?? '{}');
  const failed = String(Object(given).failed ?? '');
  const place = String(Object(given).place ?? location.pathname + location.search);
  root.querySelector<HTMLElement>('.near-ask')?.removeAttribute('hidden');
  root.querySelector<HTMLElement>('[data-near]')?.addEventListener('click', (event) => {
    event.preventDefault();
    const pressed = event.currentTarget;
    if (pressed instanceof HTMLElement) pressed.setAttribute('aria-busy', 'true');
    const say = (): void => {
      if (pressed instanceof HTMLElement) pressed.removeAttribute('aria-busy');
      if (root.querySelector('[role="alert"]')) return;
      const word = document.createElement('span');
      word.className = 'near-failed';
      word.setAttribute('role', 'alert');
      word.textContent = failed;
      root.append(word);
    };
    if (!('geolocation' in navigator)) {
      say();
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const to = new URL(place, location.href);
        to.hash = '';
        for (const name of ['sau', 'truoc', 'noi']) to.searchParams.delete(name);
        to.searchParams.set('gan', `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
        location.assign(to);
      },
      say,
      { maximumAge: 300_000, timeout: 10_000 },
    );
  });
}
