// `npm run bench -- fanout --clients N`: one commit, and how long from the first to the last of N listeners that hears of
// it (the first is told at once after the commit), beside a bare event-stream server with as many, told in turns.
import { parseArgs } from 'node:util';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '#test/build/server.ts';
import { signedBy } from '#test/build/shop-server.ts';
import { openBenchDatabase, startBenchServer } from './bench-server.ts';
import { addTablet, buildBatches, commitAll, makeBenchShop } from './bench-shop.ts';
import { type Listeners, listenAll } from './fanout-listeners.ts';
import { round, percentile, say } from './statistics.ts';
import { wireTo } from './wire.ts';

/** Streams a device may have open: a page and its reload, and a few more. */
const perDevice = 4;

interface Side {
  listeners: Listeners;
  kBEach: number;
  lastMs: number[];
}

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { clients: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '15' } },
  });
  const [clients, rounds] = [Number(values.clients), Number(values.rounds)];
  const database = await openBenchDatabase();
  const url = await database.clone('fanout');
  const shop = await database.using(url, async (db) => {
    const made = await makeBenchShop(db, 1, 1);
    const writes: Parameters<typeof addTablet>[2] = [];
    const store = made.stores[0] ?? made.web;
    for (let n = 0; n < Math.ceil(clients / perDevice); n += 1) made.devices.push(await addTablet(store, n, writes));
    await commitAll(db, writes);
    return made;
  });
  const [sender, ...readers] = shop.devices;
  if (!sender) throw new Error('no tablet');
  const ours = await startBenchServer(url);
  const bare = await startBareServer();
  try {
    const bodies: string[] = [];
    const feeds = [`store/floor@${sender.home}`, `chain/catalogue@${shop.chain}`];
    for (const device of readers)
      for (let n = 0; n < perDevice && bodies.length < clients; n += 1)
        bodies.push(
          JSON.stringify(
            await signedBy(device, {
              deviceId: device.id,
              grants: [],
              feeds: [...feeds, `device/own@${device.home}/${device.id}`],
            }),
          ),
        );
    const side = async (server: { url: string; rssMB(): Promise<number> }, path: string): Promise<Side> => {
      const before = await server.rssMB();
      const listeners = await listenAll(`${server.url}${path}`, bodies);
      await listeners.quiet();
      const kBEach = (((await server.rssMB()) - before) * 1024) / clients;
      say(`${server.url}${path}: ${listeners.open} listeners, ${round(kBEach)} kB each`);
      return { listeners, kBEach, lastMs: [] };
    };
    const gondola = await side(
      { url: ours.url, rssMB: async () => (await ours.cost('memory')).rssMB },
      '/sync/v1/poke',
    );
    const plain = await side(bare, '/listen');
    const wire = wireTo(ours.url, 1);
    const bareWire = wireTo(bare.url, 1);
    const batches = await buildBatches({ devices: [sender], goods: shop.goods }, rounds + 2, 1);
    for (const [n, { body }] of batches.entries()) {
      const heard = gondola.listeners.next();
      const { status, text } = await wire.post('/sync/v1/push', body);
      if (status !== 200) throw new Error(`push answered ${status}: ${text}`);
      const lastMs = await heard;
      await gondola.listeners.quiet();
      const plainHeard = plain.listeners.next();
      await bareWire.post('/tell', JSON.stringify({ feeds }));
      const plainLastMs = await plainHeard;
      await plain.listeners.quiet();
      // The first ones compile.
      if (n < 2) continue;
      gondola.lastMs.push(lastMs);
      plain.lastMs.push(plainLastMs);
    }
    wire.close();
    bareWire.close();
    const [last, bareLast] = [gondola, plain].map(({ lastMs }) => percentile(lastMs, 0.5)) as [number, number];
    return {
      bench: 'fanout',
      clients: gondola.listeners.open,
      rounds,
      lastClientMs: last,
      kBEach: round(gondola.kBEach),
      bareClients: plain.listeners.open,
      bareLastClientMs: bareLast,
      bareKBEach: round(plain.kBEach),
      ratio: round(last / bareLast, 2),
      lastClientP95Ms: percentile(gondola.lastMs, 0.95),
      bareLastClientP95Ms: percentile(plain.lastMs, 0.95),
    };
  } finally {
    await bare.stop();
    await ours.stop();
    await database.close();
  }
}

async function startBareServer(): Promise<{ url: string; rssMB(): Promise<number>; stop(): Promise<void> }> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, 'fanout-bare.ts'), [`${port}`], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise((resolve) => child.once('message', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    rssMB: () =>
      new Promise((resolve) => {
        child.once('message', (rss) => resolve(Number(rss)));
        child.send('cost');
      }),
    async stop() {
      child.disconnect();
      await gone;
    },
  };
}
