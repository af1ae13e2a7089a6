import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeCluster } from './cluster-folder.ts';

// An account that owns nothing here: for it, a folder of mode 0700 is closed.
const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
let scratch = '';
let system = '';
beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gondola-place-')));
  system = join(scratch, 'system');
  mkdirSync(join(scratch, 'home', 'data'), { recursive: true });
});
afterEach(() => rmSync(scratch, { recursive: true }));

const data = (): string => join(scratch, 'home', 'data');
const close = (): void => chmodSync(join(scratch, 'home'), 0o700);

test('an ordinary start keeps the database in the data folder', () => {
  close();
  expect(placeCluster(data(), undefined, system)).toBe(join(data(), 'database'));
});

test('in a closed home it lies in a system folder, and the link is followed from then on', () => {
  close();
  const place = placeCluster(data(), stranger, system);
  expect(dirname(dirname(place))).toBe(system);
  expect(statSync(dirname(place)).mode & 0o777).toBe(0o755);
  expect(placeCluster(data(), stranger, system)).toBe(place);
  expect(placeCluster(data(), undefined, system)).toBe(place);
});

test('a copied data folder is refused: two shops never share a database', () => {
  close();
  mkdirSync(placeCluster(data(), stranger, system));
  const copy = join(scratch, 'home', 'copy');
  cpSync(data(), copy, { recursive: true, verbatimSymlinks: true });
  expect(() => placeCluster(copy, stranger, system)).toThrow(/is a copy: its database .* belongs to/);
});

test('a moved data folder takes its database along', () => {
  close();
  const place = placeCluster(data(), stranger, system);
  mkdirSync(place);
  const moved = join(scratch, 'home', 'moved');
  renameSync(data(), moved);
  expect(placeCluster(moved, stranger, system)).toBe(place);
  mkdirSync(data());
  expect(placeCluster(data(), stranger, system)).not.toBe(place);
});

test('a database that is gone is named, not replaced by an empty one', () => {
  close();
  const place = placeCluster(data(), stranger, system);
  rmSync(dirname(place), { recursive: true });
  expect(() => placeCluster(data(), stranger, system)).toThrow(/is gone/);
  expect(existsSync(dirname(place))).toBe(false);
});
