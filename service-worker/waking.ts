// Background sync is a hint, never the record: open pages are told to run their sync cycle; with none open, what
// waits is sent from here. Promise: the network's return is noticed without a tap.
import { scope } from './worker-scope.ts';

// Not in TypeScript's library: the Background Sync draft of the WICG.
type BackgroundSyncEvent = ExtendableEvent & { readonly tag: string };

/** Posts 'wake' to every page of the app; `sendAlone` rejects when something is left, so that the browser comes again. */
export function wakeOnBackgroundSync(sendAlone: () => Promise<void>): void {
  scope.addEventListener('sync' as 'message', (event) => {
    (event as unknown as BackgroundSyncEvent).waitUntil(wakePagesOr(sendAlone));
  });
}

async function wakePagesOr(sendAlone: () => Promise<void>): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage('wake');
  if (pages.length === 0) await sendAlone();
}
