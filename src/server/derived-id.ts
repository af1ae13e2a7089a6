// Ids of entries that no act's own id names: whoever makes one again makes the same.
import { createHash } from 'node:crypto';
import type { ActionId } from '#domain/ids.ts';
import { type Action, hashedText } from '#protocol/action.ts';

/** An id that follows from what it is about, so that it is made once: UUIDv8, from SHA-256. */
export function idFrom(...parts: string[]): ActionId {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as ActionId;
}

/**
 * The desk's entry of an act that nobody has proven: its own id stays the true one's, which finds this by its very words
 * [PO3]. By the words and not by the hash alone, which whoever changed them may have left as it was.
 */
export const unprovenIdOf = (action: Action): ActionId =>
  idFrom('unproven', action.id, action.hash, hashedText(action));
