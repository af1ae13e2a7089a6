import { expect, it, vi } from 'vitest';
import { browserPorts } from './browser-ports.ts';

const unused = (): never => {
  throw new Error('no database here');
};
const { lock, page } = browserPorts('test', { outbox: unused, replica: unused });

it('[TB1] one page at a time: who comes second begins when the first has ended', async () => {
  const steps: string[] = [];
  const first = lock.run('in turn', 60_000, async () => {
    steps.push('first');
    await new Promise((resolve) => setImmediate(resolve));
    steps.push('first ends');
  });
  await Promise.all([first, lock.run('in turn', 60_000, async () => void steps.push('second'))]);
  expect(steps).toEqual(['first', 'first ends', 'second']);
});

it('[TB3] a holder that has been silent for longer than the patience is passed by, and may still end its work', async () => {
  const frozen = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const steps: string[] = [];
  const silent = lock.run('frozen', 60_000, async () => {
    held.resolve();
    await frozen.promise;
    steps.push('thawed');
  });
  await held.promise;
  await lock.run('frozen', 20, async () => void steps.push('passed by'));
  frozen.resolve();
  await silent;
  expect(steps).toEqual(['passed by', 'thawed']);
});

it('[SG4] the page reloads once in the life of its tab: a disk that stays broken must not make it blink for ever', () => {
  const reload = vi.fn<() => void>();
  const kept = new Map<string, string>();
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
  page.reload();
  page.reload();
  expect(reload).toHaveBeenCalledOnce();
});
