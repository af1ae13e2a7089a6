// One shopper's time at this tablet: what was scanned, what was hidden, a customer home that says no name.
// Promise: it lives in memory only, and ending it leaves nothing of it behind [K6].
import { HomeId, uuidv7 } from '#domain/ids.ts';
import { cell, type Readable } from '#local/readable.ts';
import { claimCodeOf } from './claim.ts';
import type { Chance } from './ports.ts';

export interface Visit {
  id: string;
  /** The random name of this visit's lane; only the server can tell whose it was [ID7]. */
  laneName: string;
  /** The same name as the shopper is shown it: opens this visit's acts after it has ended [AR2]. */
  claimCode: string;
  /** An anonymous customer's home, made here and now; the server hears of it with the first saved thing. */
  customerHome: HomeId;
  startedMs: number;
  scans: readonly { productId: string; variantId: string; atMs: number }[];
  /** Products that this visitor does not want to see suggested. */
  hidden: readonly string[];
}

export interface Visits {
  readonly visit: Readable<Visit>;
  scanned(productId: string, variantId: string): void;
  hide(productId: string): void;
  end(): void;
  /** A visit that has not begun: its home can be named to the server before it does. */
  prepare(): Visit;
  /** Ends the one there is. */
  begin(prepared: Visit): void;
  /** On a person's own phone every visit is theirs; null: each has a home of its own. */
  belongTo(home: HomeId | null): void;
}

const maxScans = 200;

export function visitsOf(chance: Chance, nowMs: () => number): Visits {
  let owner: HomeId | null = null;
  const start = (): Visit => {
    const claimCode = claimCodeOf(chance.bytes(5));
    return {
      id: uuidv7(nowMs(), chance.bytes(10)),
      laneName: claimCode,
      claimCode,
      customerHome: owner ?? HomeId.parse(uuidv7(nowMs(), chance.bytes(10))),
      startedMs: nowMs(),
      scans: [],
      hidden: [],
    };
  };
  const visit = cell(start());
  return {
    visit,
    scanned(productId, variantId) {
      const now = visit.get();
      visit.set({ ...now, scans: [...now.scans, { productId, variantId, atMs: nowMs() }].slice(-maxScans) });
    },
    hide(productId) {
      const now = visit.get();
      if (!now.hidden.includes(productId)) visit.set({ ...now, hidden: [...now.hidden, productId] });
    },
    end: () => visit.set(start()),
    prepare: start,
    begin: visit.set,
    belongTo(home) {
      if (home === owner) return;
      owner = home;
      visit.set(start());
    },
  };
}
