// The worker that SQLite's OPFS needs: tables with an index by GTIN, names in FTS5 with prefix indexes, ranked by bm25.
// Promise: one transaction for all rows; the words are indexed after them, at once (external content, 'rebuild').
import init, { type Database, type Statement } from '@sqlite.org/sqlite-wasm';
import { detailsOf, mostAnswers, peerPages, type Shown, wordsOf } from './engine.ts';
import type { Sources } from './plan.ts';

export interface Asked {
  id: number;
  what: 'fill' | 'open' | 'byGtin' | 'search';
  value: unknown;
}
export type Told = { id: number; value: unknown } | { id: number; error: string };

const tables = `
  create table product (at integer primary key, id text, name text, brand text, department text, details text);
  create table variant (
    id text, product integer, gtin14 text, sku text, colour text, size text,
    price_minor integer, currency text, on_hand integer, as_of_ms integer
  );
  create virtual table words using fts5(
    name, brand, department, details,
    content='product', content_rowid='at', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
  );`;
const afterwards = `
  create index by_gtin on variant (gtin14);
  insert into words (words) values ('rebuild');
  insert into words (words) values ('optimize');
  insert into words (words, rank) values ('rank', 'bm25(2.0, 1.0, 1.0, 1.0)');`;

let byGtin: Statement;
let byWords: Statement;

async function openDatabase(): Promise<Database> {
  const { oo1 } = await init();
  if (!oo1.OpfsDb) throw new Error('no OPFS here: is the page cross-origin isolated?');
  const db = new oo1.OpfsDb('/catalogue.db', 'c');
  // One tab has it to itself: each lock is a question to another thread.
  return db.exec('pragma locking_mode = exclusive');
}

function prepare(db: Database): void {
  byGtin = db.prepare(`
    select p.name, v.price_minor, v.on_hand, p.id, p.brand, p.department, p.details, v.id, v.sku, v.colour, v.size,
      v.currency, v.as_of_ms
    from variant v join product p on p.at = v.product where v.gtin14 = ?`);
  byWords = db.prepare(`
    select p.name from words join product p on p.at = words.rowid
    where words match ? order by rank limit ${mostAnswers}`);
}

async function fill({ pages }: Sources): Promise<void> {
  const db = await openDatabase();
  db.exec(tables).exec('begin');
  const addProduct = db.prepare('insert into product values (?, ?, ?, ?, ?, ?)');
  const addVariant = db.prepare('insert into variant values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let at = 0;
  for await (const page of peerPages(pages))
    for (const product of page) {
      at += 1;
      const { id, name, brand, department } = product;
      addProduct.bind([at, id, name, brand, department, detailsOf(product)]).stepReset();
      for (const one of product.variants)
        addVariant
          .bind([
            one.id,
            at,
            one.gtin14,
            one.sku,
            one.colour,
            one.size,
            one.priceMinor,
            one.currency,
            one.onHand,
            one.asOfMs,
          ])
          .stepReset();
    }
  db.exec(afterwards).exec('commit');
  prepare(db);
}

function shown(gtin14: string): Shown | null {
  const found = byGtin.bind([gtin14]);
  const row = found.step() ? found.get([]) : null;
  found.reset();
  return row && { name: String(row[0]), priceMinor: Number(row[1]), onHand: Number(row[2]) };
}

/** All words, the last one as far as it is typed. */
function names(text: string): string[] {
  byWords.bind([
    `${wordsOf(text)
      .map((word) => `"${word}"`)
      .join(' ')}*`,
  ]);
  const found: string[] = [];
  while (byWords.step()) found.push(String(byWords.get([])[0]));
  byWords.reset();
  return found;
}

async function answer({ what, value }: Asked): Promise<unknown> {
  if (what === 'fill') return fill(value as Sources);
  if (what === 'open') return prepare(await openDatabase());
  return what === 'byGtin' ? shown(String(value)) : names(String(value));
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const tell = (told: Told): void => globalThis.postMessage(told);
  answer(data).then(
    (value) => tell({ id: data.id, value }),
    (error: unknown) => tell({ id: data.id, error: String(error) }),
  );
});
