// The test suites by where they run: unit and contract tests in Node, abilities end to end in a real browser
// against the built app. `vitest run src/domain` runs a folder; `--project e2e` needs Chromium.
import { defineConfig } from 'vitest/config';

const perSuite = { environment: 'node', restoreMocks: true, unstubGlobals: true } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...perSuite,
          name: 'unit',
          include: ['{src,service-worker}/**/*.test.{ts,tsx}', 'test/{contract,simulation,build}/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...perSuite,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/one-server.ts'],
          // A browser, a server and a database share two cores: one file at a time.
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
