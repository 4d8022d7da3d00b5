/** pdf.js fetches neighbouring pages ahead of time and waits for none of them: where one is broken, a rejection strays. */

let open = 0;

/** Where a PDF is read nothing else runs: what is rejected without anybody waiting is pdf.js's, and not needed. */
function ignore(): void {
  // The page itself is asked for later, and what is wrong with it is told then.
}

/** Runs the work of pdf.js so that a rejection which it forgot does not end the process. */
export async function withoutStrayRejections<T>(work: () => Promise<T>): Promise<T> {
  open += 1;
  if (open === 1) process.on('unhandledRejection', ignore);
  try {
    return await work();
  } finally {
    // Rejections are told after the step in which they happen.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    open -= 1;
    if (open === 0) process.off('unhandledRejection', ignore);
  }
}
