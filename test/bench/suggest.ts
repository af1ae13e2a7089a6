// `npm run bench -- suggest --train FILE… --test FILE`: which of a real history's next purchases each model foresees, what our
// lists weigh on the line and what an answer costs on the tablet. Promise: every model sees the same and is asked the same.
import { parseArgs } from 'node:util';
import { type Case, casesOf, catalogueOf, measure, type Measured, tasks } from './suggest-cases.ts';
import { bytesPerProduct, gondolaModel, gondolaSettings } from './suggest-gondola.ts';
import { readVisits } from './suggest-history.ts';
import { loadOf } from './suggest-load.ts';
import { type Model, type Settings, trainingOf } from './suggest-model.ts';
import { gondola, peers } from './suggest-models.ts';
import { tune } from './suggest-tune.ts';
import { round, say } from './statistics.ts';

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args: spread(args),
    options: {
      train: { type: 'string', multiple: true, default: [] },
      test: { type: 'string', multiple: true, default: [] },
      models: { type: 'string' },
      tune: { type: 'boolean', default: false },
      suggestions: { type: 'string', default: '1000000' },
    },
  });
  if (values.train.length === 0) throw new Error('suggest needs --train FILE… and --test FILE');
  const wanted = values.models?.split(',');
  const isWanted = ({ name }: { name: string }): boolean => wanted?.includes(name) ?? true;
  const visits = readVisits(values.train);
  if (values.tune) return { bench: 'suggest', tuned: await tune(visits, [gondola, ...peers].filter(isWanted)) };
  if (values.test.length === 0) throw new Error('suggest needs --test FILE');

  const catalogue = catalogueOf(visits);
  const training = trainingOf(catalogue, visits);
  const cases = casesOf(visits, readVisits(values.test), catalogue);
  say(`${visits.length} visits, ${catalogue.items.length} products, ${cases.length} cases`);
  const own = await gondolaModel(training, gondolaSettings);
  const models: Record<string, object> = {
    gondola: answersOf('gondola', own, gondolaSettings, cases, catalogue.items),
  };
  for (const { name, settings, make } of peers.filter(isWanted))
    models[name] = answersOf(name, await make(training, settings), settings, cases, catalogue.items);
  const bytes = await bytesPerProduct(catalogue.items, own.neighbours);
  say(`${round(bytes)} bytes a product`);
  const { p50Ms, p95Ms, suggestions, unbuyable } = loadOf(own, cases, Number(values.suggestions));
  return {
    bench: 'suggest',
    visits: visits.length,
    products: catalogue.items.length,
    models,
    bytesPerProduct: round(bytes),
    p50Ms: round(p50Ms, 3),
    p95Ms: round(p95Ms, 3),
    suggestions,
    unbuyable,
  };
}

/** `--train A B` as `--train A --train B`: parseArgs takes one value for each. */
export function spread(args: readonly string[]): string[] {
  const found: string[] = [];
  let option = '';
  for (const arg of args) {
    if (arg.startsWith('--')) option = arg;
    else if (found.at(-1)?.startsWith('--') !== true) found.push(option);
    found.push(arg);
  }
  return found;
}

function answersOf(name: string, model: Model, settings: Settings, cases: readonly Case[], items: readonly string[]) {
  const lists = new Map(cases.map((one) => [one, model.rank(one)]));
  const measured = (of: readonly Case[]): Measured =>
    measure(
      of,
      of.map((one) => lists.get(one) ?? []),
      items.length,
    );
  const byTask = tasks.map((task) => [task, measured(cases.filter((one) => one.task === task))] as const);
  say(`${name}: ${byTask.map(([task, { hr20 }]) => `${task} ${hr20.toFixed(3)}`).join(', ')}`);
  return {
    ...Object.fromEntries(byTask.map(([task, all]) => [task, rounded(all)])),
    coverage20: round(measured(cases).coverage20, 4),
    settings,
  };
}

const rounded = (all: Measured): Record<string, number> =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, round(value as number, 4)]));
