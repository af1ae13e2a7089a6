// `npm run bench -- catalogue --products N`: the same shop in our packed catalogue, Dexie, SQLite-WASM and MiniSearch, each
// in a real Chromium behind 20 Mbit/s. Promise: all answer the same look-ups rightly, or there are no numbers.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { servePage } from '#test/build/page-bundle.ts';
import { type Weighed, weigh } from './catalogue-browser.ts';
import { packDelta } from './catalogue-delta.ts';
import { packCatalogue, packFloor, packPeers } from './catalogue-files.ts';
import { readNames } from './catalogue-names.ts';
import { type EngineName, engineNames, type QuestionKind, type Sources } from './catalogue-page/plan.ts';
import { examinationOf, type Expected } from './catalogue-questions.ts';
import { BenchShop, gtinOf } from './catalogue-rows.ts';
import { bitsPerSecond, serveThrottled } from './catalogue-server.ts';
import { round, say } from './statistics.ts';

const versionOf = (name: string): string => {
  const file = fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

const settings = (): Record<EngineName, string> => ({
  gondola: 'packed files in OPFS through download, followed feeds and packedCatalogue; look-up and search on the page',
  dexie:
    `dexie ${versionOf('dexie')}: a document per product, "id, *gtins, *words", bulkAdd of 5,000, relaxed durability; ` +
    'two words: startsWith().primaryKeys() each, intersected, bulkGet of 20; unranked',
  'sqlite-wasm':
    `sqlite-wasm ${versionOf('@sqlite.org/sqlite-wasm')}: worker, VFS "opfs" (cross-origin isolated; this build has no ` +
    'opfs-sahpool), locking_mode exclusive, one transaction, index on gtin14, FTS5 external content, prefix 2 3, ' +
    'unicode61 remove_diacritics 2, bm25 with the name twice; asked from the page by postMessage',
  minisearch:
    `minisearch ${versionOf('minisearch')}: AND, prefix on the last word, fuzzy 0.2 above 3 letters, the name twice; index as ` +
    'JSON in IndexedDB, loadJSON; documents as JSON beside it, in memory by GTIN; on the page',
});

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      products: { type: 'string', default: '100000' },
      names: { type: 'string' },
      engines: { type: 'string', default: engineNames.join(',') },
    },
  });
  const products = Number(values.products);
  if (!Number.isInteger(products) || products < 100 || products > 1_000_000)
    throw new Error('--products takes a whole number from 100 to 1000000');
  const engines = engineNames.filter((name) => values.engines.split(',').includes(name));
  if (engines.length !== values.engines.split(',').length)
    throw new Error(`--engines takes some of ${engineNames.join(',')}`);

  const { source, bases } = readNames(values.names);
  say(`${products} products with names of ${source} (${bases.length}) …`);
  const shop = new BenchShop(products, bases);
  const { examination, expected } = examinationOf(shop);
  const [catalogue, floor] = [await packCatalogue(shop), await packFloor(shop)];
  const delta = await packDelta(shop, { catalogue, floor });
  const deltaPath = '/data/delta';
  const data = new Map([
    [catalogue.ref.path, catalogue.br],
    [floor.ref.path, floor.br],
    [deltaPath, delta.br],
  ]);
  const pages: string[] = [];
  if (engines.some((name) => name !== 'gondola'))
    for await (const page of packPeers(shop)) {
      pages.push(`/data/page-${pages.length}`);
      data.set(pages.at(-1) ?? '', page);
    }
  const sources: Sources = { catalogue: catalogue.ref, floor: floor.ref, pages };
  const packedBytes = catalogue.ref.bytes + floor.ref.bytes;
  const downloadBytes = catalogue.br.length + floor.br.length;
  const downloadMs = round((downloadBytes * 8_000) / bitsPerSecond);
  say(`packed: ${packedBytes} bytes, ${downloadBytes} in brotli; a hundredth changed: ${delta.br.length}`);

  const scratch = mkdtempSync(join(tmpdir(), 'gondola-catalogue-'));
  const clear = (): void => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  // Browsers are ended by their own listeners to the exit, which were there before this one. A signal may come twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => process.once('exit', clear) && process.exit(1));
  const page = await servePage(fileURLToPath(new URL('catalogue-page', import.meta.url)));
  const line = await serveThrottled(page.origin, data);
  const results: Partial<Record<EngineName, Figures>> = {};
  let ours: Weighed | null = null;
  try {
    for (const name of engines) {
      const weighed = await weigh(name, {
        line,
        sources,
        examination,
        gtin14: gtinOf(1, 0),
        delta: { path: deltaPath, gtin14: delta.example.gtin14 },
        scratch,
      });
      check(name, weighed.marks, expected);
      if (weighed.applied)
        check(`${name} after the changes`, { ...weighed.applied, misses: 0 }, { ...delta.example, misses: 0 });
      if (name === 'gondola') ours = weighed;
      results[name] = figures(weighed);
      say(`${name}: ${JSON.stringify(results[name])}`);
    }
  } finally {
    await line.cut();
    await page.close();
    clear();
  }
  return {
    bench: 'catalogue',
    products,
    variants: shop.variantOrder.length,
    names: source,
    rows: 'names of one language, no descriptions, no pictures; one offer a variant, stock of one store',
    megabitsPerSecond: bitsPerSecond / 1e6,
    engines: results,
    ratios: ratiosOf(results, downloadMs),
    downloadBytes,
    downloadMs,
    packedBytes,
    deltaOnePercentBytes: delta.br.length,
    deltaRows: delta.rows,
    ...(ours?.applied
      ? { deltaApplyMs: round(ours.applied.ms), deltaLongestBlockMs: round(ours.applied.longestBlockMs) }
      : {}),
    settings: Object.fromEntries(Object.entries(settings()).filter(([name]) => name in results)),
  };
}

