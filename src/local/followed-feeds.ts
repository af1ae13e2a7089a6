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
import { type Cursor, type FeedChange, type Replica, sameCursor } from './replica.ts';
import { cell, type Readable } from './readable.ts';
import { FeedSet } from './view.ts';

interface Followed extends Feed {
  name: FeedName;
  replica: Replica;
  rows: FeedRows;
  /** The server has none of it, or won't give it: what it would bring is not waited for. */
  refused: boolean;
  /** Filled by an older build, which passed over rows of tables that it did not know: to be asked for as a whole. */
  hasGaps: boolean;
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
        refused: feed.kind === 'customer/self',
        hasGaps: false,
      });
    }
    // Side by side: the floor's file need not wait for the catalogue's.
    await Promise.all(added.map(([name]) => this.#load(name)));
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
   * that page left it.
   */
  async apply(name: FeedName, from: Cursor | null, change: FeedChange): Promise<boolean> {
    const feed = this.#followed.get(name);
    if (!feed || !sameCursor(feed.rows.cursor, from)) return false;
    const old = feed.rows;
    const base = change.reset ? await this.#base(feed, change) : old;
    const isWhole = change.reset || !feed.hasGaps;
    const noted = isWhole ? { ...change, tables: tablesOfFeed(feed.kind) } : change;
    if (!(await feed.replica.apply(name, old.cursor, noted))) {
      await this.#load(name);
      this.#publish();
      return false;
    }
    feed.refused = false;
    feed.hasGaps = !isWhole;
    feed.rows = base.changed(change.rows, change);
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
    for (const { name, replica, rows } of this.#followed.values()) {
      if (replica !== this.#disk || sameCursor(await replica.cursor(name), rows.cursor)) continue;
      await this.#load(name);
      moved = true;
    }
    if (moved) this.#publish();
  }

  /** Files that no feed stands on any more: left by a page that was killed, or by a feed that is followed no longer. */
  async dropUnusedFiles(): Promise<void> {
    const stored = (await this.#disk.feeds()).map(({ file }) => file?.sha256);
    const open = [...this.#followed.values()].map(({ rows }) => rows.file);
    const used = new Set([...stored, ...open]);
    for (const name of await this.#files.names()) if (!used.has(name)) await this.#files.remove(name);
  }

  async #load(name: FeedName): Promise<void> {
    const feed = this.#followed.get(name);
    const stored = await feed?.replica.load(name);
    if (!feed || !stored) return;
    const { tables } = stored;
    feed.hasGaps = !tablesOfFeed(feed.kind).every((table) => tables?.includes(table) ?? !laterTables.has(table));
    try {
      const base = await this.#base(feed, stored);
      feed.rows = base.changed(stored.rows, stored);
    } catch (error) {
      if (!(error instanceof BadFile)) throw error;
      // The file is gone or broken: the feed is empty and is pulled from its beginning.
      await feed.replica.drop(name);
      feed.rows = emptyRows(name);
    }
  }

  async #base(feed: Followed, { file }: Pick<FeedChange, 'file'>): Promise<FeedRows> {
    if (!file) return emptyRows(feed.name);
    const bytes = await this.#files.read(file.sha256);
    if (!bytes) throw new BadFile('not here');
    return openPackedFile(feed.name, bytes, file);
  }

  #publish(): void {
    this.#set.set(new FeedSet(this.#followed.values()));
  }
}
