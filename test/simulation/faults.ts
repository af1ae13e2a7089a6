// Which faults are in force now, and how often each was really met: a fault that nobody meets is not counted.
import type { FaultKind, FaultPlan, Plan } from './plan.ts';
import type { Rng } from './rng.ts';
import type { World } from './world.ts';

export class Faults {
  readonly counts = new Map<string, number>();
  readonly #world: World;
  readonly #plan: Plan;
  readonly #startMs: number;
  readonly #rng: Rng;

  constructor(world: World, plan: Plan, rng: Rng) {
    this.#world = world;
    this.#plan = plan;
    this.#startMs = world.nowMs;
    this.#rng = rng;
  }

  met(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  /** The window of that kind that is open for the tablet now. */
  open(kind: FaultKind, tablet: number): FaultPlan | null {
    const atMs = this.#world.nowMs - this.#startMs;
    const found = this.#plan.faults.find(
      (fault) =>
        fault.kind === kind &&
        (fault.tablet === tablet || fault.tablet < 0) &&
        fault.fromMs <= atMs &&
        atMs < fault.toMs,
    );
    return found ?? null;
  }

  /** True with the window's rate while it is open; counted. */
  strikes(kind: FaultKind, tablet: number, rate?: number): boolean {
    const fault = this.open(kind, tablet);
    if (!fault || !this.#rng.chance(rate ?? fault.rate)) return false;
    this.met(kind);
    return true;
  }
}
