import { IDBDatabase as FDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { newKeyPair } from '#protocol/signature.ts';
import { buildRecord } from '#test/build/record.ts';
import { openOutboxDatabase } from './outbox-database.ts';
import type { Outbox } from './outbox.ts';
import type { Trouble } from './storage-trouble.ts';

let epochs = 0;
const open = async (indexedDB = new IDBFactory(), troubles: Trouble[] = []): Promise<Outbox> =>
  openOutboxDatabase({
    indexedDB,
    IDBKeyRange,
    newEpoch: () => `epoch-${++epochs}`,
    onTrouble: (trouble) => troubles.push(trouble),
  });
const { seq: _, ...draft } = buildRecord();

describe('the outbox', () => {
  it('[LC1] gives each act the next seq and keeps it over a restart', async () => {
    const disk = new IDBFactory();
    const first = await open(disk);
    await Promise.all([
      first.add({ ...buildRecord(), id: buildRecord().id }),
      first.add({ ...buildRecord(), id: buildRecord().id }),
    ]);
    first.close();
    const again = await open(disk);
    await again.add(draft);
    expect((await again.all()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('[ID2] makes an epoch with the database and a new one only with a new database', async () => {
    const disk = new IDBFactory();
    const first = await (await open(disk)).meta();
    const second = await (await open(disk)).meta();
    const other = await (await open()).meta();
    expect([first.fresh, second.fresh]).toEqual([true, false]);
    expect(second.epoch).toBe(first.epoch);
    expect(other.epoch).not.toBe(first.epoch);
  });

  it('[ID6] an id that is there already stays as it is', async () => {
    const outbox = await open();
    const first = await outbox.add(draft);
    const second = await outbox.add({ ...draft, kind: 'another' });
    expect(second).toEqual(first);
    expect(await outbox.all()).toHaveLength(1);
  });

  it('[TB2] compares and sets: only what still is as expected changes', async () => {
    const outbox = await open();
    const { id } = await outbox.add(draft);
    const claim = (by: string) =>
      outbox.change([id], ({ state }) =>
        state === 'queued' ? { state: 'sending', sendClaim: { by, atMs: 1 } } : null,
      );
    const [one, two] = await Promise.all([claim('one'), claim('two')]);
    expect(one.length + two.length).toBe(1);
  });

  it('[CK3] the last confirmed instant never goes back', async () => {
    const outbox = await open();
    await outbox.saveMeta({ lastInstantMs: 10 });
    await outbox.change([], () => null, { lastInstantMs: 5, offsetMs: 3 });
    expect(await outbox.meta()).toMatchObject({ lastInstantMs: 10, offsetMs: 3 });
  });

  it('[ID1] keeps a key that nobody can read out', async () => {
    const outbox = await open();
    await outbox.saveMeta({ keys: await newKeyPair(false) });
    const { keys } = await outbox.meta();
    expect(keys?.privateKey.extractable).toBe(false);
    await expect(
      crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys!.privateKey, new Uint8Array(1)),
    ).resolves.toBeDefined();
  });

  it('[EV3] when a newer version opens the database, the old page says so and writes no more', async () => {
    const disk = new IDBFactory();
    const troubles: Trouble[] = [];
    const old = await open(disk, troubles);
    await new Promise((resolve, reject) => {
      const request = disk.open('gondola-outbox', 200);
      request.addEventListener('success', resolve);
      request.addEventListener('error', reject);
    });
    await expect(old.add(draft)).rejects.toMatchObject({ trouble: 'newer' });
    expect(troubles).toEqual(['newer']);
    await expect(open(disk)).rejects.toMatchObject({ trouble: 'newer' });
  });

  it('[RC1] writes with strict durability: saved survives a power cut', async () => {
    const asked: (string | undefined)[] = [];
    const transaction = vi.spyOn(FDBDatabase.prototype, 'transaction');
    await (await open()).add(draft);
    for (const [, mode, options] of transaction.mock.calls)
      if (mode === 'readwrite') asked.push((options as { durability?: string } | undefined)?.durability);
    transaction.mockRestore();
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked)).toEqual(new Set(['strict']));
  });

  it('says blocked when the browser gives no database', async () => {
    await expect(open(null as unknown as IDBFactory)).rejects.toMatchObject({ trouble: 'blocked' });
    const refusing = {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    } as unknown as IDBFactory;
    await expect(open(refusing)).rejects.toMatchObject({ trouble: 'blocked' });
  });
});
