// The act that most tests of a push send, a hold, and what it leaves behind in the database.
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import { buildAction, pushOne, type TestDevice } from './shop-server.ts';
import type { ShopScene } from './with-shop-server.ts';

/** `at`: the scene of the test that is running. */
export function holdActs(at: () => ShopScene) {
  const holdInput = (part: object = {}) => ({
    productId: at().shop.productId,
    variantId: at().shop.variantIds[0],
    quantity: 1,
    shown: { minor: 45_900, currency: 'BRL' },
    customer: null,
    siblings: [],
    ...part,
  });
  return {
    holdInput,
    buildHold: (device: TestDevice, input: object = {}, part: Partial<Action> = {}): Promise<Action> =>
      buildAction(device, 'hold', holdInput(input), part),
    one: (device: TestDevice, action: Action): Promise<Receipt> => pushOne(at().server.app, device, action),
    holds: () => at().database.db.selectFrom('hold').selectAll().execute(),
    /** Of the variant with this index. */
    stock: (index = 0) =>
      at()
        .database.db.selectFrom('stock')
        .selectAll()
        .where('home_id', '=', at().shop.store)
        .where('id', '=', at().shop.variantIds[index] ?? '')
        .executeTakeFirstOrThrow(),
    receipts: () => at().database.db.selectFrom('receipt').selectAll().execute(),
  };
}
