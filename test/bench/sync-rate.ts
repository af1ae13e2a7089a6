// The saturated rate: signed batches over HTTP into a server process, beside the same statements on bare connections,
// in turns over copies of one database. Promise: every act that was sent is looked for in the event rows.
import type { PushAnswer } from '#protocol/push.ts';
import { type BenchDatabase, startBenchServer } from './bench-server.ts';
import { type Batch, buildBatches, makeBenchShop } from './bench-shop.ts';
import { recordStatements, runBare, type Statement } from './sync-bare.ts';
import { round, say } from './statistics.ts';
import { wireTo } from './wire.ts';

export interface Rate {
  actionsPerSecond: number;
  bareTransactionsPerSecond: number;
  ratio: number;
  statementsPerAction: number;
  batchMs: number[];
  serverMB: number;
  serverCpuMsPerAction: number;
  lost: number;
  doubled: number;
}

export interface Load {
  tablets: number;
  actions: number;
  stores: number;
  batch: number;
  connections: number;
  rounds: number;
}

export async function measureRate(database: BenchDatabase, load: Load, name: string): Promise<Rate> {
  const seed = await database.clone(`${name}_seed`);
  const shop = await database.using(seed, (db) => makeBenchShop(db, load.stores, load.tablets));
  const [ours, bare, recorder] = [
    await database.clone(`${name}_ours`, seed),
    await database.clone(`${name}_bare`, seed),
    await database.clone(`${name}_record`, seed),
  ];
  // The first round warms both up and does not count.
  const perRound = Math.ceil(load.actions / load.rounds);
  const warm = await buildBatches(shop, Math.min(perRound, 500), load.batch);
  const rounds: Batch[][] = [warm];
  for (let n = 0; n < load.rounds; n += 1) rounds.push(await buildBatches(shop, perRound, load.batch));
  say(`${name}: ${load.tablets} tablets, ${load.stores} stores, ${load.actions} acts in ${load.rounds} rounds`);
  const recorded = await recordStatements(recorder, rounds.flat());
  const server = await startBenchServer(ours);
  const wire = wireTo(server.url, load.tablets);
  const took = { ours: 0, bare: 0, acts: 0, cpuMs: 0 };
  const batchMs: number[] = [];
  let done = 0;
  try {
    for (const [n, batches] of rounds.entries()) {
      const before = await server.cost();
      const oursMs = await pushAll(
        batches,
        Math.min(load.tablets, 2 * load.connections),
        (body) => wire.post('/sync/v1/push', body),
        batchMs,
      );
      const after = await server.cost();
      const work = recorded.slice(done, done + batches.length);
      done += batches.length;
      const bareMs = await runBare(bare, work, load.connections);
      const acts = batches.reduce((sum, { ids }) => sum + ids.length, 0);
      say(
        `  ${n === 0 ? 'warm' : n}: ${Math.round((acts / oursMs) * 1000)} acts/s, bare ${Math.round((acts / bareMs) * 1000)}`,
      );
      if (n === 0) batchMs.length = 0;
      else {
        took.ours += oursMs;
        took.bare += bareMs;
        took.acts += acts;
        took.cpuMs += after.cpuMs - before.cpuMs;
      }
    }
    const { rssMB } = await server.cost();
    const found = await database.using(ours, (db) =>
      db.selectFrom('event').select('action_id').where('name', '=', 'act:hold').execute(),
    );
    return {
      actionsPerSecond: round((took.acts / took.ours) * 1000),
      bareTransactionsPerSecond: round((took.acts / took.bare) * 1000),
      ratio: round(took.bare / took.ours, 3),
      statementsPerAction: round(countStatements(recorded) / rounds.flat().flatMap(({ ids }) => ids).length, 2),
      batchMs,
      serverMB: round(rssMB),
      serverCpuMsPerAction: round(took.cpuMs / took.acts, 3),
      ...lostAndDoubled(
        rounds.flat().flatMap(({ ids }) => ids),
        found.map(({ action_id }) => action_id ?? ''),
      ),
    };
  } finally {
    wire.close();
    await server.stop();
  }
}

const countStatements = (recorded: readonly Statement[][]): number =>
  recorded.reduce((sum, one) => sum + one.length, 0);

/** So many batches under way that the server is never idle; throws for any answer that is not all receipts. */
async function pushAll(
  batches: readonly Batch[],
  atOnce: number,
  post: (body: string) => Promise<{ status: number; text: string; tookMs: number }>,
  batchMs: number[],
): Promise<number> {
  let next = 0;
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(atOnce, batches.length) }, async () => {
      for (let batch = batches[next++]; batch; batch = batches[next++]) {
        let answered = await post(batch.body);
        // Told to come again: an overloaded machine; the clock runs on.
        for (; answered.status === 503; answered = await post(batch.body))
          await new Promise((resolve) => setTimeout(resolve, 200));
        const { status, text, tookMs } = answered;
        if (status !== 200) throw new Error(`push answered ${status}: ${text.slice(0, 200)}`);
        const { receipts } = JSON.parse(text) as PushAnswer;
        if (receipts.filter(({ outcome }) => outcome?.status === 'applied').length !== batch.ids.length)
          throw new Error(`not all were applied: ${text.slice(0, 300)}`);
        batchMs.push(tookMs);
      }
    }),
  );
  return performance.now() - startMs;
}

/** Against the server's event rows: what was sent and is not there, and what is there twice. */
export function lostAndDoubled(sent: readonly string[], events: readonly string[]): { lost: number; doubled: number } {
  const found = new Set(events);
  return { lost: sent.filter((id) => !found.has(id)).length, doubled: events.length - found.size };
}
