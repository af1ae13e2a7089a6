// 200 schedules of the second harness: real server code over real PostgreSQL connections, stepped by the seed.
// Two processes with a database each, so that both cores work; a seed that fails is named and can be run alone.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from './transactions.ts';

const program = join(import.meta.dirname, 'transactions.ts');

const runAlone = (from: number, schedules: number): Promise<Result> =>
  new Promise((resolve, reject) => {
    const args = [program, '--schedules', `${schedules}`, '--from', `${from}`];
    execFile(process.execPath, args, { timeout: 400_000 }, (error, out, said) => {
      // Exit code 1 with a result says which schedules failed; anything else is no result.
      try {
        resolve(JSON.parse(out) as Result);
      } catch {
        reject(error ?? new Error(said));
      }
    });
  });

describe('transactions of several connections, stepped statement by statement', () => {
  test('[F32] [F39] [SV1, SV3, PL1, FD3, I2, I7, I8] 200 schedules: each act once, stock whole, no rev skipped', async () => {
    const halves = await Promise.all([runAlone(1, 100), runAlone(101, 100)]);
    expect(halves.flatMap(({ failing }) => failing)).toEqual([]);
    for (const { schedules, faults } of halves) {
      expect(schedules).toBe(100);
      for (const kind of ['40001', '40P01', 'slow', 'lock wait', 'lost before commit', 'lost after commit'])
        expect(faults[kind], kind).toBeGreaterThan(0);
    }
  }, 420_000);
});
