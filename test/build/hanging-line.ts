// A line to a database that swallows everything: nothing is refused, nothing ends, nothing comes through.
// Promise: whoever hangs up meanwhile is not heard at the other end, as when packets are dropped on the way.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface HangingLine {
  port: number;
  hang(): void;
  /** Lets what the database is sent get through up to and including the first piece with these words, then hangs. */
  hangAfter(words: string): Promise<void>;
  heal(): void;
  close(): Promise<void>;
}

/** Stands in front of 127.0.0.1:port. */
export async function openHangingLine(port: number): Promise<HangingLine> {
  let hangs = false;
  let watched: { words: string; done: () => void } | null = null;
  const pairs = new Set<{ near: Socket; far: Socket | null }>();

  const pair = (near: Socket): void => {
    const one: { near: Socket; far: Socket | null } = { near, far: null };
    pairs.add(one);
    near.pause();
    near.on('error', () => undefined);
    near.on('close', () => {
      if (!hangs) one.far?.destroy();
    });
    if (!hangs) join(one);
  };
  const join = (one: { near: Socket; far: Socket | null }): void => {
    const { near } = one;
    const far = connect(port, '127.0.0.1');
    one.far = far;
    far.on('error', () => undefined);
    far.on('close', () => {
      if (!hangs) near.destroy();
    });
    near.on('data', (bytes) => {
      far.write(bytes);
      if (!watched || !bytes.includes(watched.words)) return;
      const { done } = watched;
      watched = null;
      line.hang();
      done();
    });
    far.on('data', (bytes) => near.write(bytes));
    near.resume();
  };

  const server = createServer(pair);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: HangingLine = {
    port: (server.address() as AddressInfo).port,
    hang() {
      hangs = true;
      for (const { near, far } of pairs) for (const socket of [near, far]) socket?.pause();
    },
    hangAfter: (words) => new Promise((done) => (watched = { words, done })),
    heal() {
      hangs = false;
      for (const one of pairs) {
        // Its other end was never told: there it stays open.
        if (one.near.destroyed) continue;
        if (!one.far) join(one);
        for (const socket of [one.near, one.far]) socket?.resume();
      }
    },
    async close() {
      for (const { near, far } of pairs) for (const socket of [near, far]) socket?.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}
