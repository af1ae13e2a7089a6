// Factories of the shop's records for tests. `build` fills what a test does not care about;
// `decideOn` runs one act over rows in memory, as tablet and server do.
import type { Act, ActContext, Decision } from '#domain/act.ts';
import type { Grant } from '#domain/actor.ts';
import type { Store } from '#domain/home.ts';
import { type ActionId, type DeviceId, type GrantId, type HomeId, uuidv7 } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import { type Offer, offersFor } from '#domain/offer.ts';
import type { Fulfilment } from '#domain/order.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { Stock } from '#domain/stock.ts';
import type { Placed } from '#domain/tables.ts';
import { type Key, keyName, Rows, type Write } from '#domain/tx.ts';

/** 2026-11-22 10:42 in São Paulo. */
export const testNowMs = Date.UTC(2026, 10, 22, 13, 42);

let made = 0;
/** A fresh, valid UUIDv7; the nth of a run is always the same. */
export function testId<T extends string = string>(): T {
  made += 1;
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(6, made);
  return uuidv7(testNowMs, random) as T;
}

export const chainHome = testId<HomeId>();
export const storeHome = testId<HomeId>();
export const webHome = testId<HomeId>();
export const tabletId = testId<DeviceId>();

export const buildGrant = (part: Partial<Grant> = {}): Grant => ({
  id: testId<GrantId>(),
  kind: 'device',
  level: 'device',
  home: storeHome,
  device: tabletId,
  subject: null,
  name: null,
  issuedMs: testNowMs - 3_600_000,
  endsMs: testNowMs + 3_600_000,
  revokedMs: null,
  signature: 'test',
  ...part,
});

export const buildContext = (part: Partial<ActContext> = {}): ActContext => ({
  actionId: testId<ActionId>(),
  home: storeHome,
  chain: chainHome,
  web: webHome,
  atMs: testNowMs,
  nowMs: part.atMs ?? testNowMs,
  epoch: 'epoch-one',
  grant: buildGrant(),
  ...part,
});

export const buildStore = (part: Partial<Store> = {}): Store => ({
  id: storeHome,
  name: 'Pinheiros',
  kind: 'store',
  zone: 'America/Sao_Paulo',
  address: 'Rua dos Pinheiros, 100',
  opens: '10:00',
  closes: '22:00',
  holdMinutes: 120,
  leases: null,
  deliveryDays: null,
  deliveryFeeMinor: null,
  ...part,
});

export const buildProduct = (part: Partial<Product> = {}): Product => ({
  id: testId(),
  sourceId: 'bota-serra',
  department: { 'pt-BR': 'Calçados', en: 'Footwear', es: 'Calzado' },
  pigment: 'mata',
  brand: 'Serra',
  name: { 'pt-BR': 'Bota Serra', en: 'Serra boot', es: 'Bota Serra' },
  subtitle: { 'pt-BR': 'Couro curtido' },
  description: { 'pt-BR': 'Couro curtido.' },
  care: { 'pt-BR': 'Pano úmido.' },
  unit: 'pair',
  picture: null,
  tags: [],
  live: true,
  ...part,
});

export const buildVariant = (part: Partial<Variant> = {}): Variant => ({
  id: testId(),
  sourceId: 'bota-serra-39',
  productId: 'product',
  gtin14: '09520000000004',
  sku: 'BS39',
  colour: { key: 'caramelo', name: { 'pt-BR': 'Caramelo' }, hex: '#b5713a' },
  size: '39',
  order: 3,
  picture: null,
  live: true,
  ...part,
});

export const buildStock = (part: Partial<Stock> = {}): Stock => ({
  id: 'variant',
  onHand: 3,
  reserved: 0,
  leased: 0,
  asOfMs: testNowMs,
  ...part,
});

export const buildOffers = (variantId: string, productId: string, minor = 38_990): Offer[] =>
  offersFor(variantId, productId, money(minor, 'BRL'), [], testNowMs);

export const buildFulfilment = (part: Partial<Fulfilment> = {}): Fulfilment => ({
  id: testId(),
  orderId: testId(),
  orderHome: webHome,
  number: '4127',
  customer: null,
  firstName: 'Marina',
  state: 'ready',
  lines: [{ lineId: 'line-1', productId: 'product', variantId: 'variant', quantity: 1 }],
  box: 'A12',
  proof: '481516',
  paidOnWeb: true,
  orderedMs: testNowMs - 86_400_000,
  readyMs: testNowMs - 3_600_000,
  arrivedMs: null,
  handedOver: null,
  ...part,
});

export const placed = (table: Placed['table'], home: HomeId, row: { id: string }): Placed =>
  ({ table, home, row }) as Placed;

/** Loads what the act reads from `world`, applies it, and gives the decision with the world after it. */
export function decideOn<Open, Personal>(
  act: Act<Open, Personal>,
  input: Open,
  world: readonly Placed[],
  context = buildContext(),
): Decision & { after: Placed[] } {
  const rows = new Rows();
  const load = (keys: readonly Key[]) => {
    for (const key of keys) {
      rows.add(
        key,
        world
          .filter(
            (at) =>
              at.table === key.table &&
              at.home === key.home &&
              (key.prefix ? at.row.id.startsWith(key.id) : at.row.id === key.id),
          )
          .map((at) => at.row),
      );
    }
  };
  load(act.reads(input, context));
  load(act.readsThen?.(rows, input, context) ?? []);
  const decision = act.apply(rows, input, context, null);
  return { ...decision, after: written(world, decision.writes) };
}

function written(world: readonly Placed[], writes: readonly Write[]): Placed[] {
  const gone = new Set(writes.map(keyName));
  const kept = world.filter(({ table, home, row }) => !gone.has(keyName({ table, home, id: row.id })));
  return [...kept, ...writes.flatMap(({ table, home, row }) => (row ? [placed(table, home, row)] : []))];
}
