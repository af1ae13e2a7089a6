// Which answers come from this tablet: the shell of the version that is active, and pictures by their hash.
// Promise: nothing that can be wrong when old is ever answered from here; data has its own road (pull).
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import type { PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

import { addPicture, anotherSize, pictureCacheName } from './pictures.ts';

// Addresses of the server that are no screens of the app: they must reach the network or fail.
const notScreens = [/^\/(sync|session|lookup|files|health|metrics)(\/|$)/, /^\/ca\.crt$/];

/** Precaches the files of this build; those of earlier builds go when this one becomes active. */
export function precacheShell(manifest: (PrecacheEntry | string)[]): void {
  precacheAndRoute(manifest);
  cleanupOutdatedCaches();
}

/** Any address of the app opens the same shell, with or without a network. */
export function answerNavigationsFromShell(): void {
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: notScreens }));
}

/** A picture is named by the SHA-256 of its bytes: one that is here is right for ever. */
export function keepPictures(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/files/pictures/'),
    async ({ request, event }) => {
      const cache = await caches.open(pictureCacheName);
      const kept = await cache.match(request.url);
      if (kept) return kept;
      const answer = await fetch(request).catch((error: unknown) => error as Error);
      if (answer instanceof Error || answer.status === 503) {
        const other = await anotherSize(cache, request.url);
        if (other) return other;
        if (answer instanceof Error) throw answer;
      }
      const extendable = event as ExtendableEvent;
      if (answer.status === 200) extendable.waitUntil(addPicture(cache, request.url, answer.clone()));
      return answer;
    },
  );
}
