// Settings by coordinate descent on the last month within training: one at a time, kept where the hits rise.
// The same for our model and for every peer. Promise: the test's months are never looked at.
import { type Case, casesOf, catalogueOf, measure, type Task, tasks } from './suggest-cases.ts';
import type { Visit } from './suggest-history.ts';
import { dayMs, type Model, type Settings, type Training, trainingOf } from './suggest-model.ts';
import { say } from './statistics.ts';

export interface Tunable {
  name: string;
  settings: Settings;
  grid: Readonly<Record<string, readonly Settings[string][]>>;
  make(training: Training, settings: Settings): Promise<Model>;
}

const rounds = 3;
/** A month. */
const heldOutMs = 30 * dayMs;
/** How much the rank of the first hit counts beside the hits. */
const rankShare = 0.3;

export async function tune(visits: readonly Visit[], models: readonly Tunable[]): Promise<Record<string, Settings>> {
  const from = (visits.at(-1)?.atMs ?? 0) - heldOutMs;
  const train = visits.filter(({ atMs }) => atMs < from);
  const catalogue = catalogueOf(train);
  const training = trainingOf(catalogue, train);
  const cases = casesOf(
    train,
    visits.filter(({ atMs }) => atMs >= from),
    catalogue,
  );
  const found: Record<string, Settings> = {};
  for (const { name, settings, grid, make } of models) {
    let best = settings;
    let score = await scoreOf(await make(training, best), cases);
    say(`${name}: ${score.words} with ${JSON.stringify(best)}`);
    for (let round = 0; round < rounds; round++) {
      const before = best;
      for (const [key, values] of Object.entries(grid))
        for (const value of values) {
          if (best[key] === value) continue;
          const tried = { ...best, [key]: value };
          const next = await scoreOf(await make(training, tried), cases);
          if (next.sum <= score.sum) continue;
          [best, score] = [tried, next];
          say(`${name}: ${score.words} with ${key} ${value}`);
        }
      if (best === before) break;
    }
    found[name] = best;
  }
  return found;
}

async function scoreOf(model: Model, cases: readonly Case[]): Promise<{ sum: number; words: string }> {
  const of = (task: Task) => {
    const own = cases.filter((one) => one.task === task);
    return measure(own, own.map(model.rank), 0);
  };
  const measured = tasks.map(of);
  return {
    sum: measured.reduce((sum, { hr20, mrr20 }) => sum + hr20 + rankShare * mrr20, 0),
    words: measured.map(({ hr20, mrr20 }) => `${hr20.toFixed(3)}/${mrr20.toFixed(3)}`).join(' '),
  };
}
