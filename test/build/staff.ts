// A member of staff with a PIN, and an order that is ready: what the staff side of a test needs in the small shop.
import type { Kysely } from 'kysely';
import type { Row } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import type { Database } from '#server/database/schema.ts';
import { setPin } from '#server/session/pin.ts';
import { buildFulfilment, testId } from './domain.ts';
import { commit, type SmallShop, startMs } from './small-shop.ts';

export async function makeStaff(
  db: Kysely<Database>,
  shop: SmallShop,
  number: string,
  pin: string,
  role: 'staff' | 'manager' = 'staff',
): Promise<Row<'staff'>> {
  const person: Row<'staff'> = { id: testId(), number, name: 'Ana', role, live: true };
  await commit(db, [put('staff', shop.store, person)]);
  await setPin(db, shop.store, person.id, pin, startMs);
  return person;
}

export async function makeFulfilment(db: Kysely<Database>, shop: SmallShop): Promise<Row<'fulfilment'>> {
  const line = { lineId: testId(), productId: shop.productId, variantId: shop.variantIds[1], quantity: 1 };
  const ready = buildFulfilment({ orderHome: shop.web, lines: [line] });
  await commit(db, [put('fulfilment', shop.store, ready)]);
  return ready;
}
