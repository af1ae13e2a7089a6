// `npm run simulate -- --seeds N --from S [--workers W] [--mutate]`: one JSON object on standard output, progress on
// standard error. Promise: it ends with 1 when an invariant was broken, or a mutation went another way than expected.
import { parseArgs } from 'node:util';
import { mutate } from './simulation/mutate.ts';
import { prepared, runHere, runPlanHere, runSeeds } from './simulation/run-seeds.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    step: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    mutate: { type: 'boolean', default: false },
    only: { type: 'string' },
    'until-red': { type: 'boolean', default: false },
    /** A child of ours: a line of JSON for each seed. */
    child: { type: 'boolean', default: false },
    list: { type: 'string' },
    /** A schedule as a failing seed prints it. */
    plan: { type: 'string' },
  },
});

const seeds =
  values.list !== undefined
    ? values.list.split(',').filter(Boolean).map(Number)
    : Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.from) + at * Number(values.step));

if (values.plan) await runPlanHere(values.plan);
else if (values.child) await runHere(seeds, values['until-red']);
else {
  const report = await prepared(() =>
    values.mutate ? mutate(seeds, values.only ?? null) : runSeeds(seeds, Number(values.workers)),
  );
  process.stdout.write(`${JSON.stringify(report.json)}\n`);
  process.exitCode = report.isGood ? 0 : 1;
}
