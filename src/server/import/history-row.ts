// One line of a history file to an event in the names the web already uses (GA4 e-commerce).
// Its id is made of its content and of how often that content was seen before, so a second run adds nothing.
import type { HomeId } from '#domain/ids.ts';
import { gtinOf, refuseOtherCurrency } from './catalogue-row.ts';
import { sourceUuid } from './source-id.ts';
import { BadCell, brief, instantMs, priceMinor, wholeNumber, words } from './values.ts';

export const eventNames = [
  'view_item',
  'view_item_list',
  'select_item',
  'search',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'begin_checkout',
  'purchase',
  'refund',
];

export interface HistoryLine {
  /** The customer's name in the source; null: a guest. */
  customer: string | null;
  visit: string | null;
  atMs: number;
  name: string;
  /** What the source calls the item, by its own id or by its GTIN. */
  item: string | null;
  gtin14: string | null;
  quantity: number | null;
  priceMinor: number | null;
  /** The source's own name of the event; its lines keep it when the event is sent again. */
  eventId: string | null;
  /** What the shop calls the order that a purchase belongs to. */
  order: string | null;
}

export function historyLine(read: (field: string) => string, currency: string): HistoryLine {
  const customer = words(read('customer'), 'the customer', 120) || null;
  const visit = words(read('visit'), 'the visit', 120) || null;
  if (customer === null && visit === null) throw new BadCell('neither customer nor visit');
  const name = words(read('event'), 'the event', 40).toLowerCase() || 'purchase';
  if (!eventNames.includes(name)) throw new BadCell(`the event "${brief(name)}" is none of ${eventNames.join(', ')}`);
  const item = words(read('item'), 'the item', 120) || null;
  const gtin14 = item === null && (name !== 'search' || read('gtin').trim() !== '') ? gtinOf(read('gtin')) : null;
  const quantity = read('quantity').trim() === '' ? null : wholeNumber(read('quantity'), 'the quantity');
  if (quantity !== null && (quantity < 1 || quantity > 10_000_000)) throw new BadCell(`the quantity is ${quantity}`);
  refuseOtherCurrency(read('currency'), currency);
  const price = read('price').trim() === '' ? null : priceMinor(read('price'), currency);
  const eventId = words(read('eventId'), 'the event_id', 120) || null;
  const order = words(read('order'), 'the transaction_id', 120) || null;
  const atMs = instantMs(read('at'));
  return { customer, visit, atMs, name, item, gtin14, quantity, priceMinor: price, eventId, order };
}

/**
 * Ids of events. Where the source names its events, that name counts: a line that comes again is the same one. Else two
 * lines that say the same are two events; the second one's id carries how many came before it.
 * Only the last 100,000 contents are remembered (bounded memory), so twins that lie further apart count once.
 */
export class EventIds {
  #recent = new Map<string, number>();
  #older = new Map<string, number>();

  idOf(chain: HomeId, line: HistoryLine): string {
    if (line.eventId !== null)
      return sourceUuid(
        chain,
        'event id',
        line.customer ?? '',
        line.visit ?? '',
        line.eventId,
        line.item ?? line.gtin14 ?? '',
      );
    const content = sourceUuid(
      chain,
      'event',
      line.customer ?? '',
      line.visit ?? '',
      String(line.atMs),
      line.name,
      line.item ?? line.gtin14 ?? '',
      String(line.quantity ?? ''),
      String(line.priceMinor ?? ''),
    );
    const before = this.#recent.get(content) ?? this.#older.get(content) ?? 0;
    this.#recent.set(content, before + 1);
    if (this.#recent.size >= 50_000) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    return before === 0 ? content : `${content}/${before}`;
  }
}
