/** Asks the browser to keep the pages that are wanted without a network (worker.ts). Told of nothing where it can't. */
export function registerOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  // After the page is there: nobody waits for this.
  const register = (): void => void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
