// What the schedules run against: a real PostgreSQL with a shop that is made anew for each, and its devices.
// Keys and connections live on from schedule to schedule: they cost more than the schedule itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import type { DeviceId, GrantId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { makeAuthority } from '#server/app.ts';
import type { Authority } from '#server/authority.ts';
import { openDatabase, openPool } from '#server/database/connection.ts';
import { startEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { nextId, type TestDevice } from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { connect, type Lines } from './transactions-connection.ts';

export const deviceCount = 3;

export interface Scene {
  /** Not stepped: for making the shop and for looking at what came of it. */
  db: Kysely<Database>;
  lines: Omit<Lines, 'committed'>;
  /** Of the database itself; each connection gets its own copy over its own line. */
  authority: Authority;
  renew(onHand: readonly number[]): Promise<{ shop: SmallShop; devices: TestDevice[] }>;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-transactions-'));
  const quiet = (): void => undefined;
  const embedded = await startEmbedded({ dataDir, onProgress: quiet });
  const { connectionString } = embedded;
  const pool = openPool({ connectionString, onTrouble: quiet, max: 2 });
  const db = openDatabase<Database>(pool);
  await migrate(db, quiet);
  const config = {
    origin: 'http://localhost',
    otherNames: new Set<string>(),
    dataDir,
    webFolder: dataDir,
    tls: undefined,
  };
  const keys = await Promise.all(Array.from({ length: deviceCount }, () => newKeyPair(true)));
  const lines: Scene['lines'] = { connectionString, monitor: await connect(connectionString), idle: [] };
  return {
    db,
    lines,
    authority: await makeAuthority({ db, log: pino({ level: 'silent' }), config, now: () => startMs + 60_000 }),
    async renew(onHand) {
      await emptyDatabase(db);
      const shop = await makeSmallShop(db, undefined, onHand);
      return { shop, devices: await addDevices(db, shop, keys) };
    },
    async close() {
      await lines.monitor.end();
      for (const client of await Promise.all(lines.idle)) await client.end();
      await pool.end();
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Approved devices with their grants, in one transaction; the first one's is a manager's. */
async function addDevices(db: Kysely<Database>, { store }: SmallShop, keys: CryptoKeyPair[]): Promise<TestDevice[]> {
  const devices: TestDevice[] = [];
  const rows = await Promise.all(
    keys.map(async (pair, index) => {
      const id = nextId<DeviceId>();
      const level = index === 0 ? ('manager' as const) : ('device' as const);
      const grant = {
        id: nextId<GrantId>(),
        kind: index === 0 ? ('shift' as const) : ('device' as const),
        level,
        home: store,
        device: id,
        subject: null,
        name: null,
        issuedMs: startMs - 1000,
        endsMs: startMs + 86_400_000,
        revokedMs: null,
        signature: 'of the test',
      };
      devices[index] = { id, epoch: `epoch-${id}`, grant, keys: pair, home: store, nextSeq: 1 };
      const device = {
        id,
        name: `T${index}`,
        mode: 'shopper' as const,
        state: 'active' as const,
        publicKey: await publicKeyOf(pair.publicKey),
        enrolledMs: startMs - 1000,
        approvedBy: null,
      };
      return [put('device', store, device), put('grant', store, grant)];
    }),
  );
  await commit(db, rows.flat());
  return devices;
}
