// `npm run bench -- scan --corpus DIR`: how many real photographs each decoder reads, in a real Chromium, in one
// run. Promise: our decoder is the one the app ships, bundled by the same tool.
import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { findChromium } from '#test/build/chromium.ts';
import { runFuzz } from './scan-fuzz.ts';
import { isRight, readCorpus, type Photograph } from './scan-corpus.ts';
import { runLens } from './scan-lens.ts';
import { runLive } from './scan-live.ts';
import type { Answers } from './scan-page/page.ts';

const names = ['gondola', 'html5-qrcode', 'zxing-wasm'] as const;
type Score = { read: number; wrong: number; wrongOnNegatives: number; medianMs: number; p95Ms: number };

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
};

async function serve(
  pageFolder: string,
  photographs: readonly Photograph[],
): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://bench').pathname;
    const photograph = photographs[Number(/^\/photograph\/(\d+)$/.exec(path)?.[1] ?? -1)];
    const file = photograph?.path ?? join(pageFolder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (bytes) =>
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bench got no port');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
const round = (ms: number): number => Math.round(ms * 100) / 100;

function toScore(name: keyof Answers, photographs: readonly Photograph[], answers: readonly Answers[]): Score {
  const score: Score = { read: 0, wrong: 0, wrongOnNegatives: 0, medianMs: 0, p95Ms: 0 };
  for (const [index, photograph] of photographs.entries()) {
    const texts = answers[index]?.[name].texts ?? [];
    if (texts.some((text) => isRight(text, photograph))) score.read++;
    else if (texts.length > 0) score[photograph.expectedText === null ? 'wrongOnNegatives' : 'wrong']++;
  }
  const sorted = answers.map((answer) => answer[name].ms).toSorted((a, b) => a - b);
  return { ...score, medianMs: round(at(sorted, 0.5)), p95Ms: round(at(sorted, 0.95)) };
}

/** "288 of 320" for each symbology that the corpus names. */
function bySymbology(photographs: readonly Photograph[], answers: readonly Answers[]): object {
  const counts = new Map<string, { read: number; of: number }>();
  for (const [index, photograph] of photographs.entries()) {
    if (photograph.expectedText === null) continue;
    const count = counts.get(photograph.format ?? 'unknown') ?? { read: 0, of: 0 };
    counts.set(photograph.format ?? 'unknown', count);
    count.of++;
    if (answers[index]?.gondola.texts.some((text) => isRight(text, photograph))) count.read++;
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}

/**
 * Options: `--corpus DIR`, `--only TEXT` (part of a path), `--limit N`, `--misses` (what we did not read, on standard
 * error); `--live` with `--tags N`: through getUserMedia; `--lens`: the shelf lens, which needs no corpus; `--fuzz N`
 * with `--seed S`: the resolver alone, on mutated messages.
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      corpus: { type: 'string' },
      only: { type: 'string', default: '' },
      limit: { type: 'string', default: '100000' },
      misses: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      tags: { type: 'string', default: '14' },
      lens: { type: 'boolean', default: false },
      fuzz: { type: 'string' },
      seed: { type: 'string', default: '1' },
      vectors: { type: 'string' },
    },
  });
  if (values.fuzz !== undefined) return runFuzz({ ...values, fuzz: values.fuzz });
  if (values.lens) return runLens();
  if (values.corpus === undefined)
    throw new Error('scan needs --corpus DIR, a folder of photographs with manifest.json');
  const photographs = readCorpus(values.corpus)
    .filter(({ path }) => path.includes(values.only))
    .slice(0, Number(values.limit));
  if (values.live) return runLive(photographs, Number(values.tags));

  const pageFolder = await mkdtemp(join(tmpdir(), 'gondola-bench-'));
  const root = fileURLToPath(new URL('scan-page', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: pageFolder,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
  });
  const { server, origin } = await serve(pageFolder, photographs);
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
    await page.goto(origin);
    await page.waitForFunction(() => 'decodePicture' in window);
    const answers: Answers[] = [];
    // The first pictures also pay for compiling: a round that is not counted.
    for (let index = 0; index < Math.min(10, photographs.length); index++)
      await page.evaluate((path) => window.decodePicture(path, 0), `/photograph/${index}`);
    for (const [index, photograph] of photographs.entries()) {
      const answer = await page.evaluate(([path, turn]) => window.decodePicture(path, turn), [
        `/photograph/${index}`,
        index,
      ] as const);
      answers.push(answer);
      const right = answer.gondola.texts.some((text) => isRight(text, photograph));
      if (values.misses && !right && (photograph.expectedText !== null || answer.gondola.texts.length > 0)) {
        process.stderr.write(
          `${photograph.path} expected ${photograph.expectedText} read ${JSON.stringify(answer.gondola.texts)}\n`,
        );
      }
      if (index % 50 === 49) process.stderr.write(`${index + 1} of ${photographs.length}\n`);
    }
    const negatives = photographs.filter(({ expectedText }) => expectedText === null).length;
    const decoders = Object.fromEntries(names.map((name) => [name, toScore(name, photographs, answers)]));
    const images = photographs.length - negatives;
    return { bench: 'scan', images, negatives, decoders, symbologies: bySymbology(photographs, answers) };
  } finally {
    await browser.close();
    server.close();
    await rm(pageFolder, { recursive: true, force: true });
  }
}
