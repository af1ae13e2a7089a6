// The test suites by where they run: unit and contract tests in Node, abilities end to end in a real browser
// against the built app. `vitest run src/domain` runs a folder; `--project e2e` needs Chromium.
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/build/longest-first.ts';
import { ruleMutationPlugin } from './test/contract/rule-mutations-plugin.ts';

const perSuite = { environment: 'node', restoreMocks: true, unstubGlobals: true } as const;

// `npm run photographs`: minutes of real photographs that are no part of the repository.
const withPhotographs = process.env.GONDOLA_PHOTOGRAPHS === '1' && existsSync('../shared/data/scan/dev');

// `npm run rules`: one source file of the run is broken on purpose, and nothing of it may stay in a cache.
const brokenRule = process.env.GONDOLA_RULE;
const plugins = ruleMutationPlugin(brokenRule);
const harnesses = ['test/simulation/simulate.test.ts', 'test/simulation/transactions.test.ts'];

export default defineConfig({
  test: {
    fsModuleCache: brokenRule === undefined,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins,
        test: {
          ...perSuite,
          name: 'unit',
          include: ['{src,service-worker}/**/*.test.{ts,tsx}', 'test/{contract,simulation,build,search}/**/*.test.ts'],
          exclude: harnesses,
          globalSetup: ['test/build/one-database.ts'],
          // A second for each of 240 files to load the same modules once more.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          ...perSuite,
          name: 'simulation',
          include: harnesses,
          // Each starts processes of its own for both cores.
          fileParallelism: false,
        },
      },
      {
        plugins,
        test: {
          ...perSuite,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: withPhotographs ? [] : ['test/e2e/photographs.test.ts'],
          globalSetup: ['test/e2e/one-server.ts'],
          // Their browsers, one server and its database share two cores.
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
