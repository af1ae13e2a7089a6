// The built app on a plain web server, with the content policy of the real one: for what concerns only the files of
// a version (service worker, updates), where a test plays the deployment of the next version.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist');

// trust.md, fact 8: what the app must live with.
const policy = [
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:",
  "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'",
  "frame-ancestors 'none'; require-trusted-types-for 'script'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export type StaticApp = {
  url: string;
  /** Requests that reached the server, as paths, since the last call. */
  takeRequests(): string[];
  /** Puts a new version into place: another worker, another shell. */
  deployNextVersion(): void;
  /** A worker that can't even start. */
  deployBrokenVersion(): void;
  close(): Promise<void>;
};

/** A file of a built app, with the headers of the real server; any address of a screen is the shell. */
export function answerFrom(folder: string, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('cache-control', 'no-cache');
  const isScreen = request.headers['sec-fetch-mode'] === 'navigate';
  const path = normalize(new URL(request.url ?? '/', 'http://app').pathname);
  const file = join(folder, isScreen ? 'index.html' : path);
  if (!existsSync(file) || statSync(file).isDirectory()) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  response.end(readFileSync(file));
}

/** Serves a copy of dist/; answers /health, and pictures with one pixel each. */
export async function serveStaticApp(): Promise<StaticApp> {
  const folder = mkdtempSync(join(tmpdir(), 'gondola-dist-'));
  cpSync(built, folder, { recursive: true });
  let requests: string[] = [];
  let version = 1;
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://app').pathname);
    requests.push(path);
    if (path === '/health') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    if (path.startsWith('/files/pictures/')) {
      return void response.writeHead(200, { 'content-type': 'image/png' }).end(onePixel);
    }
    answerFrom(folder, request, response);
  });
  const edit = (name: string, change: (text: string) => string): void => {
    const file = join(folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    deployNextVersion() {
      version += 1;
      edit('index.html', (text) => text.replace('</head>', `<meta name="version" content="${version}"></head>`));
      // As a build does: the list of precached files carries another revision of the shell.
      edit('service-worker.js', (text) =>
        text.replaceAll(/"revision":"\w+"(?=,"url":"index\.html")/g, `"revision":"v${version}"`),
      );
    },
    deployBrokenVersion() {
      edit('service-worker.js', () => 'throw new Error("out of order");');
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
