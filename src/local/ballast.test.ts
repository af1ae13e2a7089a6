// The ballast is only worth what it takes on the disk, and browsers compress what they store.
import { deflateSync } from 'node:zlib';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { openOutboxDatabase } from './outbox-database.ts';

it('[SG2] the ballast is a megabyte that no browser can make smaller', async () => {
  const indexedDB = new IDBFactory();
  const outbox = await openOutboxDatabase({
    indexedDB,
    IDBKeyRange,
    newEpoch: () => 'one',
    onTrouble: () => undefined,
  });
  outbox.close();
  const rows = await new Promise<{ bytes: Uint8Array }[]>((resolve, reject) => {
    const asked = indexedDB.open('gondola-outbox');
    asked.addEventListener('error', () => reject(new Error('not opened')));
    asked.addEventListener('success', () => {
      const read = asked.result.transaction('ballast').objectStore('ballast').getAll();
      read.addEventListener('success', () => resolve(read.result));
    });
  });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.bytes.length).toBe(1024 * 1024);
  expect(deflateSync(rows[0]?.bytes ?? '').length).toBeGreaterThan(1_000_000);
});
