// How long to wait after a failure: full jitter, so that 200 tablets don't come back in the same second [BO1].

export const requestTimeoutMs = 15_000; // [BO3]
export const cycleLimitMs = 30_000; // [TB1]
export const silentHolderMs = 60_000; // [TB3]

const firstMs = 1_000;
export const longestBackoffMs = 300_000;

/** random(0, min(300 s, 1 s · 2^n)); `failures` is 1 after the first. */
export const backoffMs = (failures: number, fraction: number): number =>
  Math.floor(fraction * Math.min(longestBackoffMs, firstMs * 2 ** Math.min(failures, 20)));

/** With acts waiting and a page in sight the server is asked after 10–15 s at the latest [BO4]. */
export const probeMs = (fraction: number): number => 10_000 + Math.floor(fraction * 5_000);

/** Without a poke the feeds are asked about every 30 s [PL5]. */
export const fallbackMs = (fraction: number): number => 27_000 + Math.floor(fraction * 6_000);

/** A device that the server does not know, or a version that is too old, asks about once a minute. */
export const pausedMs = (fraction: number): number => 45_000 + Math.floor(fraction * 30_000);

/** Retry-After in seconds or as a date, in ms from now; null when it is neither. At most one hour. */
export function retryAfterMs(header: string | null, wallMs: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - wallMs;
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : null;
}
