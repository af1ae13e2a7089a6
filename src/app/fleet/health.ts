// How a device does, and what to do about it before anything is lost: red means now, amber means soon [M18, SG1].
// What many devices share is no alert of each: it is said once, with how many they are.
import type { FleetAnswer } from '#sync/tablet-port.ts';

export type FleetDevice = FleetAnswer['devices'][number];

export type Alert =
  | { kind: 'lost'; level: 'bad'; count: number }
  | { kind: 'parked'; level: 'bad'; count: number }
  | { kind: 'waiting'; level: 'bad' | 'watch'; count: number; saidMs: number | null }
  | { kind: 'kept'; level: 'bad' | 'watch' }
  | { kind: 'full'; level: 'watch'; percent: number }
  | { kind: 'clock'; level: 'watch'; seconds: number }
  | { kind: 'silent'; level: 'watch'; ageMs: number };

const minute = 60_000;
/** A queue older than this is stuck, not slow: the network was there or it was not, and nobody has looked. */
const waitingWatchMs = 10 * minute;
const waitingBadMs = 60 * minute;
const silentMs = 15 * minute;
/** Of the browser's quota: what [SG2] begins to make room at. */
export const fullPercent = 80;
const clockWrongMs = minute;
/** From this many on, a fact that devices share stands once above them all. */
const sharedFrom = 3;

export const storagePercent = ({ storage }: FleetDevice): number | null =>
  storage && storage.quotaBytes > 0 ? Math.round((storage.usageBytes / storage.quotaBytes) * 100) : null;

/** Worst first. Devices that were taken out of service owe nothing any more but what they still hold. */
export function alertsOf(device: FleetDevice, nowMs: number): Alert[] {
  const { lost, parked, pending, pendingSinceMs, persisted, clockOffsetMs, seenMs, state } = device;
  const alerts: Alert[] = [];
  if (lost && lost.pending > 0) alerts.push({ kind: 'lost', level: 'bad', count: lost.pending });
  if (parked) alerts.push({ kind: 'parked', level: 'bad', count: parked });
  const waitingMs = pendingSinceMs === null ? 0 : nowMs - pendingSinceMs;
  if (pending && waitingMs > waitingWatchMs)
    alerts.push({
      kind: 'waiting',
      level: waitingMs > waitingBadMs ? 'bad' : 'watch',
      count: pending,
      saidMs: seenMs,
    });
  if (state !== 'active') return alerts;
  // Only what is in it can be lost: until something waits there is time to mend it.
  if (persisted === false)
    alerts.push({ kind: 'kept', level: pending && waitingMs > waitingWatchMs ? 'bad' : 'watch' });
  const percent = storagePercent(device);
  if (percent !== null && percent >= fullPercent) alerts.push({ kind: 'full', level: 'watch', percent });
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockWrongMs)
    alerts.push({ kind: 'clock', level: 'watch', seconds: Math.round(Math.abs(clockOffsetMs) / 1000) });
  if (seenMs !== null && nowMs - seenMs > silentMs)
    alerts.push({ kind: 'silent', level: 'watch', ageMs: nowMs - seenMs });
  return alerts;
}

export type Health = 'good' | 'watch' | 'bad';

export const healthOf = (alerts: readonly Alert[]): Health =>
  alerts.some(({ level }) => level === 'bad') ? 'bad' : alerts.length > 0 ? 'watch' : 'good';

const ranks: Record<Health, number> = { bad: 0, watch: 1, good: 2 };

interface Shared {
  kind: 'kept' | 'silent';
  count: number;
}

interface FleetView {
  devices: { device: FleetDevice; alerts: Alert[] }[];
  /** Said once; the devices' own alerts leave it out. */
  shared: Shared[];
  /** Devices that need somebody now, and those that need somebody soon. */
  bad: number;
  watch: number;
}

/** Those that need somebody come first, then by name. */
export function fleetView(devices: readonly FleetDevice[], nowMs: number): FleetView {
  const all = devices
    .filter(({ state }) => state === 'active' || state === 'lost' || state === 'suspended')
    .map((device) => ({ device, alerts: alertsOf(device, nowMs) }));
  const shared = (['kept', 'silent'] as const).flatMap((kind) => {
    const count = all.filter(({ alerts }) => alerts.some((alert) => isMild(alert, kind))).length;
    return count >= sharedFrom ? [{ kind, count }] : [];
  });
  const own = all.map(({ device, alerts }) => ({
    device,
    alerts: alerts.filter((alert) => !shared.some(({ kind }) => isMild(alert, kind))),
  }));
  const countOf = (health: Health): number => own.filter(({ alerts }) => healthOf(alerts) === health).length;
  return {
    devices: own.toSorted(
      (a, b) => ranks[healthOf(a.alerts)] - ranks[healthOf(b.alerts)] || a.device.name.localeCompare(b.device.name),
    ),
    shared,
    bad: countOf('bad'),
    watch: countOf('watch'),
  };
}

const isMild = ({ kind, level }: Alert, of: Alert['kind']): boolean => kind === of && level === 'watch';
