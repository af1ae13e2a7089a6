// Keeps the pictures of what is looked at most on this tablet, for the time without a network.
// Promise: never while somebody is here, never where bytes cost money, never into the last fifth of the room.
import { shapeOf } from '#app/pictures.ts';
import { parseSeen } from '#local/seen-products.ts';
import type { Tablet } from '#sync/tablet-port.ts';
import { countVisits } from './count-visits.ts';
import { type AheadPorts, fetchAhead } from './fetch-ahead.ts';
import { loadPicture } from './load-picture.ts';
import { mostSeen, picturesOf } from './most-seen.ts';

/** After opening, the page has other things to do; then as often as a catalogue is packed anew. */
const firstMs = 20_000;
const againMs = 30 * 60_000;
const fullShare = 0.8;

// Dexie comes after the first paint.
const notes = () => import('#local/device-notes.ts').then(({ openDeviceNotes }) => openDeviceNotes());

/** Runs for the page's whole life. */
export function keepPictures(tablet: Tablet, isQuiet: () => boolean): void {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return;
  countVisits(tablet.visit, {
    read: async () => (await notes()).read('seen-products'),
    keep: async (note) => (await notes()).keep('seen-products', note),
  });
  const ports = portsOf(tablet, isQuiet);
  const rounds = async (): Promise<void> => {
    for (await pause(firstMs); ; await pause(againMs)) {
      const round = await fetchAhead(ports).catch(() => null);
      if (round) performance.mark('gondola-pictures-ahead', { detail: round });
    }
  };
  void rounds();
}

function portsOf(tablet: Tablet, isQuiet: () => boolean): AheadPorts {
  return {
    async wanted() {
      const [catalogue, installation] = [tablet.catalogue.get(), tablet.installation.get()];
      if (!catalogue || !installation) return [];
      const seen = parseSeen(await (await notes()).read('seen-products'));
      const products = await mostSeen(seen, catalogue, installation.home, () => pause(0));
      const pictures = picturesOf(products, catalogue);
      return pictures.flatMap((picture) => [shapeOf(picture, 'small'), shapeOf(picture, 'big')]);
    },
    async kept() {
      // The name is service-worker/pictures.ts's.
      const requests = await caches.open('gondola-pictures').then((cache) => cache.keys());
      return new Set(requests.map(({ url }) => new URL(url).pathname));
    },
    mayFetch() {
      const { link, sending, storage } = tablet.status.get();
      const mode = tablet.installation.get()?.device.mode;
      const isShown = mode === 'shopper' || mode === 'staff';
      const isFree = link === 'online' && !sending && storage === 'ok' && tablet.progress.get() === null;
      const isHidden = document.visibilityState !== 'visible' || navigator.serviceWorker.controller === null;
      // Nobody ends a visit on a tablet of the staff: there a minute without a touch is all there is to go by.
      const isVisited = !isQuiet() || (mode === 'shopper' && tablet.visit.get().scans.length > 0);
      return isShown && tablet.catalogue.get() !== null && isFree && !isHidden && !isVisited && !isMetered();
    },
    async hasRoom() {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate();
      return usage < fullShare * quota;
    },
    fetch: loadPicture,
    pause,
  };
}

/** What Chromium says of the line; other browsers say nothing. */
const isMetered = (): boolean => {
  const { connection } = navigator as { connection?: { saveData?: boolean; type?: string } };
  return connection?.saveData === true || connection?.type === 'cellular';
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
