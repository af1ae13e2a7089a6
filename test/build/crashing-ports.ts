// A tab that dies at a chosen call of its ports: before it or after it, and every later call fails as well.
// What the call did before the crash stays done: that is what a SIGKILL leaves.
import type { Ports } from '#sync/ports.ts';

export interface Crash {
  /** Which call, from 1; 0: none. */
  at: number;
  when: 'before' | 'after';
  /** Counts the calls made so far. */
  calls: number;
  dead: boolean;
}

class Killed extends Error {
  override readonly name = 'Killed';
}

/** Storage and wire of `ports`, each call of which may be the last. */
export function crashing(ports: Ports, crash: Crash): Ports {
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== 'function' || name === 'close' || name === 'then') return value;
        const method = value as (...values: unknown[]) => unknown;
        return (...values: unknown[]) => {
          if (crash.dead) throw new Killed();
          crash.calls += 1;
          const last = crash.calls === crash.at;
          if (last && crash.when === 'before') {
            crash.dead = true;
            throw new Killed();
          }
          const result = method.apply(object, values);
          if (!(result instanceof Promise)) return result;
          return result.then((done: unknown) => {
            if (last) crash.dead = true;
            if (crash.dead) throw new Killed();
            return done;
          });
        };
      },
    });
  const { storage } = ports;
  return {
    ...ports,
    wire: wrap(ports.wire),
    storage: {
      ...storage,
      openOutbox: async (...values) => wrap(await storage.openOutbox(...values)),
      openReplica: async (...values) => wrap(await storage.openReplica(...values)),
      openFiles: async () => wrap(await storage.openFiles()),
    },
  };
}
