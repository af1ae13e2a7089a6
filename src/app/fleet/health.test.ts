import { describe, expect, it } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { alertsOf, type FleetDevice, healthOf, inOrder } from './health.ts';

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

  it('name storage that the browser does not keep, in red as soon as something waits in it [SG1]', () => {
    const levelWith = (pending: number) => alertsOf(buildDevice({ persisted: false, pending }), nowMs);
    expect(levelWith(0)).toEqual([{ kind: 'kept', level: 'watch' }]);
    expect(levelWith(1)).toEqual([{ kind: 'kept', level: 'bad' }]);
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
    expect(inOrder(fleet, nowMs).map(({ device }) => device.name)).toEqual(['C', 'B', 'A']);
  });
});
