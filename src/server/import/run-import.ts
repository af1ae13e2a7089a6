// `gondola import`, top to bottom: look at the files, open the chain, bring in catalogue, stock, what tags and posters
// mean, what is taken off prices, and history, then what follows from them. Stopped at any point, it is simply run again: what is there is not written twice.
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Locale } from '#domain/text.ts';
import type { Database } from '#server/database/schema.ts';
import { keepsLog } from '#server/keeps-log.ts';
import { webZone } from '#server/shop/offer-ground.ts';
import { renewOffers } from '#server/shop/renew-offers.ts';
import { rebuildNeighbours } from '#server/suggest/neighbours.ts';
import { buildSnapshots } from '#server/snapshot.ts';
import { openCatalogue } from './catalogue.ts';
import { type Chain, openChain } from './chain.ts';
import type { Into } from './chain-rows.ts';
import { type FileKind, fileKinds, type Mapping } from './columns.ts';
import { openDeals } from './deals.ts';
import { openHistory } from './history.ts';
import { openMarkdowns } from './markdowns.ts';
import { bringPictures, type PictureOrder } from './pictures.ts';
import { openPosters } from './posters.ts';
import { type InputFile, inspect, readInto } from './read-file.ts';
import { openRatings } from './ratings.ts';
import { openRecalls } from './recalls.ts';
import { RejectedFiles } from './rejected.ts';
import { Sales } from './sales.ts';
import { openStock } from './stock.ts';
import { findDoubles, type Summary } from './summary.ts';
import { openTagRules } from './tag-rules.ts';
import { addWritten, newTally, type Tally, writtenInAll } from './tally.ts';
import { tellServers } from './tell-servers.ts';
import { openTranslations } from './translations.ts';

export interface ImportOrder {
  chain: string;
  currency: string | null;
  stores: readonly string[];
  zone: string;
  files: readonly { kind: FileKind; path: string }[];
  mapping: Mapping;
  /** The language of the catalogue's words; one that is not the first fills just those. */
  language: Locale;
  /** A catalogue's availability is the web shop's own. */
  onlineStock: boolean;
  pictures?: PictureOrder;
  /** Where the files of rejected rows go, and where the snapshots lie (the server's data folder). */
  rejectedDir: string;
  dataDir: string;
  /** How many distinct customers must have bought two things together before that is said. */
  support: number;
}

export interface ImportContext {
  db: Kysely<Database>;
  nowMs: number;
  signal: AbortSignal;
  onStep: (doing: string) => void;
  onPortion: (fraction: number) => void;
  /** `db` is a copy that goes away (dry-run.ts): no file is written beside it, and nobody is told. */
  isDry?: boolean;
}

export async function runImport(wanted: ImportOrder, context: ImportContext): Promise<Summary> {
  const { db, nowMs, signal, onStep, onPortion } = context;
  const startedMs = performance.now();
  onStep('Looking at the files');
  const known = await db
    .selectFrom('home')
    .select('currency')
    .where('kind', '=', 'chain')
    .where('name', '=', wanted.chain)
    .executeTakeFirst();
  const currency = wanted.currency ?? known?.currency ?? '';
  const files: InputFile[] = [];
  for (const kind of fileKinds) {
    for (const { path } of wanted.files.filter((file) => file.kind === kind))
      files.push(
        await inspect({ path, kind, wordsOnly: saysWordsOnly(kind, wanted) }, wanted.mapping, currency, signal),
      );
  }

  const chain = await openChain(db, {
    name: wanted.chain,
    currency: wanted.currency,
    stores: wanted.stores,
    zone: wanted.zone,
    nowMs,
  });
  const summary: Summary = {
    chain: chain.name,
    files: [],
    isDry: context.isDry ?? false,
    stopped: false,
    doubles: [],
    doubleCount: 0,
    neighbours: 0,
    snapshots: 0,
    seconds: 0,
  };
  const sales = new Sales({ db, chain, nowMs });
  const rejectedFiles = new RejectedFiles(summary.isDry ? null : wanted.rejectedDir);
  const lastCatalogue = files.findLast(({ kind }) => kind === 'catalogue');
  for (const file of files) {
    onStep(`Reading ${file.path}`);
    const rejected = rejectedFiles.open(file.path);
    const tally = newTally();
    const reading = { rejected, tally, signal, onRead: (bytes: number) => onPortion(bytes / Math.max(1, file.bytes)) };
    const fileStartedMs = performance.now();
    const isWhole = await readFile({ db, chain, nowMs }, file, wanted, sales, reading);
    if (isWhole && file === lastCatalogue) await sales.end(tally);
    await rejected.close();
    summary.files.push({
      path: file.path,
      kind: file.kind,
      tally,
      rejectedPath: rejected.count > 0 ? rejected.path || null : null,
      reasons: rejected.reasons,
      examples: rejected.examples,
      notTaken: file.kind === 'catalogue' ? [...picturesLeft(file, wanted), ...file.notTaken] : [],
      seconds: (performance.now() - fileStartedMs) / 1000,
    });
    if (isWhole) continue;
    summary.stopped = true;
    break;
  }

  // Files are no rows: there is no copy of them to try on.
  if (!summary.stopped && wanted.pictures && !summary.isDry)
    await bringPictures(
      { db, chain, nowMs },
      wanted.pictures,
      files,
      { ...context, rejectedFiles, dataDir: wanted.dataDir },
      summary,
    );
  if (!summary.stopped) await finish(chain, wanted, context, summary);
  summary.seconds = (performance.now() - startedMs) / 1000;
  return summary;
}

