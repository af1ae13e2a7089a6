// Feeds over files that can't be read, for once or for good, that another page replaces, or that nobody follows any more.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Feed, feedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { buildProduct, buildStock, chainHome, storeHome, webHome } from '#test/build/domain.ts';
import { damagedIn, packedBytes } from '#test/build/packed.ts';
import { type FileStore, memoryFiles } from './file-store.ts';
import { FollowedFeeds } from './followed-feeds.ts';
import { memoryReplica } from './memory-replica.ts';
import { sha256Of } from './packed-file.ts';
import { packedCatalogue } from './packed-catalogue.ts';
import type { FilePointer, Replica } from './replica.ts';

const floorOf = (home: HomeId): Feed => ({ kind: 'store/floor', home, device: null });
const catalogueFeed: Feed = { kind: 'chain/catalogue', home: chainHome, device: null };
const floor = feedName('store/floor', storeHome);
const webFloor = feedName('store/floor', webHome);
const catalogue = feedName('chain/catalogue', chainHome);
const at = (rev: number) => ({ timeline: 't', rev, tag: `tag ${rev}` });

let replica: Replica;
let files: FileStore;
/** Names of the files that were read. */
let reads: string[];
/** Asked before each read; what it throws, the store throws. */
let beforeRead: (name: string) => void | Promise<void>;
beforeEach(() => {
  replica = memoryReplica();
  [reads, beforeRead] = [[], () => undefined];
  const kept = memoryFiles();
  files = {
    ...kept,
    async read(name) {
      reads.push(name);
      await beforeRead(name);
      return kept.read(name);
    },
  };
});

async function fileOf(rev: number, onHand: number, home = storeHome): Promise<FilePointer> {
  const stock = [buildStock({ id: 'a', onHand }), buildStock({ id: 'b', onHand })];
  const bytes = await packedBytes(feedName('store/floor', home), { cursor: at(rev), asOfMs: 1 }, { stock });
  const sha256 = await sha256Of(bytes);
  await files.write(sha256, bytes);
  return { sha256, path: '', bytes: bytes.length };
}
const change = (rev: number, rows: { id: string; onHand: number }[] = []) => ({
  cursor: at(rev),
  asOfMs: rev,
  rows: rows.map(({ id, onHand }) => ({ table: 'stock', id, row: buildStock({ id, onHand }) })),
});
const reset = (file: FilePointer | null, rev: number) => ({ ...change(rev), reset: true, file });
const open = async (...feeds: Feed[]) => {
  const page = new FollowedFeeds(replica, files);
  await page.follow(feeds.length > 0 ? feeds : [floorOf(storeHome)]);
  return page;
};
const onHand = (page: FollowedFeeds, id: string, home = storeHome) =>
  page.set.get().of('store/floor', home)?.get('stock', id)?.onHand;
const passing = (): never => {
  throw new DOMException('The file could not be read', 'NotReadableError');
};

