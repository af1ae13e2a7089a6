// How much a channel may bring: a bucket that fills as time goes by. A public key that somebody abuses costs the shop no
// more than that, and its tablets nothing.
const minuteMs = 60_000;

export interface Bucket {
  holds: number;
  perMinute: number;
}

export const ofEvents: Bucket = { holds: 60_000, perMinute: 30_000 };
/** Customers that nobody had heard of, by the word of a page: each has a home of their own from then on. */
export const ofNewCustomers: Bucket = { holds: 2_000, perMinute: 60 };

/** False when there is no room for so many; none of them is taken off then. */
export function allowance(
  now: () => number,
  { holds, perMinute }: Bucket,
): (channel: string, count: number) => boolean {
  const left = new Map<string, { room: number; atMs: number }>();
  return (channel, count) => {
    const nowMs = now();
    const known = left.get(channel) ?? { room: holds, atMs: nowMs };
    const room = Math.min(holds, known.room + (Math.max(0, nowMs - known.atMs) * perMinute) / minuteMs);
    const isRoom = room >= count;
    left.set(channel, { room: isRoom ? room - count : room, atMs: nowMs });
    return isRoom;
  };
}