function check(who: string, found: Expected, expected: Expected): void {
  const text = ({ misses, priceMinor, onHand }: Expected): string => JSON.stringify({ misses, priceMinor, onHand });
  if (text(found) !== text(expected)) throw new Error(`${who} answers ${text(found)}, not ${text(expected)}`);
}

const quantile = (values: readonly number[], part: number): number =>
  round(values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? 0, 3);
const megabytes = (bytes: number | null): number | null => (bytes === null ? null : round(bytes / 1e6));

type Figures = ReturnType<typeof figures>;

function figures({ readyMs, openMs, marks, memoryBytes, diskBytes, wireBytes }: Weighed) {
  const p95Of = (kind: QuestionKind): number | null => {
    const search = marks.searches[kind];
    return search && quantile(search.ms, 0.95);
  };
  const goodOf = (kind: QuestionKind): number | null => {
    const search = marks.searches[kind];
    return search && round((100 * search.good) / search.ms.length);
  };
  const { blank, open, asked } = memoryBytes;
  return {
    readyMs: round(readyMs),
    openMs: quantile(openMs, 0.5),
    openMsEach: openMs.map((ms) => round(ms)),
    lookupP50Ms: quantile(marks.lookupMs, 0.5),
    lookupP99Ms: quantile(marks.lookupMs, 0.99),
    firstSearchMs: round(marks.firstSearchMs, 2),
    prefixP95Ms: p95Of('prefix'),
    twoWordsP95Ms: p95Of('twoWords'),
    typoP95Ms: p95Of('typo'),
    goodAnswersPercent: { prefix: goodOf('prefix'), twoWords: goodOf('twoWords'), typo: goodOf('typo') },
    memoryMB: megabytes(asked),
    memoryOpenMB: megabytes(open),
    memoryBlankMB: megabytes(blank),
    diskMB: megabytes(diskBytes),
    wireBytes,
  };
}

/** Ours to the peer that each goal names. */
function ratiosOf({ gondola, dexie, minisearch }: Partial<Record<EngineName, Figures>>, downloadMs: number): object {
  const ratio = (ours?: number | null, theirs?: number | null): number | null =>
    ours && theirs ? round(ours / theirs, 3) : null;
  return {
    readyToDexie: ratio(gondola?.readyMs, dexie?.readyMs),
    readyToDownload: ratio(gondola?.readyMs, downloadMs),
    openToDexie: ratio(gondola?.openMs, dexie?.openMs),
    lookupP99ToDexie: ratio(gondola?.lookupP99Ms, dexie?.lookupP99Ms),
    twoWordsP95ToMiniSearch: ratio(gondola?.twoWordsP95Ms, minisearch?.twoWordsP95Ms),
    typoP95ToMiniSearch: ratio(gondola?.typoP95Ms, minisearch?.typoP95Ms),
  };
}
