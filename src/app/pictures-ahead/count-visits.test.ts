import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openDeviceNotes } from '#local/device-notes.ts';
import { visitsOf } from '#sync/visit.ts';
import { countVisits } from './count-visits.ts';

/** A tablet's visits over real notes; `kept` resolves with what was written last, when nothing more is on its way. */
function openTablet() {
  const device = openDeviceNotes({ indexedDB: new IDBFactory(), IDBKeyRange });
  let byte = 0;
  const visits = visitsOf(
    { bytes: (count) => new Uint8Array(count).fill(++byte % 256), fraction: () => 0 },
    () => 1_000_000,
  );
  const writes: Promise<void>[] = [];
  let heard = 0;
  let wake = (): void => undefined;
  countVisits(visits.visit, {
    read: () => device.read('seen-products'),
    keep(note) {
      const written = device.keep('seen-products', note).then(() => {
        heard += 1;
        wake();
      });
      writes.push(written);
      return written;
    },
  });
  const after = async (count: number): Promise<unknown> => {
    while (heard < count) await new Promise<void>((resolve) => (wake = resolve));
    return device.read('seen-products');
  };
  return { ...visits, after, writes };
}

test('[K6] nothing is written while a visit lasts; when it has ended, each of its products counts once', async () => {
  const tablet = openTablet();
  for (const product of ['boot', 'sock', 'boot']) tablet.scanned(product, `${product}-39`);
  tablet.hide('coat');
  expect(tablet.writes).toEqual([]);
  tablet.end();
  expect(await tablet.after(1)).toBe('[["boot",1],["sock",1]]');
});

test('visits that end right after each other are all counted, and an empty one writes nothing', async () => {
  const tablet = openTablet();
  for (const products of [['boot'], [], ['boot', 'coat'], ['coat']]) {
    for (const product of products) tablet.scanned(product, product);
    tablet.end();
  }
  expect(await tablet.after(3)).toBe('[["boot",2],["coat",2]]');
  expect(tablet.writes).toHaveLength(3);
});
