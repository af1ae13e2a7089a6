import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { openDeviceNotes } from './device-notes.ts';

it('what a device learned is there after it was closed and opened again', async () => {
  const ports = { indexedDB: new IDBFactory(), IDBKeyRange };
  const first = openDeviceNotes(ports);
  expect(await first.read('wedge-gap')).toBeUndefined();
  await first.keep('wedge-gap', 52);
  await first.keep('wedge-separator', '~');
  await first.keep('wedge-gap', 61);
  first.close();
  const again = openDeviceNotes(ports);
  expect([await again.read('wedge-gap'), await again.read('wedge-separator')]).toEqual([61, '~']);
});

it('a browser that keeps nothing makes no trouble', async () => {
  const broken = {
    open: () => {
      throw new DOMException('no', 'SecurityError');
    },
  } as unknown as IDBFactory;
  const notes = openDeviceNotes({ indexedDB: broken, IDBKeyRange });
  await notes.keep('wedge-gap', 52);
  expect(await notes.read('wedge-gap')).toBeUndefined();
});
