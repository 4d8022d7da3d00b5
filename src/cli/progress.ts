/** How far a long command is, on standard error: one line that is written over on a terminal, now and then a line elsewhere. */
export interface ProgressBar {
  show(done: number, total: number): void;
  /** Leaves the cursor on a fresh line; call it also after an error. */
  end(): void;
}

const WIDTH = 28;
const EVERY_MS = 100;
/** Where nobody watches (a file, a job), a line for every tenth of the way. */
const PARTS = 10;

/** @param what in Vietnamese, such as "Đọc báo cáo" */
export function progressBar(what: string, out: NodeJS.WriteStream = process.stderr): ProgressBar {
  let last = 0;
  let part = 0;
  let isOpen = false;
  return {
    show: (done, total) => {
      if (total <= 0) return;
      if (!out.isTTY) {
        const reached = Math.floor((done / total) * PARTS);
        if (reached <= part) return;
        part = reached;
        out.write(`${what}: ${done}/${total}\n`);
        return;
      }
      const now = performance.now();
      if (done < total && now - last < EVERY_MS) return;
      last = now;
      isOpen = true;
      const filled = Math.round((done / total) * WIDTH);
      out.write(`\r${what} [${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${done}/${total}\u001b[K`);
    },
    end: () => {
      if (isOpen) out.write('\n');
      isOpen = false;
    },
  };
}
