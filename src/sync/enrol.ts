// A browser becomes a device: it shows a code, somebody who may says yes, and it learns who it is [K1].
// Promise: the key is made here, cannot be read out, and only its public half ever leaves.
import type { DeviceMode } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Outbox } from '#local/outbox.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { ClaimAnswer, EnrolAnswer, type Installation, PollAnswer } from '#protocol/session.ts';
import type * as z from 'zod/mini';
import type { Http } from './http.ts';
import type { Page, Time } from './ports.ts';
import { Offline } from './trouble.ts';

export interface EnrolDeps {
  outbox: Outbox;
  http: Http;
  time: Time;
  page: Page;
  enrolled(installation: Installation, keys: CryptoKeyPair): Promise<void>;
}

export interface Enrol {
  start(demo: { store: HomeId; mode: DeviceMode } | null): Promise<EnrolAnswer>;
  wait(signal: AbortSignal): Promise<'approved' | 'ended'>;
  /** What start() was answered last, with the key that asked. */
  asked(): { answer: EnrolAnswer; keys: CryptoKeyPair } | null;
  claim(token: string, name: string, pin: string): Promise<z.infer<typeof ClaimAnswer>>;
}

const slowDownMs = 5_000;

export function enrolOf(deps: EnrolDeps): Enrol {
  const { http, outbox } = deps;
  let asked: { answer: EnrolAnswer; keys: CryptoKeyPair } | null = null;

  // A key that was never approved is used again: asking twice is asking once.
  const keysToEnrol = async (): Promise<CryptoKeyPair> => {
    const meta = await outbox.meta();
    const keys = meta.installation === null && meta.keys ? meta.keys : await newKeyPair(false);
    if (meta.installation === null) await outbox.saveMeta({ keys });
    return keys;
  };

  return {
    async start(demo) {
      const keys = await keysToEnrol();
      const publicKey = await publicKeyOf(keys.publicKey);
      const answer = await http.ask('/session/v1/enrol', { publicKey, screen: deps.page.screen(), demo }, EnrolAnswer, {
        key: null,
      });
      asked = { answer, keys };
      return answer;
    },
    asked: () => asked,
    async wait(signal) {
      const waiting = asked;
      if (!waiting) throw new Error('start() comes first');
      let intervalMs = waiting.answer.intervalMs;
      while (!signal.aborted) {
        try {
          const poll = await http.ask('/session/v1/enrol/poll', { deviceId: waiting.answer.deviceId }, PollAnswer, {
            key: waiting.keys.privateKey,
            signal,
          });
          if (poll.state === 'ended') return 'ended';
          if (poll.state === 'approved') {
            await deps.enrolled(poll.installation, waiting.keys);
            return 'approved';
          }
          if (poll.slowDown) intervalMs += slowDownMs;
        } catch (error) {
          if (!(error instanceof Offline)) throw error;
        }
        await later(deps.time, intervalMs, signal);
      }
      return 'ended';
    },
    async claim(token, name, pin) {
      const keys = await keysToEnrol();
      const publicKey = await publicKeyOf(keys.publicKey);
      const answer = await http.ask('/session/v1/claim', { token, publicKey, name, pin }, ClaimAnswer, { key: null });
      await deps.enrolled(answer.installation, keys);
      return answer;
    },
  };
}

function later(time: Time, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = time.after(ms, resolve);
    signal.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}
