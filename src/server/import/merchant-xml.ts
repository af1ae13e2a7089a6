// A Merchant Center feed as XML (RSS 2.0, Atom) to records: one per item or entry, its g: attributes the columns.
// Promise: memory holds one item; what is no well-formed XML ends the import before anything is written.
import { SaxesParser } from 'saxes';
import { furtherAtMost } from '#domain/gallery.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import type { RawRecord } from './records.ts';

/** Attributes whose absence says something too: without a sale price an earlier sale has ended. */
export const merchantAttributes = ['sale_price', 'sale_price_effective_date', 'availability'] as const;

const merchantNamespace = /^http:\/\/base\.google\.com\/ns\/1\.0\/?$/;
/** Plain elements of RSS and Atom stand in where the feed leaves the g: one out. */
const plainNames: Record<string, string> = {
  id: 'id',
  title: 'title',
  description: 'description',
  summary: 'description',
  content: 'description',
};
/** In characters. */
const itemLimit = 1_048_576;

interface Item {
  line: number;
  /** How deep in the item: 1 is one of its own elements, below that are the parts of a shipping or a tax. */
  depth: number;
  field: { name: string; isMerchant: boolean; text: string } | null;
  merchant: Record<string, string>;
  plain: Record<string, string>;
  length: number;
}

export async function* merchantGroups(file: string, pieces: AsyncGenerator<string>): AsyncGenerator<RawRecord[]> {
  const reader = new ItemReader();
  let any = false;
  const attempt = (work: () => void): RawRecord[] => {
    try {
      work();
    } catch (error) {
      throw new StartRefusal(`${file} is no well-formed XML: ${(error as Error).message}`, 'Fetch or write it again.');
    }
    any ||= reader.found.length > 0;
    return reader.found.splice(0);
  };
  for await (const piece of pieces) yield attempt(() => reader.write(piece));
  yield attempt(() => reader.close());
  if (!any)
    throw new StartRefusal(
      `${file} holds no item or entry.`,
      'A Merchant Center feed is RSS 2.0 or Atom with the namespace http://base.google.com/ns/1.0.',
    );
}

class ItemReader {
  readonly found: RawRecord[] = [];
  readonly #parser = new SaxesParser({ xmlns: true });
  #item: Item | null = null;
  #lastTagAt = 0;

  constructor() {
    this.#parser.on('opentag', ({ local, uri }) => this.#open(local, uri));
    this.#parser.on('closetag', () => this.#shut());
    this.#parser.on('text', (text) => this.#say(text));
    this.#parser.on('cdata', (text) => this.#say(text));
  }

  write(piece: string): void {
    this.#parser.write(piece);
    // The parser gathers a text until the next tag: without an end of it, memory would fill.
    if (this.#parser.position - this.#lastTagAt > 4 * itemLimit) throw new Error('a text that does not end');
  }

  close(): void {
    this.#parser.close();
  }

  #open(local: string, uri: string): void {
    this.#lastTagAt = this.#parser.position;
    const isMerchant = merchantNamespace.test(uri);
    const item = this.#item;
    if (!item) {
      if ((local === 'item' || local === 'entry') && !isMerchant)
        this.#item = { line: this.#parser.line, depth: 0, field: null, merchant: {}, plain: {}, length: 0 };
      return;
    }
    item.depth += 1;
    const name = isMerchant ? local : plainNames[local];
    // What has parts (a shipping with its own price) has no text: its parts are not the item's.
    item.field = item.depth === 1 && name !== undefined ? { name, isMerchant, text: '' } : null;
  }

  #say(text: string): void {
    const item = this.#item;
    if (!item?.field) return;
    item.length += text.length;
    if (item.length <= itemLimit) item.field.text += text;
  }

  #shut(): void {
    this.#lastTagAt = this.#parser.position;
    const item = this.#item;
    if (!item) return;
    if (item.depth === 0) {
      this.found.push(recordOf(item));
      this.#item = null;
      return;
    }
    item.depth -= 1;
    const field = item.field;
    item.field = null;
    const text = field?.text.trim() ?? '';
    if (!field || text === '') return;
    const values = field.isMerchant ? item.merchant : item.plain;
    const before = values[field.name];
    // Further pictures stand in an element each. Of what else stands several times (product types), the first one counts.
    if (before === undefined) values[field.name] = text;
    else if (field.isMerchant && field.name === 'additional_image_link' && before.split('|').length < furtherAtMost)
      values[field.name] = `${before}|${text}`;
  }
}

function recordOf({ line, merchant, plain, length }: Item): RawRecord {
  const values = { ...plain, ...merchant };
  const isTooLong = length > itemLimit;
  return {
    line,
    values: isTooLong ? {} : values,
    fault: isTooLong ? 'the item is longer than 1 MB' : null,
    text: JSON.stringify(values).slice(0, 200),
  };
}
