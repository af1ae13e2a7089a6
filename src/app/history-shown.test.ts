import { expect, test } from 'vitest';
import { historyShown } from './history-shown.ts';

const allowed = { history_now: true, remember: false, contact: false };
const none = { ...allowed, history_now: false };
const nothing = { history: [], historyState: 'off' } as const;

test('yes, said with no network to a pass that brings nothing, is answered with what is missing', () => {
  expect(historyShown({ by: 'offline', consents: allowed, ...nothing })).toBe('offline');
});

test('nobody who has not said yes is told of a history', () => {
  expect(historyShown({ by: 'offline', consents: none, ...nothing })).toBe('off');
  expect(historyShown({ by: 'card', consents: none, ...nothing })).toBe('off');
});

test('what the tablet has, or asks for, is said as it is', () => {
  const history = [{ productId: 'boot', weight: 128 }];
  expect(historyShown({ by: 'offline', consents: allowed, history, historyState: 'ready' })).toBe('ready');
  expect(historyShown({ by: 'pass', consents: allowed, history: [], historyState: 'loading' })).toBe('loading');
});
