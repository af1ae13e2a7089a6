// The command line of `gondola import`: options to an order, a database that is already run by a server or is
// started for as long as this takes, a bar meanwhile, a summary at the end.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Locale, locales } from '#domain/text.ts';
import { holderOf, openDataFolder } from '#server/data-folder.ts';
import { migrate } from '#server/database/migrate.ts';
import { joinShopDatabase, openShopDatabase } from '#server/database/shop-database.ts';
import { closeInTime, untilAskedToEnd } from '#server/ending.ts';
import { DEFAULT_DATA_DIR } from '#server/options.ts';
import { showProgress } from '#server/progress.ts';
import { tellWhy } from '#server/start.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { fileKinds, mappingOfJson, parseMapping, type FileKind, type Mapping } from './columns.ts';
import { differenceLines } from './difference-lines.ts';
import { dryRun, readyForDryRun } from './dry-run.ts';
import { parseHosts } from './picture-hosts.ts';
import { type ImportOrder, runImport } from './run-import.ts';
import { type Summary, summaryLines } from './summary.ts';

const HELP = `gondola import --chain NAME [options]

  --chain NAME           the chain to fill; made when it is new
  --currency XXX         its currency (ISO 4217); needed for a new chain
  --catalogue FILE       items: id, GTIN, name, price …        (.csv .tsv .txt .jsonl .xml, each also .gz);
                         a Google Merchant Center feed is one, as a table or as RSS or Atom
  --stock FILE           item, store, number on hand
  --history FILE         web history: customer, visit, time, item, event, quantity; or GA4's events
                         as JSON lines, from BigQuery or a data layer
  --recalls FILE         goods called back: id, GTIN, lots, from, to, level, text
  --markdowns FILE       less for what must go soon: id, products, steps
  --tag-rules FILE       what the shop's own numbers mean: id, pattern, names
  --posters FILE         several products under one short code: code, name, products
  --ratings FILE         what buyers said: product, rating of five stars, count, review
  --promotions FILE      what is taken off, for everybody: id, name, kind, value, products
  --price-lists FILE     the same for a group of customers: id, group, name, kind, value …
  --coupons FILE         the same for whoever is known and has the code: code, name, kind …
                         each may be given several times, and each may be left out;
                         in the last eight, live = no takes a line's thing away again
  --language LANG        of the catalogue's words: pt-BR (the first one), en or es; the other two fill
                         in their words for products that are there, and touch nothing else
  --online-stock         the catalogue's availability is the web shop's own stock
  --dry-run              write nothing, tell what would change (pictures are not looked at);
                         ends with 2 when lines would be rejected
  --pictures DIR         pictures named after an item, SKU, GTIN or style; the catalogue's
                         column picture may name them too
  --pictures-from HOST,… takes addresses of that column (image_link) from these hosts;
                         *.shop.example is every public host below it
  --store NAME           a store of the chain; made when it is new; may be given several times
  --zone ZONE            time zone of new stores (this machine's)
  --map FIELD=COLUMN,…   which column holds what, where its name doesn't say so;
                         history.item=SKU for one kind of file
  --mapping FILE         the same as JSON: {"name": "Title", "history": {"item": "SKU"}}
  --support N            distinct customers before "goes with" is said (3)
  --rejected DIR         where rejected lines are written (the data folder)
  --data DIR             data folder of the shop (.gondola in the project folder)
  --help

  DATABASE_URL           a PostgreSQL server to use instead of the bundled one

One line of each, as CSV:

  catalogue  id,gtin,title,price,product_type,sale_price,sale_price_effective_date,availability
             b39,7891000100103,Bota,459.90 BRL,Shoes > Boots,399.90 BRL,2026-11-20T00:00-0300/2026-11-30T23:59-0300,in_stock
             Shoes is the department, Boots a tag; the sale becomes a promotion, and ends when the column
             is empty in a later run; what is out of stock on line counts with --online-stock only
  recalls    id,gtin,lots,serials,level,from,to,text,text_en,text_es
             R7,7891000100103,L2611|L2612,,stop,2026-11-01,,A tampa pode soltar.,,
             no lots: every lot; level stop or notice; it ends at "to"
  markdowns  id,products,steps
             cold,7891000100103|mel-500,10:20|3:40
             from 10 days before its date on 20 % off, from 3 days on 40 %; products * is all
  tag rules  id,pattern,names,base,decimals
             scale,20IIIIIPPPPPC,gtin,9520000,2
             I item, P price or W weight, V the value's own check digit, X nothing, C check digit;
             names: gtin (base + item; without a base the number with zeros for its value) or sku
  posters    code,name,name_en,name_es,products
             10001,Mesa de domingo,Sunday table,,bule-quintal|7891000100103
  ratings    product,rating,count,review,review_en,review_es,review_2,review_3
             bota-serra,4.6,38,Serve como o número diz.,,,,
  promotions id,name,kind,value,products,departments,tags,from,to,weekly,stacking,best_of,priority
             sexta,Noite de sexta,percent,15,,Calçados,,2026-11-01,2027-01-01,fri 18:00-22:00,best,,0
             kinds: percent 15 | amount 20.00 (off each) | price 99.90 (each) | bundle 199.90 or 10%
             (products boot|sock*2 together) | buy-get 2+1 or 1+1:50%; products * is all; times without
             a zone are the web shop's; stacking: best of its group, exclusive, or stack by priority
  price lists, coupons
             the same, with group, or with code and use (once or many times by a person)
`;

const optionOf = {
  catalogue: 'catalogue',
  stock: 'stock',
  recall: 'recalls',
  markdown: 'markdowns',
  tagRule: 'tag-rules',
  poster: 'posters',
  rating: 'ratings',
  promotion: 'promotions',
  priceList: 'price-lists',
  coupon: 'coupons',
  history: 'history',
} as const satisfies Record<FileKind, string>;

