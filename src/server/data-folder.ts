// The data folder of one shop: held by one server at a time, never opened by an older version,
// and the place that remembers the address fixed at the first start.
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { processFacts } from './database/process-facts.ts';
import type { Address } from './origin.ts';
import { StartRefusal } from './start-refusal.ts';

/** Raised when an older version could no longer read what a newer one wrote here. */
const LAYOUT = 1;

type Instance = { layout: number; createdAtMs: number; address?: Address };
type Holder = { pid: number; startedAt: string };

export type DataFolder = {
  path: string;
  address: Address | undefined;
  rememberAddress: (address: Address) => void;
  release: () => void;
};

export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  makeWritable(path);
  const instanceFile = join(path, 'instance.json');
  const instance = readInstance(instanceFile);
  hold(path);
  return {
    path,
    address: instance.address,
    rememberAddress(address) {
      writeFileSync(`${instanceFile}.new`, `${JSON.stringify({ ...instance, address }, null, 2)}\n`);
      renameSync(`${instanceFile}.new`, instanceFile);
    },
    release: () => rmSync(join(path, 'server.lock'), { force: true }),
  };
}

/** The server that holds this folder now, if one lives. */
export function holderOf(folder: string): number | undefined {
  const holder = readJson<Holder>(join(resolve(folder), 'server.lock'));
  const facts = holder && processFacts(holder.pid);
  // The start time tells the holder from another program that got its number after a restart.
  return facts && facts.startedAt === holder.startedAt ? holder.pid : undefined;
}

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartRefusal(
      `The data folder ${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Give its owner the right to write, or name another folder with --data DIR.',
    );
  }
}

function readInstance(file: string): Instance {
  const instance = readJson<Instance>(file) ?? { layout: LAYOUT, createdAtMs: Date.now() };
  if (instance.layout <= LAYOUT) return instance;
  throw new StartRefusal(
    'This data folder was made by a newer version of Gôndola.',
    'Start the newer version again, or name another folder with --data DIR.',
  );
}

function hold(path: string): void {
  const lock = join(path, 'server.lock');
  const mine: Holder = { pid: process.pid, startedAt: processFacts(process.pid)?.startedAt ?? '' };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return writeFileSync(lock, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error;
    }
    const holder = holderOf(path);
    if (holder !== undefined) {
      throw new StartRefusal(
        `A server already runs on ${path} (process ${holder}).`,
        'End it first, or name another folder with --data DIR.',
      );
    }
    rmSync(lock, { force: true });
  }
}

function readJson<Shape>(file: string): Shape | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Shape;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (file.endsWith('.lock')) return undefined; // a lock cut short by a kill holds nothing
    throw new StartRefusal(
      `${file} cannot be read: ${(error as Error).message}`,
      'Put it back from a copy, or name another folder with --data DIR.',
    );
  }
}
