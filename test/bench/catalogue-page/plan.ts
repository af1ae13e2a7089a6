// What the catalogue's bench and its page say to each other: where the rows lie, what is asked, what was measured.
import type { HomeId } from '#domain/ids.ts';
import type { SnapshotRef } from '#protocol/pull.ts';

export const engineNames = ['gondola', 'dexie', 'sqlite-wasm', 'minisearch'] as const;
export type EngineName = (typeof engineNames)[number];

export const chain = '8f14e45f-ceea-867a-9a3b-2c5d6e7f8091' as HomeId;
export const store = 'c9f0f895-fb98-8b91-8f5e-3d6c7b8a9f02' as HomeId;
export const nowMs = Date.UTC(2026, 10, 22, 13);

/** What the peers are given of a variant: no empty fields, no reasons of the price. */
export interface PeerVariant {
  id: string;
  gtin14: string;
  sku: string;
  colour: string | null;
  size: string | null;
  priceMinor: number;
  currency: string;
  onHand: number;
  asOfMs: number;
}

export interface PeerProduct {
  id: string;
  name: string;
  brand: string;
  department: string;
  subtitle: string;
  tags: readonly string[];
  variants: readonly PeerVariant[];
}

export interface Sources {
  catalogue: SnapshotRef;
  floor: SnapshotRef;
  /** JSON, some thousand products each. */
  pages: readonly string[];
}

export const questionKinds = ['prefix', 'twoWords', 'typo'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Question {
  text: string;
  /** Folded pieces that the name of a good answer has: what was meant, also where something else was typed. */
  meant: readonly string[];
}

export interface Examination {
  gtins: readonly string[];
  questions: Readonly<Record<QuestionKind, readonly Question[]>>;
}

export interface Marks {
  lookupMs: number[];
  misses: number;
  /** Sums over all that was found: the same for every engine, or it answers wrongly. */
  priceMinor: number;
  onHand: number;
  firstSearchMs: number;
  /** null: the engine has no such search. `good`: questions with an answer that has all that was meant. */
  searches: Record<QuestionKind, { ms: number[]; good: number } | null>;
}

export interface Applied {
  ms: number;
  /** For how long the page answered nothing else, at the most. */
  longestBlockMs: number;
  priceMinor: number;
  onHand: number;
}
