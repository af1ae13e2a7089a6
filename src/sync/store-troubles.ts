// What is wrong with each store of this tablet, so that one that has opened after all doesn't hide what the other one has.
// Promise: the worst that is still true is what the screens are told.
import type { Trouble } from '#local/storage-trouble.ts';
import type { Status } from './tablet-port.ts';

/** `cycle`: it was met on the way, by whichever of them. */
export type Store = 'outbox' | 'replica' | 'cycle';

export interface StoreTroubles {
  add(store: Store, trouble: SaidTrouble): void;
  /** A database that was said to be held is open now. */
  freed(store: Store): void;
  /** An act was written, or the ballast: there is room. */
  hasRoom(): void;
}

/** `lost` is not said: the page reloads [SG4]. */
type SaidTrouble = Exclude<Trouble, 'lost'>;

const worstFirst: readonly SaidTrouble[] = ['newer', 'blocked', 'full', 'held'];

export function storeTroublesOf(tell: (worst: Status['storage']) => void): StoreTroubles {
  const found = new Set<`${Store} ${SaidTrouble}`>();
  const tellWorst = (): void =>
    tell(worstFirst.find((trouble) => [...found].some((one) => one.endsWith(` ${trouble}`))) ?? 'ok');
  return {
    add(store, trouble) {
      found.add(`${store} ${trouble}`);
      tellWorst();
    },
    freed(store) {
      found.delete(`${store} held`);
      tellWorst();
    },
    hasRoom() {
      for (const store of ['outbox', 'replica', 'cycle'] as const) found.delete(`${store} full`);
      tellWorst();
    },
  };
}
