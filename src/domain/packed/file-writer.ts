// A packed feed, block by block as its rows come: what the server streams into a file, and a test into memory.
// Promise: memory holds one group of rows, sixteen bytes for each row that others point at, and the words that come often.
import { ByteWriter } from './byte-writer.ts';
import { rowsPerGroup } from './column-kinds.ts';
import { derivedPrefix } from './derived-id.ts';
import {
  checksumOf,
  derivedIds,
  type Footer,
  magic,
  packedFormat,
  type PackedTable,
  references,
} from './file-shape.ts';
import { type GroupWriting, packGroup, type RowToPack } from './group-writer.ts';
import { IdPlaces } from './id-places.ts';
import { placeWidth } from './uints.ts';
import { utf8Of } from './utf8.ts';
import { VocabularyWriter } from './vocabulary.ts';

type AnyRow = { readonly id: string };
type Pages<Item> = AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>;

export interface TableToPack {
  table: string;
  /** All fields of a row; `id` is packed first. */
  fields: readonly string[];
  /** In the order of their ids; 4,096 to a page, fewer only in the last. */
  pages: Pages<AnyRow>;
  /** The source's own id of the variant that a row of a floor is about; it is no field of the row. */
  sourceOf?: (row: AnyRow) => string | null;
  /** Column → the positions of all rows in that column's order; asked for after the rows. */
  orders: Readonly<Record<string, Pages<number>>>;
}

export class FileWriter {
  readonly #emit: (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void;
  readonly #chain: string | null;
  readonly #tables: PackedTable[] = [];
  readonly #words: Footer['words'] = {};
  readonly #places = new Map<string, IdPlaces>();
  readonly #vocabulary = new VocabularyWriter();
  #length = 0;

  /** `emit` is given one block after the other, each when the one before was taken. `chain`: whose ids may be reckoned. */
  constructor(emit: (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void, chain: string | null = null) {
    this.#emit = emit;
    this.#chain = chain;
  }

  /** A table without rows leaves nothing. Tables that others point at come before them. */
  async add({ table, fields, pages, orders, sourceOf }: TableToPack): Promise<void> {
    const columns = ['id', ...fields.filter((field) => field !== 'id')];
    const packed: PackedTable = { table, rows: 0, columns, groups: [], orders: {} };
    const own = isPointedAt(table) ? new IdPlaces() : null;
    if (own) this.#places.set(table, own);
    const pointed = references[table] ?? {};
    const writing: GroupWriting = {
      vocabulary: this.#vocabulary,
      derived: this.#derivedOf(table, sourceOf),
      placeOf: (column) => {
        const places = this.#places.get(pointed[column] ?? '');
        return places && ((id) => places.placeOf(id));
      },
    };
    for await (const rows of pages) {
      if (packed.rows % rowsPerGroup !== 0) throw new RangeError(`${table}: a page after one that was not full`);
      own?.add(rows.map(({ id }) => id));
      packed.groups.push(await this.#write(packGroup(rows as readonly RowToPack[], columns, writing)));
      packed.rows += rows.length;
    }
    if (packed.rows === 0) return;
    const width = placeWidth(packed.rows);
    for (const [column, positions] of Object.entries(orders)) {
      packed.orders[column] = this.#at;
      for await (const some of positions) {
        const out = new ByteWriter(width * some.length);
        for (const position of some) out.uint(position, width);
        await this.#write(out.done());
      }
    }
    this.#tables.push(packed);
  }

  async addWords(locale: keyof Footer['words'], block: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#words[locale] = [await this.#write(block), block.length];
  }

  /** The footer, its checksum and its length; the signature is the caller's. */
  async finish(head: Pick<Footer, 'feed' | 'cursor' | 'asOfMs'>): Promise<void> {
    const block = this.#vocabulary.finish();
    const vocabulary: Footer['vocabulary'] = [await this.#write(block), block.length];
    const footer: Footer = { format: packedFormat, ...head, tables: this.#tables, words: this.#words, vocabulary };
    const text = utf8Of(JSON.stringify(footer));
    await this.#write(text);
    const trailer = new ByteWriter(8);
    trailer.u32(checksumOf(text));
    trailer.u32(text.length);
    await this.#write(trailer.done());
  }

  get #at(): number {
    return this.#length === 0 ? magic.length : this.#length;
  }

  #derivedOf(table: string, sourceOf: TableToPack['sourceOf']): GroupWriting['derived'] {
    const { of, column } = derivedIds[table] ?? { of: null, column: null };
    if (of === null || this.#chain === null) return null;
    const prefix = derivedPrefix(this.#chain, of);
    if (column !== null) return { prefix, column, sourceOf: (row) => sourceIn(row[column]) };
    return sourceOf ? { prefix, column, sourceOf } : null;
  }

  /** Where the bytes begin. */
  async #write(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
    if (this.#length === 0) {
      this.#length = magic.length;
      await this.#emit(magic);
    }
    const from = this.#length;
    this.#length += bytes.length;
    await this.#emit(bytes);
    return from;
  }
}

const sourceIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const isPointedAt = (table: string): boolean =>
  Object.values(references).some((columns) => Object.values(columns).includes(table));
