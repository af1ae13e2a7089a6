// What a catalogue's lines say of availability, to the web shop's stock, where somebody has said that it is just that.
// Promise: "in stock" has no number, so none is made up: a number that is known stays, and "none" becomes unknown.
import type { HomeId } from '#domain/ids.ts';
import { remove } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';
import { plainName } from './columns.ts';
import { existingRows } from './existing-rows.ts';
import type { Into } from './chain-rows.ts';
import { storeCounts } from './stock.ts';
import { addWritten, type Tally } from './tally.ts';
import { BadCell, brief } from './values.ts';

/** 'none': on hand is nothing, whether it can be ordered ahead or not. */
export type Availability = 'some' | 'none' | null;

/** With an underscore, with a space, or as schema.org writes it. */
const meanings: Record<string, Availability> = {
  '': null,
  instock: 'some',
  limitedavailability: 'some',
  outofstock: 'none',
  preorder: 'none',
  backorder: 'none',
};

export function availabilityOf(text: string): Availability {
  const name = plainName(text.trim().replace(/^https?:\/\/schema\.org\//i, '')).replaceAll('_', '');
  const meaning = meanings[name];
  if (meaning === undefined)
    throw new BadCell(`"${brief(text)}" is no availability (in_stock, out_of_stock, preorder, backorder)`);
  return meaning;
}

export class OnlineStock {
  readonly #into: Into;
  #withoutNumber = 0;

  constructor(into: Into) {
    this.#into = into;
  }

  async store(lines: readonly { variantId: string; availability: Availability }[], tally: Tally): Promise<void> {
    const { db, chain, nowMs } = this.#into;
    const idsOf = (wanted: Availability): string[] =>
      lines.filter(({ availability }) => availability === wanted).map(({ variantId }) => variantId);
    const none = idsOf('none').map((variantId) => ({ variantId, onHand: 0, place: null }));
    await storeCounts(db, chain, chain.web, none, nowMs, tally);
    const known = await existingRows(db, 'stock', chain.web, idsOf('some'));
    const stale = [...known.values()].filter(({ onHand, reserved, leased }) => onHand <= 0 && !reserved && !leased);
    this.#withoutNumber += idsOf('some').length - (known.size - stale.length);
    await this.#forget(
      chain.web,
      stale.map(({ id }) => id),
    );
    addWritten(tally, 'stock withdrawn', stale.length);
  }

  async #forget(web: HomeId, ids: readonly string[]): Promise<void> {
    const { db, chain, nowMs } = this.#into;
    if (ids.length === 0) return;
    const log = await keepsLog(db, web);
    const writes = ids.map((id) => remove('stock', web, id));
    await withTransaction(db, (trx) =>
      commitWrites(trx, writes, { kind: 'import', id: chain.name, atMs: nowMs }, { log }),
    );
  }

  end(tally: Tally): void {
    if (this.#withoutNumber > 0)
      tally.notes.push(
        `${this.#withoutNumber} items are in stock on line, but the file has no number: tablets say that it is not known`,
      );
  }
}
