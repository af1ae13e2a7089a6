// What a browser does when the network is back and no page is open: it sends what waits, under the pages' own lock.
// Promise: it says nothing to anybody and settles nothing; receipts are stored, and the next page shows them.
import { uuidv7 } from '#domain/ids.ts';
import type { Outbox } from '#local/outbox.ts';
import { unlessFull } from '#local/storage-trouble.ts';
import { cycleLimitMs, silentHolderMs } from '#sync/backoff.ts';
import { clockOf } from '#sync/clock.ts';
import { sayHello, storedInstallation } from '#sync/hello.ts';
import { httpOf } from '#sync/http.ts';
import type { Ports } from '#sync/ports.ts';
import { freeDeadClaims, pushOf } from '#sync/push.ts';
import { pendingCount, recordsOf } from '#sync/records.ts';
import { estimateOf } from '#sync/room.ts';
import { syncLock } from '#sync/sync.ts';

type WorkerPorts = Pick<Ports, 'appVersion' | 'time' | 'chance' | 'wire' | 'storage' | 'lock' | 'peers'>;

/** Call it only when no page is open. Rejects when acts are left over, so that the browser tries again later. */
export async function sendWhatWaits(ports: WorkerPorts): Promise<void> {
  await ports.lock.run(syncLock, silentHolderMs, async () => {
    const newId = (): string => uuidv7(ports.time.wallMs(), ports.chance.bytes(10));
    const outbox = await ports.storage.openOutbox(newId, () => undefined);
    try {
      await sendFrom(outbox, ports, newId);
    } finally {
      outbox.close();
    }
  });
}

async function sendFrom(outbox: Outbox, ports: WorkerPorts, newId: () => string): Promise<void> {
  const { time, chance, wire, appVersion } = ports;
  const meta = await outbox.meta();
  const installation = storedInstallation(meta.installation);
  const { keys } = meta;
  if (!installation || !keys) return;

  const clock = clockOf(time, newId());
  clock.restore(meta);
  const deviceId = installation.device.id;
  const records = recordsOf(outbox, () => ports.peers.tell('outbox'));
  await records.reload();
  if (pendingCount(records.all.get()) === 0) return;
  // No page is open and the lock is ours: what says "sending" was left by one that is gone.
  await unlessFull(freeDeadClaims(records));

  let { epoch } = meta;
  const http = httpOf({ wire, time, clock, privateKey: () => keys.privateKey, signal: new AbortController().signal });
  const hello = async (): Promise<unknown> =>
    sayHello(http, {
      deviceId,
      epoch,
      appVersion,
      records: records.all.get(),
      persisted: null,
      lost: null,
      storage: await estimateOf(ports.storage),
      clockOffsetMs: clock.state().offsetMs,
    });
  await hello();
  const push = pushOf({
    records,
    http,
    clock,
    time,
    chance,
    appVersion,
    newId,
    self: newId(),
    device: () => deviceId,
    epoch: () => epoch,
    epochChanged: (next) => (epoch = next),
    serverAnswers: () =>
      hello().then(
        () => true,
        () => false,
      ),
  });
  const isTaken = await push.run(time.monoMs() + cycleLimitMs);
  // On a full disk: taken, but nobody here would know, or held by a claim that can't be freed before its minute is over.
  const isUnsure = push.hasUnwritten() || records.all.get().some(({ state }) => state === 'sending');
  if (!isTaken || isUnsure) throw new Error('some acts were not taken');
}
