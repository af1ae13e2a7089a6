// "Guardar na minha lista": works for people who say no name. The first save makes the visit's own,
// anonymous customer home; nobody but that visit's device may write there.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { HomeId, RowId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, peek, put, remove } from '#domain/tx.ts';
import { homeWrites, isOwnHome } from './visit-home.ts';

const Input = z.strictObject({ productId: RowId, variantId: RowId, store: HomeId, saved: z.boolean() });

export const mainList = 'main';

export const saveToList = act<z.infer<typeof Input>>({
  kind: 'save-to-list',
  v: 1,
  home: 'customer',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager'],
  lane: (_input, visit) => `visit/${visit}`,

  reads: ({ variantId }, { home, chain }) => [
    key('customer', home, home),
    key('listItem', home, `${mainList}/${variantId}`),
    peek('variant', chain, variantId),
  ],

  apply(rows, { productId, variantId, store, saved }, context) {
    const { home, chain, atMs } = context;
    const customer = rows.get('customer', home, home);
    const variant = rows.get('variant', chain, variantId);
    if (variant?.productId !== productId) return decide(rejected('unknown_product'));
    if (!isOwnHome(customer, context)) return decide(rejected('not_yours'));

    const id = `${mainList}/${variantId}`;
    return decide(applied({ saved }), [
      ...homeWrites(customer, context),
      saved
        ? put(
            'listItem',
            home,
            rows.get('listItem', home, id) ?? { id, list: mainList, productId, variantId, savedMs: atMs, store },
          )
        : remove('listItem', home, id),
    ]);
  },
});
