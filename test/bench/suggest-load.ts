// The scorer under load: how long one answer takes with stock, prices, lines and boosts looked up, and whether anything that
// can't be bought was ever among a million suggestions. Stock is random and another one at every question.
import { performance } from 'node:perf_hooks';
import type { Candidate } from '#domain/suggestion.ts';
import type { Case } from './suggest-cases.ts';
import type { Gondola } from './suggest-gondola.ts';
import { say } from './statistics.ts';

export interface Load {
  p50Ms: number;
  p95Ms: number;
  suggestions: number;
  unbuyable: number;
}

const lines = 40;
/** Of all products, how many are sold out, on offer, hidden. */
const [soldOut, onOffer, outOfSight] = [0.3, 0.1, 0.2];

export function loadOf(model: Gondola, cases: readonly Case[], wanted: number): Load {
  for (const one of cases) model.prepare(one);
  const random = randomFrom(1);
  const offers = new Map(
    model.productIds.map((id, number) => [
      id,
      {
        number,
        line: `${number % lines}`,
        style: id,
        percentOff: random() < onOffer ? 20 : 0,
        hiddenShare: random() < outOfSight ? 1 : 0,
        isHere: random() < 0.5,
      },
    ]),
  );
  const times: number[] = [];
  let [suggestions, unbuyable] = [0, 0];
  for (let question = 0; suggestions < wanted && cases.length > 0; question++) {
    const candidate = (id: string): Candidate | null => {
      const offer = offers.get(id);
      return offer ? { ...offer, isBuyable: isBuyable(offer.number, question) } : null;
    };
    const asked = cases[question % cases.length];
    if (!asked) break;
    const startMs = performance.now();
    const found = model.suggestionsFor(asked, candidate);
    times.push(performance.now() - startMs);
    suggestions += Math.max(1, found.length);
    unbuyable += found.filter(({ productId }) => !isBuyable(offers.get(productId)?.number ?? 0, question)).length;
    if (question % 10_000 === 9_999) say(`${suggestions} suggestions, ${unbuyable} that can't be bought`);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95), suggestions, unbuyable };
}

/** Drawn anew for each question. */
const isBuyable = (number: number, question: number): boolean =>
  randomFrom(Math.imul(number + 1, 0x9e37_79b1) ^ Math.imul(question + 1, 0x85eb_ca6b) || 1)() >= soldOut;

/** 0–1, evenly, the same each time (xorshift32). */
function randomFrom(seed: number): () => number {
  let bits = seed;
  return () => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return (bits >>> 0) / 2 ** 32;
  };
}
