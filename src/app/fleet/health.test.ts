import { describe, expect, it } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { alertsOf, type FleetDevice, healthOf, fleetView } from './health.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;

const buildDevice = (changes: Partial<FleetDevice> = {}): FleetDevice => ({
  id: DeviceId.parse('01890a5d-ac96-7000-8000-000000000002'),
  name: 'Tablet 1',
  mode: 'shopper',
  state: 'active',
  appVersion: '1',
  pending: 0,
  parked: 0,
  pendingSinceMs: null,
  maxSeq: 4,
  persisted: true,
  storage: { usageBytes: 10, quotaBytes: 100 },
  clockOffsetMs: 0,
  seenMs: nowMs,
  lost: null,
  ...changes,
});
const kinds = (changes: Partial<FleetDevice>) => alertsOf(buildDevice(changes), nowMs).map(({ kind }) => kind);

describe('the alerts of a device', () => {
  it('are none for one that is well, and for one that has not said anything yet', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ persisted: null, storage: null, clockOffsetMs: null, seenMs: null, pending: null })).toEqual([]);
  });

  it('name storage that the browser does not keep, in red once something is stuck in it [SG1]', () => {
    const levelWith = (pending: number, minutes: number) =>
      alertsOf(buildDevice({ persisted: false, pending, pendingSinceMs: nowMs - minutes * minute }), nowMs).find(
        ({ kind }) => kind === 'kept',
      )?.level;
    expect([levelWith(0, 0), levelWith(1, 1), levelWith(1, 11)]).toEqual(['watch', 'watch', 'bad']);
  });

  it('say when a device told of what waits in it, not that it still does', () => {
    const seenMs = nowMs - 12 * minute;
    expect(alertsOf(buildDevice({ pending: 1, pendingSinceMs: seenMs, seenMs }), nowMs)).toEqual([
      { kind: 'waiting', level: 'watch', count: 1, saidMs: seenMs },
    ]);
  });

  it('put what is lost or stopped before what only waits [SG3, PO3]', () => {
    const pendingSinceMs = nowMs - 20 * minute;
    expect(kinds({ lost: { epoch: 'e', pending: 3 }, parked: 1, pending: 4, pendingSinceMs })).toEqual([
      'lost',
      'parked',
      'waiting',
    ]);
  });

  it('let a queue wait ten minutes, and turn red after an hour', () => {
    const healthAfter = (minutes: number) =>
      healthOf(alertsOf(buildDevice({ pending: 2, pendingSinceMs: nowMs - minutes * minute }), nowMs));
    expect([9, 11, 61].map(healthAfter)).toEqual(['good', 'watch', 'bad']);
  });

  it('see a clock that is wrong either way, a full storage and a silent device', () => {
    expect(kinds({ clockOffsetMs: -61_000 })).toEqual(['clock']);
    expect(kinds({ clockOffsetMs: 59_000 })).toEqual([]);
    expect(kinds({ storage: { usageBytes: 80, quotaBytes: 100 } })).toEqual(['full']);
    expect(kinds({ seenMs: nowMs - 16 * minute })).toEqual(['silent']);
  });

  it('bring those that need somebody to the top, and leave out what is retired', () => {
    const fleet = [
      buildDevice({ name: 'A' }),
      buildDevice({ name: 'B', seenMs: nowMs - 60 * minute }),
      buildDevice({ name: 'C', parked: 1 }),
      buildDevice({ name: 'D', state: 'retired' }),
    ];
    expect(fleetView(fleet, nowMs).devices.map(({ device }) => device.name)).toEqual(['C', 'B', 'A']);
  });

  it('are said once where many devices share one, and count devices', () => {
    const kept = (count: number, changes: Partial<FleetDevice> = {}) =>
      Array.from({ length: count }, () => buildDevice({ persisted: false, ...changes }));
    expect(fleetView([...kept(2), buildDevice()], nowMs)).toMatchObject({ shared: [], bad: 0, watch: 2 });
    const many = fleetView([...kept(15, { clockOffsetMs: 61_000 }), buildDevice({ parked: 1 })], nowMs);
    expect(many).toMatchObject({ shared: [{ kind: 'kept', count: 15 }], bad: 1, watch: 15 });
    expect(many.devices.map(({ alerts }) => alerts.map(({ kind }) => kind))).toEqual([
      ['parked'],
      ...Array.from({ length: 15 }, () => ['clock']),
    ]);
  });

  it('stay with a device in which something is stuck, however many share it', () => {
    const stuck = { pending: 1, pendingSinceMs: nowMs - 20 * minute };
    const fleet = [
      ...Array.from({ length: 3 }, () => buildDevice({ persisted: false })),
      buildDevice({ persisted: false, ...stuck }),
    ];
    const { devices, shared } = fleetView(fleet, nowMs);
    expect(shared).toEqual([{ kind: 'kept', count: 3 }]);
    expect(devices[0]?.alerts).toMatchObject([{ kind: 'waiting' }, { kind: 'kept', level: 'bad' }]);
  });
});
