// The small shop's real server over a database, and tablets of its store over it: what the sync tests stand on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import type { DeviceMode } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import { buildApp } from '#server/app.ts';
import { openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { buildSnapshots } from '#server/snapshot.ts';
import type { Ports } from '#sync/ports.ts';
import type { Tablet } from '#sync/tablet-port.ts';
import { openTablet } from '#sync/tablet.ts';
import { type Lab, labFor, Profile, until } from './browser-lab.ts';
import { emptyDatabase, makeSmallShop, type SmallShop } from './small-shop.ts';

export interface TabletLab {
  db: Kysely<Database>;
  lab: Lab;
  shop: SmallShop;
  /** An enrolled, filled tablet of the store. */
  tablet(options?: {
    profile?: Profile;
    mode?: DeviceMode;
    store?: HomeId;
    change?: (ports: Ports) => Ports;
  }): Promise<Tablet>;
  /** Packs what the shop holds into files, as the server does now and then. */
  pack(): Promise<void>;
  /** The shop as at its first day, with other stock. */
  renew(onHand?: readonly number[]): Promise<void>;
  /** Ends every tablet that was opened here. */
  closeTablets(): Promise<void>;
  close(): Promise<void>;
}

export async function openTabletLab(): Promise<TabletLab> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-lab-'));
  const database = await openMigratedDatabase<Database>();
  let shop = await makeSmallShop(database.db, undefined, undefined, true);
  const config = {
    origin: 'http://gondola.test',
    otherNames: new Set<string>(),
    dataDir,
    webFolder: dataDir,
    tls: undefined,
  };
  const start = (): Promise<FastifyInstance> =>
    buildApp({ db: database.db, config, log: pino({ level: 'silent' }), jobs: false });
  let app = await start();
  const tablets: Tablet[] = [];

  const made: TabletLab = {
    db: database.db,
    get lab() {
      return lab;
    },
    get shop() {
      return shop;
    },
    async tablet({
      profile = new Profile(),
      mode = 'shopper',
      store = shop.store,
      change = (ports: Ports) => ports,
    } = {}) {
      const tablet = openTablet(change(profile.tab(lab)));
      tablets.push(tablet);
      await until(() => tablet.phase.get() !== 'opening', 'opened');
      if (tablet.phase.get() === 'unenrolled') {
        await tablet.enrol.start({ store, mode });
        await tablet.enrol.wait(AbortSignal.timeout(5_000));
      }
      await until(() => tablet.catalogue.get() !== null, 'catalogue');
      return tablet;
    },
    async pack() {
      await buildSnapshots(database.db, { dataDir, chain: null, nowMs: Date.now(), everyRevs: 1 });
    },
    async renew(onHand) {
      await made.closeTablets();
      await app.close();
      await emptyDatabase(database.db);
      await database.db.deleteFrom('signing_key' as 'home').execute();
      shop = await makeSmallShop(database.db, undefined, onHand, true);
      app = await start();
      lab = labFor(app);
    },
    async closeTablets() {
      await Promise.all(tablets.splice(0).map((tablet) => tablet.close()));
    },
    async close() {
      await made.closeTablets();
      await app.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  let lab = labFor(app);
  return made;
}
