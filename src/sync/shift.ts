// A member of staff signs in: the PIN goes to the server and is checked there and only there (trust.md, fact 3).
// Promise: the shift lives in this page's memory; lock, reload or its end leave nothing of it.
import type { Grant, Staff } from '#domain/actor.ts';
import type { DeviceId } from '#domain/ids.ts';
import { cell, type Readable } from '#local/readable.ts';
import { ShiftAnswer, ShiftRefusal } from '#protocol/session.ts';
import * as z from 'zod/mini';
import type { Http } from './http.ts';
import type { SignIn } from './tablet-port.ts';
import { Offline, Refused } from './trouble.ts';

export interface Shift {
  grant: Grant;
  staff: Staff;
}

export interface Shifts {
  readonly shift: Readable<Shift | null>;
  signIn(device: DeviceId, number: string, pin: string): Promise<SignIn>;
  signOut(device: DeviceId): Promise<void>;
  /** The shift that a claim opened at once. */
  open(shift: Shift): void;
  /** Ended by the clock or by the server: nobody has to be asked. */
  drop(): void;
}

export function shiftsOf(http: Http): Shifts {
  const shift = cell<Shift | null>(null);
  return {
    shift,
    async signIn(deviceId, number, pin) {
      try {
        const { grant, staff } = await http.ask('/session/v1/shift', { deviceId, number, pin }, ShiftAnswer);
        // An answer that something on the way had kept: acts under another device's grant would be taken for forged [PO3].
        if (grant.device !== deviceId || staff.number !== number) throw new Offline('an answer to another question');
        shift.set({ grant, staff });
        return { ok: true };
      } catch (error) {
        const refusal = error instanceof Refused ? ShiftRefusal.safeParse(error.body) : null;
        if (refusal?.success) return { ok: false, ...refusal.data };
        if (error instanceof Offline) return { ok: false, error: 'offline', triesLeft: null, untilMs: null };
        throw error;
      }
    },
    async signOut(deviceId) {
      const open = shift.get();
      shift.set(null);
      if (!open) return;
      // Off line the grant ends by itself; the page has forgotten it already.
      await http.ask('/session/v1/shift/end', { deviceId, grant: open.grant.id }, z.unknown()).catch(() => undefined);
    },
    open: (opened) => shift.set(opened),
    drop: () => shift.set(null),
  };
}
