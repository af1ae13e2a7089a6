// What an import would do, asked before: the same counts as the import that follows, and a database as it was.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrate } from '#server/database/migrate.ts';
import { openEmptyDatabase } from '#test/build/test-database.ts';
import {
  bring,
  file,
  folder,
  globe,
  gtin,
  header,
  database,
  mug,
  nowMs,
  tryOut,
  useImportLab,
} from '#test/build/import-lab.ts';
import { differenceLines } from './difference-lines.ts';
import { onCopy, readyForDryRun } from './dry-run.ts';
import { summaryLines } from './summary.ts';

useImportLab();

const dayMs = 86_400_000;

const filesThere = (): string[] => readdirSync(folder, { recursive: true }).map(String).toSorted();

/** Every row of every table. */
async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename::text as name from pg_tables where schemaname = 'public' order by 1`.execute(database.db);
  const hash = createHash('sha256');
  for (const { name } of tables) {
    const { rows } = await sql`select to_jsonb(t)::text as line from ${sql.table(name)} t order by 1`.execute(
      database.db,
    );
    hash.update(`${name} ${JSON.stringify(rows)}\n`);
  }
  return hash.digest('hex');
}

const catalogue = (bootPrice: string, mugName = 'Mug'): string =>
  file(
    'c.csv',
    `item,gtin,name,price,department,sale_price\nboot,${gtin(1)},Boot,${bootPrice},Shoes,\nmug,${gtin(2)},${mugName},20.00,Kitchen,15.00\nbad,1,Bad,1,,\n`,
  );
const stock = (boots: number): string => file('s.csv', `item,store,qty\nboot,North,${boots}\nmug,Web,4\nhat,North,1\n`);
const promotions = (live: string): string =>
  file('p.csv', `id,name,kind,value,products,live\nweek,Week,percent,10,boot,${live}\n`);
const history = (...lines: string[]): string =>
  file('h.csv', `customer,ts,item,event\n${['c1,1793000000,boot,purchase', ...lines].join('\n')}\n`);
const counts = ({ files }: Awaited<ReturnType<typeof bring>>) =>
  files.map(({ kind, tally, reasons }) => ({ kind, ...tally, reasons }));

describe('a dry run', () => {
  test.each(['a chain that is new', 'a chain that is there'])(
    'of %s tells what the real one does, and writes nothing',
    async (which) => {
      if (which === 'a chain that is there')
        await bring({
          catalogue: catalogue('90.00', 'Cup'),
          stock: stock(5),
          promotion: promotions('yes'),
          history: history(),
          stores: ['North'],
          at: nowMs - dayMs,
        });
      const given = {
        catalogue: catalogue('100.00'),
        stock: stock(3),
        promotion: promotions(which === 'a chain that is there' ? 'no' : 'yes'),
        history: history('c2,1793000001,mug,view_item', 'c3,1793000002,hat,view_item'),
        stores: ['North'],
      };
      mkdirSync(join(folder, 'data'), { recursive: true });
      const [before, files] = [await wholeDatabase(), filesThere()];
      const { summary, differences } = await tryOut(given);
      expect(await wholeDatabase()).toBe(before);
      expect(filesThere()).toEqual(files);
      expect(differences.map(({ table }) => table)).toEqual(
        expect.arrayContaining(['product', 'offer', 'discount', 'stock']),
      );
      const real = await bring(given);
      expect(counts(summary)).toEqual(counts(real));
      expect(counts(real)[0]).toMatchObject({ rejected: 1 });
      const after = await tryOut(given);
      expect(after.differences).toEqual([]);
      expect(differenceLines(after.differences)).toEqual(['No product, price, promotion or stock would change.']);
    },
  );

  test('names what is new, what changes from what to what, what goes, and every rejected line', async () => {
    await bring({
      catalogue: catalogue('90.00', 'Cup'),
      stock: stock(5),
      promotion: promotions('yes'),
      stores: ['North'],
    });
    const at = nowMs + dayMs;
    const more = file('m.csv', `item,gtin,name,price\nlamp,${gtin(3)},Lamp,30.00\n`);
    const { summary, differences } = await tryOut({
      catalogue: [catalogue('100.00'), more],
      stock: stock(3),
      promotion: promotions('no'),
      at,
    });
    expect(differenceLines(differences)).toEqual([
      'products: 1 new, 1 changed, 0 gone',
      '    new: Lamp',
      '    name, 1:',
      '      Mug: Cup → Mug',
      'items: 1 new, 0 changed, 0 gone',
      '    new: Lamp (lamp)',
      'prices: 1 new, 1 changed, 1 gone',
      '    new: Lamp (lamp)',
      '    price, 1:',
      '      Boot (boot): 90.00 GBP → 100.00 GBP',
      '    gone: Boot (boot)',
      'promotions: 0 new, 0 changed, 1 gone',
      '    gone: Week: Boot',
      'stock: 0 new, 1 changed, 0 gone',
      '    onHand, 1:',
      '      Boot (boot) · North: 5 → 3',
    ]);
    const lines = summaryLines(summary).join('\n');
    expect(lines).toMatch(/would be written: 1 product, 2 offer; unchanged: 5; rejected: 1/);
    expect(lines).toMatch(/line 4: "1" is no GTIN of 8, 12, 13 or 14 digits/);
    expect(lines).toMatch(/line 4: no item hat in the catalogue/);
    expect(lines).toMatch(/This was a dry run: nothing was written/);
    expect(existsSync(join(folder, 'data', 'c.csv.rejected.tsv'))).toBe(true);
  });

  test('of many changes shows ten and counts the rest; another language is a field of its own', async () => {
    const many = (price: string): string =>
      file('c.csv', header + Array.from({ length: 30 }, (_, n) => `i${n},${gtin(n)},Item ${n},${price}\n`).join(''));
    await bring({ catalogue: many('1.00') });
    const [offers] = (await tryOut({ catalogue: many('2.00') })).differences;
    expect(offers).toMatchObject({ table: 'offer', changed: 30, isNew: { count: 0 } });
    expect(offers?.fields.get('price')?.examples).toHaveLength(10);
    expect(differenceLines(offers ? [offers] : []).at(-1)).toBe('      and 20 more');
    const english = file('en.csv', 'item,name\ni1,Thing\n');
    const { differences } = await tryOut({ catalogue: english, language: 'en' });
    expect(differences.map(({ table, fields }) => [table, [...fields.keys()]])).toEqual([['product', ['name (en)']]]);
  });

  test('the database itself refuses what would be written for good, and serves as before afterwards', async () => {
    await bring({ catalogue: file('c.csv', header + globe + mug) });
    const order = { chain: 'Shop', withHistory: false, signal: new AbortController().signal };
    const tables = () => sql<{ n: number }>`select count(*)::int as n from pg_class where relpersistence = 't'`;
    const attempt = onCopy(database.db, order, async (copy, real) => {
      await sql`update home set rev = rev + 1`.execute(copy);
      await sql`update ${sql.table(`${real}.home`)} set rev = rev + 1`.execute(copy);
    });
    await expect(attempt).rejects.toThrow(/read-only transaction/);
    await expect(tryOut({ catalogue: file('bad.csv', 'a\n') })).rejects.toThrow(/no column was recognised/);
    expect((await tables().execute(database.db)).rows).toEqual([{ n: 0 }]);
    await sql`update home set rev = rev`.execute(database.db);
  });
});

test('a database of an older version is left as it is, an empty one is made ready', async () => {
  const fresh = await openEmptyDatabase<never>();
  await readyForDryRun(fresh.db as never, () => undefined);
  expect(await migrate(fresh.db, () => undefined)).toBe(0);
  await sql`delete from migration where number > 1`.execute(fresh.db);
  await expect(readyForDryRun(fresh.db as never, () => undefined)).rejects.toThrow(/older version/);
  await fresh.close();
});
