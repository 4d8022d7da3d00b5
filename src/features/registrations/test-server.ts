/** A server of a test on a free port of this machine. */
import type { Server } from 'node:http';

/** Starts it. @returns http://127.0.0.1:port */
export function addressOf(server: Server): Promise<string> {
  return new Promise((fulfil) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      fulfil(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });
}
