// Several real connections, one statement at a time: who goes on is drawn from the seed, and a statement that waits
// for a lock is left waiting while others go on. Promise: the same seed makes the same choices at the same points.
import type pg from 'pg';
import type { Rng } from '#server/demo/rng.ts';

export type Fault = '40001' | '40P01' | 'lost before' | 'lost after' | 'lost before commit' | 'lost after commit';

/** One connection: what its code is doing. `running` and not yet known to wait for a lock is still moving. */
interface Lane {
  state: 'thinking' | 'ready' | 'running' | 'blocked' | 'ended';
  weight: number;
  pid: number;
  sql: string;
  inTransaction: boolean;
  go: (fault: Fault | null) => void;
  /** Slow: so many steps of others pass first, while it keeps its locks. */
  pause: number;
  /** Was seen waiting once: by the second look PostgreSQL has looked for a deadlock too. */
  seen: boolean;
}

/** A statement that is not done in this time is looked for among the waiting ones. */
const lookAfterMs = 2;
const stuckAfterMs = 20_000;

export class Stepper {
  readonly faults: Record<string, number> = {};
  steps = 0;
  readonly #lanes: Lane[] = [];
  readonly #rng: Rng;
  readonly #monitor: pg.Client;
  readonly #faultShare: number;
  #changed: () => void = () => undefined;

  constructor(rng: Rng, monitor: pg.Client, faultShare: number) {
    this.#rng = rng;
    this.#monitor = monitor;
    this.#faultShare = faultShare;
  }

  /** `weight`: how often it is drawn, beside the others. */
  lane(weight: number): number {
    const go = (): void => undefined;
    const lane = {
      state: 'thinking' as const,
      weight,
      pid: 0,
      sql: '',
      inTransaction: false,
      go,
      pause: 0,
      seen: false,
    };
    return this.#lanes.push(lane) - 1;
  }

  /** Waits for this statement's turn; the fault it has to suffer, if any. */
  turn(index: number, pid: number, sql: string): Promise<Fault | null> {
    const lane = this.#at(index);
    return new Promise((go) => {
      Object.assign(lane, { state: 'ready', pid, sql, go, seen: false });
      this.#changed();
    });
  }

  /** The statement is over; what it held back may move now. */
  ran(index: number): void {
    const lane = this.#at(index);
    lane.state = 'thinking';
    if (/^(start|begin)/i.test(lane.sql)) lane.inTransaction = true;
    else if (/^(commit|rollback)/i.test(lane.sql)) lane.inTransaction = false;
    if (!lane.inTransaction) this.#freed();
    this.#changed();
  }

  /** Its connection is gone, and with it whatever it held. */
  lost(index: number): void {
    this.#at(index).inTransaction = false;
    this.#freed();
  }

  end(index: number): void {
    this.#at(index).state = 'ended';
    this.#changed();
  }

  /** Others may go first: how many connections besides this one are still at work. */
  othersAtWork(index: number): number {
    return this.#lanes.filter(({ state }, at) => at !== index && state !== 'ended').length;
  }

  /** Until every connection has ended its work. */
  async run(): Promise<void> {
    for (;;) {
      await this.#settled();
      const ready = this.#lanes.filter(({ state }) => state === 'ready');
      if (ready.length > 0) this.#step(ready);
      else if (this.#lanes.every(({ state }) => state === 'ended')) return;
      // Each waits for another: PostgreSQL finds the deadlock and ends one of them.
      else {
        this.#count('deadlock');
        await this.#change(stuckAfterMs);
      }
    }
  }

  #step(ready: readonly Lane[]): void {
    this.steps += 1;
    for (const lane of ready) if (lane.pause > 0) lane.pause -= 1;
    const awake = ready.filter(({ pause }) => pause === 0);
    const lane = this.#rng.weighted(awake.length > 0 ? awake : ready, ({ weight }) => weight);
    if (lane.pause === 0 && this.#rng.chance(this.#faultShare)) {
      lane.pause = this.#rng.int(5, 40);
      this.#count('slow');
      if (ready.length > 1) return;
    }
    // Between transactions there is little to break.
    const share = this.#faultShare * (lane.inTransaction ? 1 : 0.2);
    const fault = this.#rng.chance(share) ? this.#faultFor(lane) : null;
    if (fault) this.#count(fault);
    lane.state = 'running';
    lane.go(fault);
  }

  #faultFor({ sql, inTransaction }: Lane): Fault | null {
    if (/^commit/i.test(sql)) return this.#rng.pick(['lost before commit', 'lost after commit']);
    if (/^rollback/i.test(sql)) return null;
    return this.#rng.pick(inTransaction ? (['40001', '40P01', 'lost before', 'lost after'] as const) : ['lost before']);
  }

  /** Until each connection waits: for its turn, for a lock, or for nothing more. */
  async #settled(): Promise<void> {
    for (;;) {
      const running = this.#lanes.filter(({ state }) => state === 'running');
      if (this.#lanes.some(({ state }) => state === 'thinking')) await this.#change(stuckAfterMs);
      else if (running.length === 0) return;
      else if (!(await this.#change(lookAfterMs, false))) await this.#lookForBlocked(running);
    }
  }

  async #lookForBlocked(running: readonly Lane[]): Promise<void> {
    // A lock is granted before its old owner's commit is answered: what is listed here really waits.
    const { rows } = await this.#monitor.query<{ pid: number }>(
      'select distinct pid from pg_locks where not granted and pid = any($1)',
      [running.map(({ pid }) => pid)],
    );
    const waiting = new Set(rows.map(({ pid }) => pid));
    for (const lane of running)
      if (lane.state === 'running' && waiting.has(lane.pid)) {
        if (lane.seen) lane.state = 'blocked';
        else this.#count('lock wait');
        lane.seen = true;
      }
  }

  #freed(): void {
    for (const lane of this.#lanes) if (lane.state === 'blocked') lane.state = 'running';
  }

  /** True when something happened in the time. Throws when it must happen and does not. */
  async #change(limitMs: number, must = true): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const happened = await new Promise<boolean>((resolve) => {
      this.#changed = () => resolve(true);
      timer = setTimeout(() => resolve(false), limitMs);
    });
    clearTimeout(timer);
    this.#changed = () => undefined;
    if (must && !happened)
      throw new Error(`stuck: ${this.#lanes.map(({ state, sql }) => `${state} at ${sql.slice(0, 60)}`).join('; ')}`);
    return happened;
  }

  #count(kind: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
  }

  #at(index: number): Lane {
    const lane = this.#lanes[index];
    if (!lane) throw new RangeError(`no connection ${index}`);
    return lane;
  }
}
