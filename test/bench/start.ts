// `npm run bench -- start`: how long an enrolled tablet takes to be of use, with the network gone and without a kept file; what
// the first paint waits for; and Lighthouse on the three surfaces. Promise: real server, built app, a browser process per start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWebApp } from '#server/build-app.ts';
import { PROJECT } from '#server/options.ts';
import { entryFiles } from '#test/build/entry-bytes.ts';
import { startServer } from '#test/build/server.ts';
import { openShop } from '#test/e2e/shop.ts';
import { openBigShop } from './big-shop.ts';
import { enrolTablet, type StartedTablet, startOnce, type Way } from './start-browser.ts';
import { lighthouseOf, type Person, type Scores, type Surface, surfaceNames } from './start-lighthouse.ts';
import type { StartMarks } from './start-page.ts';
import { percentile, round, say } from './statistics.ts';

const ways: Record<Way, readonly number[]> = { cold: [1, 4], offlineWarm: [1, 4, 6] };

const setup =
  'Medians; Chromium, portrait 800 × 1280, a fake camera, a new browser process for each start on an enrolled profile, 3 s old; from ' +
  'the beginning of the navigation to: First Contentful Paint, the frame with the first screen of the shop’s own product and price ' +
  '(coldMs, offlineWarmMs), the readers that listen, the camera’s first picture; cold: service worker, its caches and the HTTP ' +
  'cache emptied, on line, on one machine; offlineWarm: every request fails; after each a product is scanned and must open; CPU ' +
  'slowed by the DevTools protocol (main thread only). Lighthouse: mobile, simulated throttling, performance, enrolled and ' +
  'signed in with data, app files fetched anew; lighthouseFromWorker: the same with the service worker in charge';

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      /** Starts of each kind; 0 leaves them out. */
      samples: { type: 'string', default: '5' },
      /** Lighthouse runs of each surface; 0 leaves them out. */
      lighthouse: { type: 'string', default: '3' },
      surfaces: { type: 'string', default: surfaceNames.join(',') },
      /** The starts in a shop of so many products more; 0: in the demo shop. */
      products: { type: 'string', default: '0' },
    },
  });
  const [samples, runs, products] = [Number(values.samples), Number(values.lighthouse), Number(values.products)];
  // Standard output is for the numbers alone.
  console.log = console.error;
  process.setMaxListeners(0);
  // Whoever is told to end takes server and browsers along: they end with this process's own exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const web = await buildWebApp(PROJECT, () => say('building the web app …'), new AbortController().signal);
  const files = entryFiles(web.folder);
  const starts = samples > 0 ? await (products > 0 ? startsInBigShop(products, samples) : startsInDemo(samples)) : null;
  const asked = surfaceNames.filter((name) => values.surfaces.split(',').includes(name));
  const scores = runs > 0 ? await scoresInDemo(runs, asked) : null;
  const scoreOf = (pick: (scores: Scores) => number): object | null =>
    scores && Object.fromEntries(Object.entries(scores).map(([name, found]) => [name, pick(found)]));
  return {
    bench: 'start',
    products: products > 0 ? products : 'demo shop',
    entryGzipBytes: files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0),
    coldMs: starts && marksOf(starts.cold, 'answersMs'),
    offlineWarmMs: starts && marksOf(starts.offlineWarm, 'answersMs'),
    ...(starts && {
      coldFirstPaintMs: marksOf(starts.cold, 'paintMs'),
      offlineWarmFirstPaintMs: marksOf(starts.offlineWarm, 'paintMs'),
      offlineWarmReadersArmedMs: marksOf(starts.offlineWarm, 'armedMs'),
      offlineWarmCameraOnMs: marksOf(starts.offlineWarm, 'cameraMs'),
    }),
    lighthouse: scoreOf(({ cold }) => cold),
    lighthouseFromWorker: scoreOf(({ warm }) => warm),
    lighthouseMetrics:
      scores && Object.fromEntries(Object.entries(scores).map(([name, { metrics }]) => [name, metrics])),
    samples,
    lighthouseRuns: runs,
    setup,
  };
}

type Starts = Record<Way, Map<number, StartMarks[]>>;

const marksOf = (byRate: ReadonlyMap<number, StartMarks[]>, mark: keyof StartMarks): object =>
  Object.fromEntries(
    [...byRate].map(([rate, marks]) => {
      const known = marks.flatMap((one) => one[mark] ?? []);
      return [`${rate}x`, known.length === 0 ? null : round(percentile(known, 0.5))];
    }),
  );

async function measureStarts(shop: Omit<StartedTablet, 'profileDir'>, samples: number): Promise<Starts> {
  const profileDir = mkdtempSync(join(tmpdir(), 'gondola-start-'));
  const tablet = { ...shop, profileDir };
  const found: Starts = { cold: new Map(), offlineWarm: new Map() };
  try {
    await enrolTablet(tablet);
    for (let n = 0; n < samples; n += 1)
      for (const way of ['offlineWarm', 'cold'] as const)
        for (const rate of ways[way]) {
          const marks = await startOnce(tablet, way, rate);
          found[way].set(rate, [...(found[way].get(rate) ?? []), marks]);
          say(`${way} ${rate}x: ${JSON.stringify(marks)}`);
        }
    return found;
  } finally {
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startsInDemo(samples: number): Promise<Starts> {
  const server = await startServer();
  try {
    const shop = await openShop(server.databaseUrl);
    const { gtin14, name } = await shop.item({ free: 3 });
    await shop.close();
    return await measureStarts({ url: server.url, storeName: shop.storeName, gtin14, name }, samples);
  } finally {
    await server.stop();
  }
}

async function startsInBigShop(products: number, samples: number): Promise<Starts> {
  const shop = await openBigShop(products);
  try {
    const { product, lines } = shop.article(Math.floor(products / 2));
    const gtin14 = lines[0]?.variant.gtin14 ?? '';
    const { url, storeName } = shop;
    return await measureStarts({ url, storeName, gtin14, name: product.name['pt-BR'] }, samples);
  } finally {
    await shop.close();
  }
}

async function scoresInDemo(runs: number, surfaces: readonly Surface[]): ReturnType<typeof lighthouseOf> {
  const server = await startServer();
  try {
    const { storeName, close } = await openShop(server.databaseUrl);
    await close();
    const people = { staff: personOf(server.output(), 'staff'), manager: personOf(server.output(), 'manager') };
    return await lighthouseOf({ url: server.url, storeName, runs, people }, surfaces);
  } finally {
    await server.stop();
  }
}

/** As the server prints them at its start. */
function personOf(printed: string, role: 'staff' | 'manager'): Person {
  const [, number, pin] = new RegExp(`/ ${role}: (\\d+), PIN (\\d+)`).exec(printed) ?? [];
  if (!number || !pin) throw new Error(`the server printed no ${role}`);
  return { number, pin };
}
