// A person's own phone: signing in by a code in a mail, their pass, their consents, a tablet they stand before, and out again.
// Promise: signing out leaves nothing of them here that this browser can delete, and loses no act that waits.
import { noWishes, type Wishes } from '#domain/consent.ts';
import type { Locale } from '#domain/text.ts';
import type { Outbox } from '#local/outbox.ts';
import type { Readable } from '#local/readable.ts';
import type { Place } from '#local/sentinel.ts';
import { type Installation, MailAskAnswer, MailEnterAnswer, MailRefusal } from '#protocol/session.ts';
import { JoinTakeAnswer, MeAnswer } from '#protocol/person.ts';
import * as z from 'zod/mini';
import type { Enrol } from './enrol.ts';
import type { Http } from './http.ts';
import { type Looked, phoneEventsOf } from './phone-events.ts';
import { type Pass, type PassState, phonePassOf } from './phone-pass.ts';
import type { Chance, Time } from './ports.ts';
import { NotSaved, Offline, Refused } from './trouble.ts';

export type { MeAnswer };
export type CodeAsked =
  | { ok: true; endsMs: number }
  | { ok: false; error: 'offline' | 'mail_down' | 'locked' | 'failed'; untilMs: number | null };
export type CodeEntered =
  | { ok: true }
  | { ok: false; error: 'wrong_code' | 'first_name_needed' | 'offline' | 'failed'; triesLeft: number | null };

export interface Phone {
  /** Mails six digits. Never rejects. */
  askCode(email: string, locale: Locale): Promise<CodeAsked>;
  /** `firstName`: asked for when the address is new here. Never rejects. */
  enter(email: string, code: string, firstName: string | null): Promise<CodeEntered>;
  /** Renews itself while somebody watches. */
  readonly pass: Readable<Pass | null>;
  readonly passState: Readable<PassState>;
  /** Each of these rejects with Offline or Refused. */
  join(code: string): Promise<{ storeName: string }>;
  me(): Promise<MeAnswer>;
  /** The page has to be opened anew afterwards. Rejects with Offline, and with NotSaved while acts wait. */
  signOut(): Promise<void>;
  /** Nothing is told of a browser that is nobody's phone. */
  looked(looked: Looked): void;
  /** The page goes out of sight: what waits to be told is told now. */
  leaving(): Promise<void>;
  /** How this person needs a screen: a tablet that they show their pass to is like that at once. */
  wish(wishes: Wishes): void;
}

export interface PhoneDeps {
  http: Http;
  time: Time;
  chance: Chance;
  outbox: Outbox;
  enrol: Enrol;
  enrolled(installation: Installation, keys: CryptoKeyPair): Promise<void>;
  /** Where the pass is kept for a start without a network. */
  place: Place | null;
  /** The corrected instant. */
  nowMs(): number;
  privateKey(): CryptoKey | null;
  installation(): Installation | null;
  wake(): void;
}

export function phoneOf(deps: PhoneDeps): Phone {
  const { http, enrol, outbox } = deps;
  const own = {
    ...deps,
    device: () => (deps.installation()?.person ? (deps.installation()?.device.id ?? null) : null),
  };
  let wishes = noWishes;
  const pass = phonePassOf({ ...own, wishes: () => wishes });
  const events = phoneEventsOf(own);
  const device = (): string => {
    const told = deps.installation();
    if (!told) throw new Refused(401, 'no_device', null, null);
    return told.device.id;
  };
  /** One key is one enrolment, so a page that was closed over the mail goes on where it was. */
  const begin = async (): Promise<{ deviceId: string; keys: CryptoKeyPair }> => {
    const { deviceId } = await enrol.start(null);
    const asked = enrol.asked();
    if (!asked) throw new Error('start() has asked for nothing');
    return { deviceId, keys: asked.keys };
  };

  return {
    async askCode(email, locale) {
      try {
        const { deviceId, keys } = await begin();
        const { endsMs } = await http.ask('/session/v1/mail/ask', { deviceId, email, locale }, MailAskAnswer, {
          key: keys.privateKey,
        });
        return { ok: true, endsMs };
      } catch (error) {
        const { error: code, untilMs = null } = refusalOf(error);
        return {
          ok: false,
          error: code === 'locked' || code === 'mail_down' || code === 'offline' ? code : 'failed',
          untilMs,
        };
      }
    },
    async enter(email, code, firstName) {
      try {
        const asked = enrol.asked();
        const { deviceId, keys } = asked ? { deviceId: asked.answer.deviceId, keys: asked.keys } : await begin();
        const { installation } = await http.ask(
          '/session/v1/mail/enter',
          { deviceId, email, code, ...(firstName === null ? {} : { firstName }) },
          MailEnterAnswer,
          { key: keys.privateKey },
        );
        await deps.enrolled(installation, keys);
        return { ok: true };
      } catch (error) {
        const { error: said, triesLeft = null } = refusalOf(error);
        return {
          ok: false,
          error: said === 'wrong_code' || said === 'first_name_needed' || said === 'offline' ? said : 'failed',
          triesLeft,
        };
      }
    },
    pass: pass.pass,
    passState: pass.state,
    join: async (code) => http.ask('/session/v1/join/take', { deviceId: device(), code, wishes }, JoinTakeAnswer),
    me: async () => http.ask('/lookup/v1/me', { deviceId: device() }, MeAnswer),
    async signOut() {
      // What the person has done is theirs: it goes up first, or they are told.
      if ((await outbox.all()).some(({ state }) => state === 'queued' || state === 'sending')) {
        deps.wake();
        throw new NotSaved('failed', new Error('acts wait to be sent'));
      }
      await events.flush();
      try {
        await http.ask('/session/v1/phone/end', { deviceId: device() }, z.unknown());
      } catch (error) {
        // The server has let go of this phone already.
        if (!(error instanceof Refused) || error.status !== 401) throw error;
      }
      events.drop();
      pass.drop();
      await outbox.remove((await outbox.all()).map(({ id }) => id));
      await outbox.saveMeta({ installation: null, keys: null, deviceId: null });
    },
    looked: (looked) => {
      if (own.device() !== null) events.note(looked);
    },
    leaving: events.flush,
    wish: (said) => {
      wishes = said;
    },
  };
}

function refusalOf(error: unknown): { error: string; untilMs?: number | undefined; triesLeft?: number | undefined } {
  if (error instanceof Offline) return { error: 'offline' };
  const refusal = error instanceof Refused ? MailRefusal.safeParse(error.body) : null;
  return refusal?.success ? refusal.data : { error: 'failed' };
}
