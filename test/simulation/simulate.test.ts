// Many seeds with every `npm test`, in processes of their own, and those that once failed.
// Here only their report is read: a violation names its seed, the rule and a schedule that was made small.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptSeeds } from './kept-seeds.ts';
import { momentKinds, windowKinds } from './plan.ts';

interface Told {
  seeds: number;
  faults: Record<string, number>;
  violations: number;
  failingSeeds: number[];
  perSeed: Record<'actions' | 'tablets' | 'lanes' | 'dependsOn', { median: number; min: number }>;
  endedInFault: number;
  broken?: object[];
}

const entry = join(import.meta.dirname, '../simulate.ts');
const run = (...args: string[]): Promise<Told> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [entry, ...args], { maxBuffer: 1 << 28 }, (error, out, err) => {
      const last = out.trim().split('\n').at(-1);
      if (last?.startsWith('{')) resolve(JSON.parse(last) as Told);
      else reject(new Error(err.slice(-2_000), { cause: error }));
    });
  });

const seedsInTest = 100;

describe('the simulated shop', () => {
  it(
    '[I1, I2, I3, I4, I5, I6, I7, I8, I9, I10] keeps every invariant over many seeds',
    { timeout: 400_000 },
    async () => {
      const told = await run('--seeds', String(seedsInTest), '--from', '100001');
      expect(told.broken ?? []).toEqual([]);
      expect(told).toMatchObject({ seeds: seedsInTest, violations: 0, failingSeeds: [] });
      // What a seed must hold to be worth running.
      expect(told.perSeed.actions.median).toBeGreaterThanOrEqual(30);
      expect(told.perSeed.tablets.median).toBeGreaterThanOrEqual(3);
      expect(told.perSeed.lanes.median).toBeGreaterThanOrEqual(2);
      expect(told.perSeed.dependsOn.median).toBeGreaterThanOrEqual(1);
      expect(told.endedInFault * 2).toBe(seedsInTest);
      // A fault that never strikes any more proves nothing.
      const wanted = [...windowKinds, ...momentKinds];
      expect(wanted.filter((kind) => !told.faults[kind])).toEqual([]);
    },
  );

  it('keeps those that were mended whole', { timeout: 120_000 }, async () => {
    const told = await run('--list', keptSeeds.map(({ seed }) => seed).join(','));
    expect(told.broken ?? []).toEqual([]);
  });

  it('[I5] sees it when a tablet does not read what was saved on it', { timeout: 120_000 }, async () => {
    const told = (await run('--mutate', '--only', 'optimistic replay', '--seeds', '10')) as unknown as {
      mutations: Record<string, { result: string }>;
    };
    expect(told.mutations['optimistic replay']?.result).toBe('red');
  });
});
