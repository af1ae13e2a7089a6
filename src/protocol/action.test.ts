import { expect, test } from 'vitest';
import type { ActionId, GrantId, HomeId } from '#domain/ids.ts';
import { actionHash } from './action.ts';

const meaning = {
  kind: 'hold',
  v: 2,
  home: '0190b2c4-0000-7000-8000-000000000001' as HomeId,
  actor: '0190b2c4-0000-7000-8000-000000000002' as GrantId,
  lane: 'visit/7F3KQ2WX',
  dependsOn: [],
  base: null,
  payload: { open: { b: 1, a: 'é' }, sealed: null },
};

test('[ID4] the hash is SHA-256 of the RFC 8785 form: field order and sending change nothing', async () => {
  const text =
    '{"actor":"0190b2c4-0000-7000-8000-000000000002","base":null,"dependsOn":[],"home":"0190b2c4-0000-7000-8000-000000000001",' +
    '"kind":"hold","lane":"visit/7F3KQ2WX","payload":{"open":{"a":"é","b":1},"sealed":null},"v":2}';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  expect(await actionHash(meaning)).toBe(Buffer.from(digest).toString('hex'));
  const sentAgain = { ...meaning, seq: 7, createdAtMs: 9, payload: { sealed: null, open: { a: 'é', b: 1 } } };
  expect(await actionHash(sentAgain)).toBe(await actionHash(meaning));
});

test.each([
  ['kind', { kind: 'release-hold' }],
  ['version', { v: 1 }],
  ['home', { home: '0190b2c4-0000-7000-8000-000000000003' as HomeId }],
  ['grant', { actor: '0190b2c4-0000-7000-8000-000000000004' as GrantId }],
  ['lane', { lane: 'visit/7F3KQ2WY' }],
  ['parents', { dependsOn: ['0190b2c4-0000-7000-8000-000000000005' as ActionId] }],
  ['what was seen', { base: { offers: null, stock: { home: meaning.home, rev: 1, asOfMs: 2 } } }],
  ['open part', { payload: { open: { a: 'é', b: 2 }, sealed: null } }],
  ['sealed part', { payload: { ...meaning.payload, sealed: { kid: 'k', enc: 'e', ct: 'c' } } }],
])('[ID4] another %s is another hash', async (_what, part) => {
  expect(await actionHash({ ...meaning, ...part })).not.toBe(await actionHash(meaning));
});
