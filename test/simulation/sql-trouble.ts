// What goes wrong between the server and its database: death at any statement, serialization failures, a database that
// is away, statements that take their time, acts whose processing throws.
import type { Rng } from './rng.ts';
import type { SqlFaults } from './server.ts';
import type { Stage } from './stage.ts';
import { never, Owner } from './world.ts';

const everyone = -1;

export class SqlTrouble implements SqlFaults {
  crash: { left: number; when: 'before' | 'after'; downMs: number } | null = null;
  readonly #stage: Stage;
  readonly #rng: Rng;

  constructor(stage: Stage, rng: Rng) {
    this.#stage = stage;
    this.#rng = rng;
  }

  async atStatement(...[text, values, inTransaction, when]: Parameters<SqlFaults['atStatement']>): Promise<void> {
    const { faults, world, server } = this.#stage;
    if (this.crash?.when === when && (this.crash.left -= 1) <= 0) {
      const { downMs } = this.crash;
      this.crash = null;
      faults.met('server killed');
      server.kill();
      this.#stage.startServer(downMs);
      return never();
    }
    if (when === 'after' || text === 'rollback') return;
    if (faults.strikes('database away', everyone, 0.5)) throw databaseError('57P01', 'terminating connection');
    if (inTransaction && faults.strikes('serialization failure', everyone, 0.03))
      throw databaseError('40001', 'could not serialize');
    if (inTransaction && this.#isPoison(text, values)) throw new Error('poison');
    if (faults.open('slow statement', everyone) && this.#rng.chance(0.02)) {
      faults.met('slow statement');
      await world.sleep(new Owner('slow statement'), this.#rng.between(1, 20) * 1000);
    }
  }

  /** Only while some window of poison is open: the server is mended in the end. */
  #isPoison(text: string, values: readonly (string | null)[]): boolean {
    const { people, tablets, faults } = this.#stage;
    if (people.poisoned.size === 0 || !text.includes('insert into "event"')) return false;
    if (!tablets.some(({ at }) => faults.open('poison act', at))) return false;
    const found = values.some((value) => value !== null && people.poisoned.has(value));
    if (found) faults.met('poison act');
    return found;
  }
}

const databaseError = (code: string, message: string): Error => Object.assign(new Error(message), { code });
