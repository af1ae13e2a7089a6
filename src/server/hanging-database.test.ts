// A database that neither answers nor hangs up: a real PostgreSQL behind a line that swallows everything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import { type HangingLine, openHangingLine } from '#test/build/hanging-line.ts';
import {
  addDevice,
  buildAction,
  openTestServer,
  postSigned,
  pull,
  push,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type Limits, openDatabase, openPool } from './database/connection.ts';
import { type Embedded, startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/schema.ts';

/** As a shop's, in small. */
const limits: Limits = { useMs: 2_000, connectMs: 1_000, statementMs: 1_800, lockMs: 800, idleInTransactionMs: 1_500 };
/** What a tablet waits for its answer [BO3]: a place in the line, then a look at who it is, then its act. */
const inTimeMs = 15_000;
const patience = { timeout: 90_000 };
const dataDir = mkdtempSync(join(tmpdir(), 'gondola-hang-'));
const said: string[] = [];
let embedded: Embedded;
let line: HangingLine;
let pools: { direct: pg.Pool; requests: pg.Pool; long: pg.Pool };
let db: Kysely<Database>;
let server: TestServer;
let shop: SmallShop;

beforeAll(async () => {
  const onTrouble = (text: string): void => void said.push(text);
  embedded = await startEmbedded({ dataDir, onProgress: () => undefined });
  const through = new URL(embedded.connectionString);
  line = await openHangingLine(Number(through.port));
  through.port = String(line.port);
  const common = { connectionString: through.href, onTrouble };
  pools = {
    direct: openPool({ connectionString: embedded.connectionString, onTrouble, max: 4 }),
    requests: openPool({ ...common, max: 12, limits }),
    long: openPool({ ...common, max: 2 }),
  };
  db = openDatabase<Database>(pools.direct);
  await migrate(db, () => undefined);
  server = await openTestServer(openDatabase<Database>(pools.requests));
});
afterAll(async () => {
  await server.close();
  await line.close();
  await Promise.all(Object.values(pools).map((pool) => pool.end()));
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  said.length = 0;
  await emptyDatabase(db);
  server.clock.ms = startMs + 60_000;
  shop = await makeSmallShop(db, undefined, [1, 100, 0]);
});
afterEach(() => line.heal());

const device = () => addDevice(db, shop.store);
const buildHold = (by: TestDevice) =>
  buildAction(by, 'hold', {
    productId: shop.productId,
    variantId: shop.variantIds[1],
    quantity: 1,
    shown: null,
    customer: null,
    siblings: [],
  });
const reserved = async () =>
  (
    await db
      .selectFrom('stock')
      .select('reserved')
      .where('home_id', '=', shop.store)
      .where('id', '=', shop.variantIds[1])
      .executeTakeFirstOrThrow()
  ).reserved;
const away = { status: 503, body: { error: 'database_away' } };

/** As a tablet does: again until there is a receipt. */
async function taken(by: TestDevice, action: Action): Promise<Receipt> {
  for (;;) {
    const { status, body } = await push(server.app, by, action);
    const [receipt] = status === 200 ? body.receipts : [];
    if (receipt && receipt.status !== 'retry') return receipt;
  }
}

/** The answer, and after how long. */
async function timed<T>(work: Promise<T>): Promise<{ answer: T; ms: number }> {
  const start = performance.now();
  const answer = await work;
  return { answer, ms: performance.now() - start };
}

describe('a database that hangs', patience, () => {
  test('[PU3, SV1] everybody hears 503 with a moment to come again, in bounded time; when it is back each act is done once', async () => {
    const tablets = await Promise.all(Array.from({ length: 40 }, device));
    const acts = await Promise.all(tablets.map(async (by) => ({ by, action: await buildHold(by) })));
    // The connections of the pool are open when the line goes dead.
    for (const { by } of acts.slice(0, 12)) await pull(server.app, by, {});
    line.hang();
    const answers = await Promise.all([
      ...acts.map(({ by, action }) => timed(push(server.app, by, action))),
      ...tablets.slice(0, 10).map((by) => timed(pull(server.app, by, {}))),
      ...tablets.slice(0, 5).map((by) => timed(postSigned(server.app, by, '/lookup/v1/stock', { variantId: 'x' }))),
    ]);
    for (const { answer, ms } of answers) {
      expect(answer.status).toBe(503);
      expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
      expect(ms).toBeLessThan(inTimeMs);
    }
    // New ones come while it lasts: no place in the gate was lost to the earlier ones.
    const [again] = acts;
    if (!again) throw new Error('no act');
    const late = await timed(push(server.app, again.by, again.action));
    expect(late.answer).toMatchObject(away);
    expect(late.ms).toBeLessThan(inTimeMs);
    expect(said.some((text) => text.includes('did not answer within'))).toBe(true);
    expect(await reserved()).toBe(0);

    line.heal();
    const receipts = await Promise.all(acts.map(({ by, action }) => taken(by, action)));
    expect(receipts.map(({ outcome }) => outcome?.status)).toEqual(acts.map(() => 'applied'));
    expect(await reserved()).toBe(40);
  });

  test('[SV1] hung after the commit: 503, and the repeat gets the receipt of what was done', async () => {
    const by = await device();
    const action = await buildHold(by);
    const hung = line.hangAfter('commit\0');
    const { answer, ms } = await timed(push(server.app, by, action));
    await hung;
    expect(answer).toMatchObject(away);
    expect(ms).toBeLessThan(inTimeMs);
    expect(await reserved()).toBe(1);
    line.heal();
    expect((await taken(by, action)).outcome?.status).toBe('applied');
    expect(await reserved()).toBe(1);
  });

  test('[SV6] hung with rows locked: what the database was never told keeps nobody waiting for long', async () => {
    const [first, second] = [await device(), await device()];
    const [one, other] = [await buildHold(first), await buildHold(second)];
    const hung = line.hangAfter('update home set rev');
    expect((await push(server.app, first, one)).status).toBe(503);
    await hung;
    line.heal();
    // Its session still holds the store's counter: the next one is told to come again, and gets through.
    const start = performance.now();
    expect((await taken(second, other)).outcome?.status).toBe('applied');
    expect(performance.now() - start).toBeLessThan(inTimeMs);
    expect((await taken(first, one)).outcome?.status).toBe('applied');
    expect(await reserved()).toBe(2);
  });

  test('a statement that the database works on for too long is ended there; work without limits is not', async () => {
    await expect(pools.requests.query('select pg_sleep(3)')).rejects.toMatchObject({ code: '57014' });
    await pools.long.query(`select pg_sleep(${(limits.useMs + 300) / 1000})`);
    const client = await pools.long.connect();
    const { rows } = await client.query<{ statement_timeout: string }>('show statement_timeout');
    client.release();
    expect(rows).toEqual([{ statement_timeout: '0' }]);
  });
});
