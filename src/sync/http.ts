// One signed JSON request and its answer. An answer counts only if it is ours: JSON, with the sync header, of the
// right form; whatever else comes back is no answer [PU1]. What the browser says about the network is not asked.
import type * as z from 'zod/mini';
import { Refusal } from '#protocol/lookup.ts';
import { sign } from '#protocol/signature.ts';
import { syncHeader } from '#protocol/version.ts';
import { cell, type Readable } from '#local/readable.ts';
import { requestTimeoutMs, retryAfterMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { Time, Wire, WireAnswer } from './ports.ts';
import { Offline, Refused } from './trouble.ts';

export interface Link {
  state: 'online' | 'offline' | 'unknown';
  lastAnswerMs: number | null;
}

export interface AskOptions {
  /** The key to sign with when it is not yet the device's own; null: not signed. */
  key?: CryptoKey | null;
  signal?: AbortSignal;
}

export interface Http {
  /** Rejects with Offline or Refused. */
  ask<T>(path: string, body: object, schema: z.ZodMiniType<T>, options?: AskOptions): Promise<T>;
  signed<B extends object>(body: B): Promise<B & { sig: string }>;
  readonly link: Readable<Link>;
}

export interface HttpDeps {
  wire: Wire;
  time: Time;
  clock: Clock;
  privateKey(): CryptoKey | null;
  /** Ends with the tablet. */
  signal: AbortSignal;
}

export function httpOf({ wire, time, clock, privateKey, signal: closing }: HttpDeps): Http {
  const link = cell<Link>({ state: 'unknown', lastAnswerMs: null });

  const signed = async <B extends object>(body: B, key = privateKey()): Promise<B & { sig: string }> => {
    if (!key) throw new Refused(401, 'no_key', null, null);
    return { ...body, sig: await sign(body, key) };
  };

  const answerOf = async (
    path: string,
    body: string,
    signal: AbortSignal,
  ): Promise<{ answer: WireAnswer; text: string }> => {
    const timedOut = new AbortController();
    const cancel = time.after(requestTimeoutMs, () => timedOut.abort());
    try {
      const answer = await wire.post(path, body, AbortSignal.any([signal, closing, timedOut.signal]));
      return { answer, text: await answer.text() };
    } catch (error) {
      throw new Offline('no answer', null, error);
    } finally {
      cancel();
    }
  };

  return {
    link,
    signed,
    async ask(path, body, schema, { key, signal = closing } = {}) {
      const sent = JSON.stringify(key === null ? body : await signed(body, key));
      const beforeMs = time.wallMs();
      try {
        const { answer, text } = await answerOf(path, sent, signal);
        const afterMs = time.wallMs();
        const value = jsonOf(answer, text, afterMs);
        const serverMs = (value as { serverTimeMs?: unknown } | null)?.serverTimeMs;
        if (answer.status !== 200) throw refusalOf(answer, value, afterMs);
        const parsed = schema.safeParse(value);
        if (!parsed.success) throw new Offline('an answer of another form');
        if (typeof serverMs === 'number') clock.sample(serverMs, beforeMs, afterMs);
        link.set({ state: 'online', lastAnswerMs: clock.nowMs() });
        return parsed.data;
      } catch (error) {
        if (error instanceof Refused) link.set({ state: 'online', lastAnswerMs: clock.nowMs() });
        else if (!signal.aborted) link.set({ ...link.get(), state: 'offline' });
        throw error;
      }
    },
  };
}

function jsonOf(answer: WireAnswer, text: string, wallMs: number): unknown {
  const ours = answer.header(syncHeader) !== null && (answer.header('content-type') ?? '').includes('json');
  if (!ours) throw new Offline('somebody else answered', retryAfterMs(answer.header('retry-after'), wallMs));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Offline('a cut answer', null, error);
  }
}

function refusalOf(answer: WireAnswer, value: unknown, wallMs: number): Offline | Refused {
  const afterMs = retryAfterMs(answer.header('retry-after'), wallMs);
  const refusal = Refusal.safeParse(value);
  return new Refused(answer.status, refusal.success ? refusal.data.error : 'unknown', value, afterMs);
}
