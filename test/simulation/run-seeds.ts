// Many seeds over several processes, added up to what `npm run simulate` prints. Each process has a database of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { Plan } from './plan.ts';
import type { SeedResult } from './run-seed.ts';
import type { Violation } from './watch.ts';

export interface Report {
  json: object;
  isGood: boolean;
}

export type Line = SeedResult & { shrunk: Plan | null };

const entry = join(import.meta.dirname, '..', 'simulate.ts');
const violationsShown = 20;
/** Their memory only grows: a new process costs a second, and has what the first one had. */
const seedsOfAProcess = 250;

/** What a seed makes is rubbish when it ends: with room for all of it a run takes a sixth less time. */
const manyShortLives = ['--max-semi-space-size=64'];

/** In this process: a line of JSON for each seed. */
export async function runHere(seeds: readonly number[], untilRed: boolean): Promise<void> {
  // Before anything is loaded that keeps what it finds.
  const { installStandIns } = await import('./stand-ins.ts');
  installStandIns();
  const { openSimShop } = await import('./shop.ts');
  const { planOf } = await import('./plan.ts');
  const { runPlan } = await import('./run-seed.ts');
  const { shrink } = await import('./shrink.ts');
  const shop = await openSimShop();
  for (const seed of seeds) {
    const result = await runPlan(planOf(seed), shop);
    const isRed = result.violations.length > 0;
    const shrunk = isRed && !untilRed ? await shrink(planOf(seed), shop) : null;
    process.stdout.write(`${JSON.stringify({ ...result, shrunk } satisfies Line)}\n`);
    if (isRed && untilRed) break;
  }
  process.exit(0);
}

/** One printed schedule once more. */
export async function runPlanHere(text: string): Promise<void> {
  const { installStandIns } = await import('./stand-ins.ts');
  installStandIns();
  const { openSimShop } = await import('./shop.ts');
  const { runPlan } = await import('./run-seed.ts');
  const result = await runPlan(JSON.parse(text) as Plan, await openSimShop());
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(result.violations.length > 0 ? 1 : 0);
}

/** Starts a child over these seeds; its lines come one by one. Rejects when it ends before all are done. */
export async function runChild(
  seeds: readonly number[],
  onLine: (line: Line) => void,
  {
    nodeArgs = [],
    env = {},
    untilRed = false,
  }: { nodeArgs?: string[]; env?: Record<string, string>; untilRed?: boolean } = {},
): Promise<number> {
  const args = [
    ...manyShortLives,
    ...nodeArgs,
    entry,
    '--child',
    '--list',
    seeds.join(','),
    ...(untilRed ? ['--until-red'] : []),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  for await (const line of createInterface({ input: child.stdout })) onLine(JSON.parse(line) as Line);
  process.off('exit', stop);
  return ended;
}

/** One process builds the shop, all others of this run take it from there. */
export async function prepared<T>(work: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gondola-simulate-'));
  process.env['GONDOLA_SIM_SHOP'] = join(folder, 'shop');
  try {
    await runChild([], () => undefined);
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function runSeeds(seeds: readonly number[], workers: number): Promise<Report> {
  const lines: Line[] = [];
  const started = performance.now();
  let toldAtMs = started;
  const onLine = (line: Line): void => {
    lines.push(line);
    if (line.violations.length > 0) console.error(told(line));
    if (performance.now() - toldAtMs < 10_000) return;
    toldAtMs = performance.now();
    const red = lines.filter(({ violations }) => violations.length > 0).length;
    console.error(
      `${lines.length} of ${seeds.length} seeds, ${red} failed, ${Math.round((toldAtMs - started) / 1000)} s`,
    );
  };
  const codes = await Promise.all(
    Array.from({ length: Math.min(workers, seeds.length) }, async (_, at) => {
      const mine = seeds.filter((_seed, index) => index % workers === at);
      let code = 0;
      for (let from = 0; from < mine.length && code === 0; from += seedsOfAProcess)
        code = await runChild(mine.slice(from, from + seedsOfAProcess), onLine);
      return code;
    }),
  );
  if (codes.some((code) => code !== 0) || lines.length !== seeds.length)
    throw new Error(`a worker died: ${lines.length} of ${seeds.length} seeds are done`);
  return reportOf(lines);
}

function told({ seed, violations, shrunk }: Line): string {
  const broken = violations.map(({ rule, what }) => `  [${rule}] ${what}`).join('\n');
  return `seed ${seed}:\n${broken}${shrunk ? `\n  shrunk to ${JSON.stringify(shrunk)}` : ''}`;
}

function reportOf(lines: readonly Line[]): Report {
  const faults: Record<string, number> = {};
  for (const line of lines)
    for (const [kind, times] of Object.entries(line.faults)) faults[kind] = (faults[kind] ?? 0) + times;
  const red = lines.filter(({ violations }) => violations.length > 0);
  const perSeed = (of: (line: Line) => number) => {
    const sorted = lines.map(of).toSorted((a, b) => a - b);
    return { median: sorted[sorted.length >> 1] ?? 0, min: sorted[0] ?? 0 };
  };
  const violations: (Violation & { seed: number })[] = red.flatMap((line) =>
    line.violations.map((one) => ({ seed: line.seed, ...one })),
  );
  return {
    isGood: red.length === 0,
    json: {
      seeds: lines.length,
      actions: lines.reduce((sum, line) => sum + line.actions, 0),
      faults: Object.fromEntries(Object.entries(faults).toSorted(([a], [b]) => a.localeCompare(b))),
      violations: violations.length,
      failingSeeds: red.map(({ seed }) => seed).toSorted((a, b) => a - b),
      perSeed: {
        actions: perSeed((line) => line.actions),
        tablets: perSeed((line) => line.tablets),
        lanes: perSeed((line) => line.lanes),
        dependsOn: perSeed((line) => line.dependsOn),
      },
      endedInFault: lines.filter((line) => line.endsInFault).length,
      ...(violations.length > 0 ? { broken: violations.slice(0, violationsShown) } : {}),
    },
  };
}
