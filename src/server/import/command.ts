// The command line of `gondola import`: options to an order, a database that is already run by a server or is
// started for as long as this takes, a bar meanwhile, a summary at the end.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { holderOf, openDataFolder } from '#server/data-folder.ts';
import { migrate } from '#server/database/migrate.ts';
import { joinShopDatabase, openShopDatabase } from '#server/database/shop-database.ts';
import { closeInTime, untilAskedToEnd } from '#server/ending.ts';
import { DEFAULT_DATA_DIR } from '#server/options.ts';
import { showProgress } from '#server/progress.ts';
import { tellWhy } from '#server/start.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { fileKinds, mappingOfJson, parseMapping, type FileKind, type Mapping } from './columns.ts';
import { type ImportOrder, runImport } from './run-import.ts';
import { summaryLines } from './summary.ts';

const HELP = `gondola import --chain NAME [options]

  --chain NAME           the chain to fill; made when it is new
  --currency XXX         its currency (ISO 4217); needed for a new chain
  --catalogue FILE       items: id, GTIN, name, price …        (.csv .tsv .jsonl, each also .gz)
  --stock FILE           item, store, number on hand
  --history FILE         web history: customer, visit, time, item, event, quantity
  --recalls FILE         goods called back: id, GTIN, lots, from, to, level, text
  --markdowns FILE       less for what must go soon: id, products, steps
  --tag-rules FILE       what the shop's own numbers mean: id, pattern, names
  --posters FILE         several products under one short code: code, name, products
                         each may be given several times, and each may be left out;
                         in the last four, live = no takes a line's thing away again
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
`;

const optionOf = {
  catalogue: 'catalogue',
  stock: 'stock',
  recall: 'recalls',
  markdown: 'markdowns',
  tagRule: 'tag-rules',
  poster: 'posters',
  history: 'history',
} as const satisfies Record<FileKind, string>;

type Closer = () => Promise<void> | void;

/** Resolves with the exit code: 0 done, 1 refused, 130 stopped by the person. */
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

async function importWith(wanted: ImportOrder, closers: Closer[], signal: AbortSignal): Promise<number> {
  const progress = showProgress([1, ...wanted.files.map(({ kind }) => (kind === 'history' ? 20 : 5)), 1, 2, 2]);
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
  await migrate(database.db, say);
  const summary = await runImport(wanted, {
    db: database.db,
    nowMs: Date.now(),
    signal,
    onStep: progress.step,
    onPortion: progress.portion,
  });
  isDone = true;
  progress.end();
  process.stdout.write(
    `\n${summaryLines(summary)
      .map((line) => `  ${line}\n`)
      .join('')}\n`,
  );
  return summary.stopped ? 130 : 0;
}

export function parseImport(args: string[]): ImportOrder | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (!values.chain?.trim()) throw wrong('--chain is missing: which chain is it?');
  const files = fileKinds.flatMap((kind) =>
    (values[optionOf[kind]] ?? []).map((path) => ({ kind, path: place(path) })),
  );
  if (files.length === 0) throw wrong('No file was given, such as --catalogue, --stock, --history or --recalls.');
  const support = Number(values.support);
  if (!Number.isInteger(support) || support < 1) throw wrong(`--support ${values.support} is no whole number from 1.`);
  const zone = values.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  refuseUnknownZone(zone);
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
