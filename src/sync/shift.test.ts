// The shift that an answer opens: only the one that was asked for, whatever a proxy on the way has kept.
import { describe, expect, it } from 'vitest';
import { cell } from '#local/readable.ts';
import { buildGrant, tabletId, testId } from '#test/build/domain.ts';
import type { Staff } from '#domain/actor.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Http } from './http.ts';
import { shiftsOf } from './shift.ts';

const rita: Staff = { id: testId(), number: '102', name: 'Rita', role: 'staff', live: true };
const answering = (answer: object) => {
  const http: Http = {
    link: cell({ state: 'online', lastAnswerMs: null }),
    signed: (body) => Promise.resolve({ ...body, sig: '' }),
    ask: () => Promise.resolve(answer as never),
  };
  return shiftsOf(http);
};
const signIn = (shifts: ReturnType<typeof shiftsOf>) => shifts.signIn(tabletId, rita.number, '1357');

describe('a sign-in', () => {
  it('opens the shift that the server grants to this device', async () => {
    const grant = buildGrant({ device: tabletId });
    const shifts = answering({ serverTimeMs: 1, grant, staff: rita });
    expect(await signIn(shifts)).toEqual({ ok: true });
    expect(shifts.shift.get()).toEqual({ grant, staff: rita });
  });

  it.each([
    ['another device', buildGrant({ device: testId<DeviceId>() }), rita],
    ['another person', buildGrant({ device: tabletId }), { ...rita, number: '999' }],
  ])('[PU1] takes an answer to %s for none', async (_whose, grant, staff) => {
    const shifts = answering({ serverTimeMs: 1, grant, staff });
    expect(await signIn(shifts)).toMatchObject({ ok: false, error: 'offline' });
    expect(shifts.shift.get()).toBeNull();
  });
});
