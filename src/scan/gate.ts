// Frames to events: a camera reads the same code thirty times a second, misreads now and then and sees two codes
// at once. Promise: one event per showing, of a code that was surely there, the one the person most likely means.
import { parseTag } from '#domain/tag.ts';
import { isSure, isWeakSymbology } from './decoder.ts';
import type { RawRead } from './zxing-reader.ts';

export type GateOptions = {
  /** Whether the catalogue has this product: of two codes in view a known one goes first. */
  readonly isKnown?: (gtin14: string) => boolean;
  /** A code out of view for this long has left; shown again it is a new event. */
  readonly leftAfterMs?: number;
  /** Two equal reads further apart than this do not confirm each other. */
  readonly agreeWithinMs?: number;
};
export type GateFrame = {
  readonly reads: readonly RawRead[];
  readonly width: number;
  readonly height: number;
  readonly atMs: number;
};
export type Gate = {
  pass(frame: GateFrame): RawRead | undefined;
  /** These were seen together on a shelf: none of them is an event as long as any of them stays in view. */
  hold(frame: GateFrame): void;
  /** What was held may be read one by one again. */
  release(): void;
  reset(): void;
};

/** How far the code's middle is from the picture's, in parts of its diagonal; unknown corners come last. */
function distanceToMiddle(read: RawRead, frame: GateFrame): number {
  const [x, y] = [0, 1].map(
    (axis) => read.corners.filter((_, index) => index % 2 === axis).reduce((sum, value) => sum + value, 0) / 4,
  );
  if (read.corners.length < 8 || x === undefined || y === undefined) return 1;
  return Math.hypot(x - frame.width / 2, y - frame.height / 2) / Math.hypot(frame.width, frame.height);
}

/** The same product in two symbologies (an EAN-13 beside its QR) is one showing: what counts is the identity. */
function toIdentity(read: RawRead): { key: string; gtin14?: string; isWrong: boolean } {
  const tag = parseTag({ source: 'camera', raw: read.text, symbology: read.symbology, aim: read.aim });
  if (tag.kind === 'gtin') return { key: `${tag.gtin14}/${tag.serial ?? ''}`, gtin14: tag.gtin14, isWrong: false };
  return { key: read.text, isWrong: tag.kind === 'unknown' && tag.reason === 'check_digit' };
}

/** One round of the further looks and a little more: a sure look of the same tag comes first. */
const strangerReads = 25;

export function makeGate({ isKnown = () => false, leftAfterMs = 900, agreeWithinMs = 1500 }: GateOptions = {}): Gate {
  /** Code → when it was last seen. One that is here has had its event. */
  const inView = new Map<string, number>();
  const waiting = new Map<string, { seenAtMs: number; reads: number }>();

  const held = new Set<string>();
  let heldSeenAtMs = 0;

  /** How many equal reads it takes. A doubtful code of no product here waits until every other look has had its turn. */
  function readsNeeded(read: RawRead, known: boolean): number {
    if (isSure(read)) return isWeakSymbology(read.symbology) ? 2 : 1;
    return known ? 2 : strangerReads;
  }

  return {
    hold(frame) {
      for (const read of frame.reads) held.add(toIdentity(read).key);
      heldSeenAtMs = frame.atMs;
    },
    release: () => held.clear(),
    pass(frame) {
      if (held.size > 0) {
        if (frame.reads.some((read) => held.has(toIdentity(read).key))) heldSeenAtMs = frame.atMs;
        else if (frame.atMs - heldSeenAtMs > leftAfterMs) held.clear();
      }
      for (const [key, seenAtMs] of inView) if (frame.atMs - seenAtMs > leftAfterMs) inView.delete(key);
      for (const [key, { seenAtMs }] of waiting) if (frame.atMs - seenAtMs > agreeWithinMs) waiting.delete(key);

      const candidates: { read: RawRead; known: boolean; distance: number; key: string }[] = [];
      const inFrame = new Set<string>();
      for (const read of frame.reads) {
        const { key, gtin14, isWrong } = toIdentity(read);
        if (isWrong || inFrame.has(key) || held.has(key)) continue;
        inFrame.add(key);
        if (inView.has(key)) {
          inView.set(key, frame.atMs);
          continue;
        }
        const known = gtin14 !== undefined && isKnown(gtin14);
        const reads = (waiting.get(key)?.reads ?? 0) + 1;
        if (reads < readsNeeded(read, known)) {
          waiting.set(key, { seenAtMs: frame.atMs, reads });
          continue;
        }
        candidates.push({ read, key, known, distance: distanceToMiddle(read, frame) });
      }
      candidates.sort((a, b) => Number(b.known) - Number(a.known) || a.distance - b.distance);
      const [chosen] = candidates;
      if (!chosen) return undefined;
      // The others in this frame were seen too: they get no event until they have left and come back.
      for (const { key } of candidates) {
        inView.set(key, frame.atMs);
        waiting.delete(key);
      }
      return chosen.read;
    },
    reset() {
      held.clear();
      inView.clear();
      waiting.clear();
    },
  };
}
