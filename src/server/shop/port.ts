// The retailer's commerce platform as the server sees it: the truth for products, prices, promotions and orders.
// It fills our copy and carries effects after commit [SV5]; it is never called inside a transaction.
import type { Money } from '#domain/money.ts';
import type { Order } from '#domain/order.ts';

/** Why a platform did not do it. `rate_limited` and `unavailable` are worth another try, the others are not. */
export type ShopProblem =
  | 'unsupported'
  | 'not_found'
  | 'conflict'
  | 'insufficient_stock'
  | 'invalid'
  | 'auth'
  | 'rate_limited'
  | 'unavailable';

export type ShopAnswer<Value> = { ok: true; value: Value } | { ok: false; kind: ShopProblem; message: string };

export const answered = <Value>(value: Value): ShopAnswer<Value> => ({ ok: true, value });
export const failed = (kind: ShopProblem, message: string): { ok: false; kind: ShopProblem; message: string } => ({
  ok: false,
  kind,
  message,
});

export type ShopOperation =
  | 'locations'
  | 'findVariant'
  | 'stock'
  | 'exportCatalogue'
  | 'changedSince'
  | 'promotions'
  | 'findOrders'
  | 'order'
  | 'handOver';

export interface ShopCapabilities {
  platform: string;
  version: string;
  operations: readonly ShopOperation[];
  /** Ways of asking `findVariant` and `findOrders` that the platform really filters by. */
  variantFilters: readonly VariantQuestion['by'][];
  orderFilters: readonly OrderQuestion['by'][];
}

export interface ShopLocation {
  id: string;
  name: string;
  kind: 'store' | 'web';
}

export type VariantQuestion = { by: 'gtin14'; gtin14: string } | { by: 'sku'; sku: string } | { by: 'id'; id: string };

export interface ShopVariant {
  id: string;
  productId: string;
  gtin14: string | null;
  sku: string;
  live: boolean;
}

/** What a location holds of a variant. `available` is never negative. */
export interface ShopStock {
  variantId: string;
  locationId: string;
  onHand: number | null;
  allocated: number | null;
  available: number;
  asOfMs: number;
}

/** One variant with what a screen needs to sell it. */
export interface CatalogueEntry {
  variant: ShopVariant;
  name: string;
  price: Money | null;
}

export interface CataloguePage {
  entries: CatalogueEntry[];
  /** Where to go on; null: this was the last page. */
  next: string | null;
  /** For `changedSince`, once the last page is read. */
  token: string;
}

export interface ShopPromotion {
  id: string;
  name: string;
  /** null: another kind than a percentage off a piece; its name says what. */
  percent: number | null;
  /** Those that it names; it may touch others by department or tag. */
  productIds: string[];
  /** The window that holds the instant. */
  fromMs: number;
  toMs: number;
}

export type OrderQuestion = { by: 'number'; number: string } | { by: 'customer'; customer: string };

export interface ShopFulfilment {
  id: string;
  locationId: string;
  state: 'open' | 'ready' | 'done' | 'cancelled';
}

/** Lines say {ordered, current, fulfilled, returnable, paidPerUnit}; `version` changes with every change of the order. */
export interface ShopOrder extends Pick<
  Order,
  'id' | 'number' | 'customer' | 'placedMs' | 'state' | 'lines' | 'total' | 'paid'
> {
  fulfilments: ShopFulfilment[];
  version: string;
}

export interface HandOver {
  /** The action id: a repeat is ok and does nothing [SV5]. */
  idempotencyKey: string;
  actor: string;
  orderId: string;
  fulfilmentId: string;
}

export interface Shop {
  capabilities(): Promise<ShopAnswer<ShopCapabilities>>;
  locations(): Promise<ShopAnswer<ShopLocation[]>>;
  /** None, one or many: a GTIN may belong to several. */
  findVariant(question: VariantQuestion): Promise<ShopAnswer<ShopVariant[]>>;
  /** Variants that the platform doesn't stock have no line. At most 200 ids. */
  stock(variantIds: readonly string[]): Promise<ShopAnswer<ShopStock[]>>;
  exportCatalogue(cursor: string | null): Promise<ShopAnswer<CataloguePage>>;
  /** Ids of variants that changed since the token, and the next token; `not_found`: the token is too old, export anew. */
  changedSince(token: string): Promise<ShopAnswer<{ variantIds: string[]; token: string }>>;
  /** For showing only: those in force at an instant. */
  promotions(atMs: number): Promise<ShopAnswer<ShopPromotion[]>>;
  findOrders(question: OrderQuestion): Promise<ShopAnswer<ShopOrder[]>>;
  order(id: string): Promise<ShopAnswer<ShopOrder>>;
  handOver(what: HandOver): Promise<ShopAnswer<ShopOrder>>;
}
