// How many events a channel may bring: a bucket that fills as time goes by. A public key that somebody abuses costs the
// shop no more than that, and its tablets nothing.
const perMinute = 30_000;
const bucket = 60_000;
const minuteMs = 60_000;

/** False when there is no room for so many; none of them is taken off then. */
export function allowance(now: () => number): (channel: string, events: number) => boolean {
  const left = new Map<string, { events: number; atMs: number }>();
  return (channel, events) => {
    const nowMs = now();
    const known = left.get(channel) ?? { events: bucket, atMs: nowMs };
    const room = Math.min(bucket, known.events + (Math.max(0, nowMs - known.atMs) * perMinute) / minuteMs);
    const isRoom = room >= events;
    left.set(channel, { events: isRoom ? room - events : room, atMs: nowMs });
    return isRoom;
  };
}
