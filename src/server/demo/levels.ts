// How many of what stand where: most sizes at most stores, some gone, some down to the last one, some online only.
// What waits for its owner behind the counter is on hand and reserved.
import type { HomeId } from '#domain/ids.ts';
import type { Variant } from '#domain/product.ts';
import type { Place, Stock } from '#domain/stock.ts';
import type { Article } from './assortment.ts';
import type { Placing } from './orders.ts';
import { rngFor } from './rng.ts';
import type { Chain } from './stores.ts';

export interface Level {
  readonly home: HomeId;
  readonly stock: Stock;
  readonly place: Place | null;
}

const minuteMs = 60_000;

/** Dear and large things stand in ones and twos, cheap ones in dozens. */
const usualCount = (regularMinor: number): number =>
  regularMinor > 80_000 ? 2 : regularMinor > 20_000 ? 4 : regularMinor > 6000 ? 7 : 12;

function storeCount(seed: string, shop: HomeId, article: Article, variant: Variant): number {
  const rng = rngFor(seed, `stock/${shop}/${variant.sourceId}`);
  const draw = rng.next();
  if (draw < 0.16) return 0;
  if (draw < 0.3) return 1;
  return rng.int(2, usualCount(article.regular.minor) + 1);
}

/** Open lines by home and variant: picked or to be picked, not yet handed over. */
function reservations(placings: readonly Placing[]): Map<string, number> {
  const reserved = new Map<string, number>();
  for (const { home, row } of placings.flatMap((placing) => placing.fulfilments)) {
    if (row.state === 'done' || row.state === 'cancelled') continue;
    for (const line of row.lines) {
      const key = `${home}/${line.variantId}`;
      reserved.set(key, (reserved.get(key) ?? 0) + line.quantity);
    }
  }
  return reserved;
}

export function* levelsOf(
  seed: string,
  chain: Chain,
  articles: readonly Article[],
  placings: readonly Placing[],
  nowMs: number,
): Generator<Level> {
  const reserved = reservations(placings);
  for (const article of articles) {
    for (const variant of article.variants) {
      const rng = rngFor(seed, `stock/${variant.sourceId}`);
      const fate = rng.next();
      const [goneEverywhere, onlineOnly] = [fate < 0.02, fate >= 0.02 && fate < 0.09];
      for (const home of [...chain.shops, chain.web]) {
        const isWeb = home === chain.web;
        const held = reserved.get(`${home}/${variant.id}`) ?? 0;
        const free = goneEverywhere
          ? 0
          : isWeb
            ? rng.int(6, 60)
            : onlineOnly
              ? 0
              : storeCount(seed, home, article, variant);
        const stands = !isWeb && !onlineOnly;
        yield {
          home,
          stock: {
            id: variant.id,
            onHand: free + held,
            reserved: held,
            leased: 0,
            asOfMs: nowMs - rng.int(0, 4) * minuteMs,
          },
          place: stands
            ? { id: variant.id, aisle: article.aisle, bay: article.bay, seenMs: nowMs - rng.int(1, 48) * 60 * minuteMs }
            : null,
        };
      }
    }
  }
}
