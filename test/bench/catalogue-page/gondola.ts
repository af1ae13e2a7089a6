// Ours, by the app's own road: the pull's download into the file store, the followed feeds, the packed catalogue.
// Promise: nothing is done here that the app does not do.
import { feedName } from '#domain/home.ts';
import { offerAt } from '#domain/offer.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { FileStore } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { packedCatalogue } from '#local/packed-catalogue.ts';
import { openReplicaDatabase } from '#local/replica-database.ts';
import type { PullAnswer, SnapshotRef } from '#protocol/pull.ts';
import { browserPorts } from '#sync/browser-ports.ts';
import { download } from '#sync/download.ts';
import { changeOfPage } from '#sync/page-rows.ts';
import { type Engine, mostAnswers } from './engine.ts';
import { chain, nowMs, store } from './plan.ts';

const feeds = { catalogue: feedName('chain/catalogue', chain), floor: feedName('store/floor', store) };

export function gondola(): Engine {
  const ports = browserPorts('bench', {
    outbox: () => Promise.reject(new Error('The bench owes nothing.')),
    replica: () => Promise.resolve({ openReplicaDatabase }),
  });
  let followed: FollowedFeeds;
  let files: FileStore;
  let catalogue: Catalogue;

  const show = (): void => {
    const [rows, floor] = [followed.rows(feeds.catalogue), followed.rows(feeds.floor)];
    if (!rows || !floor) throw new Error('A feed is not followed.');
    catalogue = packedCatalogue(chain, rows, new Map([[store, floor]]));
  };

  const open = async (): Promise<void> => {
    const onTrouble = (trouble: string): void => console.error(trouble);
    const [replica, fileStore] = await Promise.all([ports.storage.openReplica(onTrouble), ports.storage.openFiles()]);
    files = fileStore;
    followed = new FollowedFeeds(replica, files);
    await followed.follow([
      { kind: 'chain/catalogue', home: chain, device: null },
      { kind: 'store/floor', home: store, device: null },
    ]);
    show();
  };

  const take = async (feed: (typeof feeds)['catalogue'], file: SnapshotRef): Promise<void> => {
    const { wire, time } = ports;
    await download(file, { files, wire, time, signal: new AbortController().signal, onBytes: () => undefined });
    const change = { reset: true, file, rows: [], cursor: file.cursor, asOfMs: nowMs };
    if (!(await followed.apply(feed, null, change))) throw new Error(`${feed} was not taken`);
  };

  return {
    async fill(sources) {
      await open();
      await take(feeds.catalogue, sources.catalogue);
      await take(feeds.floor, sources.floor);
      show();
    },
    open,
    byGtin(gtin14) {
      const [variant] = catalogue.variantsByGtin(gtin14);
      const product = variant && catalogue.product(variant.productId);
      const offer = variant && offerAt(catalogue.offersOf(variant.id), nowMs);
      const seen = variant && catalogue.stock(store, variant.id);
      if (!product || !offer || !seen) return null;
      return { name: product.name['pt-BR'], priceMinor: offer.price.minor, onHand: seen.stock.onHand };
    },
    search: (text) =>
      catalogue
        .search(text, 'pt-BR', { limit: mostAnswers })
        .flatMap(({ productId }) => catalogue.product(productId)?.name['pt-BR'] ?? []),
    async apply(text) {
      const { pages, serverTimeMs } = JSON.parse(text) as PullAnswer;
      for (const feed of Object.values(feeds)) {
        const page = pages[feed];
        if (!page) throw new Error(`no page of ${feed}`);
        const moved = await followed.apply(
          feed,
          followed.cursor(feed),
          changeOfPage(page, serverTimeMs, followed.rows(feed)),
        );
        if (!moved) throw new Error(`${feed} has not moved`);
      }
      show();
    },
  };
}
