// A new version installs beside the old one and waits [EV4]; the page says when nobody is in the middle of a task.
// Promise: this worker never skips the wait by itself.
import { scope } from './worker-scope.ts';

/** `{type: 'SKIP_WAITING'}` comes from a page that is idle with nothing being sent. */
export function waitForThePagesWord(): void {
  scope.addEventListener('message', (event) => {
    if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') event.waitUntil(scope.skipWaiting());
  });
}

/** The page that installed the first version is served by it at once: it works off line from its first minute. */
export function claimPagesOnFirstInstall(): void {
  scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
}
