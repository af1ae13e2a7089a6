// `gondola import --pictures`, top to bottom: the pictures that catalogue lines name, then the files of the folder that
// are named after an item, a SKU, a GTIN or a style.
import { basename } from 'node:path';
import { gtinToGtin14 } from '#domain/gtin.ts';
import { existingRows } from './existing-rows.ts';
import type { Into } from './chain-rows.ts';
import { pictureFetcher } from './picture-fetch.ts';
import { openPictureFolder, type PictureFolder } from './picture-folder.ts';
import type { AllowedHost } from './picture-hosts.ts';
import { openPictureLines, type PictureWays, takeAll } from './picture-lines.ts';
import { openPictureMemory } from './picture-memory.ts';
import { type InputFile, readInto } from './read-file.ts';
import type { Rejected, RejectedFiles } from './rejected.ts';
import { productIdOf, variantIdOf } from './source-id.ts';
import { storePictures } from './store-pictures.ts';
import type { Summary } from './summary.ts';
import { newTally, type Tally } from './tally.ts';

export interface PictureOrder {
  folder: string | null;
  hosts: readonly AllowedHost[];
}

export interface PictureContext {
  rejectedFiles: RejectedFiles;
  dataDir: string;
  signal: AbortSignal;
  onStep: (doing: string) => void;
  onPortion: (fraction: number) => void;
}

const namesPerBatch = 100;

export async function bringPictures(
  into: Into,
  order: PictureOrder,
  files: readonly InputFile[],
  context: PictureContext,
  summary: Summary,
): Promise<void> {
  const { rejectedFiles, dataDir, signal, onStep, onPortion } = context;
  const folder = order.folder === null ? null : await openPictureFolder(order.folder, (names) => meaning(into, names));
  const fetcher = pictureFetcher(order.hosts, signal);
  const ways: PictureWays = { folder, fetcher, memory: await openPictureMemory(dataDir), signal };
  const done = new Set<string>();

  const step = async (path: string, work: (rejected: Rejected, tally: Tally) => Promise<unknown>): Promise<void> => {
    if (signal.aborted) return;
    onStep(`Bringing in the pictures of ${path}`);
    const startedMs = performance.now();
    const rejected = rejectedFiles.open(`${basename(path)}.pictures`);
    const tally = newTally();
    await work(rejected, tally);
    await rejected.close();
    const { count, reasons, examples } = rejected;
    const seconds = (performance.now() - startedMs) / 1000;
    summary.files.push({
      path: `${path} (pictures)`,
      kind: 'catalogue',
      tally,
      rejectedPath: count > 0 ? rejected.path || null : null,
      reasons,
      examples,
      notTaken: [],
      seconds,
    });
  };

  try {
    for (const file of files.filter(({ kind, columns }) => kind === 'catalogue' && columns['picture'] !== undefined)) {
      const onRead = (bytes: number): void => onPortion(bytes / Math.max(1, file.bytes));
      const sink = openPictureLines(into, ways, file.columns['pictures'] !== undefined, (variantId) =>
        done.add(variantId),
      );
      await step(file.path, (rejected, tally) => readInto(file, sink, { rejected, tally, signal, onRead }));
    }
    if (folder && order.folder !== null)
      await step(order.folder, (rejected, tally) =>
        bringNamed(into, folder, ways, { done, rejected, tally, onPortion }),
      );
  } finally {
    fetcher.close();
  }
  summary.stopped ||= signal.aborted;
}

async function bringNamed(
  into: Into,
  folder: PictureFolder,
  ways: PictureWays,
  {
    done,
    rejected,
    tally,
    onPortion,
  }: { done: Set<string>; rejected: Rejected; tally: Tally; onPortion: (fraction: number) => void },
): Promise<void> {
  const reject = async (at: number, reason: string, path: string): Promise<void> => {
    tally.rejected += 1;
    await rejected.add(at + 1, reason, path);
  };
  const byFile = new Set<string>();
  for (let from = 0; from < folder.named.length && !ways.signal.aborted; from += namesPerBatch) {
    const batch = folder.named.slice(from, from + namesPerBatch);
    const meant = await thingsNamed(
      into,
      batch.map(({ name }) => name),
    );
    const bad = new Map<number, string>();
    const wanted = batch.flatMap(({ path, more }, at) => {
      const things = meant[at] ?? [];
      const left = things.filter((thing) => !done.has(idOf(thing)) && !byFile.has(idOf(thing)));
      for (const thing of left) byFile.add(idOf(thing));
      // boot.jpg and boot.png: whichever came last would win, another one in every run.
      if (left.length === 0 && things.some((thing) => byFile.has(idOf(thing))))
        bad.set(at, 'an earlier file of the folder is the picture of this already');
      return left.map((thing) => ({ ...thing, source: path, more, at }));
    });
    // A file that is meant by several things is read once: the memory of pictures sees to it.
    const taken = await takeAll(wanted, ways, (index, reason) => bad.set(wanted[index]?.at ?? 0, reason));
    for (const [at, { path }] of batch.entries()) {
      tally.lines += 1;
      if ((meant[at] ?? []).length === 0) bad.set(at, 'no item, SKU, GTIN or style has this name');
      const reason = bad.get(at);
      if (reason !== undefined) await reject(from + at, reason, path);
    }
    await storePictures(into, taken, tally);
    onPortion((from + batch.length) / folder.named.length);
  }
}

const idOf = ({ productId, variantId }: { productId: string; variantId: string | null }): string =>
  variantId ?? productId;

async function meaning(into: Into, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let from = 0; from < names.length; from += namesPerBatch) {
    const some = names.slice(from, from + namesPerBatch);
    const things = await thingsNamed(into, some);
    for (const [at, name] of some.entries()) if ((things[at] ?? []).length > 0) found.add(name);
  }
  return found;
}

/** For each name the variants and the style that it means, in the order of trust: item, then SKU, then GTIN, then style. */
async function thingsNamed(
  { db, chain }: Into,
  names: readonly string[],
): Promise<{ productId: string; variantId: string | null }[][]> {
  const gtins = names.map((name) => gtinToGtin14(name.replaceAll(/[\s-]/g, '')) ?? '');
  const select = db.selectFrom('variant').select(['id', 'product_id', 'sku', 'gtin14']).where('home_id', '=', chain.id);
  const rows = await select
    .where((is) =>
      is.or([
        is(
          'id',
          'in',
          names.map((name) => variantIdOf(chain.id, name)),
        ),
        is('sku', 'in', [...names]),
        is('gtin14', 'in', gtins),
      ]),
    )
    .orderBy('id')
    .execute();
  const styles = await existingRows(
    db,
    'product',
    chain.id,
    names.map((name) => productIdOf(chain.id, name)),
  );
  return names.map((name, at) => {
    const ways = [
      rows.filter(({ id }) => id === variantIdOf(chain.id, name)),
      rows.filter(({ sku }) => sku === name),
      rows.filter(({ gtin14 }) => gtin14 === gtins[at]),
    ];
    const style = styles.get(productIdOf(chain.id, name));
    const variants = (ways.find((found) => found.length > 0) ?? []).map(({ id, product_id }) => ({
      productId: product_id,
      variantId: id,
    }));
    return [...variants, ...(style ? [{ productId: style.id, variantId: null }] : [])];
  });
}