type Closer = () => Promise<void> | void;

type Wanted = ImportOrder & { dryRun: boolean };

/** Resolves with the exit code: 0 done, 1 refused, 2 a dry run found lines to reject, 130 stopped by the person. */
export async function importCommand(args: string[]): Promise<number> {
  const ending = untilAskedToEnd();
  const closers: Closer[] = [];
  try {
    const wanted = parseImport(args);
    if (wanted === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    return await importWith(wanted, closers, ending.signal);
  } catch (error) {
    if (ending.signal.aborted) return 130;
    tellWhy(error);
    return 1;
  } finally {
    await closeInTime(closers);
    ending.forget();
  }
}

async function importWith(wanted: Wanted, closers: Closer[], signal: AbortSignal): Promise<number> {
  const { dryRun: isDry, files } = wanted;
  const readMost = files.map(({ kind }) => (kind === 'history' ? 20 : 5));
  const pictures = wanted.pictures && !isDry ? [20] : [];
  const progress = showProgress([1, ...(isDry ? [3] : []), 1, ...readMost, ...pictures, 2, ...(isDry ? [] : [2, 2])]);
  closers.push(progress.end);
  progress.step('Opening the database');
  const say = (line: string): void => progress.say(line);
  // After the work, connections end with the database: no trouble of anybody's.
  let isDone = false;
  const open = {
    dataDir: wanted.dataDir,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    onProgress: say,
    onTrouble: (line: string) => (isDone ? undefined : say(line)),
    signal,
  };
  // A server that runs on this folder has the database up: it is used, and left alone afterwards.
  const joined =
    open.databaseUrl !== undefined || holderOf(wanted.dataDir) !== undefined ? await joinShopDatabase(open) : undefined;
  if (!joined) closers.push(openDataFolder(wanted.dataDir).release);
  const database = joined ?? (await openShopDatabase(open));
  closers.push(database.close);
  const context = { db: database.db, nowMs: Date.now(), signal, onStep: progress.step, onPortion: progress.portion };
  const run = async (): Promise<{ summary: Summary; lines: string[] }> => {
    if (!isDry) {
      await migrate(database.db, say);
      const summary = await runImport(wanted, context);
      return { summary, lines: summaryLines(summary) };
    }
    await readyForDryRun(database.db, say);
    const { summary, differences } = await dryRun(wanted, context);
    return { summary, lines: [...(summary.stopped ? [] : differenceLines(differences)), '', ...summaryLines(summary)] };
  };
  const { summary, lines } = await run();
  isDone = true;
  progress.end();
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
  if (summary.stopped) return 130;
  return isDry && summary.files.some(({ tally }) => tally.rejected > 0) ? 2 : 0;
}

export function parseImport(args: string[]): Wanted | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (!values.chain?.trim()) throw wrong('--chain is missing: which chain is it?');
  const files = fileKinds.flatMap((kind) =>
    (values[optionOf[kind]] ?? []).map((path) => ({ kind, path: place(path) })),
  );
  const pictures = {
    folder: values.pictures === undefined ? null : place(values.pictures),
    hosts: parseHosts(values['pictures-from'] ?? []),
  };
  const hasPictures = pictures.folder !== null || pictures.hosts.length > 0;
  if (files.length === 0 && pictures.folder === null)
    throw wrong('No file was given, such as --catalogue, --stock, --history or --recalls.');
  const support = Number(values.support);
  if (!Number.isInteger(support) || support < 1) throw wrong(`--support ${values.support} is no whole number from 1.`);
  const zone = values.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  refuseUnknownZone(zone);
  const language = Locale.safeParse(values.language);
  if (!language.success) throw wrong(`--language ${values.language} is none of ${locales.join(', ')}.`);
  const dataDir = values.data === undefined ? DEFAULT_DATA_DIR : place(values.data);
  return {
    chain: values.chain.trim(),
    currency: values.currency?.toUpperCase() ?? null,
    stores: values.store ?? [],
    zone,
    files,
    mapping: {
      ...(values.mapping === undefined ? {} : readMapping(place(values.mapping))),
      ...Object.assign({}, ...(values.map ?? []).map(parseMapping)),
    },
    language: language.data,
    onlineStock: values['online-stock'],
    dryRun: values['dry-run'],
    ...(hasPictures ? { pictures } : {}),
    rejectedDir: values.rejected === undefined ? dataDir : place(values.rejected),
    dataDir,
    support,
  };
}

/** Relative to where the person stands, not to the project. */
const place = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  try {
    const options = {
      chain: text,
      currency: text,
      catalogue: many,
      stock: many,
      history: many,
      recalls: many,
      markdowns: many,
      'tag-rules': many,
      posters: many,
      ratings: many,
      promotions: many,
      'price-lists': many,
      coupons: many,
      language: { type: 'string', default: 'pt-BR' },
      'online-stock': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      pictures: text,
      'pictures-from': many,
      store: many,
      zone: text,
      map: many,
      mapping: text,
      support: { type: 'string', default: '3' },
      rejected: text,
      data: text,
      help: { type: 'boolean', default: false },
    } as const;
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

function readMapping(file: string): Mapping {
  try {
    return mappingOfJson(file, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw new StartRefusal(
      `The mapping ${file} cannot be read: ${(error as Error).message}`,
      'It is JSON: {"name": "Title"}.',
    );
  }
}

function refuseUnknownZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw wrong(`--zone ${zone} is no time zone such as Europe/London.`);
  }
}

const wrong = (what: string): StartRefusal => new StartRefusal(what, '`npx gondola import --help` lists the options.');
