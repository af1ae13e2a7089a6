// What every commerce platform behind the port has to do, run against a real shop of known content.
// An adapter brings `open`: the shop, and the names of things in it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkedShop, refusedFilters } from '#server/shop/checked.ts';
import type { CataloguePage, Shop, ShopAnswer } from '#server/shop/port.ts';

export interface OpenShop {
  shop: Shop;
  /** A live variant with stock and a price. */
  variant: { id: string; gtin14: string; sku: string; price: { minor: number; currency: string } };
  /** How many variants there are, and how many the variant's GTIN names. */
  variants: number;
  withSameGtin: number;
  locations: number;
  /** An order whose fulfilment our own act has just committed as handed over, and one that is not ready. */
  handedOver: { orderId: string; fulfilmentId: string; number: string; quantity: number };
  waiting: { orderId: string; fulfilmentId: string };
  customer: string;
  /** A promotion in force at this instant, and one at which none is. */
  promotionMs: number;
  quietMs: number;
  /** Changes the variant's price where the shop keeps it. */
  changePrice(): Promise<void>;
  close(): Promise<void>;
}

export function valueOf<Value>(answer: ShopAnswer<Value>): Value {
  if (!answer.ok) throw new Error(`${answer.kind}: ${answer.message}`);
  return answer.value;
}

export function shopContract(name: string, open: () => Promise<OpenShop>): void {
  describe(`a commerce platform: ${name}`, () => {
    let world: OpenShop;
    let shop: Shop;
    beforeAll(async () => {
      world = await open();
      shop = await checkedShop(world.shop, 'no-such-thing-5f1c');
    });
    afterAll(() => world.close());

    test('says what it can do, and each filter it names really filters', async () => {
      const { operations, variantFilters, orderFilters } = valueOf(await shop.capabilities());
      expect(operations).toContain('findVariant');
      const refused = await refusedFilters(world.shop, 'no-such-thing-77ab');
      for (const by of variantFilters) expect(refused.has(`variant ${by}`), by).toBe(false);
      for (const by of orderFilters) expect(refused.has(`order ${by}`), by).toBe(false);
    });

    test('names its locations, each once', async () => {
      const locations = valueOf(await shop.locations());
      expect(locations).toHaveLength(world.locations);
      expect(new Set(locations.map(({ id }) => id)).size).toBe(world.locations);
    });

    test('finds a variant by GTIN, SKU and id, all of those that share the GTIN, and none for an unknown one', async () => {
      const { id, gtin14, sku } = world.variant;
      expect(valueOf(await shop.findVariant({ by: 'gtin14', gtin14 }))).toHaveLength(world.withSameGtin);
      expect(valueOf(await shop.findVariant({ by: 'sku', sku })).map((found) => found.id)).toContain(id);
      expect(valueOf(await shop.findVariant({ by: 'id', id }))).toMatchObject([{ id, gtin14, sku, live: true }]);
      expect(valueOf(await shop.findVariant({ by: 'gtin14', gtin14: '00000000000017' }))).toEqual([]);
    });

    test('a value that looks like a query is only a value', async () => {
      expect(valueOf(await shop.findVariant({ by: 'sku', sku: `x' or '1'='1` }))).toEqual([]);
      expect(valueOf(await shop.findOrders({ by: 'number', number: '%' }))).toEqual([]);
    });

    test('stock is per location, never negative, and silent about what it does not know', async () => {
      const stock = valueOf(await shop.stock([world.variant.id, 'no-such-variant']));
      expect(stock.length).toBeGreaterThan(0);
      const locations = new Set(valueOf(await shop.locations()).map(({ id }) => id));
      for (const { variantId, locationId, available } of stock) {
        expect(variantId).toBe(world.variant.id);
        expect(locations.has(locationId)).toBe(true);
        expect(available).toBeGreaterThanOrEqual(0);
      }
      expect(valueOf(await shop.stock([]))).toEqual([]);
    });

    test('an export brings every variant once, with its price', async () => {
      const ids: string[] = [];
      let price: unknown;
      for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
        const page: CataloguePage = valueOf(await shop.exportCatalogue(cursor));
        ids.push(...page.entries.map(({ variant }) => variant.id));
        price ??= page.entries.find(({ variant }) => variant.id === world.variant.id)?.price;
        cursor = page.next;
      }
      expect(ids).toHaveLength(world.variants);
      expect(new Set(ids).size).toBe(world.variants);
      expect(price).toEqual(world.variant.price);
    });

    test('after an export only what changed is told, and a foreign token is refused', async () => {
      const { token } = valueOf(await shop.exportCatalogue(null));
      expect(valueOf(await shop.changedSince(token)).variantIds).toEqual([]);
      await world.changePrice();
      const changed = valueOf(await shop.changedSince(token));
      expect(changed.variantIds).toEqual([world.variant.id]);
      expect(valueOf(await shop.changedSince(changed.token)).variantIds).toEqual([]);
      expect(await shop.changedSince('no token')).toMatchObject({ ok: false, kind: 'not_found' });
    });

    test('promotions are those in force at the instant asked for', async () => {
      expect(valueOf(await shop.promotions(world.promotionMs)).length).toBeGreaterThan(0);
      expect(valueOf(await shop.promotions(world.quietMs))).toEqual([]);
    });

    test('orders are found by number and by customer, and nobody else’s come along', async () => {
      const { orderId, number } = world.handedOver;
      expect(valueOf(await shop.findOrders({ by: 'number', number })).map(({ id }) => id)).toEqual([orderId]);
      const own = valueOf(await shop.findOrders({ by: 'customer', customer: world.customer }));
      expect(own.length).toBeGreaterThan(0);
      for (const order of own) expect(order.customer).toBe(world.customer);
      expect(await shop.order('no-such-order')).toMatchObject({ ok: false, kind: 'not_found' });
    });

    test('a hand-over is ok, its repeat is ok and changes nothing', async () => {
      const { orderId, fulfilmentId, quantity } = world.handedOver;
      const what = { idempotencyKey: 'a-1', actor: 'staff-1', orderId, fulfilmentId };
      const first = valueOf(await shop.handOver(what));
      expect(first.fulfilments.find(({ id }) => id === fulfilmentId)?.state).toBe('done');
      expect(first.lines.reduce((sum, { fulfilled }) => sum + fulfilled, 0)).toBe(quantity);
      expect(valueOf(await shop.handOver(what))).toEqual(first);
      expect(valueOf(await shop.order(orderId))).toEqual(first);
    });

    test('what is not ready is a conflict, what is unknown is not found', async () => {
      const what = { idempotencyKey: 'a-2', actor: 'staff-1' };
      expect(await shop.handOver({ ...what, ...world.waiting })).toMatchObject({ ok: false, kind: 'conflict' });
      expect(await shop.handOver({ ...what, orderId: world.waiting.orderId, fulfilmentId: 'none' })).toMatchObject({
        ok: false,
        kind: 'not_found',
      });
    });
  });
}
