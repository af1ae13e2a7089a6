// Virtual time and the order of everything: each call of a port and each SQL statement waits here for its turn.
// Promise: the same seed gives the same order; whoever is dead never gets a turn again, whoever is frozen gets it later.
import type { Rng } from './rng.ts';
import { isComputing } from './stand-ins.ts';

/** A page, a server, the network: what can stop. */
export class Owner {
  readonly name: string;
  dead = false;
  frozen = false;

  constructor(name: string) {
    this.name = name;
  }
}

interface Turn {
  owner: Owner;
  run: () => void;
}

interface Timer extends Turn {
  atMs: number;
  n: number;
}

export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export class World {
  nowMs: number;
  turns = 0;
  readonly #rng: Rng;
  #ready: Turn[] = [];
  #held: Turn[] = [];
  readonly #timers: Timer[] = [];
  #made = 0;
  #busy = 0;

  constructor(startMs: number, rng: Rng) {
    this.nowMs = startMs;
    this.#rng = rng;
  }

  /** Resolves when it is this call's turn; never when its owner dies before. */
  turn(owner: Owner): Promise<void> {
    return new Promise((resolve) => this.#ready.push({ owner, run: resolve }));
  }

  soon(owner: Owner, run: () => void): void {
    this.#ready.push({ owner, run });
  }

  after(owner: Owner, ms: number, run: () => void): () => void {
    const timer: Timer = { owner, run, atMs: this.nowMs + Math.max(0, Math.round(ms)), n: (this.#made += 1) };
    this.#push(timer);
    return () => {
      timer.run = () => undefined;
    };
  }

  sleep(owner: Owner, ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(owner, ms, resolve));
  }

  /** Real work that takes several turns of Node's loop: nothing else goes on before its end. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#busy -= 1;
    }
  }

  thaw(owner: Owner): void {
    owner.frozen = false;
    this.#ready.push(...this.#held.filter((turn) => turn.owner === owner));
    this.#held = this.#held.filter((turn) => turn.owner !== owner);
  }

  /** Goes on until `isOver` says so; false when it took more than `maxTurns`. */
  async run(isOver: () => boolean, maxTurns: number): Promise<boolean> {
    for (const limit = this.turns + maxTurns; this.turns < limit;) {
      await this.quiet();
      if (isOver()) return true;
      const next = this.#next();
      if (!next) {
        if (!this.#advance()) return true;
        continue;
      }
      this.turns += 1;
      next.run();
    }
    return false;
  }

  /** Everything that can go on without a turn has gone on. */
  async quiet(): Promise<void> {
    do {
      await new Promise<void>((resolve) => void setImmediate(resolve));
    } while (this.#busy > 0 || isComputing());
  }

  #next(): Turn | null {
    while (this.#ready.length > 0) {
      const at = this.#rng.int(this.#ready.length);
      const turn = this.#ready[at] as Turn;
      this.#ready[at] = this.#ready.at(-1) as Turn;
      this.#ready.pop();
      if (turn.owner.dead) continue;
      if (!turn.owner.frozen) return turn;
      this.#held.push(turn);
    }
    return null;
  }

  /** To the next timers' instant; all of that instant are ready at once. */
  #advance(): boolean {
    const first = this.#timers[0];
    if (!first) return false;
    this.nowMs = Math.max(this.nowMs, first.atMs);
    while (this.#timers[0] && this.#timers[0].atMs <= this.nowMs) this.#ready.push(this.#pop());
    return true;
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, heap[parent] as Timer)) break;
      heap[at] = heap[parent] as Timer;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): Timer {
    const heap = this.#timers;
    const first = heap[0] as Timer;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child += 1;
      if (!isBefore(heap[child] as Timer, last)) break;
      heap[at] = heap[child] as Timer;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.n < b.n);
