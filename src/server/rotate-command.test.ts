// A new sealing key: by the command a person types, and what it does to acts that are under way.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seal, type SealingKey } from '#protocol/sealed.ts';
import { protocolVersion } from '#protocol/version.ts';
import {
  addDevice,
  buildAction,
  nextId,
  postSigned,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { openDatabase, openPool } from './database/connection.ts';
import { startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { prune } from './prune.ts';
import { rotateSealingKey } from './session/sealing.ts';

const dayMs = 86_400_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const contact = { name: 'Luís', phone: '+55 11 99999-0000' };
async function holdSealedTo(key: SealingKey) {
  const id = nextId();
  const open = {
    productId: shop.productId,
    variantId: shop.variantIds[1],
    quantity: 1,
    shown: null,
    customer: null,
    siblings: [],
  };
  const sealed = await seal(key, { id, kind: 'hold', v: 2 }, contact);
  const action = await buildAction(tablet, 'hold', open, {
    v: 2,
    createdAtMs: server.clock.ms,
    payload: { open, sealed },
  });
  return { ...action, id: id as typeof action.id };
}
async function toldAtHello(): Promise<SealingKey> {
  const said = { epoch: tablet.epoch, appVersion: '1', pending: 0, maxSeq: 0, persisted: null, lost: null };
  const { body } = await postSigned<{ installation: { sealingKey: SealingKey } }>(
    server.app,
    tablet,
    '/sync/v1/hello',
    { ...said, protocol: protocolVersion },
  );
  return body.installation.sealingKey;
}
const kids = async () =>
  (await database.db.selectFrom('sealing_key').select('kid').orderBy('created_ms').execute()).map(({ kid }) => kid);

describe('a new sealing key', () => {
  test('[AR1] goes out at the next greeting of a running server; what was sealed to the old one still opens', async () => {
    const old = await toldAtHello();
    const underWay = await holdSealedTo(old);
    // However far behind the clock of the machine is on which it is made.
    const { kid, kept } = await rotateSealingKey(database.db, 0);
    expect([kid === old.kid, kept, (await kids()).at(-1)]).toEqual([false, 2, kid]);
    server.clock.ms += 61_000;
    const told = await toldAtHello();
    expect(told.kid).toBe(kid);
    expect((await pushOne(server.app, tablet, underWay)).outcome?.status).toBe('applied');
    expect((await pushOne(server.app, tablet, await holdSealedTo(told))).outcome?.status).toBe('applied');
    expect(await database.db.selectFrom('hold').select('contact').execute()).toEqual([{ contact }, { contact }]);
  });

  test('[AR1] leaves the old one as long as something sealed to it may arrive, and no longer', async () => {
    await database.db.deleteFrom('sealing_key').execute();
    const first = await rotateSealingKey(database.db, server.clock.ms);
    server.clock.ms += 900 * dayMs;
    await prune(server.authority);
    expect(await kids()).toEqual([first.kid]);
    const second = await rotateSealingKey(database.db, server.clock.ms);
    server.clock.ms += 401 * dayMs;
    await prune(server.authority);
    expect(await kids()).toEqual([first.kid, second.kid]);
    server.clock.ms += 60 * dayMs;
    await prune(server.authority);
    expect(await kids()).toEqual([second.kid]);
  });
});

// Two programs and a database are started.
describe('gondola rotate-sealing-key', { timeout: 90_000 }, () => {
  const run = (args: string[], databaseUrl = '') =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), 'rotate-sealing-key', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: databaseUrl },
    });

  test("[AR1] makes one key more each time, beside a database that is running, and none in a stranger's", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'gondola-rotate-'));
    const embedded = await startEmbedded({ dataDir, onProgress: () => undefined });
    const pool = openPool({ connectionString: embedded.connectionString, onTrouble: () => undefined });
    // A wrong DATABASE_URL: nothing is made in a database that is no shop's.
    const strange = run([], embedded.connectionString);
    expect([strange.status, strange.stderr.includes('There is no shop')]).toEqual([1, true]);
    const made = await pool.query("select table_name from information_schema.tables where table_schema = 'public'");
    expect(made.rows).toEqual([]);
    await migrate(openDatabase(pool), () => undefined);
    const runs = [run([], embedded.connectionString), run([], embedded.connectionString)];
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    const said = runs.map(({ stdout }) => /New sealing key: ([0-9a-f]{16})\. Keys kept: (\d)/.exec(stdout)?.slice(1));
    const { rows } = await pool.query<{ kid: string }>('select kid from sealing_key order by created_ms');
    expect(said).toEqual(rows.map(({ kid }, n) => [kid, String(n + 1)]));
    await pool.end();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('makes no shop where there is none', () => {
    const dataDir = join(tmpdir(), `gondola-nowhere-${process.pid}`);
    const { status, stderr } = run(['--data', dataDir]);
    expect([status, stderr.includes('There is no shop')]).toEqual([1, true]);
    expect(existsSync(dataDir)).toBe(false);
  });
});