describe('a packed file that can’t be read just now', () => {
  it('stays with its rows and its cursor, and is there at the next look', async () => {
    await (await open()).apply(floor, null, reset(await fileOf(1, 4), 1));
    beforeRead = passing;
    const page = await open();
    expect([page.cursor(floor), page.nextCursor(floor), onHand(page, 'a')]).toEqual([null, null, undefined]);
    expect(page.storedCursor(floor)).toEqual(at(1));
    expect((await replica.load(floor))?.file).not.toBeNull();
    beforeRead = () => undefined;
    await page.refresh();
    expect([page.nextCursor(floor), onHand(page, 'a')]).toEqual([at(1), 4]);
  });

  it('keeps no other feed from being here', async () => {
    const first = await open(floorOf(storeHome), floorOf(webHome));
    const file = await fileOf(1, 4);
    await first.apply(floor, null, reset(file, 1));
    await first.apply(webFloor, null, reset(await fileOf(1, 7, webHome), 1));
    beforeRead = (name) => (name === file.sha256 ? passing() : undefined);
    const page = await open(floorOf(storeHome), floorOf(webHome));
    expect([onHand(page, 'a'), onHand(page, 'a', webHome)]).toEqual([undefined, 7]);
  });

  it('nor does a database that gives no rows of it, and it is looked at again', async () => {
    await (await open()).apply(floor, null, reset(await fileOf(1, 4), 1));
    const { load } = replica;
    replica.load = () => Promise.reject(new Error('not now'));
    const page = await open();
    replica.load = load;
    await page.refresh();
    expect(onHand(page, 'a')).toBe(4);
  });

  it('is taken the place of by the one that comes when the feed is filled anew', async () => {
    await (await open()).apply(floor, null, reset(await fileOf(1, 4), 1));
    const next = await fileOf(2, 5);
    beforeRead = (name) => (name === next.sha256 ? undefined : passing());
    const page = await open();
    expect(await page.apply(floor, page.cursor(floor), reset(next, 2))).toBe(true);
    page.publish();
    expect([onHand(page, 'a'), page.nextCursor(floor)]).toEqual([5, at(2)]);
  });

  it('[PL6] one that is gone is asked for anew, with the cursor that lies on disk for a witness', async () => {
    const file = await fileOf(1, 4);
    await (await open()).apply(floor, null, reset(file, 1));
    await files.remove(file.sha256);
    const page = await open();
    expect([page.nextCursor(floor), page.storedCursor(floor)]).toEqual([null, at(1)]);
  });
});

describe('two pages of a tablet', () => {
  it('[I8] one that finds the old file gone because the other has taken a newer one has that one, and drops nothing', async () => {
    const first = await open();
    const old = await fileOf(1, 4);
    await first.apply(floor, null, reset(old, 1));
    const newer = await fileOf(2, 5);
    // Between its look at the pointer and its look at the file.
    beforeRead = async (name) => {
      beforeRead = () => undefined;
      if (name === old.sha256) await first.apply(floor, at(1), reset(newer, 2));
    };
    const second = await open();
    expect([second.cursor(floor), onHand(second, 'a')]).toEqual([at(2), 5]);
    expect((await replica.load(floor))?.file?.sha256).toBe(newer.sha256);
  });

  it('what the other has dropped is empty here too, and asked for from the beginning', async () => {
    const page = await open();
    await page.apply(floor, null, { ...change(1, [{ id: 'a', onHand: 4 }]), reset: true, file: null });
    await replica.drop(floor);
    await page.refresh();
    expect([page.nextCursor(floor), onHand(page, 'a')]).toEqual([null, undefined]);
    expect(await page.apply(floor, null, reset(null, 2))).toBe(true);
  });

  it('a page that one of them takes is laid over the file that the other has open', async () => {
    const [first, second] = [await open(), await open()];
    await first.apply(floor, null, reset(await fileOf(1, 4), 1));
    await second.refresh();
    reads = [];
    await first.apply(floor, at(1), { ...change(2, [{ id: 'b', onHand: 9 }]), reset: false, file: null });
    await second.refresh();
    expect([onHand(second, 'a'), onHand(second, 'b'), second.cursor(floor)]).toEqual([4, 9, at(2)]);
    expect(reads).toEqual([]);
  });
});

describe('what is followed no longer', () => {
  it('goes when all that took its place is here, and its file with it', async () => {
    const before = await open(floorOf(storeHome));
    await before.apply(floor, null, reset(await fileOf(1, 4), 1));
    const page = await open(floorOf(webHome));
    await page.tidy();
    expect(await replica.cursor(floor)).toEqual(at(1));
    const file = await fileOf(3, 7, webHome);
    await page.apply(webFloor, null, reset(file, 3));
    await page.tidy();
    expect((await replica.feeds()).map(({ feed }) => feed)).toEqual([webFloor]);
    expect(await files.names()).toEqual([file.sha256]);
  });

  it('is not waited for by a feed that the server refuses; files that a killed page has left go once a start', async () => {
    const page = await open(floorOf(storeHome), floorOf(webHome));
    const file = await fileOf(1, 4);
    await page.apply(floor, null, reset(file, 1));
    page.refuse(webFloor);
    await fileOf(9, 9);
    await page.tidy();
    expect(await files.names()).toEqual([file.sha256]);
    const later = await fileOf(9, 9);
    await page.tidy();
    expect(await files.names()).toContain(later.sha256);
  });
});

