import { feedName } from '#domain/home.ts';
import type { FeedRows } from '#local/feed-rows.ts';
import { packedCatalogue } from '#local/packed-catalogue.ts';
import { openPackedFile, sha256Of } from '#local/packed-file.ts';
import { packedBytes } from '#test/build/packed.ts';
import { plainCatalogue, type PlainFeed } from '#test/build/plain-catalogue.ts';
import { catalogueContract } from './catalogue-contract.ts';

catalogueContract('of plain rows', plainCatalogue);

/** Every row through a packed file. */
async function packed(
  { home, cursor, asOfMs, rows }: PlainFeed,
  kind: 'chain/catalogue' | 'store/floor',
): Promise<FeedRows> {
  const feed = feedName(kind, home);
  const bytes = await packedBytes(feed, { cursor, asOfMs }, rows);
  return openPackedFile(feed, bytes, { sha256: await sha256Of(bytes), bytes: bytes.length });
}

catalogueContract('from packed files', async (chain, floors) => {
  const rows = await Promise.all(
    floors.map(async (floor) => [floor.home, await packed(floor, 'store/floor')] as const),
  );
  return packedCatalogue(chain.home, await packed(chain, 'chain/catalogue'), new Map(rows));
});

/** A file of yesterday with other rows, and all of today's as changes after it. */
async function changedSince(
  { home, cursor, asOfMs, rows }: PlainFeed,
  kind: 'chain/catalogue' | 'store/floor',
): Promise<FeedRows> {
  const old = structuredClone(rows);
  for (const list of Object.values(old))
    for (const row of list)
      Object.assign(row, { sourceId: 'yesterday', live: true, gtin14: '09999999999990', onHand: 99 });
  const extra = {
    ...old,
    promotion: [{ id: 'none', name: { 'pt-BR': 'x' }, percent: 5, productIds: [], fromMs: 0, toMs: 1 }],
  };
  const file = await packed({ home, cursor: { ...cursor, rev: 1 }, asOfMs: 0, rows: extra }, kind);
  const changes = Object.entries(rows).flatMap(([table, list]) => list.map((row) => ({ table, id: row.id, row })));
  return file.changed([...changes, { table: 'promotion', id: 'none', row: null }], { cursor, asOfMs });
}

catalogueContract('from files and later changes', async (chain, floors) => {
  const rows = await Promise.all(
    floors.map(async (floor) => [floor.home, await changedSince(floor, 'store/floor')] as const),
  );
  return packedCatalogue(chain.home, await changedSince(chain, 'chain/catalogue'), new Map(rows));
});
