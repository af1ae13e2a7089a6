// Two shops for the property of leases: one of rows in memory, quick enough for thousands of steps, one behind the
// real push. Both number acts as [SV0] does, so that a cloned outbox is found.
import { actOf } from '#domain/actions/all.ts';
import type { Grant } from '#domain/actor.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import type { Lease } from '#domain/lease.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { Hold } from '#domain/person.ts';
import type { Stock } from '#domain/stock.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { type Key, put, Rows } from '#domain/tx.ts';
import { endHolds, endLeases } from '#server/jobs.ts';
import { rowsOfTable } from './leases-rows.ts';
import {
  buildGrant,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  storeHome,
  testId,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import { addDevice, buildAction, push, type TestDevice } from '#test/build/shop-server.ts';
import { commit, idOf, shopWrites, startMs } from '#test/build/small-shop.ts';
import type { ShopScene } from '#test/build/with-shop-server.ts';

export interface Sent {
  id: ActionId;
  seq: number;
  kind: string;
  open: { variantId: string } & Record<string, unknown>;
  atMs: number;
}

export interface LeaseShop {
  productId: string;
  variantIds: readonly string[];
  nowMs(): number;
  pass(ms: number): void;
  addTablet(): Promise<DeviceId>;
  newId(): ActionId;
  /** 'fork': this number of this outbox is another act's. */
  send(from: { device: DeviceId; epoch: string }, act: Sent): Promise<Outcome | 'fork'>;
  rows(): Promise<{ stocks: Stock[]; leases: Lease[]; holds: Hold[] }>;
  /** What the server does by itself: holds and leases whose time is up. */
  endDue(): Promise<void>;
}

export interface Setup {
  onHand: readonly number[];
  minutes: number;
  keep: number;
  buffer: number | null;
}

const versionOf = (kind: string): number => (kind === 'hold' ? 2 : 1);

export function shopInMemory({ onHand, minutes, keep, buffer }: Setup): LeaseShop {
  let nowMs = testNowMs;
  const product = buildProduct();
  const variants = onHand.map(() => buildVariant({ id: testId(), productId: product.id }));
  const world = new Map<string, Row>();
  const at = (table: TableName, id: string): string => `${table} ${id}`;
  world.set(at('store', storeHome), buildStore({ leases: { minutes, keep, buffer } }));
  world.set(at('product', product.id), product);
  for (const [index, variant] of variants.entries()) {
    world.set(at('variant', variant.id), variant);
    world.set(at('stock', variant.id), buildStock({ id: variant.id, onHand: onHand[index] ?? 0 }));
  }
  const numbers = new Map<string, ActionId>();
  const receipts = new Map<ActionId, Outcome>();

  const decide = (sent: Omit<Sent, 'seq'>, grant: Grant, epoch: string): Outcome => {
    const act = actOf(sent.kind, versionOf(sent.kind));
    if (!act) throw new Error(sent.kind);
    const rows = new Rows();
    const context = {
      actionId: sent.id,
      home: storeHome,
      chain: chainHome,
      web: webHome,
      atMs: Math.min(nowMs, sent.atMs),
      nowMs,
      epoch,
      grant,
    };
    const load = (key: Key): void => {
      const row = key.home === webHome ? undefined : world.get(at(key.table, key.id));
      rows.add(key, row && !key.prefix ? [row] : []);
    };
    for (const key of act.reads(sent.open, context)) load(key);
    for (const key of act.readsThen?.(rows, sent.open, context) ?? []) load(key);
    const { outcome, writes } = act.apply(rows, sent.open, context, null);
    for (const { table, id, row } of writes) if (row) world.set(at(table, id), row);
    return outcome;
  };
  const all = <T>(table: TableName): T[] =>
    [...world].filter(([name]) => name.startsWith(`${table} `)).map(([, row]) => row as T);
  const server = buildGrant({ kind: 'server', level: 'server' });
  const byItself = (kind: string, open: Sent['open']): void =>
    void decide({ id: testId(), kind, open, atMs: nowMs }, server, 'server');

  return {
    productId: product.id,
    variantIds: variants.map(({ id }) => id),
    nowMs: () => nowMs,
    pass: (ms) => (nowMs += ms),
    addTablet: () => Promise.resolve(testId<DeviceId>()),
    newId: () => testId<ActionId>(),
    send({ device, epoch }, sent) {
      const number = `${device} ${epoch} ${sent.seq}`;
      if ((numbers.get(number) ?? sent.id) !== sent.id) return Promise.resolve('fork');
      numbers.set(number, sent.id);
      const outcome = receipts.get(sent.id) ?? decide(sent, buildGrant({ device }), epoch);
      receipts.set(sent.id, outcome);
      return Promise.resolve(outcome);
    },
    rows: () => Promise.resolve({ stocks: all('stock'), leases: all('lease'), holds: all('hold') }),
    endDue() {
      for (const { id, variantId, state, untilMs } of all<Hold>('hold'))
        if (state === 'held' && untilMs <= nowMs) byItself('release-hold', { holdId: id, variantId });
      for (const { id, variantId, state, giveBackMs } of all<Lease>('lease'))
        if (state === 'live' && giveBackMs <= nowMs) byItself('return-lease', { leaseId: id, variantId });
      return Promise.resolve();
    },
  };
}

let runs = 0;

/** The same shop behind the real push; call it once for each emptied database. */
export async function shopBehindPush(
  { server, shop, database: { db } }: ShopScene,
  { onHand, minutes, keep, buffer }: Setup,
): Promise<LeaseShop> {
  const writes = shopWrites(shop, onHand);
  const policy = { minutes, keep, buffer };
  for (const write of writes)
    if (write.table === 'store' && write.id === shop.store && write.row)
      await commit(db, [put('store', shop.chain, { ...write.row, leases: policy })]);
  await commit(
    db,
    writes.filter(({ table, home }) => table === 'stock' && home === shop.store),
  );
  const devices = new Map<DeviceId, TestDevice>();
  let made = 20_000 + (runs += 1) * 1_000;
  server.clock.ms = startMs + 60_000;
  return {
    productId: shop.productId,
    variantIds: shop.variantIds.slice(0, onHand.length),
    nowMs: () => server.clock.ms,
    pass: (ms) => (server.clock.ms += ms),
    async addTablet() {
      const device = await addDevice(db, shop.store);
      devices.set(device.id, device);
      return device.id;
    },
    newId: () => idOf((made += 1)) as ActionId,
    async send({ device: id, epoch }, { open, kind, seq, atMs, id: actionId }) {
      const known = devices.get(id);
      if (!known) throw new Error('no such tablet');
      const device = { ...known, epoch };
      const lane = kind === 'hold' ? 'visit/ABCDEFGH' : `lease/${open.variantId}`;
      const part = { id: actionId, seq, v: versionOf(kind), createdAtMs: atMs, lane };
      const { status, body } = await push(server.app, device, await buildAction(device, kind, open, part));
      const [receipt] = body.receipts ?? [];
      if (status === 409) return 'fork';
      if (!receipt?.outcome) throw new Error(`no outcome: ${status} ${JSON.stringify(body)}`);
      return receipt.outcome;
    },
    rows: () => rowsOfTable(db, shop.store as HomeId),
    async endDue() {
      await endHolds(server.authority);
      await endLeases(server.authority);
    },
  };
}
