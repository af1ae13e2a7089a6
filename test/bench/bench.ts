// `npm run bench -- NAME [options]`: one JSON object on standard output, progress on standard error.
// Promise: a bench that fails says so by its exit code and prints no numbers.
const benches: Record<string, () => Promise<{ run(args: string[]): Promise<object> }>> = {
  scan: () => import('./scan.ts'),
  gs1: () => import('./gs1.ts'),
  kills: () => import('./kills.ts'),
  sync: () => import('./sync.ts'),
  fanout: () => import('./fanout.ts'),
  storm: () => import('./storm.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  console.error(`Usage: npm run bench -- NAME [options]. Benches: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
try {
  const result = await (await bench()).run(args);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
