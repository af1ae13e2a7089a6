import { expect, test } from 'vitest';
import { showProgress } from './progress.ts';

test('away from a terminal every step is a line, and a long step says how far it is', () => {
  let text = '';
  let nowMs = 0;
  const progress = showProgress([1, 1], { write: (line) => (text += line) }, () => nowMs);
  progress.step('Starting the database');
  progress.say('A new database was made.');
  progress.step('Preparing the shop');
  for (const fraction of [0.1, 0.3, 0.5, 0.8, 1]) {
    nowMs += 1_600;
    progress.portion(fraction);
  }
  progress.end();
  expect(text).toBe(
    '[1/2] Starting the database\n      A new database was made.\n[2/2] Preparing the shop\n      30 %\n      80 %\n',
  );
});
