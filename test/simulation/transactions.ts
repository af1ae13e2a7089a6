// `node test/simulation/transactions.ts --schedules N --from S`: real server code over real PostgreSQL connections,
// stepped statement by statement. One JSON object; exit code 1 when a promise was broken in any schedule.
import { parseArgs } from 'node:util';
import type { Authority } from '#server/authority.ts';
import { rngFor } from '#server/demo/rng.ts';
import { createHub } from '#server/hub.ts';
import { nextId } from '#test/build/shop-server.ts';
import { gapsInRevs, violationsOf } from './transactions-check.ts';
import { openLine } from './transactions-connection.ts';
import { type Read, reading } from './transactions-reader.ts';
import { openScene, type Scene } from './transactions-scene.ts';
import { Stepper } from './transactions-stepper.ts';
import { type History, isExpected, planFor, type Task } from './transactions-tasks.ts';

interface Ended {
  actions: number;
  steps: number;
  faults: Record<string, number>;
  violations: string[];
}

export interface Result {
  schedules: number;
  actions: number;
  steps: number;
  faults: Record<string, number>;
  violations: number;
  failing: { schedule: number; violations: string[] }[];
  failingSchedules: number[];
}

async function runSchedule(scene: Scene, schedule: number): Promise<Ended> {
  const rng = rngFor(`${schedule}`, 'transactions');
  const onHand = [1, rng.int(1, 5), rng.int(0, 3)];
  const { shop, devices } = await scene.renew(onHand);
  const history: History = { offered: new Map(), receipts: new Map(), violations: [] };
  const plan = await planFor(rng, { shop, devices, history, writers: rng.int(1, 3) });
  const stepper = new Stepper(rng, scene.lines.monitor, rng.pick([0, 0.01, 0.02, 0.05]));
  const committed = async (): Promise<void> => void history.violations.push(...(await gapsInRevs(scene)));
  const [device] = devices;
  if (!device) throw new Error('no device');
  const pages: Read[] = [];

  const run = async (weight: number, tasks: (at: number) => readonly Task[]): Promise<void> => {
    const line = openLine({ ...scene.lines, committed }, stepper, weight);
    const authority = authorityOver(scene, line.db, history);
    for (const task of tasks(line.index))
      await task({ authority, history, shop, rng: rngFor(`${schedule}`, `${line.index}`) });
    stepper.end(line.index);
    await line.close();
  };
  const caller = { device: { id: device.id } as never, home: shop.store, chain: shop.chain };
  await Promise.all([
    run(0.3, (at) => [reading(caller, pages, () => stepper.othersAtWork(at))]),
    ...plan.map((tasks) => run(1, () => tasks)),
    stepper.run(),
  ]);
  const violations = await violationsOf({ db: scene.db, shop, history, pages, onHand });
  return { actions: history.offered.size, steps: stepper.steps, faults: stepper.faults, violations };
}

function authorityOver({ authority }: Scene, db: Authority['db'], { violations }: History): Authority {
  const error = ({ err }: { err?: unknown }, line: string): void => {
    if (!err || !isExpected(err))
      violations.push(`the server said: ${line} ${err instanceof Error ? err.message : ''}`);
  };
  return {
    ...authority,
    db,
    newId: nextId,
    hub: createHub(),
    metrics: { ...authority.metrics, alarm: (what) => void violations.push(`alarm: ${what}`) },
    log: { ...authority.log, warn: () => undefined, error },
    snapshotFor: () => Promise.resolve(null),
    packedFile: () => Promise.resolve(null),
    newerFile: () => Promise.resolve(null),
  };
}

/** Schedules `from` to `from + count - 1`, each in the same scene; `until` says when it is enough. */
export async function runSchedules(
  { count, from }: { count: number; from: number },
  until: (result: Result) => boolean = () => false,
): Promise<Result> {
  const scene = await openScene();
  const result: Result = {
    schedules: 0,
    actions: 0,
    steps: 0,
    faults: {},
    violations: 0,
    failing: [],
    failingSchedules: [],
  };
  try {
    for (let schedule = from; schedule < from + count && !until(result); schedule += 1) {
      const ended = await runSchedule(scene, schedule);
      result.schedules += 1;
      result.actions += ended.actions;
      result.steps += ended.steps;
      for (const [kind, many] of Object.entries(ended.faults)) result.faults[kind] = (result.faults[kind] ?? 0) + many;
      result.violations += ended.violations.length;
      if (ended.violations.length === 0) continue;
      result.failing.push({ schedule, violations: ended.violations.slice(0, 5) });
      result.failingSchedules.push(schedule);
    }
  } finally {
    await scene.close();
  }
  return result;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      /** Ends at the first schedule that fails: enough for a mutation. */
      'stop-at-first': { type: 'boolean', default: false },
    },
  });
  const result = await runSchedules(
    { count: Number(values.schedules), from: Number(values.from) },
    ({ violations }) => values['stop-at-first'] && violations > 0,
  );
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = result.violations > 0 ? 1 : 0;
}
