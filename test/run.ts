// `npm test`: types, lint, unit and contract tests, the build, and the end-to-end abilities in a real browser.
// Promise: the last line counts every test of the run, "N passed, N failed[, N skipped]", and the exit code agrees.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildWebApp } from '#server/build-app.ts';

import { findChromium, versionOf } from './build/chromium.ts';
import { addCounts, asOneTest, noCounts, runVitest } from './build/suites.ts';
import type { Counts } from './build/suites.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ['src', 'service-worker', 'test', 'vite.config.ts', 'vitest.config.ts'];

const steps = {
  format: () => asOneTest('format', ['oxfmt', '--check'], 60),
  types: () => asOneTest('types', ['tsc', '-b'], 180),
  lint: () => asOneTest('lint', ['oxlint', ...sources], 120),
  knip: () => asOneTest('unused files, exports and packages', ['knip'], 120),
  unit: () => runVitest('unit and contract tests', 'unit', 420),
  simulation: () => runVitest('simulated tablets and stepped transactions', 'simulation', 300),
  quickUnit: () => runVitest('unit tests', 'unit', 300, ['src', 'service-worker']),
  build,
  e2e: endToEnd,
};

const plans: Record<string, (keyof typeof steps)[]> = {
  '': ['types', 'lint', 'unit', 'simulation', 'build', 'e2e'],
  '--verify': ['format', 'lint', 'types', 'knip', 'unit', 'simulation', 'build'],
  '--quick': ['format', 'lint', 'types', 'quickUnit'],
};

/** The same build as `npm start` makes, so that the servers of the end-to-end tests find it done. */
async function build(): Promise<Counts> {
  console.log('\n── build');
  try {
    const { wasBuilt } = await buildWebApp(root, () => console.log('building …'), AbortSignal.timeout(180_000));
    console.log(`✓ build${wasBuilt ? '' : ' (nothing has changed)'}`);
    return { ...noCounts, passed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('✗ build');
    return { ...noCounts, failed: 1 };
  }
}

/** A test run without a browser fails: what it can't prove is named, never passed over. */
async function endToEnd(): Promise<Counts> {
  const files = readdirSync(join(root, 'test/e2e')).filter((name) => name.endsWith('.test.ts'));
  let browser: string;
  try {
    browser = await findChromium();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    for (const file of files) console.log(`skipped: test/e2e/${file} (no Chromium)`);
    return { passed: 0, failed: 1, skipped: files.length };
  }
  console.log(`browser: ${await versionOf(browser)} (${browser})`);
  return runVitest('end to end, in a browser', 'e2e', 1_000, [], { CHROMIUM_PATH: browser });
}

const plan = plans[process.argv[2] ?? ''];
if (!plan) {
  console.error(`Unknown option ${process.argv[2]}. Known: ${Object.keys(plans).filter(Boolean).join(', ')}`);
  process.exit(2);
}
const startedAt = performance.now();
let total = noCounts;
let built = true;
for (const name of plan) {
  if (name === 'e2e' && !built) {
    console.log('skipped: end to end, in a browser (the build failed)');
    total = addCounts(total, { passed: 0, failed: 0, skipped: 1 });
    continue;
  }
  const counts = await steps[name]();
  if (name === 'build') built = counts.failed === 0;
  total = addCounts(total, counts);
}
console.log(`\n${plan.join(', ')}: ${Math.round((performance.now() - startedAt) / 1000)} s`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
