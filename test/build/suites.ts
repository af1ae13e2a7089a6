// Runs a tool or a suite as a child process and counts it. Promise: a tool that crashes, hangs or reports nothing
// is a failed test, never a silent pass.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod/mini';

export type Counts = { passed: number; failed: number; skipped: number };
export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const reportFolder = join(root, 'node_modules/.cache/test-reports');

// The part of vitest's JSON report that is counted.
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** A tool that says yes or no by its exit code. */
export async function asOneTest(title: string, command: string[], limitSeconds: number): Promise<Counts> {
  const { code, seconds } = await run(title, command, limitSeconds);
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${seconds} s)`);
  return { ...noCounts, [code === 0 ? 'passed' : 'failed']: 1 };
}

/** One project of vitest.config.ts, counted from its JSON report. */
export async function runVitest(
  title: string,
  project: string,
  limitSeconds: number,
  filters: string[] = [],
  env: Record<string, string> = {},
): Promise<Counts> {
  mkdirSync(reportFolder, { recursive: true });
  const file = join(reportFolder, `${project}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = ['vitest', 'run', '--passWithNoTests', '--project', project, ...reporters, ...filters];
  const { code, seconds } = await run(title, command, limitSeconds, env);
  if (!existsSync(file)) {
    console.log(`✗ ${title}: no report (${seconds} s)`);
    return { ...noCounts, failed: 1 };
  }
  const counts = countReport(readFileSync(file, 'utf8'), console.log);
  // All tests passed and yet vitest says no: an error outside of every test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${title}: ${JSON.stringify(counts)} (${seconds} s)`);
  return counts;
}

/** Counts a report; a file that broke before its first test counts as one failed test. */
export function countReport(json: string, onSkipped: (line: string) => void = () => undefined): Counts {
  const counts = { ...noCounts };
  for (const file of report.parse(JSON.parse(json)).testResults) {
    if (file.assertionResults.length === 0 && file.status === 'failed') counts.failed += 1;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else {
        counts.skipped += 1;
        onSkipped(`skipped: ${test.fullName} (${relative(root, file.name)})`);
      }
    }
  }
  return counts;
}

type Ended = { code: number; seconds: number };

function run(title: string, [program, ...args]: string[], limitSeconds: number, env = {}): Promise<Ended> {
  console.log(`\n── ${title}`);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program ?? '', args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    const late = setTimeout(() => {
      console.error(`${title}: no end in ${limitSeconds} s`);
      // A suite ends its browsers and servers when it is asked to; a deaf one is cut off.
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, limitSeconds * 1000);
    const end = (code: number): void => {
      clearTimeout(late);
      resolve({ code, seconds: Math.round((performance.now() - startedAt) / 100) / 10 });
    };
    child.once('error', (error) => {
      console.error(error.message);
      end(1);
    });
    child.once('exit', (code) => end(code ?? 1));
  });
}
