// Factory of outbox records: a hold that was queued a moment ago, unless the test says otherwise.
import type { ActionId, DeviceId, GrantId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { storeHome, tabletId, testId, testNowMs } from './domain.ts';

export const buildRecord = (part: Partial<ActionRecord> = {}): ActionRecord => ({
  seq: 1,
  id: testId<ActionId>(),
  device: tabletId as DeviceId,
  epoch: 'epoch-one',
  home: storeHome,
  actor: testId<GrantId>(),
  lane: `visit/${part.seq ?? 1}`,
  dependsOn: [],
  answers: null,
  kind: 'hold',
  v: 1,
  payload: { open: {}, sealed: null },
  base: null,
  hash: '0'.repeat(64),
  createdAtMs: testNowMs,
  rawAtMs: testNowMs,
  bootId: 'boot',
  monoMs: 1,
  offsetMs: 0,
  visit: 'visit',
  state: 'queued',
  attempts: 0,
  failingSinceMs: null,
  nextAtMs: 0,
  sendClaim: null,
  receipt: null,
  formerOutcome: null,
  sentMs: null,
  seen: false,
  settledMs: null,
  ...part,
});
