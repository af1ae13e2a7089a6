import { expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import type { Place } from '#domain/stock.ts';
import type { SeenStock } from '#local/catalogue.ts';
import { buildStock } from '#test/build/domain.ts';
import { whereabouts } from './whereabouts.ts';

const nowMs = 10 * 3_600_000;
const homes = { home: 'store' as HomeId, web: 'web' as HomeId };
const place: Place = { id: '39', aisle: '4', bay: '2', seenMs: 0 };
const catalogue = { place: () => place };
const at = (free: Partial<Record<string, number>>, seenMs = nowMs) =>
  whereabouts(
    catalogue,
    {
      stock: (home): SeenStock | null => {
        const onHand = free[home];
        return onHand === undefined ? null : { stock: { ...buildStock({ id: '39' }), onHand, reserved: 0 }, seenMs };
      },
    },
    { id: '39' },
    homes,
    nowMs,
  );

test('[S18] what stands here is told with its aisle and shelf', () => {
  expect(at({ store: 1, web: 3 })).toEqual({ kind: 'here', place });
});

test('[S12] of a number that is too old, only where it may stand', () => {
  expect(at({ store: 1 }, nowMs - 5 * 3_600_000)).toEqual({ kind: 'unsure', place });
});

test('elsewhere it has no place here: on the web, or nowhere just now', () => {
  expect(at({ store: 0, web: 3 })).toEqual({ kind: 'online', place: null });
  expect(at({ web: 0 })).toEqual({ kind: 'none', place: null });
});
