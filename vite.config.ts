// The build: the app, its service worker and the web manifest. Promise: every file of the app shell has a
// content hash and is precached, so that a tablet that once opened the app opens it again with no network.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

import { html5QrcodeCameraOnly } from './src/scan/html5-qrcode-plugin.ts';

import { hashSources } from './src/server/build-app.ts';

import { webScript } from './src/web-script/build-web-script.ts';

// The same sources have the same name, whoever builds them.
const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const buildName = `${version}-${hashSources(root).slice(0, 10)}`;

// What is used together is one file: each file that a start asks for costs a tablet its way through the service worker,
// and cut up by itself the app is 200 of them. The first that claims a module has it, with all that it needs. What a
// surface may never need (the camera's decoders, another language) stays by itself.
const bundles = [
  { name: 'first', tags: ['$initial' as const], priority: 6 },
  {
    name: 'app',
    test: /src.app.(whole-app|update|pictures-ahead)|src.local.(outbox|replica)-database/,
    priority: 5,
  },
  { name: 'shopper', test: /src.app.(kiosk|scan.scan-home|product.product-page|ui.qr-path)\.tsx?$/, priority: 4 },
  { name: 'enrol', test: /src.app.(enrol|storage-trouble)\b/, priority: 3 },
  { name: 'camera', test: /src.scan.camera\.ts/, priority: 3 },
  { name: 'speech', test: /src.app.speech\b/, priority: 3 },
  { name: 'en', test: /src.app.text.en\b/, priority: 3 },
  { name: 'es', test: /src.app.text.es\b/, priority: 3 },
  {
    name: 'pages',
    test: /src.app.(acting|activity|compare|identify|lens|list|not-found|poster|product|scan|search|ticket|ui|unknown|why-sheet)\b/,
    priority: 2,
  },
  { name: 'staff', test: /src.app/, priority: 1 },
];

export default defineConfig({
  define: { __GONDOLA_BUILD__: JSON.stringify(buildName) },
  plugins: [
    react({ compiler: true }),
    html5QrcodeCameraOnly(fileURLToPath(new URL('src/scan/html5-qrcode-decoder.ts', import.meta.url))),
    webScript(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'service-worker',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      // Icons are named by the manifest itself; public/ also holds files that no tablet needs off line.
      includeManifestIcons: true,
      injectManifest: {
        // One classic script: the module format brings Vite's preloader along, which needs a document.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,wasm,woff2,svg}', 'icons/*.png'],
        // For other people's pages; no part of the app.
        globIgnores: ['gondola.js'],
        // zxing's reader and a language's fonts are the largest; a file above this is left out with a warning.
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      },
      devOptions: { enabled: true, type: 'module' },
      manifest: {
        id: '/',
        name: 'Gôndola',
        short_name: 'Gôndola',
        description:
          'O que a loja on-line sabe, na prateleira: mostre a etiqueta e veja preço, estoque e o que combina.',
        lang: 'pt-BR',
        dir: 'ltr',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        display_override: ['fullscreen', 'standalone'],
        orientation: 'any',
        theme_color: '#13211b',
        background_color: '#eceee9',
        categories: ['shopping', 'business'],
        // Shown before installing; no part of the shell, so never precached.
        screenshots: [
          {
            src: '/screenshots/product-portrait.webp',
            sizes: '800x1280',
            type: 'image/webp',
            form_factor: 'narrow',
            label: 'Produto: preço, estoque e o que combina',
          },
          {
            src: '/screenshots/staff.webp',
            sizes: '1280x800',
            type: 'image/webp',
            form_factor: 'wide',
            label: 'Início da equipe',
          },
        ],
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2024',
    // A data: address would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the policy refuses; every browser that runs the app preloads modules.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: bundles } } },
  },
});
