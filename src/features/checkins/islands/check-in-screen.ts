/** Renews the code on the screen as it changes, without loading the page. Without a network the page says so by standing still. */
import { defineIsland } from '../../../ui/islands/runtime.ts';

const RETRY_MS = 5_000;

defineIsland('check-in-screen', (element, props) => {
  const given = typeof props === 'object' && props !== null ? props : {};
  const source = String(Reflect.get(given, 'source'));
  const qr = element.querySelector<HTMLImageElement>('img[data-part=qr]');
  const code = element.querySelector<HTMLElement>('[data-part=code]');
  if (!qr || !code) return;

  const renew = async (): Promise<void> => {
    let wait = RETRY_MS;
    try {
      const answer = await fetch(source, { headers: { accept: 'application/json' } });
      if (answer.headers.get('content-type')?.startsWith('application/json')) {
        const next: unknown = await answer.json();
        if (isScreen(next)) {
          qr.src = next.qr;
          code.textContent = next.code;
          wait = next.leftMs + 200;
        }
      } else {
        // Signed out, or past the time: the page itself says which.
        window.location.reload();
      }
    } catch {
      // No network: tried again.
    }
    setTimeout(() => void renew(), wait);
  };
  setTimeout(() => void renew(), Number(Reflect.get(given, 'leftMs')) + 200);
});

function isScreen(value: unknown): value is { qr: string; code: string; leftMs: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'qr') === 'string' &&
    typeof Reflect.get(value, 'code') === 'string' &&
    typeof Reflect.get(value, 'leftMs') === 'number'
  );
}
