// Names of things. An id is a UUIDv7 made where the thing is made, so nothing is ever renamed later [ID3].
// Clock and randomness come in as arguments: domain code has neither.
import * as z from 'zod/mini';

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

export const HomeId = z.pipe(
  uuid,
  z.transform((value) => value as HomeId),
);
export type HomeId = string & { readonly home: unique symbol };

export const DeviceId = z.pipe(
  uuid,
  z.transform((value) => value as DeviceId),
);
export type DeviceId = string & { readonly device: unique symbol };

export const ActionId = z.pipe(
  uuid,
  z.transform((value) => value as ActionId),
);
export type ActionId = string & { readonly action: unique symbol };

export const GrantId = z.pipe(
  uuid,
  z.transform((value) => value as GrantId),
);
export type GrantId = string & { readonly grant: unique symbol };

/** Any other record id: a UUIDv7, or text composed of several ids with '/' between. At most 200 characters. */
export const RowId = z.string().check(z.minLength(1), z.maxLength(200));

/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. The zone stands beside it, on the store. */
export const InstantMs = z.number().check(z.int(), z.gte(-8.64e15), z.lte(8.64e15));

/** UUIDv7 (RFC 9562) from an instant and 10 random bytes. Ids of one millisecond are ordered only by chance. */
export function uuidv7(atMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('uuidv7 needs 10 random bytes');
  const time = Math.trunc(atMs).toString(16).padStart(12, '0');
  const hex = [...random.subarray(0, 10)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (Number.parseInt(hex.charAt(3), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(8)}`;
}

/** Crockford's alphabet without look-alikes: no I, L, O, U. */
export const codeCharacters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The four characters a person can read aloud, "7F3K": the last 20 random bits of the id. Not unique by itself. */
export function shortCode(id: string): string {
  const bits = Number.parseInt(id.replaceAll('-', '').slice(-5), 16);
  return [15, 10, 5, 0].map((shift) => codeCharacters.charAt((bits >> shift) & 31)).join('');
}
