// Codes that come and go, frame by frame, to sights that stay: matched by what they say, steadied, carried on with the
// hand's own movement between two looks. Promise: a sight is gone for good soon after its code was last seen.
import { isWeakSymbology } from './decoder.ts';
import type { RawRead } from './zxing-reader.ts';
import type { Box } from './cover.ts';

export type Sight = {
  /** Stays the same as long as the code is in view. */
  readonly key: string;
  readonly read: RawRead;
  /** Around the code, in pixels of the frame, where it should be now. */
  readonly box: Box;
  /** It has not been seen for a moment: it fades. */
  readonly isFading: boolean;
};
export type ShelfSights = {
  see(reads: readonly RawRead[], atMs: number): void;
  /** Those that were sure enough to be shown, oldest first. */
  at(nowMs: number): Sight[];
};

type Track = { read: RawRead; x: number; y: number; width: number; height: number; vx: number; vy: number } & {
  looks: number;
  seenAtMs: number;
};

const fadeAfterMs = 400;
/** The fading itself; then the sight is dropped. */
const fadingMs = 200;
/** On a slow tablet one look that missed a code is no reason to blink. */
const missedLooks = 2.5;
/**
 * How much of a new place, and of a new speed, is believed. Chosen by simulation of hands that sway (40 px in 2 s, 13 px
 * in 1 s) with looks 100 and 150 ms apart that are 80 and 110 ms old: a third less lag than believing the place alone.
 */
const trust = 0.9;
const speedTrust = 0.8;
/** Farther ahead than this a hand has already turned. */
const aheadMs = 120;
/** In pixels of the frame: less than this is the tremble of the decoder, and the badge stands still. */
const tremble = 2;
/** In parts of the code's own length: beyond it the picture jumped and nothing is steadied. */
const jump = 1.5;

function boxOf({ corners }: RawRead): Box | undefined {
  if (corners.length < 8) return undefined;
  const xs = corners.filter((_, index) => index % 2 === 0);
  const ys = corners.filter((_, index) => index % 2 === 1);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function follow(track: Track, read: RawRead, box: Box, atMs: number): void {
  const dt = Math.max(1, atMs - track.seenAtMs);
  const [awayX, awayY] = [box.x - (track.x + track.vx * dt), box.y - (track.y + track.vy * dt)];
  if (Math.hypot(box.x - track.x, box.y - track.y) < tremble) {
    Object.assign(track, { read, looks: track.looks + 1, seenAtMs: atMs, vx: 0, vy: 0 });
    return;
  }
  const isJump = Math.hypot(awayX, awayY) > jump * Math.max(box.width, box.height);
  track.x = isJump ? box.x : box.x - awayX * (1 - trust);
  track.y = isJump ? box.y : box.y - awayY * (1 - trust);
  track.vx = isJump ? 0 : track.vx + (speedTrust * awayX) / dt;
  track.vy = isJump ? 0 : track.vy + (speedTrust * awayY) / dt;
  track.width += (box.width - track.width) * trust;
  track.height += (box.height - track.height) * trust;
  Object.assign(track, { read, looks: track.looks + 1, seenAtMs: atMs });
}

export function makeShelfSights(): ShelfSights {
  const tracks = new Map<string, Track>();
  let lastLookMs = 0;
  let betweenLooksMs = 0;
  const fadesAfter = () => Math.max(fadeAfterMs, betweenLooksMs * missedLooks);

  /** The same product may hang in several places: each of its tags is the sight that was nearest to it. */
  function nearest(text: string, box: Box, taken: ReadonlySet<string>): string | undefined {
    const away = ({ x, y }: Track) => Math.hypot(x - box.x, y - box.y);
    return [...tracks]
      .filter(([key, { read }]) => read.text === text && !taken.has(key))
      .toSorted(([, a], [, b]) => away(a) - away(b))[0]?.[0];
  }

  function newKey(text: string): string {
    for (let copy = 0; ; copy++) if (!tracks.has(`${copy}/${text}`)) return `${copy}/${text}`;
  }

  return {
    see(reads, atMs) {
      if (lastLookMs > 0) betweenLooksMs += (Math.min(1000, atMs - lastLookMs) - betweenLooksMs) * 0.2;
      lastLookMs = atMs;
      for (const [key, { seenAtMs }] of tracks) if (atMs - seenAtMs > fadesAfter() + fadingMs) tracks.delete(key);
      const taken = new Set<string>();
      for (const read of reads) {
        const box = boxOf(read);
        if (!box) continue;
        const key = nearest(read.text, box, taken) ?? newKey(read.text);
        taken.add(key);
        const track = tracks.get(key);
        if (track) follow(track, read, box, atMs);
        else tracks.set(key, { read, ...box, vx: 0, vy: 0, looks: 1, seenAtMs: atMs });
      }
    },
    at(nowMs) {
      const sights: Sight[] = [];
      for (const [key, { read, x, y, width, height, vx, vy, looks, seenAtMs }] of tracks) {
        const age = nowMs - seenAtMs;
        if (age > fadesAfter() + fadingMs || (looks < 2 && isWeakSymbology(read.symbology))) continue;
        const ahead = Math.max(0, Math.min(age, aheadMs));
        sights.push({
          key,
          read,
          box: { x: x + vx * ahead, y: y + vy * ahead, width, height },
          isFading: age > fadesAfter(),
        });
      }
      return sights;
    },
  };
}
