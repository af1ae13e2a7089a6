// Where a thing on somebody's web list can be had: in this store and in which aisle, from the web, or nowhere just now.
import type { HomeId } from '#domain/ids.ts';
import type { Variant } from '#domain/product.ts';
import { available, type Place, stockAge } from '#domain/stock.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface Whereabouts {
  /** unsure: what is known of this store is too old to say [S12]. */
  kind: 'here' | 'unsure' | 'online' | 'none';
  place: Place | null;
}

export function whereabouts(
  catalogue: Pick<Catalogue, 'place'>,
  view: Pick<View, 'stock'>,
  { id }: Pick<Variant, 'id'>,
  { home, web }: { home: HomeId; web: HomeId },
  nowMs: number,
): Whereabouts {
  const here = view.stock(home, id);
  const place = catalogue.place(home, id);
  if (here && available(here.stock) > 0)
    return { kind: stockAge(here.seenMs, nowMs) === 'hidden' ? 'unsure' : 'here', place };
  const online = view.stock(web, id);
  return { kind: online && available(online.stock) > 0 ? 'online' : 'none', place: null };
}
