import { expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { chainHome } from '#test/build/domain.ts';
import { discountsIn, priceListsIn } from './catalogue-deals.ts';
import { FeedRows } from './feed-rows.ts';

const at = { cursor: { timeline: 't', rev: 1, tag: 't' }, asOfMs: 1 };
const promotion = { id: 'p', name: { 'pt-BR': 'x' }, percent: 5, productIds: ['boot'], fromMs: 0, toMs: 9 };
const scope = { all: true, productIds: [], departments: [], tags: [] };
const list = {
  ...{ id: 'l', name: { 'pt-BR': 'y' }, scope, fromMs: 0, toMs: null, weekly: [], group: 'clube' },
  rule: { kind: 'percent', percent: 5 },
  stacking: { rule: 'best', group: '', priority: 0 },
};

it('gives the same lists until a row of theirs changes, whatever else does', () => {
  const empty = new FeedRows(feedName('chain/catalogue', chainHome), { ...at, file: null });
  const filled = empty.changed(
    [
      { table: 'promotion', id: 'p', row: promotion },
      { table: 'priceList', id: 'l', row: list },
    ],
    at,
  );
  expect([discountsIn(empty), priceListsIn(empty)]).toEqual([[], []]);
  expect(discountsIn(filled)).toMatchObject([{ id: 'p', rule: { kind: 'percent', percent: 5 }, weekly: [] }]);
  const other = filled.changed([{ table: 'offer', id: 'v/0', row: null }], at);
  expect(discountsIn(other)).toBe(discountsIn(filled));
  expect(priceListsIn(other)).toBe(priceListsIn(filled));
  const gone = other.changed([{ table: 'promotion', id: 'p', row: null }], at);
  expect(discountsIn(gone)).toEqual([]);
  expect(priceListsIn(gone)).toBe(priceListsIn(filled));
});
