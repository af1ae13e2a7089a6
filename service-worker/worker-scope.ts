// The worker's own global scope, typed once; the list of precached files is written into it by the build.
import type { PrecacheEntry } from 'workbox-precaching';

declare global {
  interface WorkerGlobalScope {
    readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  }
}

// TypeScript's WebWorker library types `self` as the general worker scope.
export const scope = self as unknown as ServiceWorkerGlobalScope;

declare const __GONDOLA_BUILD__: string | undefined;

/** The name of this build, as the page says it. */
export const buildName: string = typeof __GONDOLA_BUILD__ === 'string' ? __GONDOLA_BUILD__ : 'dev';
