// An act: one file per thing a person can do, run twice. At once on the tablet to show what will happen,
// again on the server with authority. `apply` is synchronous and pure; whoever runs it loads and stores.
import type * as z from 'zod/mini';
import type { Grant, GrantLevel } from './actor.ts';
import type { HomeKind } from './home.ts';
import type { ActionId, HomeId } from './ids.ts';
import type { Outcome } from './outcome.ts';
import type { Key, Rows, Write } from './tx.ts';

export interface ActContext {
  actionId: ActionId;
  home: HomeId;
  chain: HomeId;
  /** The web store of the chain: its floor is known to every device. */
  web: HomeId;
  /** The corrected instant of the tap [CK1]. */
  atMs: number;
  /** When it is decided: on the server its own instant, on a tablet the latest plausible one [CK3]. Never before `atMs`. */
  nowMs: number;
  /** The outbox it was queued in: a lease belongs to a device and its epoch [LS2]. */
  epoch: string;
  grant: Grant;
}

export interface Decision {
  outcome: Outcome;
  writes: Write[];
}

export interface Act<Open, Personal = null> {
  kind: string;
  v: number;
  home: HomeKind;
  /** The part every device may read, and the part sealed to the server [AR1]; `apply` on a tablet sees the open part only. */
  open: z.ZodMiniType<Open>;
  personal: z.ZodMiniType<Personal>;
  may: readonly GrantLevel[];
  /** True for what the tablet does by itself: no person waits for its outcome, no list shows it, no desk gets it. */
  quiet?: boolean;
  /** One lane per thing whose acts must keep their order [OR1]. */
  lane(input: Open, visit: string): string;
  reads(input: Open, context: ActContext): Key[];
  /** A second round, when the first one's rows say what else is needed. */
  readsThen?(rows: Rows, input: Open, context: ActContext): Key[];
  apply(rows: Rows, input: Open, context: ActContext, personal: Personal | null): Decision;
}

/** Keeps the types of one act's parts together while its file is written. */
export const act = <Open, Personal = null>(definition: Act<Open, Personal>): Act<Open, Personal> => definition;

export const decide = (outcome: Outcome, writes: Write[] = []): Decision => ({ outcome, writes });
