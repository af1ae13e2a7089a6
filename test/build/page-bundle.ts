// A page of a test or a bench, bundled like the app and served from this machine. Promise: with `development` React runs
// as it does for its developers (StrictMode mounts twice); without it, as it is shipped.
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { html5QrcodeCameraOnly } from '#scan/html5-qrcode-plugin.ts';

export type ServedPage = { readonly origin: string; close(): Promise<void> };

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};
const decoderFile = fileURLToPath(new URL('../../src/scan/html5-qrcode-decoder.ts', import.meta.url));

export type BundleOptions = {
  readonly development?: boolean;
  /** html5-qrcode with its own decoder, for the benches that measure it. */
  readonly wholeHtml5Qrcode?: boolean;
};

export async function servePage(
  root: string,
  { development = false, wholeHtml5Qrcode = false }: BundleOptions = {},
): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'gondola-page-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: development ? 'development' : 'production',
    define: { 'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production') },
    plugins: [react(), ...(wholeHtml5Qrcode ? [] : [html5QrcodeCameraOnly(decoderFile)])],
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      minify: !development,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    readFile(join(folder, path === '/' ? 'index.html' : path)).then(
      (bytes) =>
        response
          .writeHead(200, { 'content-type': types[extname(path)] ?? (path === '/' ? 'text/html' : '') })
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page got no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
