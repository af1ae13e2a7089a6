// A database and a folder for imports to be tried on: small files in, what came of them out.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { checkDigit } from '#domain/gtin.ts';
import type { Row } from '#domain/tables.ts';
import type { Locale } from '#domain/text.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import { type Database, sqlTable } from '#server/database/schema.ts';
import { fileKinds, type Mapping } from '#server/import/columns.ts';
import { type DryRun, dryRun } from '#server/import/dry-run.ts';
import type { PictureOrder } from '#server/import/pictures.ts';
import { type ImportContext, type ImportOrder, runImport } from '#server/import/run-import.ts';
import type { Summary } from '#server/import/summary.ts';
import { recordToRow } from '#server/rows.ts';
import { emptyDatabase } from './small-shop.ts';

export let database: TestDatabase<Database>;
export let folder: string;

/** Registers what a test file needs before and after its tests. */
export function useImportLab(): void {
  beforeAll(async () => {
    database = await openMigratedDatabase<Database>();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.db);
    folder = mkdtempSync(join(tmpdir(), 'gondola-import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
}

export const nowMs = Date.UTC(2026, 10, 1);
/** For comparing without an order. */
export const sorted = (rows: readonly unknown[]): string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted((a, b) => (a < b ? -1 : 1));
export const gtin = (n: number): string => {
  const body = `29${String(n).padStart(10, '0')}`;
  return body + checkDigit(body);
};

export function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Given {
  catalogue?: string | string[];
  stock?: string;
  history?: string;
  recall?: string;
  markdown?: string;
  tagRule?: string;
  poster?: string;
  rating?: string;
  promotion?: string;
  priceList?: string;
  coupon?: string;
  stores?: string[];
  mapping?: Mapping;
  pictures?: PictureOrder;
  currency?: string | null;
  chain?: string;
  signal?: AbortSignal;
  at?: number;
  language?: Locale;
  onlineStock?: boolean;
  onStep?: (doing: string) => void;
}

export const bring = (given: Given): Promise<Summary> => runImport(...orderOf(given));
/** What it would do. */
export const tryOut = (given: Given): Promise<DryRun> => dryRun(...orderOf(given));

function orderOf(given: Given): [ImportOrder, ImportContext] {
  const files = fileKinds.flatMap((kind) => [given[kind] ?? []].flat().map((path) => ({ kind, path })));
  mkdirSync(join(folder, 'data'), { recursive: true });
  return [
    {
      chain: given.chain ?? 'Shop',
      currency: given.currency === undefined ? 'GBP' : given.currency,
      stores: given.stores ?? [],
      zone: 'Europe/London',
      files,
      mapping: given.mapping ?? {},
      language: given.language ?? 'pt-BR',
      onlineStock: given.onlineStock ?? false,
      ...(given.pictures ? { pictures: given.pictures } : {}),
      rejectedDir: join(folder, 'data'),
      dataDir: join(folder, 'data'),
      support: 1,
    },
    {
      db: database.db,
      nowMs: given.at ?? nowMs,
      signal: given.signal ?? new AbortController().signal,
      onStep: given.onStep ?? (() => undefined),
      onPortion: () => undefined,
    },
  ];
}

export const rejectedOf = (name: string): string[] =>
  readFileSync(join(folder, 'data', `${name}.rejected.tsv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
export const rowsOf = async <
  T extends
    | 'product'
    | 'variant'
    | 'offer'
    | 'stock'
    | 'place'
    | 'customer'
    | 'store'
    | 'neighbours'
    | 'recall'
    | 'markdown'
    | 'tagRule'
    | 'poster'
    | 'rating'
    | 'gallery'
    | 'discount'
    | 'priceList'
    | 'coupon',
>(
  table: T,
): Promise<Row<T>[]> =>
  (
    await database.db
      .selectFrom(sqlTable(table) as 'product')
      .selectAll()
      .orderBy('id')
      .execute()
  ).map((row) => recordToRow(table, row));
export const events = () => database.db.selectFrom('event').selectAll().orderBy('id').execute();
export const revs = async (): Promise<number> =>
  Number(
    (
      await database.db
        .selectFrom('home')
        .select((by) => by.fn.sum<number>('rev').as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

export const header = 'item,gtin,name,price\n';
export const globe = `10002,${gtin(1)},INFLATABLE GLOBE,0.85\n`;
export const mug = `10003,${gtin(2)},MUG,2.10\n`;
