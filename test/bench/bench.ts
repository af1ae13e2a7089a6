// `npm run bench -- NAME [options]`: one JSON object on standard output, progress on standard error.
// Promise: a bench that fails says so by its exit code and prints no numbers.
const benches: Record<string, () => Promise<{ run(args: string[]): Promise<object> }>> = {
  scan: () => import('./scan.ts'),
  gs1: () => import('./gs1.ts'),
  kills: () => import('./kills.ts'),
  sync: () => import('./sync.ts'),
  fanout: () => import('./fanout.ts'),
  storm: () => import('./storm.ts'),
  catalogue: () => import('./catalogue.ts'),
  suggest: () => import('./suggest.ts'),
  start: () => import('./start.ts'),
  'scan-to-answer': () => import('./scan-to-answer.ts'),
};

const usage = `Usage: npm run bench -- NAME [options]

  scan    --corpus DIR [--only TEXT] [--limit N] [--misses]   photographs, beside other decoders
          --corpus DIR --live [--tags N]                      through getUserMedia
          --lens                                              the shelf lens on drawn tags
          --fuzz N [--seed S] [--corpus DIR] [--vectors FILE] the resolver on mutated messages
  gs1     --vectors FILE [--fuzz N] [--seed S]                GS1's own vectors
  kills   --rounds N                                          SIGKILL with acts in flight
  sync    --tablets T --stores S                              acts per second, tap to second tablet
  fanout  --clients N                                         the last of many listeners
  storm   --tablets N --actions N                             everybody back at once
  catalogue --products N [--engines A,B] [--names FILE]       beside Dexie, SQLite and MiniSearch
  suggest --train FILE… --test FILE [--models A,B]            what is bought next, beside other models
          --train FILE… --tune [--models A,B]                 their settings, on the last month of these
  start   [--samples N] [--lighthouse N] [--surfaces A,B]     cold, offline, Lighthouse on three surfaces
          [--products N]                                      the starts in a shop of so many
  scan-to-answer [--products N] [--scans N] [--camera]        last key of a scan to the painted product`;

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  console.error(usage);
  process.exit(name === '--help' ? 0 : 2);
}
try {
  const result = await (await bench()).run(args);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
