// The feeds this device follows, in memory: loaded from disk at the start, moved on page by page.
// Promise: people's rows (store/staff, customer/self) are in memory only, whatever happens to the page [FD4, PR8].
import { feedName, type Feed, type FeedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { type TableName, tablesOfFeed } from '#domain/tables.ts';
import { FeedRows } from './feed-rows.ts';
import type { FileStore } from './file-store.ts';
import { memoryReplica } from './memory-replica.ts';
import { BadFile } from '#domain/packed/file-reader.ts';
import { openPackedFile } from './packed-file.ts';
import {
  type Cursor,
  type FeedChange,
  type FilePointer,
  type Replica,
  sameCursor,
  type StoredFeed,
} from './replica.ts';
import { cell, type Readable } from './readable.ts';
import { FeedSet } from './view.ts';

interface Followed extends Feed {
  name: FeedName;
  replica: Replica;
  rows: FeedRows;
  /** The open file with nothing laid over it; null: there is none, or it is to be read anew. */
  base: FeedRows | null;
  /** Where its rows on disk stand: also while their file can't be read and nothing of them is shown. */
  stored: Cursor | null;
  /** The server has none of it, or won't give it: what it would bring is not waited for. */
  refused: boolean;
  /**
   * To be asked for as a whole: filled by an older build, which passed over rows of tables that it did not know, or over a
   * file that is not here or can't be read.
   */
  hasGaps: boolean;
  /** Its file could not be read just now, which says nothing of the file. */
  isUnread: boolean;
}

const onDisk = new Set(['store/floor', 'chain/catalogue', 'device/own']);
/** Tables that came after the last build that noted none. */
const laterTables: ReadonlySet<TableName> = new Set<TableName>([
  'recall',
  'markdown',
  'tagRule',
  'poster',
  'pace',
  'rating',
]);
const emptyRows = (name: FeedName): FeedRows => new FeedRows(name, { cursor: null, asOfMs: null, file: null });

export class FollowedFeeds {
  readonly #disk: Replica;
  readonly #memory = memoryReplica();
  readonly #files: FileStore;
  readonly #followed = new Map<FeedName, Followed>();
  readonly #set = cell(new FeedSet([]));
  /** Packed files of which a screen could not read a row. */
  readonly #damaged = new Set<string>();
  #isTidy = false;

  constructor(disk: Replica, files: FileStore) {
    this.#disk = disk;
    this.#files = files;
  }

  /** A new one whenever a row or a cursor of any feed has changed. */
  get set(): Readable<FeedSet> {
    return this.#set;
  }

  /** Follows exactly these from now on; those that are on disk come with what they held. */
  async follow(feeds: readonly Feed[]): Promise<void> {
    const wanted = new Map(feeds.map((feed) => [feedName(feed.kind, feed.home, feed.device), feed]));
    for (const [name, { replica }] of this.#followed) {
      if (wanted.has(name)) continue;
      this.#followed.delete(name);
      if (replica === this.#memory) await replica.drop(name);
    }
    const added = [...wanted].filter(([name]) => !this.#followed.has(name));
    for (const [name, feed] of added) {
      const replica = onDisk.has(feed.kind) ? this.#disk : this.#memory;
      this.#followed.set(name, {
        ...feed,
        name,
        replica,
        rows: emptyRows(name),
        base: null,
        stored: null,
        refused: feed.kind === 'customer/self',
        hasGaps: false,
        isUnread: false,
      });
    }
    // Side by side: the floor's file need not wait for the catalogue's. What can't be loaded now is looked at again by
    // `refresh`: the other feeds, and what people have saved, don't wait for it.
    await Promise.all(added.map(([name]) => this.#load(name).catch(() => undefined)));
    this.#isTidy = false;
    this.#publish();
  }

  names(): FeedName[] {
    return [...this.#followed.keys()];
  }

  rows(name: FeedName): FeedRows | null {
    return this.#followed.get(name)?.rows ?? null;
  }

  cursor(name: FeedName): Cursor | null {
    return this.#followed.get(name)?.rows.cursor ?? null;
  }

  /** From where on to ask: from the beginning while there are gaps. What is here stays in sight until that has come. */
  nextCursor(name: FeedName): Cursor | null {
    return this.#followed.get(name)?.hasGaps ? null : this.cursor(name);
  }

  /** Where the feed stands on disk: what it shows may be less, and nothing, for want of its file. */
  storedCursor(name: FeedName): Cursor | null {
    return this.#followed.get(name)?.stored ?? null;
  }

  /** Its file can't be read: what can be read of it stays in sight, and the feed is asked for from its beginning. */
  damaged(name: FeedName): void {
    const feed = this.#followed.get(name);
    if (!feed) return;
    feed.hasGaps = true;
    feed.base = null;
  }

  /** The cursors that the home's rows arrive by; none: the home is not followed here [ST1]. */
  cursorsOf(home: HomeId): (Cursor | null)[] {
    return [...this.#followed.values()]
      .filter((feed) => feed.home === home && !feed.refused)
      .map((feed) => feed.rows.cursor);
  }

  refuse(name: FeedName): void {
    const feed = this.#followed.get(name);
    if (feed) feed.refused = true;
  }

  /** A visit's own home begins empty here; the server has it once it has taken the first act for it. */
  expect(name: FeedName): void {
    const feed = this.#followed.get(name);
    if (feed) feed.refused = false;
  }

  /** A visit's home is asked for no more; what the device itself follows is asked for again each time. */
  isRefused(name: FeedName): boolean {
    const feed = this.#followed.get(name);
    return feed === undefined || (feed.refused && feed.kind === 'customer/self');
  }

  /**
   * `from`: where the feed stood when it was asked for. False when another page has moved it in between; it is then loaded as
   * that page left it. Throws BadFile when the page stands on a file that can't be opened.
   */
  async apply(name: FeedName, from: Cursor | null, change: FeedChange): Promise<boolean> {
    const feed = this.#followed.get(name);
    if (!feed || !sameCursor(feed.rows.cursor, from)) return false;
    const old = feed.rows;
    const anew = change.reset ? await this.#newBase(feed, change.file) : null;
    const isWhole = change.reset || !feed.hasGaps;
    const noted = isWhole ? { ...change, tables: tablesOfFeed(feed.kind) } : change;
    if (!(await feed.replica.apply(name, feed.stored, noted))) {
      await this.#load(name);
      this.#publish();
      return false;
    }
    feed.refused = false;
    // Rows over a file that somebody could not read, perhaps just now, leave it as it is.
    if (change.reset) feed.hasGaps = false;
    feed.isUnread = false;
    feed.base = anew ?? feed.base;
    feed.stored = change.cursor;
    feed.rows = (anew ?? old).changed(change.rows, change);
    // The old file goes only now that the new one answers.
    if (old.file !== null && old.file !== feed.rows.file) await this.#files.remove(old.file);
    return true;
  }

  /** Shows what was applied. Feeds of one home that came in one answer are shown together. */
  publish(): void {
    this.#publish();
  }

  /** Takes over what another page or the service worker has written. */
  async refresh(): Promise<void> {
    let moved = false;
    for (const { name, replica, stored, isUnread } of this.#followed.values()) {
      if (replica !== this.#disk) continue;
      if (!isUnread && sameCursor(await replica.cursor(name), stored)) continue;
      await this.#load(name);
      moved = true;
    }
    if (moved) this.#publish();
  }

  /**
   * Once all that is followed is here, what another store or chain has left goes: a tablet off line keeps what it has. So do
   * the files that a killed page has left. Looked at once a start, and whenever something else is followed. Call it under the
   * sync lock, with no file on its way.
   */
  async tidy(): Promise<void> {
    const given = [...this.#followed.values()].filter(({ replica, refused }) => replica === this.#disk && !refused);
    const isHere = given.length > 0 && given.every(({ rows, hasGaps }) => rows.cursor !== null && !hasGaps);
    if (this.#isTidy || !isHere) return;
    this.#isTidy = true;
    try {
      for (const { feed } of await this.#disk.feeds()) if (!this.#followed.has(feed)) await this.#disk.drop(feed);
      await this.dropUnusedFiles();
    } catch (error) {
      this.#isTidy = false;
      throw error;
    }
  }

  /** Files that no feed stands on any more. Call it as `tidy`. */
  async dropUnusedFiles(): Promise<void> {
    const stored = (await this.#disk.feeds()).map(({ file }) => file?.sha256);
    const open = [...this.#followed.values()].map(({ rows }) => rows.file);
    const used = new Set([...stored, ...open]);
    for (const name of await this.#files.names()) if (!used.has(name)) await this.#files.remove(name);
  }

  async #load(name: FeedName): Promise<void> {
    const feed = this.#followed.get(name);
    if (!feed) return;
    const stood = feed.stored;
    const found = await feed.replica.load(name);
    const at = found?.cursor ?? null;
    let base: FeedRows | null = null;
    let trouble: { error: unknown } | null = null;
    try {
      base = await this.#base(feed, found?.file ?? null);
    } catch (error) {
      trouble = { error };
      // Another page has taken a newer file in between, and removed this one.
      if (!sameCursor(await feed.replica.cursor(name), at)) return this.#load(name);
    }
    // A page that was applied meanwhile is newer than what was loaded.
    if (feed.stored !== stood) return;
    feed.stored = at;
    // What a file that can't be opened leaves on disk stays there until the feed has come anew: nothing else may be gone, and
    // its cursor still tells a restored server [PL6].
    // Nor does a damaged one become sound because another page has laid rows over it.
    const isDamaged = feed.base === null && feed.rows.file !== null && feed.rows.file === base?.file;
    feed.hasGaps = trouble !== null || isDamaged || (found !== null && !hasAllTables(feed, found));
    feed.isUnread = trouble !== null && !(trouble.error instanceof BadFile);
    feed.base = isDamaged ? null : base;
    if (!found) feed.rows = emptyRows(name);
    else if (base) feed.rows = base.changed(found.rows, found);
  }

  /** The file as it is open already, where it is. */
  async #base(feed: Followed, file: FilePointer | null): Promise<FeedRows> {
    if (!file) return emptyRows(feed.name);
    return feed.base?.file === file.sha256 ? feed.base : this.#open(feed.name, file);
  }

  /** Read from disk, although it may be open: the open one may be what is damaged. */
  async #newBase(feed: Followed, file: FilePointer | null): Promise<FeedRows> {
    if (!file) return emptyRows(feed.name);
    try {
      return await this.#open(feed.name, file);
    } catch (error) {
      throw error instanceof BadFile ? error : new BadFile('cannot be read', { cause: error });
    }
  }

  /** Throws BadFile for a file that is not here or broken; what else is thrown may pass. */
  async #open(name: FeedName, file: FilePointer): Promise<FeedRows> {
    const bytes = await this.#files.read(file.sha256);
    if (!bytes) throw new BadFile('not here');
    return openPackedFile(name, bytes, file, () => this.#hearDamage(name, file.sha256));
  }

  /** Once for a file: one that came again and is no better was made so. */
  #hearDamage(name: FeedName, sha256: string): void {
    if (this.#damaged.has(sha256)) return;
    this.#damaged.add(sha256);
    if (this.rows(name)?.file === sha256) this.damaged(name);
  }

  #publish(): void {
    this.#set.set(new FeedSet(this.#followed.values()));
  }
}

/** Whether the build that filled the feed knew every table that this one knows. */
const hasAllTables = ({ kind }: Feed, { tables }: Pick<StoredFeed, 'tables'>): boolean =>
  tablesOfFeed(kind).every((table) => tables?.includes(table) ?? !laterTables.has(table));