describe('a file with a block that can’t be read', () => {
  const filled = async () => {
    const product = buildProduct();
    const whole = await packedBytes(catalogue, { cursor: at(1), asOfMs: 1 }, { product: [product] });
    return { product, whole, sha256: await sha256Of(whole) };
  };
  const taken = async (bytes: Uint8Array<ArrayBuffer>, sha256: string) => {
    await files.write(sha256, bytes);
    const page = await open(catalogueFeed);
    await page.apply(catalogue, null, reset({ sha256, path: '', bytes: bytes.length }, 1));
    page.publish();
    return page;
  };

  it('[EV5] is asked for anew once somebody has met it, and then reads well', async () => {
    const { product, whole, sha256 } = await filled();
    const page = await taken(damagedIn(whole, 'product'), sha256);
    expect(page.nextCursor(catalogue)).toEqual(at(1));
    expect(() => page.rows(catalogue)?.get('product', product.id)).toThrow('kind 250');
    expect([page.nextCursor(catalogue), page.cursor(catalogue)]).toEqual([null, at(1)]);
    await files.write(sha256, whole);
    await page.apply(catalogue, at(1), reset({ sha256, path: '', bytes: whole.length }, 1));
    expect(page.rows(catalogue)?.get('product', product.id)).toEqual(product);
    expect(page.nextCursor(catalogue)).toEqual(at(1));
  });

  it('[EV5] is asked for anew also when rows come over it meanwhile, here or to another page', async () => {
    const { product, whole, sha256 } = await filled();
    const page = await taken(damagedIn(whole, 'product'), sha256);
    const other = await open(catalogueFeed);
    const over = (rev: number) => ({ ...change(rev), reset: false, file: null });
    const { apply } = replica;
    replica.apply = (...given) => {
      expect(() => page.rows(catalogue)?.get('product', product.id)).toThrow('kind 250');
      return apply(...given);
    };
    await page.apply(catalogue, at(1), over(2));
    expect([page.nextCursor(catalogue), page.cursor(catalogue)]).toEqual([null, at(2)]);
    replica.apply = apply;
    await other.refresh();
    await other.apply(catalogue, at(2), over(3));
    await page.refresh();
    await other.apply(catalogue, at(3), over(4));
    await page.refresh();
    expect([page.nextCursor(catalogue), page.cursor(catalogue)]).toEqual([null, at(4)]);
    await files.write(sha256, whole);
    await page.apply(catalogue, at(4), reset({ sha256, path: '', bytes: whole.length }, 5));
    expect(page.nextCursor(catalogue)).toEqual(at(5));
  });

  it('[EV5] words that can’t be opened find nothing and break nothing', async () => {
    const { product, whole, sha256 } = await filled();
    const bytes = whole.slice();
    const search = (page: FollowedFeeds) => {
      const rows = page.rows(catalogue);
      if (!rows) throw new Error('not followed');
      return packedCatalogue(chainHome, rows, new Map()).search(product.name['pt-BR'], 'pt-BR', { limit: 5 });
    };
    const sound = await taken(bytes, sha256);
    expect(search(sound)).toMatchObject([{ productId: product.id }]);
    const block = sound.rows(catalogue)?.wordsOf('pt-BR');
    if (!block) throw new Error('no words');
    const at40 = block.byteOffset + 40;
    const broken = whole.slice().with(at40, (whole[at40] ?? 0) ^ 1);
    await replica.drop(catalogue);
    const page = await taken(broken, sha256);
    expect(search(page)).toEqual([]);
    expect(page.nextCursor(catalogue)).toBeNull();
    expect(page.rows(catalogue)?.get('product', product.id)).toEqual(product);
  });
});
