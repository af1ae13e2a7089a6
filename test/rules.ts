// `npm run rules -- [--rule ID,ID] [--draw N --seed S]`: breaks one rule after the other and runs the test that holds it.
// Promise: `caught` is a failing test that names the rule; whatever else goes wrong is `missed`, and the exit code says so.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod/mini';
import { type RuleMutation, ruleMutations, titlePattern } from './contract/rule-mutations.ts';
import { mutated } from './simulation/mutations.ts';
import { rngOf } from './simulation/rng.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const limitMs = 180_000;

const { values } = parseArgs({
  options: { rule: { type: 'string' }, draw: { type: 'string' }, seed: { type: 'string', default: '1' } },
});

const report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

const scratch = mkdtempSync(join(tmpdir(), 'gondola-rules-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const rules: Record<string, { file: string; breaks: string; test: string; caught: boolean; by: string | null }> = {};
const wanted = chosen();
// A patch that does not fit is no miss: the table is wrong, and nothing is run.
for (const mutation of wanted)
  mutated(readFileSync(join(root, mutation.file), 'utf8'), { ...mutation, name: mutation.rule });
for (const mutation of wanted) {
  const by = await seenBy(mutation);
  const { rule, file, breaks, test } = mutation;
  rules[rule] = { file, breaks, test, caught: by !== null, by };
  console.error(`${by === null ? '✗' : '✓'} ${rule}: ${breaks}`);
}
const missed = Object.keys(rules).filter((rule) => !rules[rule]?.caught);
console.log(JSON.stringify({ rules, caught: Object.keys(rules).length - missed.length, missed }));
process.exitCode = missed.length === 0 ? 0 : 1;

function chosen(): readonly RuleMutation[] {
  const ids = values.rule?.split(',');
  const unknown = ids?.find((id) => !ruleMutations.some(({ rule }) => rule === id));
  if (unknown !== undefined) throw new Error(`no mutation of rule ${unknown}`);
  const among = ruleMutations.filter(({ rule }) => !ids || ids.includes(rule));
  if (values.draw === undefined) return among;
  const rng = rngOf(Number(values.seed), 'rules');
  const sorted = among.toSorted((a, b) => a.rule.localeCompare(b.rule));
  const lots = sorted.map((mutation) => ({ mutation, lot: rng.fraction() })).toSorted((a, b) => a.lot - b.lot);
  return lots.slice(0, Number(values.draw)).map(({ mutation }) => mutation);
}

/** The title of the test that failed and names the rule. */
async function seenBy({ rule, test, project = 'unit' }: RuleMutation): Promise<string | null> {
  const output = join(scratch, `${rule}.json`);
  await vitest(rule, [
    '--project',
    project,
    '--reporter=json',
    `--outputFile=${output}`,
    '-t',
    titlePattern(rule),
    test,
  ]);
  try {
    const { testResults } = report.parse(JSON.parse(readFileSync(output, 'utf8')));
    const failed = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .find(({ fullName, status }) => status === 'failed' && new RegExp(titlePattern(rule)).test(fullName));
    return failed?.fullName ?? null;
  } catch {
    return null;
  }
}

function vitest(rule: string, options: string[]): Promise<void> {
  const child = spawn('vitest', ['run', ...options], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, GONDOLA_RULE: rule },
    timeout: limitMs,
    killSignal: 'SIGTERM',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
