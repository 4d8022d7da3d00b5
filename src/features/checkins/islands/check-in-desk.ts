/**
 * The desk made quick: camera, search over the list, answers by colour, sound and words, a queue for when the network is away,
 * and what other doors take. Without it the page's own forms do the same, one at a time.
 */
import { readScanned, type Scanned } from '../desk/scanned.ts';
import { DeskView, type Said } from '../desk/view.ts';
import { hasCamera, openCamera } from '../desk/camera.ts';
import { openQueue, type Queue, type WaitingItem } from '../desk/queue.ts';
import { type Answer, DeskServer } from '../desk/server.ts';
import { readProps } from '../desk/props.ts';
import { readySound, signal } from '../desk/signal.ts';
import { defineIsland } from '../../../ui/islands/runtime.ts';

const POLL_MS = 10_000;
/** Sent in one message. */
const BATCH = 200;

defineIsland('check-in-desk', (element, given) => {
  const props = readProps(given);
  const { texts } = props;
  const view = new DeskView(element, props);
  const server = new DeskServer(props.path);
  let queue: Queue | null = null;
  let present = props.present;
  /** Answers that came while somebody else was asked: the queue is sent by whoever is first in the line. */
  const heard = new Map<string, Answer>();
  const asked = new Set<string>();
  /** Things asked for stand in line, so that a message never goes out twice at once. */
  let line: Promise<unknown> = Promise.resolve();

  const refresh = async (): Promise<void> => {
    view.show(present, queue ? await queue.all() : []);
    view.others(queue ? await queue.others() : []);
  };

  /** Sends what waits. @returns the answers, by id; null without a network */
  const send = async (): Promise<ReadonlyMap<string, Answer> | null> => {
    if (!queue) return null;
    const answers = new Map<string, Answer>();
    for (;;) {
      const waiting = (await queue.all()).slice(0, BATCH);
      if (waiting.length === 0) break;
      const items = waiting.flatMap(({ item }) => (item ? [item] : []));
      const undo = waiting.flatMap((each) => (each.undo === null ? [] : [each.undo]));
      const sent = await server.send(items, undo);
      if (sent.kind !== 'sent') {
        view.network(sent.kind);
        await refresh();
        return null;
      }
      await queue.remove(waiting.map(({ key }) => key));
      present = sent.present;
      view.confirmed(sent.isConfirmed);
      for (const answer of sent.answers) {
        answers.set(answer.id, answer);
        if (asked.has(answer.id)) heard.set(answer.id, answer);
      }
    }
    view.network('sent');
    await refresh();
    return answers;
  };

  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work, work);
    line = done.catch(() => undefined);
    return done;
  };

  const tell = (said: Said): void => {
    view.say(said);
    signal(said.kind);
  };

  /** Puts a check-in in the queue, sends it if it can be, and says what came of it. */
  const take = async (item: WaitingItem, name: string): Promise<void> => {
    asked.add(item.id);
    await queue?.add({ key: item.id, desk: props.path, item, undo: null, label: props.label });
    await refresh();
    await inLine(send);
    const answer = heard.get(item.id);
    asked.delete(item.id);
    heard.delete(item.id);
    if (answer) tell(view.wordsOf(answer, name));
    else tell({ kind: 'taken', title: texts.taken, detail: name });
  };

  const waitingFor = (): Promise<void> =>
    inLine(async () => {
      const before = queue ? await queue.all() : [];
      if (before.length > 0) {
        const answers = await send();
        const clashes = [...(answers?.values() ?? [])].filter(({ outcome }) => outcome !== 'taken');
        const items = before.flatMap(({ item }) => (item ? [item] : []));
        if (answers) view.sayAll(answers.size, clashes, items);
        return;
      }
      const state = await server.ask();
      if (state.kind === 'sent') {
        present = state.present;
        view.confirmed(state.isConfirmed);
      }
      view.network(state.kind);
      await refresh();
    });

  const newItem = (who: WaitingItem['who'], way: WaitingItem['way'], more: Partial<WaitingItem> = {}): WaitingItem => ({
    id: newId(),
    who,
    way,
    door: view.door,
    at: Date.now(),
    ...more,
  });

  /** Somebody of the list; said at once where they are known to be there. */
  const takeHolder = async (row: HTMLElement, way: 'qr' | 'list', token: string | null): Promise<void> => {
    const { holderId, name, isHere, isWaitingForSeat, numbers } = view.readRow(row);
    if (isHere) {
      tell(view.wordsOfRow(row));
      return;
    }
    if (way === 'qr' && isWaitingForSeat) {
      tell({ kind: 'already', title: texts.notExpected, detail: texts.notExpectedWho.replace('{who}', name) });
      view.reveal(row);
      return;
    }
    await take(newItem(token === null ? { holderId } : { token }, way, numbers), name);
  };

  const scanned = async (found: Scanned | null): Promise<void> => {
    const row = found && view.findRow(found);
    if (row) await takeHolder(row, 'qr', found.holderId === null ? null : found.token);
    // Signed up a moment ago, perhaps: the server knows more than this page.
    else if (found && found.holderId !== null) await take(newItem({ token: found.token }, 'qr'), texts.stranger);
    else tell({ kind: 'unknown', title: texts.unknown, detail: texts.unknownWho });
  };

  const takeBack = async (id: string): Promise<void> => {
    const isWaiting = (await queue?.all())?.some(({ key }) => key === id) === true;
    if (isWaiting) await queue?.remove([id]);
    else await queue?.add({ key: `bo ${id}`, desk: props.path, item: null, undo: id, label: props.label });
    present = present.filter((each) => each.id !== id);
    await refresh();
    view.say({ kind: 'already', title: texts.takenBack, detail: '' });
    await inLine(send);
  };

  element.addEventListener('submit', (event) => {
    const { target, submitter } = event;
    if (!queue || !(target instanceof HTMLFormElement)) return;
    event.preventDefault();
    readySound();
    if (target.dataset['part'] === 'search') {
      view.keepDoor();
      const only = view.onlyMatch();
      const found = only ? null : readScanned(view.query);
      const row = only ?? (found && view.findRow(found));
      if (row && view.query !== '') void takeHolder(row, 'list', null).then(() => view.clearSearch());
      return;
    }
    const button = submitter instanceof HTMLButtonElement ? submitter : null;
    if (button?.name === 'undo') void takeBack(button.value);
    else if (button?.name === 'take') {
      const row = button.closest<HTMLElement>('[data-holder]');
      if (row) void takeHolder(row, 'list', null);
    } else if (target.dataset['part'] === 'walk-in') {
      const walkIn = view.readWalkIn(target);
      if (walkIn) {
        const { name, ...numbers } = walkIn;
        const label = name ?? view.groupOf(numbers.people, numbers.children);
        void take(newItem({ name }, name === null ? 'count' : 'list', numbers), label);
      }
    }
  });

  let closeCamera: (() => void) | null = null;
  view.onScan(async () => {
    readySound();
    if (closeCamera) {
      closeCamera();
      closeCamera = null;
      view.camera('closed');
      return;
    }
    if (!hasCamera()) {
      view.say({ kind: 'unknown', title: texts.scan, detail: texts.cameraInsecure });
      return;
    }
    const box = view.camera('open');
    try {
      closeCamera = await openCamera(box, props.reader, (text) => void scanned(readScanned(text)));
    } catch {
      view.camera('closed');
      view.say({ kind: 'unknown', title: texts.scan, detail: texts.cameraRefused });
    }
  });

  void openQueue(props.path).then(async (opened) => {
    queue = opened;
    view.start();
    await refresh();
    await waitingFor();
    setInterval(() => {
      if (document.visibilityState === 'visible') void waitingFor();
    }, POLL_MS);
    window.addEventListener('online', () => void waitingFor());
    // So that the camera opens without a network too: the service worker keeps what is fetched.
    if ('serviceWorker' in navigator)
      void navigator.serviceWorker.ready.then(() => fetch(props.reader)).catch(() => undefined);
  });
});

/** A uuid; randomUUID is there at safe addresses only. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
