// The order of the taps: sealing and hashing an act takes as long as it takes, and a later act of the lane may be done
// first. Promise: acts of one lane are written in the order in which they were tapped on this page [OR1].

export interface TapOrder {
  /** At the tap, before anything is awaited. */
  enter(lane: string): Place;
}

interface Place {
  /** All that were tapped before in this lane are written, or were not saved. */
  turn: Promise<void>;
  leave(): void;
}

export function tapOrder(): TapOrder {
  const lastOf = new Map<string, Promise<void>>();
  return {
    enter(lane) {
      const turn = lastOf.get(lane) ?? Promise.resolve();
      let leave = (): void => undefined;
      const left = new Promise<void>((resolve) => (leave = resolve));
      const last = turn.then(() => left);
      lastOf.set(lane, last);
      return {
        turn,
        leave() {
          leave();
          if (lastOf.get(lane) === last) lastOf.delete(lane);
        },
      };
    },
  };
}
