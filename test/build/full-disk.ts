// A browser whose disk is full, for real: the origin gets a small quota, and a database of the test's own takes all
// of it. IndexedDB looks at the quota anew only when its own writes have used up what it was told before.
import type { Page } from 'playwright';

/** Before the page has opened anything. */
export async function limitDisk(page: Page, origin: string, bytes: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
}

/** Writes until not even 256 bytes go in. */
export const fillDisk = (page: Page): Promise<void> => page.evaluate(fill);

export const emptyDisk = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const gone = indexedDB.deleteDatabase('ballast-of-the-test');
        gone.addEventListener('success', () => resolve());
        gone.addEventListener('error', () => reject(new Error('not deleted')));
      }),
  );

/** Runs in the page. */
async function fill(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('ballast-of-the-test', 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('bytes', { autoIncrement: true }));
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(new Error('not opened')));
  });
  const put = (size: number): Promise<boolean> =>
    new Promise((resolve) => {
      const bytes = new Uint8Array(size);
      // What is stored is compressed; this can't be.
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
      const writing = db.transaction('bytes', 'readwrite');
      writing.objectStore('bytes').put(bytes);
      writing.addEventListener('complete', () => resolve(true));
      writing.addEventListener('abort', () => resolve(false));
    });
  // What was just deleted (a ballast) gives its room back a moment later.
  let wrote = true;
  while (wrote) {
    wrote = false;
    for (let size = 4 * 1024 * 1024; size >= 256; size /= 4) while (await put(size)) wrote = true;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  db.close();
}
