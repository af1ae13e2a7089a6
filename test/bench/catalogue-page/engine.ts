// What each engine of the catalogue's bench does, and what the peers share: rows as JSON, words as they are folded.
// Promise: while one page of JSON is stored, the next one is on its way.
import type { PeerProduct, QuestionKind, Sources } from './plan.ts';

/** Of a whole product with price and stock: what a screen would show first. */
export interface Shown {
  name: string;
  priceMinor: number;
  onHand: number;
}

export interface Engine {
  /** From an empty profile to everything stored and open. */
  fill(sources: Sources): Promise<void>;
  open(): Promise<void>;
  byGtin(gtin14: string): Shown | null | Promise<Shown | null>;
  /** Names of the best answers; null: it has no such search. */
  search(text: string, kind: QuestionKind): readonly string[] | null | Promise<readonly string[] | null>;
  /** Lays a pull's pages over what is there; only ours. */
  apply?(answer: string): Promise<void>;
}

export const mostAnswers = 20;

export async function* peerPages(paths: readonly string[]): AsyncGenerator<PeerProduct[]> {
  let next = fetchPage(paths[0]);
  for (let at = 0; at < paths.length; at++) {
    const page = await next;
    next = fetchPage(paths[at + 1]);
    yield page;
  }
}

async function fetchPage(path: string | undefined): Promise<PeerProduct[]> {
  if (path === undefined) return [];
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as PeerProduct[];
}

export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Colours and sizes of all variants, each once; subtitle and tags. */
export const detailsOf = ({ subtitle, tags, variants }: PeerProduct): string =>
  [...new Set([subtitle, ...tags, ...variants.flatMap(({ colour, size }) => [colour ?? '', size ?? ''])])].join(' ');

export function shownOf({ name, variants }: PeerProduct, gtin14: string): Shown | null {
  const variant = variants.find((one) => one.gtin14 === gtin14);
  return variant ? { name, priceMinor: variant.priceMinor, onHand: variant.onHand } : null;
}
