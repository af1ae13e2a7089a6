// Background sync is a hint, never the record: it only tells the open pages to run their sync cycle.
// Promise: while an act waits and a page is open, the network's return is noticed without a tap.
import { scope } from './worker-scope.ts';

// Not in TypeScript's library: the Background Sync draft of the WICG.
type BackgroundSyncEvent = ExtendableEvent & { readonly tag: string };

/** Posts 'wake' to every page of the app. */
export function wakeOnBackgroundSync(): void {
  scope.addEventListener('sync' as 'message', (event) => {
    (event as unknown as BackgroundSyncEvent).waitUntil(wakePages());
  });
}

async function wakePages(): Promise<void> {
  const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage('wake');
}
