import { describe, expect, it, vi } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { feedName } from '#domain/home.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { available } from '#domain/stock.ts';
import type { TableName } from '#domain/tables.ts';
import { UnknownRow } from '#domain/tx.ts';
import {
  buildContext,
  buildOffers,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  storeHome,
  tabletId,
  testId,
  webHome,
} from '#test/build/domain.ts';
import { buildRecord } from '#test/build/record.ts';
import { FeedRows } from './feed-rows.ts';
import type { ActionRecord, Json } from './outbox.ts';
import { FeedSet, isBeyondRows, viewOf } from './view.ts';

const product = buildProduct();
const variant = buildVariant({ id: testId(), productId: product.id });
const cursor = (rev: number) => ({ timeline: 't', rev, tag: '' });
const rowsOf = (
  name: ReturnType<typeof feedName>,
  rev: number,
  rows: readonly { table: TableName; row: { id: string } }[],
) =>
  new FeedRows(name, { cursor: null, asOfMs: null, file: null }).changed(
    rows.map(({ table, row }) => ({ table, id: row.id, row })),
    { cursor: cursor(rev), asOfMs: 5 },
  );

function feedsAt(
  rev: number,
  onHand: number,
  reserved = 0,
  own: readonly { table: TableName; row: { id: string } }[] = [],
): FeedSet {
  return new FeedSet([
    {
      kind: 'chain/catalogue',
      home: chainHome,
      rows: rowsOf(feedName('chain/catalogue', chainHome), 1, [
        { table: 'product', row: product },
        { table: 'variant', row: variant },
        { table: 'store', row: buildStore() },
        ...buildOffers(variant.id, product.id).map((row) => ({ table: 'offer', row }) as const),
      ]),
    },
    {
      kind: 'store/floor',
      home: storeHome,
      rows: rowsOf(feedName('store/floor', storeHome), rev, [
        { table: 'stock', row: buildStock({ id: variant.id, onHand, reserved }) },
      ]),
    },
    { kind: 'store/floor', home: webHome, rows: rowsOf(feedName('store/floor', webHome), 1, []) },
    { kind: 'device/own', home: storeHome, rows: rowsOf(feedName('device/own', storeHome, tabletId), rev, own) },
  ]);
}

const open = { productId: product.id, variantId: variant.id, quantity: 1, shown: null, customer: null, siblings: [] };
const queued = (part: Partial<ActionRecord> = {}) =>
  buildRecord({ payload: { open: open as Json, sealed: null }, ...part });
const replay = (record: ActionRecord) => ({ record, context: buildContext({ actionId: record.id }) });
const free = (view: ReturnType<typeof viewOf>) => available(view.stock(storeHome, variant.id)!.stock);

describe('the view', () => {
  it('[PL2] is the rows with the acts run over them, one after the other', () => {
    const acts = [queued(), queued(), queued()];
    const view = viewOf(feedsAt(1, 2), acts.map(replay));
    expect(free(view)).toBe(0);
    expect(acts.map(({ id }) => view.predictions.get(id)?.status)).toEqual(['applied', 'applied', 'rejected']);
    expect(free(viewOf(feedsAt(1, 2), []))).toBe(2);
  });

  it('says the same as the act itself says', () => {
    const record = queued();
    const { outcome } = hold.apply(
      {
        get: (table: TableName) =>
          ({ stock: buildStock({ id: variant.id, onHand: 2 }), store: buildStore(), variant, product })[
            table as 'stock'
          ] ?? null,
        list: () => buildOffers(variant.id, product.id),
      } as never,
      open,
      buildContext({ actionId: record.id }),
      null,
    );
    expect(viewOf(feedsAt(1, 2), [replay(record)]).predictions.get(record.id)).toEqual(outcome);
  });

  it('does not know rows outside the feeds, and predicts nothing from them', () => {
    const view = viewOf(feedsAt(1, 2), []);
    expect(() => view.get('hold', storeHome, 'any')).toThrow(UnknownRow);
    expect(() => view.list('stock', chainHome)).toThrow(UnknownRow);
    expect([view.knows('stock', storeHome), view.knows('stock', chainHome), view.stock(chainHome, variant.id)]).toEqual(
      [true, false, null],
    );
    const elsewhere = queued();
    const context = buildContext({ actionId: elsewhere.id, home: testId() });
    expect(viewOf(feedsAt(1, 2), [{ record: elsewhere, context }]).predictions.size).toBe(0);
    expect(viewOf(feedsAt(1, 2), [{ record: elsewhere, context: null }]).predictions.size).toBe(0);
  });

  it('[FD2] of the device table it knows its own row, and that it does not know the others', () => {
    const device = {
      id: tabletId,
      name: 'A',
      mode: 'shopper',
      state: 'active',
      publicKey: { kty: '', crv: '', x: '', y: '' },
      enrolledMs: 0,
      approvedBy: null,
    };
    const view = viewOf(feedsAt(1, 1, 0, [{ table: 'device', row: device }]), []);
    expect(view.get('device', storeHome, tabletId)?.name).toBe('A');
    expect(() => view.get('device', storeHome, testId())).toThrow(UnknownRow);
    expect(() => view.list('device', storeHome)).toThrow(UnknownRow);
  });

  it('a fault in one act takes no other act and no screen away', () => {
    const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const apply = vi.spyOn(hold, 'apply').mockImplementationOnce(() => {
      throw new TypeError('a bug');
    });
    const acts = [queued(), queued()];
    const view = viewOf(feedsAt(1, 2), acts.map(replay));
    expect(free(view)).toBe(1);
    expect(error).toHaveBeenCalledOnce();
    apply.mockRestore();
  });
});

describe('an act is run again', () => {
  const receipt = (outcome: ReturnType<typeof applied> | null, rev: number) =>
    ({ status: 'final', outcome, revs: { [storeHome]: rev }, serverTimeMs: 1 }) as const;

  it('[PL2] until the pulled rows hold what it did', () => {
    expect(isBeyondRows(feedsAt(4, 1), queued())).toBe(true);
    expect(isBeyondRows(feedsAt(4, 1), queued({ receipt: receipt(applied(), 5) }))).toBe(true);
    expect(isBeyondRows(feedsAt(5, 1), queued({ receipt: receipt(applied(), 5) }))).toBe(false);
  });

  it('[I4] not when its outcome came with the rows, though the receipt was lost', () => {
    const record = queued();
    const row = { id: record.id, device: tabletId, outcome: applied(), atMs: 1 };
    expect(isBeyondRows(feedsAt(5, 1, 1, [{ table: 'outcome', row }]), record)).toBe(false);
  });

  it('[PO3] not when it was refused, or is parked', () => {
    expect(isBeyondRows(feedsAt(4, 1), queued({ receipt: receipt(rejected('sold_out'), 5) }))).toBe(false);
    expect(isBeyondRows(feedsAt(4, 1), queued({ state: 'parked' }))).toBe(false);
  });

  it('writes nothing over a feed that has its rows already, while another feed of the home is behind', () => {
    const record = queued({ receipt: receipt(applied(), 5) });
    const view = viewOf(feedsAt(5, 2, 1), [replay(record)]);
    expect(free(view)).toBe(1);
  });
});
