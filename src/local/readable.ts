// A value that screens can watch: made for useSyncExternalStore, with no library behind it.
// Promise: the same object comes back until something has changed.

export interface Readable<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export interface Cell<T> extends Readable<T> {
  set(value: T): void;
}

/** A cell tells its listeners only when the value is another one (Object.is). */
export function cell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export interface Computed<T> extends Readable<T> {
  /** From now on the value is what `compute` gives; it runs once, when somebody asks. */
  set(compute: (before: T) => T): void;
  /** Says that there is something new. */
  tell(): void;
}

/** A value that costs something: computed when it is read, and not at all when nobody reads it. */
export function computed<T>(initial: T): Computed<T> {
  let value = initial;
  let next: ((before: T) => T) | null = null;
  const listeners = new Set<() => void>();
  return {
    get() {
      if (next) {
        const compute = next;
        next = null;
        value = compute(value);
      }
      return value;
    },
    set(compute) {
      next = compute;
    },
    tell() {
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
