// An act as it crosses the wire. Kind and version are frozen when it is queued [EV1]; its hash covers what it means,
// not when or how often it was sent [ID4].
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { ActionId, DeviceId, GrantId, HomeId, InstantMs } from '#domain/ids.ts';

/** A part sealed to the server's key (HPKE, RFC 9180) [AR1]: base64url. */
export const Sealed = z.strictObject({ kid: z.string(), enc: z.string(), ct: z.string() });

/** What the person saw: file and rev of the offer, rev and instant of the stock [OC2]. */
export const Base = z.strictObject({
  offers: z.nullable(z.strictObject({ home: HomeId, file: z.nullable(z.string()), rev: z.number() })),
  stock: z.nullable(z.strictObject({ home: HomeId, rev: z.number(), asOfMs: InstantMs })),
});
export type Base = z.infer<typeof Base>;

export const Payload = z.strictObject({ open: z.json(), sealed: z.nullable(Sealed) });

export const Action = z.strictObject({
  id: ActionId,
  seq: z.number().check(z.int(), z.gte(1)),
  home: HomeId,
  actor: GrantId,
  lane: z.string().check(z.minLength(1), z.maxLength(120)),
  dependsOn: z.array(ActionId).check(z.maxLength(8)),
  /** The act whose `needs_choice` this one answers [OC3]. */
  answers: z.nullable(ActionId),
  kind: z.string().check(z.minLength(1), z.maxLength(60)),
  v: z.number().check(z.int(), z.gte(1)),
  payload: Payload,
  base: z.nullable(Base),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  createdAtMs: InstantMs,
  bootId: z.string().check(z.maxLength(64)),
  monoMs: z.number(),
  offsetMs: z.number(),
});
export type Action = z.infer<typeof Action>;

/** Where an action was first queued. It stays with it when the action is offered again from elsewhere. */
export const Origin = z.strictObject({ device: DeviceId, epoch: z.string().check(z.maxLength(64)) });

/** The signature of the device that made the act, over {origin, action}: what travels in a file may be written by anybody. */
export const Proof = z.string().check(z.maxLength(200));

type Hashed = Pick<Action, 'kind' | 'v' | 'home' | 'actor' | 'lane' | 'dependsOn' | 'base' | 'payload'>;

/** [ID4] What the hash covers, as RFC 8785 text. */
export const hashedText = ({ kind, v, home, actor, lane, dependsOn, base, payload }: Hashed): string =>
  canonicalJson({ kind, v, home, actor, lane, dependsOn, base, payload });

/** [ID4] SHA-256, hex, of that text. */
export const actionHash = async (action: Hashed): Promise<string> => sha256Hex(hashedText(action));

/** RFC 8785 text of a JSON value. Throws TypeError for what JSON has no form for. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('no JSON form');
  return text;
}

export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
