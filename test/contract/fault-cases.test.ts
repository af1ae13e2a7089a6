// The 40 fault cases of src/sync/SPEC.md: each has a number, and each number a test that says it holds it.
// Promise: a case without a test fails here by its name.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { repositoryFiles } from '#test/build/home-lints.ts';

const faultCases = [
  'request lost',
  'answer lost after commit',
  'answer cut mid-JSON',
  'doubled at once',
  'old batch after a newer one',
  'captive portal 200',
  '302 to a login page',
  '5xx for an hour',
  '429 with Retry-After, 200 clients back together',
  'hang without close',
  'onLine true without network and the reverse',
  'flapping every 2 s',
  'SIGKILL before commit',
  'SIGKILL after commit, before send',
  'SIGKILL mid-send',
  'SIGKILL after the answer, before the receipt is stored',
  'tab closed or frozen holding the lock',
  'two tabs + service-worker sync at once',
  'service worker killed mid-replay, lastChance',
  'offline reload and deep link',
  'quota on enqueue',
  'quota on a pull page',
  'origin evicted with pending actions',
  'connection lost on open',
  'profile restored or cloned to a second tablet',
  'no persistence',
  'queued v1, server at v3',
  'new client, old server',
  'upgrade with an old tab open',
  'upgrade() throws',
  'deploy removes chunks of an open page; update mid-sync',
  'two tablets reserve the last unit',
  'price or discount changed or ended while offline',
  'poison at the head of a lane',
  'parent rejected',
  'same id, other payload',
  'token expired, device revoked, another shopper signed in with actions pending',
  'clock ±2 days, jumps, DST',
  'server SIGKILL mid-transaction, 40001 storms, slow transaction against the cursor',
  "database restored from last night's backup",
];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const own = 'test/contract/fault-cases.test.ts';
const titled = new Set(
  repositoryFiles(root)
    .filter(
      (path) => /^(src|service-worker|test\/(contract|simulation|e2e))\/.*\.test\.tsx?$/.test(path) && path !== own,
    )
    // A title is a string: a number in a comment holds nothing.
    .flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8')
        .replaceAll(/^\s*\/\/.*$/gm, '')
        .matchAll(/\[F(\d\d)\]/g),
    ])
    .map(([, number]) => Number(number)),
);

test('there are 40 fault cases', () => {
  expect(faultCases).toHaveLength(40);
});

test.each(faultCases.map((name, at) => [at + 1, name] as const))('fault case %i, %s, is in a title', (number) => {
  expect(titled).toContain(number);
});

test('no title names a fault case that does not exist', () => {
  expect([...titled].filter((number) => number < 1 || number > faultCases.length)).toEqual([]);
});
