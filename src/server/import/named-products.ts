// Which products a cell of a file names: a style's own id, an item's id or a GTIN, in this order of trust.
// Promise: a name that means nothing, or several things, is told; nothing near it is taken instead.
import { gtinToGtin14 } from '#domain/gtin.ts';
import { existingRows } from './existing-rows.ts';
import type { Into } from './chain-rows.ts';
import { type Answer, Items } from './items.ts';
import { productIdOf } from './source-id.ts';

/** `variantId` null: a style, with all its items. */
export interface Named {
  productId: string;
  variantId: string | null;
}

interface Unknown {
  reason: string;
}

export class NamedProducts {
  readonly #into: Into;
  readonly #items: Items;

  constructor(into: Into) {
    this.#into = into;
    this.#items = new Items(into.db, into.chain.id);
  }

  /** For each list the ids of its products, in its order and each once, or the reason why it can't be taken. */
  async find(lists: readonly (readonly string[])[]): Promise<(string[] | Unknown)[]> {
    const all = await this.findEach(lists);
    return all.map((found) => (Array.isArray(found) ? [...new Set(found.map(({ productId }) => productId))] : found));
  }

  /** The same, name by name; an item keeps which one of its style it is. */
  async findEach(lists: readonly (readonly string[])[]): Promise<(Named[] | Unknown)[]> {
    const byName = await this.#byName([...new Set(lists.flat())]);
    return lists.map((names) => {
      const found: Named[] = [];
      for (const name of names) {
        const answer = byName.get(name) ?? 'unknown';
        if (answer === 'many') return { reason: `the GTIN ${name} belongs to several items` };
        if (answer === 'unknown') return { reason: `no product ${name} in the catalogue` };
        found.push(answer);
      }
      return found;
    });
  }

  async #byName(names: readonly string[]): Promise<Map<string, Answer | Named>> {
    const { db, chain } = this.#into;
    const styles = await existingRows(
      db,
      'product',
      chain.id,
      names.map((name) => productIdOf(chain.id, name)),
    );
    const items = await this.#items.find(names.map((item) => ({ item, gtin14: null })));
    const gtins = await this.#items.find(names.map((name) => ({ item: null, gtin14: gtin14Of(name) ?? null })));
    return new Map(
      names.map((name, at) => {
        const style = styles.get(productIdOf(chain.id, name));
        const item = items[at] ?? 'unknown';
        const answer = style
          ? { productId: style.id, variantId: null }
          : item !== 'unknown'
            ? item
            : (gtins[at] ?? 'unknown');
        return [name, answer];
      }),
    );
  }
}

const gtin14Of = (name: string): string | undefined => gtinToGtin14(name.replaceAll(/[\s-]/g, ''));
