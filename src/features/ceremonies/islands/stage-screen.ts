/**
 * A screen of the stage: counts down by itself, asks the server every five seconds what its manager has said, and goes on by
 * its own clock when the network is gone. The server's time counts, however wrong the machine's is.
 */
import { defineIsland } from '../../../ui/islands/runtime.ts';
import { type ScreenData, type ScreenTexts, screenWords, type ScreenWords, skewWords } from '../rules.stage-words.ts';

const ASK_MS = 5_000;
const DRAW_MS = 500;
/** So many questions in a row without an answer: the network is gone. */
const MISSED = 2;

interface ScreenProps {
  readonly data: ScreenData;
  readonly now: number;
  readonly dataPath: string;
  readonly texts: ScreenTexts;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Enough to draw: the rest is what the same server has written. */
function isData(value: unknown): value is ScreenData {
  return (
    isRecord(value) && Array.isArray(value['items']) && isRecord(value['run']) && typeof value['status'] === 'string'
  );
}

function isProps(value: unknown): value is ScreenProps {
  return (
    isRecord(value) &&
    isData(value['data']) &&
    typeof value['now'] === 'number' &&
    typeof value['dataPath'] === 'string' &&
    isRecord(value['texts'])
  );
}

defineIsland('stage-screen', (place, props) => {
  if (!isProps(props)) return;
  const { texts, dataPath } = props;
  let { data } = props;
  /** Server minus machine, milliseconds. */
  let offset = props.now - Date.now();
  let etag = '';
  let missed = 0;

  const isAlone = (): boolean => missed >= MISSED;

  function draw(): void {
    const words = screenWords(data, texts, Date.now() + offset, isAlone());
    for (const slot of place.querySelectorAll<HTMLElement>('[data-slot]')) {
      const text = textOf(words, slot.dataset['slot']);
      if (slot.textContent !== text) slot.textContent = text;
      if (slot.dataset['slot'] === 'delay') slot.hidden = text === '';
    }
    const now = place.querySelector('[data-stage-now]');
    now?.classList.toggle('is-short', words.isShort);
    now?.classList.toggle('is-over', words.isOver);
    place.querySelector('[data-stage-next]')?.classList.toggle('is-empty', words.nextContent === '');
    for (const row of place.querySelectorAll<HTMLElement>('[data-item]'))
      mark(row, row.dataset['item'] === String(words.currentId));
    for (const [index, text] of words.times.entries()) {
      const time = place.querySelector(`[data-time="${index}"]`);
      if (time && time.textContent !== text) time.textContent = text;
    }
    const from = place.querySelector<HTMLInputElement>('[data-stage-from]');
    if (from) from.value = words.currentId === null ? '' : String(words.currentId);
    show('[data-stage-offline]', isAlone());
    const skew = skewWords(offset, texts);
    const skewPlace = show('[data-stage-skew]', skew !== '');
    if (skewPlace && skewPlace.textContent !== skew) skewPlace.textContent = skew;
  }

  function textOf(words: ScreenWords, name: string | undefined): string {
    const value = Object.entries(words).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : '';
  }

  function mark(row: HTMLElement, isNow: boolean): void {
    if (row.classList.contains('is-now') === isNow) return;
    row.classList.toggle('is-now', isNow);
    if (isNow) row.setAttribute('aria-current', 'step');
    else row.removeAttribute('aria-current');
    if (isNow) row.scrollIntoView({ block: 'nearest' });
  }

  function show(selector: string, isShown: boolean): HTMLElement | null {
    const element = place.querySelector<HTMLElement>(selector);
    if (element) element.hidden = !isShown;
    return element;
  }

  async function ask(): Promise<void> {
    const sent = Date.now();
    try {
      const answer = await fetch(dataPath, {
        cache: 'no-store',
        headers: etag === '' ? {} : { 'if-none-match': etag },
        signal: AbortSignal.timeout(ASK_MS),
      });
      // A link that holds no longer, or a ceremony that is gone, says so on the page itself.
      if (answer.status === 404) {
        location.reload();
        return;
      }
      if (answer.status !== 304 && !answer.ok) throw new Error(`answered ${answer.status}`);
      const time = Number(answer.headers.get('x-server-time'));
      // Half of the way there and back: a slow line is no wrong clock.
      if (time > 0) offset = time - (sent + Date.now()) / 2;
      if (answer.status === 200) take(await answer.json(), answer.headers.get('etag') ?? '');
      missed = 0;
    } catch {
      missed += 1;
    }
    draw();
  }

  function take(next: unknown, nextEtag: string): void {
    if (!isData(next)) return;
    const isSame = JSON.stringify(next.items) === JSON.stringify(data.items);
    data = next;
    etag = nextEtag;
    // The programme itself was changed: the list of it is made by the server.
    if (!isSame) location.reload();
  }

  const full = place.querySelector<HTMLButtonElement>('[data-stage-full]');
  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener('click', () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen();
    });
  }
  // The machine behind the screen must not fall asleep; where it can't be asked for, it does as it is set.
  const stayAwake = (): void => {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    stayAwake();
    void ask();
  });
  window.addEventListener('online', () => void ask());
  window.addEventListener('offline', () => {
    missed = MISSED;
    draw();
  });
  stayAwake();
  draw();
  setInterval(draw, DRAW_MS);
  setInterval(() => void ask(), ASK_MS);
});
