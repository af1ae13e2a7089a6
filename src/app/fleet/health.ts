// How a device does, and what to do about it before anything is lost: red means today, amber means soon [M18, SG1].
import type { FleetAnswer } from '#sync/tablet-port.ts';

export type FleetDevice = FleetAnswer['devices'][number];

export type Alert =
  | { kind: 'lost'; level: 'bad'; count: number }
  | { kind: 'parked'; level: 'bad'; count: number }
  | { kind: 'waiting'; level: 'bad' | 'watch'; count: number; ageMs: number }
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
      ageMs: waitingMs,
    });
  if (state !== 'active') return alerts;
  // Only what is in it can be lost: until something waits there is time to mend it.
  if (persisted === false) alerts.push({ kind: 'kept', level: pending ? 'bad' : 'watch' });
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

/** Those that need somebody come first, then by name. */
export function inOrder(devices: readonly FleetDevice[], nowMs: number): { device: FleetDevice; alerts: Alert[] }[] {
  return devices
    .filter(({ state }) => state === 'active' || state === 'lost' || state === 'suspended')
    .map((device) => ({ device, alerts: alertsOf(device, nowMs) }))
    .toSorted(
      (a, b) => ranks[healthOf(a.alerts)] - ranks[healthOf(b.alerts)] || a.device.name.localeCompare(b.device.name),
    );
}
