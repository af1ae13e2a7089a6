// The pass that a phone shows to a tablet or at the desk: the server's certificate of a quarter of an hour with this
// minute's signature of the phone's own key. Promise: it is shown off line as long as the certificate lasts, and no longer.
import type { Wishes } from '#domain/consent.ts';
import type { Place } from '#local/sentinel.ts';
import { cell, type Readable } from '#local/readable.ts';
import { certificateMs, codeMs, passText } from '#protocol/pass.ts';
import { PassAnswer } from '#protocol/person.ts';
import { fromBase64Url } from '#protocol/signature.ts';
import * as z from 'zod/mini';
import type { Http } from './http.ts';
import type { Time } from './ports.ts';
import { Refused } from './trouble.ts';

export interface Pass {
  /** What the QR says: "GP1" and base45, capitals and digits only. */
  text: string;
  /** By `Tablet.now()`: then it is another one. */
  endsMs: number;
  /** Until then it goes on without a network. */
  certificateEndsMs: number;
}

/** asking: the first one is on its way. ended: off line for too long. refused: the server gives none. */
export type PassState = 'asking' | 'ready' | 'ended' | 'refused';

export interface PhonePass {
  readonly pass: Readable<Pass | null>;
  readonly state: Readable<PassState>;
  /** Forgets the certificate, here and on the disk. */
  drop(): void;
}

export interface PhonePassDeps {
  http: Pick<Http, 'ask'>;
  time: Time;
  /** The corrected instant. */
  nowMs(): number;
  device(): string | null;
  privateKey(): CryptoKey | null;
  wishes(): Wishes;
  /** Outlives the page: a phone is opened at the shelf, where there may be no network. */
  place: Place | null;
}

/** Asked for anew so early that ten minutes without a network are always left. */
const renewBeforeMs = 10 * 60_000;
const askAgainMs = 5_000;
const longestCertificate = 600;

const Kept = z.object({ device: z.string(), certificate: z.string(), endsMs: z.number() });
type Kept = z.infer<typeof Kept>;

export function phonePassOf(deps: PhonePassDeps): PhonePass {
  const { http, time, place } = deps;
  const pass = cell<Pass | null>(null);
  const state = cell<PassState>('asking');
  let kept: Kept | null = null;
  let watchers = 0;
  let cancel: () => void = () => undefined;
  let asking: Promise<void> | null = null;
  // Whatever began before the last stop or drop has no say any more.
  let round = 0;

  const stored = (): Kept | null => {
    const found = read(place);
    return found !== null && found.device === deps.device() ? found : null;
  };
  const leftMs = (): number => (kept ? kept.endsMs - deps.nowMs() : 0);

  const ask = async (): Promise<void> => {
    const deviceId = deps.device();
    if (deviceId === null) return;
    const mine = round;
    try {
      const answer = await http.ask('/session/v1/pass', { deviceId, wishes: deps.wishes() }, PassAnswer);
      if (mine !== round) return;
      kept = { device: deviceId, certificate: answer.certificate, endsMs: answer.serverTimeMs + certificateMs };
      write(place, JSON.stringify(kept));
    } catch (error) {
      if (mine !== round) return;
      if (error instanceof Refused) {
        // A certificate of somebody who is refused is worth nothing: it is not shown off line either.
        if (error.status === 401 || error.status === 403) {
          kept = forget(place);
          pass.set(null);
        }
        if (leftMs() <= 0) state.set('refused');
      } else if (leftMs() <= 0) state.set('ended');
    }
  };

  const show = async (): Promise<void> => {
    const key = deps.privateKey();
    const mine = round;
    const nowMs = deps.nowMs();
    if (!kept || !key || kept.endsMs <= nowMs) {
      pass.set(null);
      return;
    }
    const { certificate, endsMs } = kept;
    const bytes = fromBase64Url(certificate, longestCertificate);
    const text = bytes && (await passText(bytes, nowMs, key).catch(() => null));
    // Let go of meanwhile: what was signed just now is shown to nobody.
    if (mine !== round || kept === null) return;
    pass.set(text === null ? null : { text, endsMs: Math.min(nowMs + codeMs, endsMs), certificateEndsMs: endsMs });
    state.set(text === null ? 'refused' : 'ready');
  };

  const turn = async (): Promise<void> => {
    cancel();
    const mine = round;
    kept ??= stored();
    if (leftMs() <= renewBeforeMs) asking ??= ask().finally(() => (asking = null));
    // What is still good is shown at once; without one, there is nothing to show before the answer.
    if (leftMs() <= 0) await asking;
    await show();
    if (mine !== round || watchers === 0) return;
    const waitMs = Math.max(0, (pass.get()?.endsMs ?? 0) - deps.nowMs());
    const again = (): void => void turn();
    cancel = time.after(pass.get() ? waitMs : askAgainMs, again);
  };

  const watched: Readable<Pass | null> = {
    get: pass.get,
    subscribe(listener) {
      const stop = pass.subscribe(listener);
      watchers += 1;
      if (watchers === 1) void turn();
      return () => {
        stop();
        watchers -= 1;
        if (watchers > 0) return;
        cancel();
        round += 1;
      };
    },
  };

  return {
    pass: watched,
    state,
    drop() {
      round += 1;
      cancel();
      kept = forget(place);
      pass.set(null);
      state.set('asking');
    },
  };
}

function read(place: Place | null): Kept | null {
  try {
    const found = Kept.safeParse(JSON.parse(place?.get() ?? 'null'));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

function write(place: Place | null, text: string): void {
  try {
    place?.set(text);
  } catch {
    // Nothing is kept here: then the pass lasts as long as the page.
  }
}

function forget(place: Place | null): null {
  write(place, '');
  return null;
}
