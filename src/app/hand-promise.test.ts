import { expect, it } from 'vitest';
import { type Pace, usualPaceId } from '#domain/pace.ts';
import type { View } from '#local/view.ts';
import { buildStock, buildStore, chainHome, storeHome, testNowMs } from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { percentSaid, promiseHere } from './hand-promise.ts';

const minuteMs = 60_000;
const cursor = { timeline: 't', rev: 1, tag: 't' };
const catalogue = plainCatalogue({ home: chainHome, cursor, asOfMs: testNowMs, rows: { store: [buildStore()] } }, []);
const pace = (id: string, soldPerDay: number): Pace => ({ id, soldPerDay, lostPerDay: 0.01 });

/** One variant with one unit; `paces` null: a server that knows none. */
function promise(paces: Pace[] | null, { seenAgeMs = 0, countAgeMs = 0, free = 1 } = {}): number | null {
  const view = {
    stock: () => ({
      stock: buildStock({ onHand: free, asOfMs: testNowMs - countAgeMs }),
      seenMs: testNowMs - seenAgeMs,
    }),
    knows: () => paces !== null,
    get: (_table: string, _home: string, id: string) => paces?.find((one) => one.id === id) ?? null,
  } as unknown as View;
  return promiseHere(catalogue, view, storeHome, 'variant', free, testNowMs);
}

it('a server that tells no paces leaves the number without a promise', () => {
  expect(promise(null)).toBeNull();
  expect(promise([])).toBeNull();
});

it('a variant without a pace of its own moves as usual', () => {
  expect(promise([pace(usualPaceId, 4)], { seenAgeMs: 30 * minuteMs })).toBe(
    promise([pace('variant', 4), pace(usualPaceId, 0.1)], { seenAgeMs: 30 * minuteMs }),
  );
});

it('the longer the network is gone, the less is promised, and sooner of what goes fast', () => {
  const slow = [0, 30, 180].map((minutes) => promise([pace(usualPaceId, 0.5)], { seenAgeMs: minutes * minuteMs }) ?? 0);
  expect(slow).toEqual(slow.toSorted((a, b) => b - a));
  expect(promise([pace(usualPaceId, 6)], { seenAgeMs: 30 * minuteMs }) ?? 1).toBeLessThan(slow[1] ?? 0);
});

it('what is said is a whole percent, rounded down, and nothing where it would be a coin', () => {
  expect(percentSaid(0.929)).toBe(92);
  expect(percentSaid(0.5)).toBe(50);
  expect(percentSaid(0.499)).toBeNull();
});
