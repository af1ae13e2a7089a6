// The one call of the page: the service worker and its updates.
// Promise: an open visit, a touch in the last minute or an act on the wire keeps the version as it is.
import type { Readable } from '#local/readable.ts';

import { watchQuiet } from './quiet.ts';
import { registerUpdates } from './register.ts';
import type { Updates } from './update.ts';

/** What of the tablet is asked here. */
export type WorkingTablet = {
  readonly visit: Readable<{ readonly scans: readonly unknown[] }>;
  readonly status: Readable<{ readonly sending: boolean }>;
};

/** Registers the service worker; undefined where the browser can't have one. */
export function keepUpToDate(tablet: WorkingTablet): Promise<Updates | undefined> {
  const isQuiet = watchQuiet();
  return registerUpdates({
    isIdle: () => isQuiet() && tablet.visit.get().scans.length === 0,
    isSending: () => Promise.resolve(tablet.status.get().sending),
  });
}
