// The shop that every seed starts from: built once in a process, then copied back row by row with one text.
// Promise: two seeds never see each other's rows; creating a database takes seconds, this takes milliseconds.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import type { DeviceMode, GrantLevel } from '#domain/actor.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import type { Row } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import type { Installation } from '#protocol/session.ts';
import { type AppInput, makeAuthority } from '#server/app.ts';
import type { Authority } from '#server/authority.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { PARSERS } from '#server/database/values.ts';
import { findDevice } from '#server/session/caller.ts';
import { installationOf } from '#server/session/installation.ts';
import { addDevice, nextId } from '#test/build/shop-server.ts';
import {
  allTables,
  commit,
  idOf,
  makeSmallShop,
  shopWrites,
  smallShop,
  type SmallShop,
  startMs,
} from '#test/build/small-shop.ts';
import { SqlMemory } from './sql-memory.ts';
import { kyselyOver, noGate, SqlSession } from './sql.ts';

export interface SimDevice {
  id: DeviceId;
  mode: DeviceMode;
  level: GrantLevel;
  home: HomeId;
  keys: CryptoKeyPair;
  installation: Installation;
}

export interface SimShop extends SmallShop {
  memory: SqlMemory;
  /** To where every seed starts from. */
  anew: () => void;
  /** Without turns: for what a seed sets up and what it looks at in the end. */
  db: Kysely<Database>;
  /** Keys and what else a server is given; each start gets its own database, clock and bus. */
  authority: Authority;
  devices: SimDevice[];
  displays: DeviceId[];
  staff: Record<'staff' | 'manager', string>;
  fulfilments: string[];
}

