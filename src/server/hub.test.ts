import { expect, test, vi } from 'vitest';
import { type FeedName, feedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { createHub } from './hub.ts';

const floor: FeedName = feedName('store/floor', '018e0955-c600-7000-8000-000000000001' as HomeId);

test('[T18] a device that opens stream after stream ends its own oldest, never another’s', () => {
  const hub = createHub();
  const said: string[] = [];
  const listen = (device: string, name: string): (() => void) =>
    hub.subscribe(device, [floor], { send: () => said.push(name), close: () => said.push(`${name} ended`) });
  listen('calm', 'calm');
  for (const n of [1, 2, 3, 4, 5, 6]) listen('flood', `flood ${n}`);
  expect(said).toEqual(['flood 1 ended', 'flood 2 ended']);
  said.length = 0;
  hub.moved([floor]);
  expect(said).toEqual(['calm', 'flood 3', 'flood 4', 'flood 5', 'flood 6']);
});

test('[PL5] a burst of commits is told at once and then in one, with nothing left out', () => {
  vi.useFakeTimers();
  const hub = createHub(50);
  const heard: string[][] = [];
  const staff = feedName('store/staff', '018e0955-c600-7000-8000-000000000001' as HomeId);
  hub.subscribe('one', [floor, staff], { send: (feeds) => heard.push([...feeds]), close: () => undefined });
  for (let n = 0; n < 5; n += 1) hub.moved([floor]);
  hub.moved([staff]);
  expect(heard).toEqual([[floor]]);
  vi.advanceTimersByTime(50);
  expect(heard).toEqual([[floor], [floor, staff]]);
  vi.advanceTimersByTime(50);
  hub.moved([staff]);
  expect(heard.at(-1)).toEqual([staff]);
  vi.useRealTimers();
});
