// A network that fails on command: it stands between a browser and the server and does to a request what real ones do.
// Promise: what it did to each request is on record, and the browser always talks to the one address.
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answerFrom } from './static-app.ts';

/**
 * `answer lost`: the server committed and answered in full, then the line is cut. `answer held`: the same, and the line
 * stays silent. `half request`: the server gets half of the body; `half held`: and the line stays open. `doubled`: the same bytes twice, at once.
 */
export type Fault =
  | 'lost'
  | 'answer lost'
  | 'answer held'
  | 'answer cut'
  | 'half request'
  | 'half held'
  | 'portal'
  | 'login'
  | 'hang'
  | 'bad gateway'
  | 'doubled'
  | { status: number; retryAfter: string };

export interface Passed {
  path: string;
  body: string;
  fault: Fault | null;
  /** Grows as the request goes on its way; `stopped` when the browser or a fault ended it. */
  stage: 'come' | 'sent' | 'answered' | 'delivered' | 'stopped';
  status: number | null;
  answer: string;
}

export interface FaultProxy {
  port: number;
  /** What happens to a request; null: it passes. */
  fault: (path: string, body: string) => Fault | null;
  /** Requests to the sync routes, in the order they came. */
  readonly passed: Passed[];
  /** Hears of each step of a request to the sync routes, before anything else happens. */
  onStage: (line: Passed) => void;
  /** Answers everything that is no route of the server from this folder: a version of the app. null: the server does. */
  appFolder: string | null;
  /** Sends the body of an earlier request once more; resolves to the answer. */
  replay(earlier: Passed): Promise<string>;
  /** Cuts every line that is open now. */
  cutLines(): void;
  close(): Promise<void>;
}

const apiRoutes = /^\/(sync|session|lookup|files|health|metrics)(\/|$)/;

/** Chromium's arguments: it asks for the server's own address and is led to the proxy. */
export const ledTo = (proxy: FaultProxy, serverPort: number): string[] => [
  `--host-resolver-rules=MAP 127.0.0.1:${serverPort} 127.0.0.1:${proxy.port}`,
];

/** Stands in front of the server on 127.0.0.1. */
export async function openFaultProxy(serverPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    void take(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  // A line that a test holds silent must stay so.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const move = (line: Passed, stage: Passed['stage']): void => {
    line.stage = stage;
    if (line.path.startsWith('/sync/')) proxy.onStage(line);
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const body = await bodyOf(request);
    const fault = proxy.fault(path, body);
    const line: Passed = { path, body, fault, stage: 'come', status: null, answer: '' };
    if (path.startsWith('/sync/')) proxy.passed.push(line);
    response.once('close', () => {
      if (line.stage !== 'delivered') move(line, 'stopped');
    });
    if (fault !== null && fault !== 'doubled' && !(await goesThrough(fault, line, request, response))) return;
    if (proxy.appFolder !== null && !apiRoutes.test(path)) return answerFrom(proxy.appFolder, request, response);
    await pass(line, request, response);
  };

  /** False: nothing more is to be done for this request. */
  const goesThrough = async (
    fault: Exclude<Fault, 'doubled'>,
    line: Passed,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> => {
    const say = (status: number, headers: Record<string, string>, text: string): false => {
      response.writeHead(status, headers).end(text);
      move(line, 'delivered');
      return false;
    };
    if (typeof fault === 'object')
      return say(fault.status, { 'retry-after': fault.retryAfter, 'content-type': 'text/plain' }, 'later');
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (fault === 'portal') return say(200, html, '<h1>Wi-Fi da loja</h1><form>Aceito</form>');
    if (fault === 'login') return say(302, { location: '/portal-login' }, '');
    if (fault === 'bad gateway') return say(502, html, '<h1>502 Bad Gateway</h1>');
    if (fault === 'hang') return false;
    if (fault === 'half held') {
      // The length that was promised is of the whole; the rest never comes.
      const outgoing = upstream(line.path, request).on('error', () => undefined);
      outgoing.write(line.body.slice(0, line.body.length / 2), () => move(line, 'sent'));
      response.once('close', () => outgoing.destroy());
      return false;
    }
    if (fault === 'half request') await sendHalf(line, request);
    if (fault === 'lost' || fault === 'half request') {
      request.socket.destroy();
      return false;
    }
    return true;
  };

  const upstream = (path: string, request: Pick<IncomingMessage, 'method' | 'headers'>) =>
    ask({
      host: '127.0.0.1',
      port: serverPort,
      path,
      method: request.method,
      // Answers are read here.
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      agent: false,
    });

  const sendHalf = (line: Passed, request: IncomingMessage): Promise<void> =>
    new Promise((resolve) => {
      const outgoing = upstream(line.path, request);
      outgoing.on('error', () => resolve());
      outgoing.write(line.body.slice(0, line.body.length / 2), () => {
        move(line, 'sent');
        setTimeout(() => outgoing.destroy(), 20);
      });
      outgoing.once('close', resolve);
    });

  const pass = async (line: Passed, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    const outgoing = upstream(url, request);
    if (line.fault === 'doubled') {
      const twin = upstream(url, request);
      twin.on('error', () => undefined).on('response', (answer) => answer.resume());
      twin.end(line.body);
    }
    // A browser that goes away ends a stream of pokes; a push goes on to its end, as on a real server.
    if (line.path === '/sync/v1/poke') response.once('close', () => outgoing.destroy());
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      outgoing.once('response', resolve).once('error', reject),
    );
    outgoing.end(line.body);
    if (line.stage === 'come') move(line, 'sent');
    const answer = await answered;
    line.status = answer.statusCode ?? 0;
    if (line.path === '/sync/v1/poke') {
      response.writeHead(line.status, answer.headers);
      answer.on('error', () => response.destroy()).pipe(response);
      response.flushHeaders();
      move(line, 'delivered');
      return;
    }
    const bytes = await bytesOf(answer);
    line.answer = bytes.toString();
    if (line.stage === 'sent') move(line, 'answered');
    if (line.fault === 'answer lost') return void request.socket.destroy();
    if (line.fault === 'answer held') return;
    const { 'transfer-encoding': _, ...headers } = answer.headers;
    response.writeHead(line.status, { ...headers, 'content-length': bytes.length });
    if (line.fault === 'answer cut') {
      response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
      return;
    }
    response.end(bytes);
    if (line.stage === 'answered') move(line, 'delivered');
  };

  const proxy: FaultProxy = {
    port: (server.address() as AddressInfo).port,
    fault: () => null,
    passed: [],
    onStage: () => undefined,
    appFolder: null,
    async replay(earlier) {
      const headers = { 'content-type': 'application/json', host: `127.0.0.1:${serverPort}` };
      const outgoing = upstream(earlier.path, { method: 'POST', headers });
      const answered = new Promise<IncomingMessage>((resolve, reject) =>
        outgoing.once('response', resolve).once('error', reject),
      );
      outgoing.end(earlier.body);
      return (await bytesOf(await answered)).toString();
    },
    cutLines() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      proxy.cutLines();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const bodyOf = async (message: IncomingMessage): Promise<string> => (await bytesOf(message)).toString();
