// Who wants to hear: a set of functions, each with its way out. Promise: one that throws does not silence the rest.

export type Listeners<Event> = { add(listener: (event: Event) => void): () => void; tell(event: Event): void };

export function makeListeners<Event>(): Listeners<Event> {
  const listeners = new Set<(event: Event) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
