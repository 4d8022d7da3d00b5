/** Check-ins that wait to be sent: in the browser's own database, so that a flat battery or a closed page loses none. */

/** As the server takes it (desk-input.ts). */
export interface WaitingItem {
  readonly id: string;
  readonly who: { readonly holderId: number } | { readonly token: string } | { readonly name: string | null };
  readonly people?: number;
  readonly children?: number;
  readonly way: 'qr' | 'list' | 'count';
  readonly door: string;
  /** Milliseconds of the device's clock. */
  readonly at: number;
}

export interface Waiting {
  /** Of the check-in; for one that is taken back, `bo ` and its id. */
  readonly key: string;
  /** Path of the desk. */
  readonly desk: string;
  readonly item: WaitingItem | null;
  /** Id of a check-in to take back. */
  readonly undo: string | null;
  /** What the desk is called; none in queues of before. */
  readonly label?: string;
}

/** What another desk on this device has not sent. */
export interface OtherDesk {
  readonly desk: string;
  readonly label: string;
  readonly count: number;
}

export interface Queue {
  add(waiting: Waiting): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  /** Of this desk, oldest first. */
  all(): Promise<readonly Waiting[]>;
  /** Of other desks on this device: pages that were closed before they were sent. */
  others(): Promise<readonly OtherDesk[]>;
}

const DATABASE = 'diem-danh';
const STORE = 'cho-gui';

/** The queue of one desk. Where the browser has no database (private windows of old ones) it lasts as long as the page. */
export async function openQueue(desk: string): Promise<Queue> {
  const db = await openDatabase();
  return db === null ? memoryQueue() : databaseQueue(db, desk);
}

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((fulfil) => {
    if (typeof indexedDB === 'undefined') return fulfil(null);
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('desk', 'desk');
    request.onsuccess = () => fulfil(request.result);
    request.onerror = () => fulfil(null);
    request.onblocked = () => fulfil(null);
  });
}

function databaseQueue(db: IDBDatabase, desk: string): Queue {
  const change = (work: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((fulfil, reject) => {
      const transaction = db.transaction(STORE, 'readwrite');
      work(transaction.objectStore(STORE));
      transaction.oncomplete = () => fulfil();
      transaction.onabort = () => reject(transaction.error ?? new Error('the queue could not be written'));
    });
  return {
    add: (waiting) => change((store) => store.put(waiting)),
    remove: (keys) =>
      change((store) => {
        for (const key of keys) store.delete(key);
      }),
    all: () =>
      new Promise((fulfil, reject) => {
        const request: IDBRequest<Waiting[]> = db.transaction(STORE).objectStore(STORE).index('desk').getAll(desk);
        request.onsuccess = () => fulfil(request.result.slice().sort(byAge));
        request.onerror = () => reject(request.error ?? new Error('the queue could not be read'));
      }),
    others: () =>
      new Promise((fulfil, reject) => {
        const request: IDBRequest<Waiting[]> = db.transaction(STORE).objectStore(STORE).getAll();
        request.onsuccess = () => fulfil(othersIn(request.result, desk));
        request.onerror = () => reject(request.error ?? new Error('the queue could not be read'));
      }),
  };
}

function memoryQueue(): Queue {
  const kept = new Map<string, Waiting>();
  return {
    add: async (waiting) => void kept.set(waiting.key, waiting),
    remove: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
    all: async () => [...kept.values()].sort(byAge),
    others: async () => [],
  };
}

const byAge = (a: Waiting, b: Waiting): number => (a.item?.at ?? Infinity) - (b.item?.at ?? Infinity);

function othersIn(all: readonly Waiting[], own: string): OtherDesk[] {
  const desks = new Map<string, OtherDesk>();
  for (const { desk, label = desk } of all) {
    if (desk !== own) desks.set(desk, { desk, label, count: (desks.get(desk)?.count ?? 0) + 1 });
  }
  return [...desks.values()];
}
