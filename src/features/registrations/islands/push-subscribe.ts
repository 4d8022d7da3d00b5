/**
 * Reminders on this device: asks the browser for a push subscription and hands it to the sign-up. Only after a press of
 * the button; a browser that can't do it keeps the sentence of the page.
 */
import { defineIsland } from '../../../ui/islands/runtime.ts';

interface Props {
  /** Public key of the installation, base64url. */
  readonly key: string;
  /** Where the subscription goes. */
  readonly path: string;
  readonly texts: {
    readonly on: string;
    readonly off: string;
    readonly are: string;
    readonly refused: string;
    readonly failed: string;
    readonly lead: string;
  };
}

const WORKER = '/sw.js';

defineIsland('push-subscribe', (element, props) => {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return;
  void show(element, props as Props, false);
});

async function show(element: HTMLElement, props: Props, hasFailed: boolean): Promise<void> {
  const { texts } = props;
  const isOn = localFlag(props.path) && (await subscription()) !== null;
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  status.textContent = hasFailed
    ? Notification.permission === 'denied'
      ? texts.refused
      : texts.failed
    : isOn
      ? texts.are
      : texts.lead;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-second';
  button.textContent = isOn ? texts.off : texts.on;
  button.addEventListener('click', () => {
    button.disabled = true;
    void (isOn ? turnOff(props) : turnOn(props)).then(
      () => show(element, props, false),
      () => show(element, props, true),
    );
  });
  const actions = document.createElement('div');
  actions.className = 'actions';
  actions.append(button);
  element.replaceChildren(status, actions);
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function turnOn(props: Props): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused');
  await navigator.serviceWorker.register(WORKER);
  const registration = await navigator.serviceWorker.ready;
  const made =
    (await registration.pushManager.getSubscription()) ??
    (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(props.key) }));
  const { endpoint, keys } = made.toJSON();
  await post(props.path, { endpoint, keys });
  setLocalFlag(props.path, true);
}

async function turnOff(props: Props): Promise<void> {
  const made = await subscription();
  // The subscription itself stays: another sign-up on this device may use it.
  if (made !== null) await post(`${props.path}/bo`, { endpoint: made.endpoint });
  setLocalFlag(props.path, false);
}

async function post(path: string, body: unknown): Promise<void> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

/** One browser has one subscription for all sign-ups: which of them it is on for, the browser remembers. */
function localFlag(path: string): boolean {
  try {
    return localStorage.getItem(`nhac:${path}`) === '1';
  } catch {
    return false;
  }
}

function setLocalFlag(path: string, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(`nhac:${path}`, '1');
    else localStorage.removeItem(`nhac:${path}`);
  } catch {
    // Not kept: the button offers to turn it on again, which does no harm.
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/gu, '+').replace(/_/gu, '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
