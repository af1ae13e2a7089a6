// What can be wrong with a browser's storage, told apart once and for all.
// Promise: a full disk is never taken for a broken one, and neither for a newer version.

/**
 * `newer`: another version owns the database, write no more until reload [EV3]. `lost`: the connection broke [SG4].
 * `held`: a page of an older version has not let go of it yet; it opens by itself when that one does.
 */
export type Trouble = 'blocked' | 'full' | 'newer' | 'lost' | 'held';

export class StorageTrouble extends Error {
  override readonly name = 'StorageTrouble';
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause?: unknown) {
    super(`storage: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}

const lostNames = [
  'DatabaseClosedError',
  'InvalidStateError',
  'InvalidState',
  'UnknownError',
  'TransactionInactiveError',
];

/** Chromium says it as QuotaExceededError or as AbortError with that `inner` [SG2]. */
export function troubleOf(error: unknown): Trouble | null {
  for (const at of chain(error)) {
    if (at instanceof StorageTrouble) return at.trouble;
    if (at.name === 'QuotaExceededError') return 'full';
    if (at.name === 'VersionError') return 'newer';
    if (at.name === 'MissingAPIError' || at.name === 'SecurityError') return 'blocked';
  }
  return chain(error).some((at) => lostNames.includes(at.name)) ? 'lost' : null;
}

/** For what the server tells again, or time heals: a full disk is no reason not to send [SG2]. */
export async function unlessFull(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (troubleOf(error) !== 'full') throw error;
  }
}

function chain(error: unknown): Error[] {
  const found: Error[] = [];
  let at = error;
  while (at instanceof Error && found.length < 6) {
    found.push(at);
    at = (at as { inner?: unknown }).inner ?? at.cause;
  }
  // A DOMException of another realm is no Error there; its name is what counts.
  if (found.length === 0 && typeof at === 'object' && at !== null && 'name' in at) found.push(at as Error);
  return found;
}
