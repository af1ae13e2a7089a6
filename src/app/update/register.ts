// Registers the service worker and ties the update rules to this browser.
// Promise: an app that can't have a worker (no secure context, blocked storage) runs on without one.
import { Workbox } from 'workbox-window';

import { startUpdates } from './update.ts';
import type { UpdatePorts, Updates } from './update.ts';

/** What the rest of the app knows: whether somebody is busy here, and whether an act is being sent. */
export type Activity = Pick<UpdatePorts, 'isIdle' | 'isSending'>;

/** Answers undefined where the browser offers no service worker. */
export async function registerUpdates(activity: Activity): Promise<Updates | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  const workbox = import.meta.env.DEV
    ? new Workbox('/dev-sw.js?dev-sw', { type: 'module' })
    : new Workbox('/service-worker.js');
  const updates = startUpdates({ ...portsOf(workbox), ...activity });
  try {
    await workbox.register({ immediate: true });
  } catch (error) {
    console.warn('No service worker: this page needs the network to open.', error);
    return undefined;
  }
  return updates;
}

function portsOf(workbox: Workbox): Omit<UpdatePorts, keyof Activity> {
  let isControlled = navigator.serviceWorker.controller !== null;
  return {
    worker: {
      check: () => workbox.update(),
      takeOver: () => workbox.messageSkipWaiting(),
      onWaiting: (listener) => workbox.addEventListener('waiting', listener),
      // The first worker of a browser takes control too, also of a page that was opened again while it was being installed:
      // only one that takes another's place calls for a reload.
      onTakenOver: (listener) =>
        workbox.addEventListener('controlling', (event) => {
          if (isControlled && (event.isUpdate || event.isExternal)) listener();
          isControlled = true;
        }),
    },
    isOnline: () => navigator.onLine,
    onVisible: (listener) =>
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') listener();
      }),
    after: (delayMs, run) => void setTimeout(run, delayMs),
    nowMs: () => performance.now(),
    random: Math.random,
    reload: () => location.reload(),
  };
}