async function readFile(
  into: Into,
  file: InputFile,
  wanted: ImportOrder,
  sales: Sales,
  reading: Parameters<typeof readInto>[2],
): Promise<boolean> {
  const { language, onlineStock } = wanted;
  const { db, chain, nowMs } = into;
  switch (file.kind) {
    case 'catalogue':
      return language === 'pt-BR'
        ? readInto(file, await openCatalogue(into, { columns: file.columns, onlineStock, sales }), reading)
        : readInto(file, openTranslations(into, language), reading);
    case 'stock':
      return readInto(file, openStock(db, chain, onlyStore(chain, wanted.stores), nowMs), reading);
    case 'recall':
      return readInto(file, openRecalls(into), reading);
    case 'markdown':
      return readInto(file, openMarkdowns(into), reading);
    case 'tagRule':
      return readInto(file, openTagRules(into), reading);
    case 'poster':
      return readInto(file, openPosters(into), reading);
    case 'rating':
      return readInto(file, openRatings(into), reading);
    case 'promotion':
      return readInto(file, openDeals(into, 'discount', await webZone(db, chain.id)), reading);
    case 'priceList':
      return readInto(file, openDeals(into, 'priceList', await webZone(db, chain.id)), reading);
    case 'coupon':
      return readInto(file, openDeals(into, 'coupon', await webZone(db, chain.id)), reading);
    case 'history':
      return readInto(file, openHistory(db, chain, nowMs), reading);
  }
}

/** The columns that name pictures, where nobody asked for pictures. */
const picturesLeft = ({ columns }: InputFile, { pictures }: ImportOrder): string[] =>
  pictures ? [] : ['picture', 'pictures'].flatMap((field) => columns[field] ?? []);

const saysWordsOnly = (kind: FileKind, { language }: ImportOrder): boolean =>
  kind === 'catalogue' && language !== 'pt-BR';

/** Lines of stock that name no store mean the one that was named with --store, or the only one there is. */
function onlyStore(chain: Chain, named: readonly string[]): HomeId | null {
  const homes =
    named.length > 0
      ? named.map((name) => chain.stores.get(name.toLowerCase()))
      : [...new Set(chain.stores.values())].filter((home) => home !== chain.web);
  return homes.length === 1 ? (homes[0] ?? null) : null;
}

async function finish(
  chain: Chain,
  wanted: ImportOrder,
  { db, nowMs, onStep, onPortion }: ImportContext,
  summary: Summary,
): Promise<void> {
  const discounts = summary.files.findLast(({ kind, tally }) => kind === 'promotion' || saysSales(tally));
  onStep('Working out the prices');
  if (discounts) {
    const log = await keepsLog(db, chain.id);
    const offers = await renewOffers(db, { chain: chain.id, nowMs, sinceRev: null, log });
    addWritten(discounts.tally, 'offer', offers);
  }
  const doubles = await findDoubles(db, chain.id);
  summary.doubles = doubles.examples;
  summary.doubleCount = doubles.count;
  if (summary.isDry) return;
  const written = summary.files.reduce((sum, { tally }) => sum + writtenInAll(tally), 0);
  // Also when nothing came in now: an earlier run may have been stopped before this.
  onStep('Working out what goes together');
  summary.neighbours = await rebuildNeighbours(db, { chain: chain.id, support: wanted.support, nowMs, onPortion });
  onStep('Packing the files for the tablets');
  summary.snapshots = await buildSnapshots(db, { dataDir: wanted.dataDir, chain: chain.id, nowMs, everyRevs: 1 });
  if (written > 0 || summary.snapshots > 0) await tellServers(db, [chain.id, ...new Set(chain.stores.values())]);
}

const saysSales = ({ written }: Tally): boolean => written.has('discount') || written.has('discount withdrawn');
