/**
 * What a page cannot be quicker than: bare node:http that sends the page's own statements through the driver, waits for
 * the rows and answers the page's own bytes. Its own process: `node bare-server.js FILE`, prints its port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { deserialize } from 'node:v8';
import { openDatabase } from '../src/platform/database/connect.ts';
import { replay, type Statement } from './recording.ts';

export interface BarePage {
  readonly url: string;
  readonly appUrl: string;
  readonly statements: readonly Statement[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

// Written by pages.bench.ts a moment ago.
const page = deserialize(readFileSync(process.argv[2] ?? '')) as BarePage;
const { appPool } = openDatabase({ url: page.url, appUrl: page.appUrl });

async function query(): Promise<void> {
  const client = await appPool.connect();
  try {
    await replay(client, page.statements);
  } finally {
    client.release();
  }
}

const server = createServer((_, response) => {
  query().then(
    () => response.writeHead(200, page.headers).end(page.body),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