/** Nothing outlives its process: no page need be whole on a disk. One plan for a text, whatever its values. */
const started = {
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  track_activities: 'off',
  track_counts: 'off',
  autovacuum: 'off',
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const proof = '123456';
const modes: readonly DeviceMode[] = [
  'shopper',
  'staff',
  'shopper',
  'manager',
  'shopper',
  'shopper',
  'staff',
  'shopper',
];
const stockAtStart: readonly number[] = [2, 9, 40];
const fulfilmentCount = 6;
const tidyEvery = 50;

type Facts = SmallShop & Pick<SimShop, 'devices' | 'displays' | 'staff' | 'fulfilments'>;

/** Built anew, or as another process of this run has left it at `kept`. */
export async function openSimShop(kept = process.env['GONDOLA_SIM_SHOP']): Promise<SimShop> {
  const isKept = kept !== undefined && existsSync(`${kept}.json`);
  const pglite = await PGlite.create({
    parsers: PARSERS,
    startParams: [
      ...PGlite.defaultStartParams,
      ...Object.entries(started).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    ...(isKept ? { loadDataDir: new Blob([readFileSync(`${kept}.tar`)]) } : {}),
  });
  const memory = new SqlMemory(pglite);
  const db = kyselyOver(new SqlSession(memory, noGate));
  const facts = isKept ? (JSON.parse(readFileSync(`${kept}.json`, 'utf8')) as Facts) : await build(db, memory);
  if (kept !== undefined && !isKept) {
    // What was committed is on the disk only from here on.
    memory.exec('checkpoint');
    writeFileSync(`${kept}.tar`, new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    writeFileSync(`${kept}.json`, JSON.stringify(facts));
  }
  return { ...facts, memory, anew: anewOver(memory), db, authority: await authorityOver(db) };
}

/** Rows that are gone and a log that nobody reads would fill the process, and make each seed slower than the one before. */
function anewOver(memory: SqlMemory): () => void {
  let seeds = 0;
  return () => {
    memory.exec(restoreText('base'));
    seeds += 1;
    if (seeds % tidyEvery !== 0) return;
    memory.exec('vacuum');
    memory.exec('checkpoint');
    memory.forgetPlans();
  };
}

const authorityOver = (db: Kysely<Database>): Promise<Authority> =>
  makeAuthority({
    db,
    log: silent,
    config: { dataDir: 'no files here' },
    now: () => startMs,
    newId: () => nextId(),
  } as unknown as AppInput);

async function build(db: Kysely<Database>, memory: SqlMemory): Promise<Facts> {
  await migrate(db, () => undefined);
  const small = await makeSmallShop(db, undefined, stockAtStart);
  const displays = [idOf(900), idOf(901)] as DeviceId[];
  const staff = { staff: nextId(), manager: nextId() };
  const fulfilments = Array.from({ length: fulfilmentCount }, () => nextId());
  await commit(db, peopleAndPlaces(small, displays, staff, fulfilments));
  const authority = await authorityOver(db);
  const devices: SimDevice[] = [];
  for (const mode of modes) devices.push(await makeDevice(authority, small, mode));
  for (const schema of ['base', 'backup']) memory.exec(keepText(schema));
  return { ...small, devices, displays, staff, fulfilments };
}

function peopleAndPlaces(
  { chain, store, productId, variantIds }: SmallShop,
  displays: DeviceId[],
  staff: SimShop['staff'],
  fulfilments: string[],
) {
  const lines = [{ lineId: 'l1', productId, variantId: variantIds[2], quantity: 1 }];
  const storeRow = shopWrites(smallShop()).find((write) => write.table === 'store' && write.id === store)
    ?.row as Row<'store'>;
  return [
    // Holds and leases end within a seed.
    put('store', chain, { ...storeRow, holdMinutes: 6, leases: { minutes: 4, keep: 0, buffer: null } }),
    ...displays.map((id) =>
      put('display', store, {
        id,
        name: 'D',
        kind: 'card',
        width: 800,
        height: 480,
        orientation: 'landscape',
        zone: 'America/Sao_Paulo',
        groups: [],
        syncGroup: null,
      }),
    ),
    ...(['staff', 'manager'] as const).map((role, at) =>
      put('staff', store, { id: staff[role], number: `1${at}`, name: role, role, live: true }),
    ),
    ...fulfilments.map((id, at) =>
      put('fulfilment', store, {
        id,
        orderId: `o${at}`,
        orderHome: store,
        number: `N${at}`,
        customer: null,
        firstName: 'Bia',
        state: 'ready',
        lines,
        box: null,
        proof,
        paidOnWeb: true,
        orderedMs: startMs,
        readyMs: startMs,
        arrivedMs: null,
        handedOver: null,
      }),
    ),
    put('stock', store, {
      id: variantIds[2],
      onHand: stockAtStart[2] ?? 0,
      reserved: fulfilments.length,
      leased: 0,
      asOfMs: startMs,
    }),
  ];
}

async function makeDevice(authority: Authority, { store }: SmallShop, mode: DeviceMode): Promise<SimDevice> {
  const { id, keys } = await addDevice(authority.db, store, mode);
  const caller = await findDevice(authority.db, id);
  if (!caller) throw new Error('no device');
  const level: GrantLevel = mode === 'manager' ? 'manager' : mode === 'staff' ? 'staff' : 'device';
  return { id, mode, level, home: store, keys, installation: await installationOf(authority, caller) };
}

/** Copies all tables aside, into a schema of that name. */
const keepText = (schema: string): string =>
  [
    `drop schema if exists ${schema} cascade; create schema ${schema}`,
    ...allTables.map((table) => `create table ${schema}."${table}" as select * from public."${table}"`),
  ].join(';');

/** The tables as they were when they were copied aside. */
export const restoreText = (schema: string): string =>
  [
    "begin; set local session_replication_role = 'replica'",
    ...allTables.map((table) => `delete from public."${table}"`),
    ...allTables.map((table) => `insert into public."${table}" select * from ${schema}."${table}"`),
    'commit',
  ].join(';');

/** The same once more, into a schema that is there. */
export const backupText = (schema: string): string =>
  [
    'begin',
    ...allTables.flatMap((table) => [
      `delete from ${schema}."${table}"`,
      `insert into ${schema}."${table}" select * from public."${table}"`,
    ]),
    'commit',
  ].join(';');
