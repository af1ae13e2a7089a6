// Tablets as far as a server sees them: requests over kept-alive connections, each with how long its answer took.
import { Agent, request } from 'node:http';

export interface Answered {
  status: number;
  text: string;
  retryAfter: string | null;
  tookMs: number;
}

export interface Wire {
  /** Status 0: no answer came; after 15 s a tablet hangs up [BO3]. */
  post(path: string, body: string): Promise<Answered>;
  get(path: string): Promise<Answered>;
  close(): void;
}

const abortAfterMs = 15_000;

export function wireTo(url: string, sockets: number): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const ask = (method: string, path: string, body: string): Promise<Answered> =>
    new Promise((resolve) => {
      const startMs = performance.now();
      const done = (status: number, text: string, retryAfter: string | null = null): void =>
        resolve({ status, text, retryAfter, tookMs: performance.now() - startMs });
      const headers =
        body === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(`${url}${path}`, { method, agent, headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () =>
          done(answer.statusCode ?? 0, Buffer.concat(pieces).toString(), answer.headers['retry-after'] ?? null),
        );
        answer.on('error', () => done(0, 'cut'));
      });
      sent.setTimeout(abortAfterMs, () => sent.destroy(new Error('timeout')));
      sent.on('error', (error) => done(0, error.message));
      sent.end(body);
    });
  return {
    post: (path, body) => ask('POST', path, body),
    get: (path) => ask('GET', path, ''),
    close: () => agent.destroy(),
  };
}
