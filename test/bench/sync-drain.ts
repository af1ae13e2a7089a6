// One tablet that was cut off for long: so many acts queued on its own core (outbox over fake-indexeddb, in this
// process), then the network is back. Promise: the server's event rows hold each of them once.
import { Readable } from 'node:stream';
import { callStaff } from '#domain/actions/call-staff.ts';
import { type Lab, Profile, until } from '#test/build/browser-lab.ts';
import { openTablet } from '#sync/tablet.ts';
import { type BenchDatabase, startBenchServer } from './bench-server.ts';
import { makeBenchShop } from './bench-shop.ts';
import { round, say } from './statistics.ts';
import { lostAndDoubled } from './sync-rate.ts';

const drainWithinMs = 900_000;

export async function measureDrain(database: BenchDatabase, count: number): Promise<object> {
  const url = await database.clone(`drain_${count}`);
  const shop = await database.using(url, (db) => makeBenchShop(db, 1, 1));
  const server = await startBenchServer(url);
  let isCut = false;
  const tablet = openTablet(new Profile().tab(labTo(server.url, () => isCut)));
  try {
    await until(() => tablet.phase.get() === 'unenrolled', 'opened', 30_000);
    await tablet.enrol.start({ store: shop.stores[0] ?? shop.web, mode: 'shopper' });
    await tablet.enrol.wait(AbortSignal.timeout(30_000));
    await until(() => tablet.catalogue.get() !== null, 'catalogue', 60_000);
    isCut = true;
    const startMs = performance.now();
    const cpu = process.cpuUsage();
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const input = { reason: 'call' as const, text: `${n}`, productId: null, variantId: null };
      ids.push((await tablet.act(callStaff, input)).id);
      if (n % 1000 === 999) say(`drain: ${n + 1} queued after ${Math.round((performance.now() - startMs) / 1000)} s`);
    }
    const queuedMs = performance.now() - startMs;
    const queuedMB = process.memoryUsage().heapUsed / 2 ** 20;
    const queuedCpu = process.cpuUsage(cpu);
    isCut = false;
    const backMs = performance.now();
    const backCpu = process.cpuUsage();
    tablet.wake();
    await until(() => tablet.status.get().pending === 0, 'drained', drainWithinMs);
    const drainedMs = performance.now() - backMs;
    const { user, system } = process.cpuUsage(backCpu);
    const events = await database.using(url, (db) =>
      db.selectFrom('event').select('action_id').where('name', '=', 'act:call-staff').execute(),
    );
    return {
      acts: count,
      queueMsEach: round(queuedMs / count, 2),
      queueCpuMsEach: round((queuedCpu.user + queuedCpu.system) / 1000 / count, 2),
      drainSeconds: round(drainedMs / 1000),
      drainMsEach: round(drainedMs / count, 2),
      drainCpuMsEach: round((user + system) / 1000 / count, 2),
      tabletMB: round(queuedMB),
      ...lostAndDoubled(
        ids,
        events.map(({ action_id }) => action_id ?? ''),
      ),
    };
  } finally {
    await tablet.close();
    await server.stop();
  }
}

/** The wire of a browser as far as it matters here: Node's own fetch. */
function labTo(url: string, isCut: () => boolean): Lab {
  const ask = (path: string, body: string | null, signal: AbortSignal): Promise<Response> => {
    if (isCut()) return Promise.reject(new TypeError('Failed to fetch'));
    return fetch(`${url}${path}`, {
      signal,
      ...(body === null ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
    });
  };
  return {
    fault: () => null,
    requests: [],
    wire: () => ({
      async post(path, body, signal) {
        const answer = await ask(path, body, signal);
        return { status: answer.status, header: (name) => answer.headers.get(name), text: () => answer.text() };
      },
      async file(path, _from, signal) {
        const bytes = new Uint8Array(await (await ask(path, null, signal)).arrayBuffer());
        return { from: 0, pieces: Readable.from([bytes]) };
      },
      async *stream(path, body, signal) {
        const { body: pieces, status } = await ask(path, body, signal);
        if (status !== 200 || !pieces) throw new TypeError('no stream');
        const decoder = new TextDecoder();
        for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
      },
    }),
  };
}
