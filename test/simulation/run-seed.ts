// One seed from its first tap to its last check. The same plan gives the same result, in any process.
import { checkHistory } from './checks.ts';
import { type Plan } from './plan.ts';
import { rngOf } from './rng.ts';
import type { SimShop } from './shop.ts';
import { Stage } from './stage.ts';
import { standInFor } from './stand-ins.ts';
import { undrained } from './waiting.ts';
import type { Violation } from './watch.ts';
import { Owner } from './world.ts';

export interface SeedResult {
  seed: number;
  actions: number;
  tablets: number;
  lanes: number;
  dependsOn: number;
  endsInFault: boolean;
  faults: Record<string, number>;
  violations: Violation[];
  turns: number;
  virtualMs: number;
}

const drainMs = 15 * 60_000;
const parkingMs = 45 * 60_000;
const maxTurns = 400_000;
const lookEveryMs = 5_000;

export async function runPlan(plan: Plan, shop: SimShop): Promise<SeedResult> {
  shop.anew();
  const stage = new Stage(plan, shop);
  const { world, watch } = stage;
  standInFor(rngOf(plan.seed, 'node'), (ms) => world.sleep(new Owner('wait'), ms));
  for (const { id, on_hand, reserved } of await shop.db
    .selectFrom('stock')
    .selectAll()
    .where('home_id', '=', shop.store)
    .execute())
    stage.stockBefore.set(id, { onHand: on_hand, reserved });
  stage.begin();
  await untilConverged(stage);
  await checkHistory(stage);
  const lanes = new Set(watch.made.map(({ profile, lane }) => `${stage.profiles.indexOf(profile)} ${lane}`));
  const result: SeedResult = {
    seed: plan.seed,
    actions: watch.made.length,
    tablets: plan.tablets.length,
    lanes: lanes.size,
    dependsOn: watch.made.filter(({ dependsOn }) => dependsOn.length > 0).length,
    endsInFault: plan.healMs > plan.spanMs,
    faults: Object.fromEntries(stage.faults.counts),
    violations: watch.violations,
    turns: world.turns,
    virtualMs: world.nowMs - stage.startMs,
  };
  for (const profile of stage.profiles) profile.killAll();
  stage.server.kill();
  return result;
}

/**
 * [I10, I4] From the last fault on, 15 minutes for every queue to drain and every page to read what the server has.
 * An act whose parent is lost for good has the half hour that it takes to be parked [PO2], and 15 minutes more.
 */
async function untilConverged(stage: Stage): Promise<void> {
  const { world, watch, plan } = stage;
  const endMs = stage.startMs + plan.healMs + drainMs;
  let trouble = 'nothing was looked at';
  let lastMs = endMs;
  const look = async (): Promise<void> => {
    const { waiting, isBereft, atDesk } = await undrained(stage);
    trouble = waiting ?? (await world.during(stage.converged(atDesk))) ?? '';
    if (isBereft && lastMs === endMs) {
      lastMs = endMs + parkingMs;
      stage.faults.met('parent lost for good');
    }
    if (trouble !== '' && world.nowMs < lastMs) return stage.after(lookEveryMs, () => void look());
    stage.isOver = true;
  };
  stage.at(Math.max(plan.healMs, plan.spanMs) + 1_000, () => void look());
  const ended = await world.run(() => stage.isOver, maxTurns);
  if (!ended) watch.broken('I10', `no end after ${maxTurns} turns`);
  const rule = trouble.includes('reads another') ? 'I4' : 'I10';
  const minutes = Math.round((lastMs - stage.startMs - plan.healMs) / 60_000);
  if (trouble !== '') watch.broken(rule, `${minutes} minutes after the last fault: ${trouble}`);
}
