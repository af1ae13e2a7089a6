// `npm run bench -- storm --tablets N --actions M`: after an outage all tablets come back in the same second, each with
// its queue. Promise: all acts get their receipts, and the server goes on answering everybody else meanwhile.
import { parseArgs } from 'node:util';
import type { PushAnswer } from '#protocol/push.ts';
import { retryAfterMs, backoffMs } from '#sync/backoff.ts';
import { signedBy } from '#test/build/shop-server.ts';
import { openBenchDatabase, startBenchServer } from './bench-server.ts';
import { type Batch, buildBatches, makeBenchShop } from './bench-shop.ts';
import { round, say, spread } from './statistics.ts';
import { lostAndDoubled } from './sync-rate.ts';
import { type Answered, type Wire, wireTo } from './wire.ts';

const probeEveryMs = 100;
const longestMs = 300_000;

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      tablets: { type: 'string', default: '500' },
      actions: { type: 'string', default: '20' },
      stores: { type: 'string', default: '10' },
    },
  });
  const [tablets, actions, stores] = [Number(values.tablets), Number(values.actions), Number(values.stores)];
  const database = await openBenchDatabase();
  const url = await database.clone('storm');
  const shop = await database.using(url, (db) => makeBenchShop(db, stores, tablets + 1));
  const devices = shop.devices.slice(1);
  const [calm] = shop.devices;
  if (!calm) throw new Error('no tablet');
  const batches = await buildBatches({ devices, goods: shop.goods }, tablets * actions, actions);
  const server = await startBenchServer(url);
  const wire = wireTo(server.url, tablets);
  const probe = wireTo(server.url, 64);
  say(`${tablets} tablets, ${actions} acts each, ${stores} stores`);
  const asked = { requests: 0, statuses: {} as Record<string, number>, over15s: 0, pushMs: [] as number[] };
  const note = ({ status, tookMs }: Answered): void => {
    asked.requests += 1;
    asked.statuses[status] = (asked.statuses[status] ?? 0) + 1;
    if (tookMs >= 15_000 || status === 0) asked.over15s += 1;
    asked.pushMs.push(tookMs);
  };
  try {
    const startMs = performance.now();
    const stopProbes = startProbes(probe, await pullOf(calm));
    const settledAt = await Promise.all(
      batches.map((batch) => untilSettled(wire, batch, note).then(() => performance.now() - startMs)),
    );
    const tookMs = performance.now() - startMs;
    const others = await stopProbes();
    const events = await database.using(url, (db) =>
      db.selectFrom('event').select('action_id').where('name', '=', 'act:hold').execute(),
    );
    const sent = batches.flatMap(({ ids }) => ids);
    const found = lostAndDoubled(
      sent,
      events.map(({ action_id }) => action_id ?? ''),
    );
    const { rssMB } = await server.cost();
    return {
      bench: 'storm',
      tablets,
      actions: sent.length,
      stores,
      settled: sent.length - found.lost,
      ...found,
      secondsToAll: round(tookMs / 1000),
      settledMs: spread(settledAt),
      actionsPerSecond: round((sent.length / tookMs) * 1000),
      ...asked,
      pushMs: spread(asked.pushMs),
      others,
      serverMB: round(rssMB),
    };
  } finally {
    wire.close();
    probe.close();
    await server.stop();
    await database.close();
  }
}

/** A tablet's own manners: the same acts again after what the server asks, or full jitter [BO1, BO2]. */
async function untilSettled(wire: Wire, batch: Batch, note: (answered: Answered) => void): Promise<void> {
  const endMs = performance.now() + longestMs;
  for (let failures = 0; performance.now() < endMs;) {
    const answered = await wire.post('/sync/v1/push', batch.body);
    note(answered);
    if (answered.status === 200) {
      const { receipts } = JSON.parse(answered.text) as PushAnswer;
      if (receipts.filter(({ status }) => status === 'final').length === batch.ids.length) return;
      failures = 0;
    } else failures += 1;
    const askedMs = retryAfterMs(answered.retryAfter, Date.now());
    const waitMs =
      askedMs === null ? backoffMs(Math.max(1, failures), Math.random()) : askedMs + backoffMs(2, Math.random());
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  throw new Error(`a tablet was not settled in ${longestMs / 1000} s`);
}

type Tablet = Parameters<typeof signedBy>[0] & { id: string; epoch: string; home: string };

const pullOf = async (device: Tablet): Promise<string> => {
  const feeds = { [`device/own@${device.home}/${device.id}`]: null };
  const body = { deviceId: device.id, epoch: device.epoch, appVersion: 'bench', grants: [], feeds };
  return JSON.stringify(await signedBy(device, body));
};

/** Somebody who has nothing to do with it: a look at the server's health and a small pull, every 100 ms. */
function startProbes(wire: Wire, pullBody: string): () => Promise<object> {
  const took = { health: [] as number[], pull: [] as number[] };
  const failed = { health: 0, pull: 0, pullTurnedAway: 0 };
  const running = new Set<Promise<void>>();
  const start = (what: 'health' | 'pull', asking: Promise<Answered>): void => {
    const noted = asking.then(({ status, tookMs }) => {
      took[what].push(tookMs);
      if (status === 503 && what === 'pull') failed.pullTurnedAway += 1;
      else if (status !== 200) failed[what] += 1;
      running.delete(noted);
    });
    running.add(noted);
  };
  const timer = setInterval(() => {
    start('health', wire.get('/health'));
    start('pull', wire.post('/sync/v1/pull', pullBody));
  }, probeEveryMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
    return { health: spread(took.health), pull: spread(took.pull), probes: took.health.length, failed };
  };
}
