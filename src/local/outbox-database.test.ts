import { IDBDatabase as FDBDatabase, IDBFactory, IDBKeyRange, IDBObjectStore as FDBObjectStore } from 'fake-indexeddb';
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
const { add: realAdd, clear: realClear } = FDBObjectStore.prototype;
const { transaction: realTransaction } = FDBDatabase.prototype;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

/** What lies on the disk, past every layer of ours. */
async function stored(disk: IDBFactory, table: string): Promise<unknown[]> {
  const db = await done(disk.open('gondola-outbox'));
  const rows = await done(db.transaction(table).objectStore(table).getAll());
  db.close();
  return rows;
}

/** The database as version 1 of the app made it; Dexie counts in tens. */
async function madeByTheFirstBuild(disk: IDBFactory, act: object): Promise<void> {
  const request = disk.open('gondola-outbox', 10);
  request.addEventListener('upgradeneeded', () => {
    const action = request.result.createObjectStore('action', { keyPath: 'id' });
    action.createIndex('seq', 'seq');
    action.createIndex('state', 'state');
    request.result.createObjectStore('meta', { keyPath: 'name' });
    request.result.createObjectStore('ballast', { keyPath: 'id' });
    action.put(act);
  });
  (await done(request)).close();
}

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

  it('[SG2] on a full disk gives up its ballast, so that the act at hand is written all the same, and takes it back', async () => {
    const [disk, troubles]: [IDBFactory, Trouble[]] = [new IDBFactory(), []];
    const outbox = await open(disk, troubles);
    const ballast = () => stored(disk, 'ballast');
    expect((await ballast()).length).toBe(1);
    // Full for as long as the megabyte lies there.
    let full = true;
    const add = vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementation(function (
      this: InstanceType<typeof FDBObjectStore>,
      ...values
    ) {
      if (full && this.name === 'action') throw new DOMException('full', 'QuotaExceededError');
      return realAdd.apply(this, values);
    });
    const clear = vi.spyOn(FDBObjectStore.prototype, 'clear').mockImplementation(function (
      this: InstanceType<typeof FDBObjectStore>,
    ) {
      full &&= this.name !== 'ballast';
      return realClear.apply(this);
    });
    const noted = vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(outbox.saveMeta({ offsetMs: 5 })).rejects.toMatchObject({ trouble: 'full' });
    noted.mockRestore();
    expect([(await ballast()).length, troubles.splice(0)]).toEqual([1, ['full']]);
    // What the tablet does by itself leaves the room to the person.
    await expect(outbox.add({ ...draft, id: buildRecord().id, quiet: true })).rejects.toMatchObject({
      trouble: 'full',
    });
    expect([(await ballast()).length, troubles.splice(0)]).toEqual([1, ['full']]);
    const record = await outbox.add(draft);
    add.mockRestore();
    clear.mockRestore();
    expect(await outbox.all()).toEqual([record]);
    expect([await ballast(), troubles]).toEqual([[], ['full']]);
    const put = vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await outbox.refill()).toBe(false);
    put.mockRestore();
    expect(await outbox.refill()).toBe(true);
    expect((await ballast()).length).toBe(1);
  });

  it('[SG4] a lost connection is opened again, once, and the act is written', async () => {
    const troubles: Trouble[] = [];
    const broken = new Set<InstanceType<typeof FDBDatabase>>();
    let breaks = 0;
    // Before the database is opened: Dexie keeps the method it finds then.
    const transaction = vi.spyOn(FDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: InstanceType<typeof FDBDatabase>,
      ...values
    ) {
      if (!broken.has(this) && breaks-- > 0) broken.add(this);
      if (broken.has(this)) throw new DOMException('Internal error', 'UnknownError');
      return realTransaction.apply(this, values);
    });
    const outbox = await open(new IDBFactory(), troubles);
    breaks = 1;
    await expect(outbox.add(draft)).resolves.toMatchObject({ id: draft.id });
    expect([broken.size, troubles]).toEqual([1, []]);
    breaks = 9;
    await expect(outbox.add({ ...draft, id: buildRecord().id })).rejects.toMatchObject({ trouble: 'lost' });
    expect([broken.size, troubles]).toEqual([3, ['lost']]);
    transaction.mockRestore();
  });

  it('[EV2] an act that an older build has queued stays as that build wrote it', async () => {
    const disk = new IDBFactory();
    const fields = Object.entries({ ...buildRecord({ seq: 1 }), kind: 'of long ago' });
    const older = Object.fromEntries(fields.filter(([name]) => name !== 'answers' && name !== 'formerOutcome'));
    await madeByTheFirstBuild(disk, older);
    expect(await (await open(disk)).all()).toEqual([older]);
    expect(await stored(disk, 'action')).toEqual([older]);
  });

  it('[F24] [SG4] a connection that is lost while it opens is opened again, once', async () => {
    let losses = 1;
    const disk = new IDBFactory();
    const losing = Object.assign(Object.create(disk) as IDBFactory, {
      open: (name: string, version?: number) => {
        if (losses-- > 0) throw new DOMException('Internal error', 'InvalidStateError');
        return disk.open(name, version);
      },
    });
    await expect((await open(losing)).add(draft)).resolves.toMatchObject({ id: draft.id });
    losses = 2;
    await expect(open(losing)).rejects.toMatchObject({ trouble: 'blocked' });
    expect((await (await open(disk)).all()).map(({ id }) => id)).toEqual([draft.id]);
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
