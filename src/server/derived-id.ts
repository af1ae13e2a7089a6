// Ids of entries that no act's own id names: whoever makes one again makes the same.
import { createHash } from 'node:crypto';
import type { ActionId } from '#domain/ids.ts';

/** An id that follows from what it is about, so that it is made once: UUIDv8, from SHA-256. */
export function idFrom(...parts: string[]): ActionId {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as ActionId;
}
