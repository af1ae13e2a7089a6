// What the catalogue bench's browsers talk to: page and data in brotli, all of it through one line of 20 Mbit/s.
// Promise: connections share the line slice by slice; every byte that leaves is counted, heads included.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { brotli } from './catalogue-files.ts';

export const bitsPerSecond = 20_000_000;
const sliceBytes = 16 * 1024;
/** As much as a timer that wakes late may catch up. */
const lateMs = 10;

export interface BenchLine {
  origin: string;
  bytes(): number;
  /** The network is gone: nobody listens, nobody is connected. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** `data`: path → brotli. Any other path is the page's, and may be kept by the browser for good. */
export async function serveThrottled(pageOrigin: string, data: ReadonlyMap<string, Buffer>): Promise<BenchLine> {
  const sockets = new Map<Socket, number>();
  let gone = 0;
  let freeMs = 0;
  const turn = async (bytes: number): Promise<void> => {
    const now = performance.now();
    freeMs = Math.max(freeMs, now - lateMs) + (bytes * 8_000) / bitsPerSecond;
    if (freeMs > now) await wait(freeMs - now);
  };
  const send = async (response: ServerResponse, bytes: Buffer): Promise<void> => {
    for (let from = 0; from < bytes.length && !response.destroyed; from += sliceBytes) {
      const slice = bytes.subarray(from, from + sliceBytes);
      await turn(slice.length);
      if (!response.write(slice)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
  };
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const head = {
      'content-encoding': 'br',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    const bytes = data.get(path);
    if (bytes) {
      response.writeHead(200, { ...head, 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
      return send(response, bytes);
    }
    const found = await fetch(pageOrigin + path);
    const type = found.headers.get('content-type') ?? '';
    const keep = 'public, max-age=31536000, immutable';
    response.writeHead(found.status, { ...head, 'content-type': type, 'cache-control': keep });
    return send(response, await brotli(new Uint8Array(await found.arrayBuffer())));
  };
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://bench').pathname, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.set(socket, 0);
    socket.once('close', () => {
      sockets.delete(socket);
      gone += socket.bytesWritten;
    });
  });
  const listen = (port: number): Promise<unknown> => once(server.listen(port, '127.0.0.1'), 'listening');
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    bytes: () => [...sockets.keys()].reduce((sum, { bytesWritten }) => sum + bytesWritten, gone),
    async cut() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    mend: async () => void (await listen(port)),
  };
}
