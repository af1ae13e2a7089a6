// Each way of breaking the promise on purpose, tried in a process of its own until a seed sees it: what must be red is
// red, and what safety does not rest on stays green.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Mutation, mutations } from './mutations.ts';
import { dexieEvery, planOf } from './plan.ts';
import { type Report, runChild } from './run-seeds.ts';

interface Tried {
  expected: 'red' | 'green';
  result: 'red' | 'green';
  seed: number | null;
}

const hook = ['--import', join(import.meta.dirname, 'mutate-hook.ts')];
const schedules = 100;
/** What stays green has to be looked at for so long only. */
const seedsForGreen = 30;

/** `only`: the one mutation of that name. */
export async function mutate(seeds: readonly number[], only: string | null): Promise<Report> {
  const tried: Record<string, Tried> = {};
  for (const mutation of mutations.filter(({ name }) => only === null || name === only)) {
    const found =
      mutation.harness === 'tablets' ? await overTablets(mutation, seeds) : await overTransactions(mutation);
    tried[mutation.name] = found;
    console.error(
      `${mutation.name}: ${found.result}${found.seed === null ? '' : ` at seed ${found.seed}`}${found.result === found.expected ? '' : `, expected ${found.expected}`}`,
    );
  }
  return {
    json: { mutations: tried },
    isGood: Object.values(tried).every(({ expected, result }) => expected === result),
  };
}

const scheduled = 5_000;

/** So many seeds, from the first on, in whose schedule the mutation can be seen at all. */
function seedsFor({ disk, needs = [], expected }: Mutation, { length }: readonly number[], from: number): number[] {
  const step = disk === 'dexie' ? dexieEvery : 1;
  const all = Array.from({ length: scheduled }, (_, at) => (disk === 'dexie' ? (at + 1) * step : from + at));
  const fitting = all.filter((seed) => {
    const { faults } = planOf(seed);
    return needs.every((kind) => faults.some((fault) => fault.kind === kind));
  });
  return fitting.slice(0, expected === 'green' ? Math.min(length, seedsForGreen) : length);
}

async function overTablets(mutation: Mutation, wanted: readonly number[]): Promise<Tried> {
  const { name, expected } = mutation;
  const seeds = seedsFor(mutation, wanted, wanted[0] ?? 1);
  let red: number | null = null;
  const code = await runChild(
    seeds,
    ({ seed, violations }) => {
      if (violations.length === 0) return;
      red ??= seed;
      console.error(`  ${name}: ${violations[0]?.rule} ${violations[0]?.what.slice(0, 200)}`);
    },
    { nodeArgs: hook, env: { GONDOLA_MUTATION: name }, untilRed: true },
  );
  if (code !== 0) throw new Error(`the run with "${name}" died`);
  return { expected, result: red === null ? 'green' : 'red', seed: red };
}

/** The other harness says by its exit code whether it saw something. */
async function overTransactions({ name, expected }: Mutation): Promise<Tried> {
  const entry = join(import.meta.dirname, 'transactions.ts');
  const child = spawn(process.execPath, [...hook, entry, '--schedules', String(schedules), '--from', '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, GONDOLA_MUTATION: name },
  });
  let out = '';
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  const code = await new Promise<number>((resolve) => child.once('exit', (ended) => resolve(ended ?? 1)));
  const said = JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as {
    violations?: number;
    failingSchedules?: number[];
  };
  const isRed = code !== 0 && (said.violations ?? 0) > 0;
  if (code !== 0 && !isRed) throw new Error(`the run with "${name}" died`);
  return { expected, result: isRed ? 'red' : 'green', seed: said.failingSchedules?.[0] ?? null };
}
