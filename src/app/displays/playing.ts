// Which item of a manifest is on at an instant. Pure and total: the same manifest and instant give the same item on
// every screen, so that screens side by side need not talk to each other.
import type { Card, Manifest } from '#domain/display.ts';

export interface Playing {
  card: Card;
  /** How many times an item has ended since the manifest was issued: cards with several products move on by it. */
  turn: number;
}

/** null when nothing of the manifest is in its period: the player then shows the shop's own card. */
export function playingItem({ items, issuedMs }: Manifest, nowMs: number): Playing | null {
  const valid = items.filter(({ fromMs, toMs }) => fromMs <= nowMs && (toMs === null || nowMs < toMs));
  const roundMs = valid.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
  const first = valid[0];
  if (!first || roundMs <= 0) return null;
  const sinceMs = Math.max(0, nowMs - issuedMs);
  const round = Math.floor(sinceMs / roundMs);
  let restMs = sinceMs % roundMs;
  for (const [index, { card, seconds }] of valid.entries()) {
    if (restMs < seconds * 1000) return { card, turn: round * valid.length + index };
    restMs -= seconds * 1000;
  }
  return { card: first.card, turn: round };
}
