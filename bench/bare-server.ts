/**
 * What a page cannot be quicker than: bare node:http that sends the page's own statements through the driver, waits for
 * the rows and answers the page's own bytes; several pages in turn. A page without statements is a kept answer: bytes from
 * memory. Its own process: `node bare-server.js FILE`, prints its port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { deserialize } from 'node:v8';
import { openDatabase } from '../src/platform/database/connect.ts';
import { replay, type Statement } from '../src/testing/recording.ts';

export interface BarePage {
  readonly statements: readonly Statement[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface BareSite {
  readonly url: string;
  readonly appUrl: string;
  readonly pages: readonly BarePage[];
}

// Written by server.ts a moment ago.
const { url, appUrl, pages } = deserialize(readFileSync(process.argv[2] ?? '')) as BareSite;
const { appPool } = openDatabase({ url, appUrl });

async function query(statements: readonly Statement[]): Promise<void> {
  const client = await appPool.connect();
  try {
    await replay(client, statements);
  } finally {
    client.release();
  }
}

let asked = 0;
const server = createServer((_, response) => {
  const page = pages[asked % pages.length];
  asked += 1;
  if (page === undefined) return void response.writeHead(500).end();
  const send = (): void => void response.writeHead(200, page.headers).end(page.body);
  if (page.statements.length === 0) send();
  else query(page.statements).then(send, (error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
