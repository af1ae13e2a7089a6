// Many listeners of an event stream in one process: each a socket that has asked once and hears until it is told to end.
// Raw sockets: what is measured is the server, not an HTTP client's parser.
import { connect, type Socket } from 'node:net';

export interface Listeners {
  readonly open: number;
  /** Milliseconds from the first to the last of them that hears the next poke. Rejects after 30 s. */
  next(): Promise<number>;
  /** Until nothing has been heard for a moment. */
  quiet(): Promise<void>;
}

const atOnce = 50;

export async function listenAll(url: string, bodies: readonly string[]): Promise<Listeners> {
  const { hostname, port, pathname } = new URL(url);
  const sockets: Socket[] = [];
  let heardMs = performance.now();
  let waiting: { left: number; seen: Set<Socket>; firstMs: number; done: (tookMs: number) => void } | null = null;

  const listen = (body: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let isOpen = false;
      socket.setNoDelay(true);
      socket.on('error', reject);
      socket.on('data', (piece: Buffer) => {
        heardMs = performance.now();
        if (!isOpen) {
          if (!piece.includes('event: beat')) {
            if (!piece.includes(' 200 ')) reject(new Error(piece.toString().slice(0, 300)));
            return;
          }
          isOpen = true;
          sockets.push(socket);
          resolve();
        }
        if (!waiting || waiting.seen.has(socket) || !piece.includes('event: poke')) return;
        if (waiting.seen.size === 0) waiting.firstMs = heardMs;
        waiting.seen.add(socket);
        waiting.left -= 1;
        if (waiting.left === 0) waiting.done(heardMs - waiting.firstMs);
      });
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });

  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) await listen(body);
    }),
  );
  return {
    open: sockets.length,
    next: () =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${waiting?.left} listeners heard nothing in 30 s`)), 30_000);
        const done = (tookMs: number): void => {
          clearTimeout(late);
          waiting = null;
          resolve(tookMs);
        };
        waiting = { left: sockets.length, seen: new Set(), firstMs: 0, done };
      }),
    async quiet() {
      while (performance.now() - heardMs < 300) await new Promise((resolve) => setTimeout(resolve, 100));
    },
  };
}
