// A failing schedule made small: tablets, acts and faults are left out one group after the other while it still fails
// by the same invariant. What is left is what a person reads.
import type { Plan } from './plan.ts';
import { runPlan } from './run-seed.ts';
import type { SimShop } from './shop.ts';

const maxTries = 60;

export async function shrink(plan: Plan, shop: SimShop): Promise<Plan> {
  const first = await runPlan(plan, shop);
  const rule = first.violations[0]?.rule;
  if (rule === undefined) return plan;
  let tries = 0;
  const stillFails = async (smaller: Plan): Promise<boolean> => {
    tries += 1;
    const { violations } = await runPlan(smaller, shop);
    return violations.some((violation) => violation.rule === rule);
  };
  let least = plan;
  const without = async <T>(list: readonly T[], put: (kept: T[]) => Plan): Promise<readonly T[]> => {
    let kept = [...list];
    for (
      let size = Math.ceil(kept.length / 2);
      size >= 1 && tries < maxTries;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      for (let at = 0; at < kept.length && tries < maxTries;) {
        const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
        if (await stillFails(put(fewer))) kept = fewer;
        else at += size;
      }
    }
    return kept;
  };
  const faults = await without(least.faults, (kept) => ({ ...least, faults: kept }));
  least = { ...least, faults: [...faults] };
  const acts = await without(least.acts, (kept) => ({ ...least, acts: kept }));
  least = { ...least, acts: [...acts] };
  // The last ones may go: the others keep their places.
  for (let count = least.tablets.length - 1; count > 0 && tries < maxTries; count -= 1) {
    const fewer = {
      ...least,
      tablets: least.tablets.slice(0, count),
      acts: least.acts.filter(({ tablet }) => tablet < count),
      faults: least.faults.filter(({ tablet }) => tablet < count),
    };
    if (!(await stillFails(fewer))) break;
    least = fewer;
  }
  return least;
}
