// What this tablet owes the server: every act of a person, from its tap until its outcome was shown.
// The port that push, act and settle write through; one implementation on Dexie, one for a browser without storage.
import type { ActionId, DeviceId, GrantId, HomeId } from '#domain/ids.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { Cursor } from './replica.ts';

export type ActionState = 'queued' | 'sending' | 'acked' | 'settled' | 'parked';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** `final`: the outcome is in. `accepted`: committed, waiting for the shop's platform or another store [OC3]. */
export interface StoredReceipt {
  status: 'final' | 'accepted';
  outcome: Outcome | null;
  revs: Record<string, number>;
  serverTimeMs: number;
  /** Where the homes of `revs` stood when the receipt was given [PL6]; none: the record is an old one. */
  at?: Record<string, Cursor>;
  /** From when on the shop's problem desk looks after it [OC1]; none: it needs nobody, or the record is an old one. */
  deskMs?: number | null;
}

export interface ActionRecord {
  seq: number;
  id: ActionId;
  /** Where it was queued first; another device or epoch than today's travels as its origin. */
  device: DeviceId;
  epoch: string;
  home: HomeId;
  actor: GrantId;
  lane: string;
  dependsOn: ActionId[];
  answers: ActionId | null;
  kind: string;
  v: number;
  payload: { open: Json; sealed: { kid: string; enc: string; ct: string } | null };
  base: {
    offers: { home: HomeId; file: string | null; rev: number } | null;
    stock: { home: HomeId; rev: number; asOfMs: number } | null;
  } | null;
  hash: string;
  /** Corrected [CK1]; the device's own reading is beside it. */
  createdAtMs: number;
  rawAtMs: number;
  bootId: string;
  monoMs: number;
  offsetMs: number;
  visit: string;
  state: ActionState;
  /** Failures while the server was there to answer [PO2]; being off line is none. */
  attempts: number;
  failingSinceMs: number | null;
  nextAtMs: number;
  sendClaim: { by: string; atMs: number } | null;
  receipt: StoredReceipt | null;
  /** The outcome before the server was restored [PL4], so that a different one is shown again. */
  formerOutcome: Outcome | null;
  sentMs: number | null;
  seen: boolean;
  settledMs: number | null;
  /** The server has been told that it is parked [PO3]. */
  parkedTold?: boolean;
  /** The tablet does it by itself: no person waits for it. */
  quiet?: boolean;
  /** Its number in the outbox it came from, when that is another one; `seq` is its place in this one. */
  originSeq?: number | null;
  /**
   * The signature of the device that made it, over its origin and number, which stay what they were: it came in a file, or
   * this browser has become another device. Empty: the file had none.
   */
  proof?: string;
  /** The server waits for the end of an accepted parent: so does the act, here [OC3]. */
  awaitsEnd?: boolean;
}

export interface OutboxMeta {
  epoch: string;
  /** True when this opening made the database: with a sentinel of another epoch, acts were lost [SG3]. */
  fresh: boolean;
  keys: CryptoKeyPair | null;
  deviceId: DeviceId | null;
  /** As the server last told it; read through its schema. */
  installation: unknown;
  offsetMs: number;
  /** The latest instant the server has confirmed here; no corrected time goes before it [CK1, CK3]. */
  lastInstantMs: number;
}

/** Without an epoch: queued here. It gets the one that stands there by then, which another page may have changed [SV0]. */
export type Draft = Omit<ActionRecord, 'seq' | 'epoch'> & { epoch?: string };

export type MetaChange = Partial<Omit<OutboxMeta, 'fresh'>>;

/** Every call is one transaction. Rejects with StorageTrouble. */
export interface Outbox {
  meta(): Promise<OutboxMeta>;
  saveMeta(change: MetaChange): Promise<void>;
  /** Gives the act its seq and stores it; resolves after `complete` [LC2]. An id that is there already is given back [ID6]. */
  add(draft: Draft): Promise<ActionRecord>;
  /** All records in seq order. */
  all(): Promise<ActionRecord[]>;
  /**
   * Compare and set: `decide` sees each record as it is now and says what changes, null for nothing. It must be
   * synchronous [LC1]. Gives back the records that changed.
   */
  change(
    ids: readonly ActionId[],
    decide: (record: ActionRecord) => Partial<ActionRecord> | null,
    meta?: MetaChange,
  ): Promise<ActionRecord[]>;
  remove(ids: readonly ActionId[]): Promise<void>;
  /** Puts back what a full disk has cost; false: there is still no room [SG2]. */
  refill(): Promise<boolean>;
  close(): void;
}
