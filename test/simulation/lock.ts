// The Web Lock of one profile: one holder at a time, in order of asking; a silent holder loses it to whoever waits too long.
import type { Owner, World } from './world.ts';

interface Asking {
  owner: Owner;
  begin: () => void;
}

export class LockOfProfile {
  readonly #world: World;
  #holder: Asking | null = null;
  #waiting: Asking[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  run(owner: Owner, patienceMs: number, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const asking: Asking = {
        owner,
        begin: () => {
          cancel();
          this.#holder = asking;
          this.#waiting = this.#waiting.filter((other) => other !== asking);
          this.#world.soon(owner, () => {
            work()
              .finally(() => this.#release(asking))
              .then(resolve, reject);
          });
        },
      };
      // Stolen: whoever had it ends its work all the same.
      const cancel = this.#world.after(owner, patienceMs, () => asking.begin());
      this.#waiting.push(asking);
      this.#next();
    });
  }

  /** A page that is gone holds nothing. */
  free(owner: Owner): void {
    this.#waiting = this.#waiting.filter((asking) => asking.owner !== owner);
    if (this.#holder?.owner === owner) this.#release(this.#holder);
  }

  #release(asking: Asking): void {
    if (this.#holder !== asking) return;
    this.#holder = null;
    this.#next();
  }

  #next(): void {
    if (!this.#holder) this.#waiting[0]?.begin();
  }
}
