// The worker's own global scope, typed once; the list of precached files is written into it by the build.
import type { PrecacheEntry } from 'workbox-precaching';

declare global {
  interface WorkerGlobalScope {
    readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  }
}

// TypeScript's WebWorker library types `self` as the general worker scope.
export const scope = self as unknown as ServiceWorkerGlobalScope;
