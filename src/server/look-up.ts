// On-line questions [FD4]: stock of other stores, an order by its number, who shows a code.
// Nothing of another chain is ever found; every look at an order leaves a line in the audit [T17].
import type * as z from 'zod/mini';
import type { HomeId } from '#domain/ids.ts';
import { available } from '#domain/stock.ts';
import type {
  EnrolmentAnswer,
  EnrolmentQuestion,
  OrderAnswer,
  OrderQuestion,
  StockAnswer,
  StockQuestion,
} from '#protocol/lookup.ts';
import type { Authority } from './authority.ts';
import { Refused } from './http/refused.ts';
import { recordToRow } from './rows.ts';
import { callerOf } from './session/caller.ts';
import { typedCode } from './session/enrol.ts';
import { openShift } from './session/grants.ts';

/** The chain's other shops that people can walk into; the web's stock is in every device's own feeds. */
export async function stockElsewhere(authority: Authority, body: z.infer<typeof StockQuestion>): Promise<StockAnswer> {
  const { home, chain } = await callerOf(authority, body);
  const found = await authority.db
    .selectFrom('stock')
    .innerJoin('home', 'home.id', 'stock.home_id')
    .innerJoin('store', (join) => join.onRef('store.id', '=', 'home.id').onRef('store.home_id', '=', 'home.chain_id'))
    .selectAll('stock')
    .select('store.name')
    .where('home.chain_id', '=', chain)
    .where('home.kind', '=', 'store')
    .where('home.is_web', '=', false)
    .where('home.id', '!=', home)
    .where('stock.id', '=', body.variantId)
    .orderBy('store.name')
    .execute();
  const stores = found.map(({ name, ...line }) => {
    const stock = recordToRow('stock', line);
    return { home: line.home_id as HomeId, name, available: available(stock), asOfMs: stock.asOfMs };
  });
  return { serverTimeMs: authority.now(), stores };
}

/** Throws Refused 403 no_shift, 404 not_found. */
export async function orderByNumber(authority: Authority, body: z.infer<typeof OrderQuestion>): Promise<OrderAnswer> {
  const { device, home, chain } = await callerOf(authority, body);
  const shift = await openShift(authority, [body.grant], device.id, home);
  if (!shift) throw new Refused(403, 'no_shift');
  const { db } = authority;
  const stores = (
    await db.selectFrom('home').select('id').where('chain_id', '=', chain).where('kind', '=', 'store').execute()
  ).map(({ id }) => id);
  const number = body.number.trim().replace(/^#/, '');
  const found = await db
    .selectFrom('order')
    .selectAll()
    .where('home_id', 'in', stores)
    .where('number', '=', number)
    .orderBy('placed_ms', 'desc')
    .executeTakeFirst();
  await db
    .insertInto('audit')
    .values({
      home_id: chain,
      id: authority.newId(),
      at_ms: authority.now(),
      actor: shift.subject ?? shift.device,
      device: device.id,
      what: 'look_up_order',
      about: found?.id ?? 'nothing',
    })
    .execute();
  if (!found) throw new Refused(404, 'not_found');
  const order = recordToRow('order', found);
  const fulfilments = await db
    .selectFrom('fulfilment')
    .selectAll()
    .where('home_id', 'in', stores)
    .where('order_id', '=', order.id)
    .orderBy('id')
    .execute();
  return {
    serverTimeMs: authority.now(),
    order,
    fulfilments: fulfilments.map((line) => {
      const { proof: _, ...open } = recordToRow('fulfilment', line);
      return open;
    }),
    here: home,
  };
}

/** Throws Refused 403 no_shift, 404 not_found. */
export async function waitingEnrolment(
  authority: Authority,
  body: z.infer<typeof EnrolmentQuestion>,
): Promise<EnrolmentAnswer> {
  const { device, home } = await callerOf(authority, body);
  const shift = await openShift(authority, [body.grant], device.id, home);
  if (shift?.level !== 'manager') throw new Refused(403, 'no_shift');
  const found = await authority.db
    .selectFrom('enrolment')
    .selectAll()
    .where('code', '=', typedCode(body.code))
    .where('used_ms', 'is', null)
    .where('ends_ms', '>', authority.now())
    .executeTakeFirst();
  if (!found) throw new Refused(404, 'not_found');
  return {
    serverTimeMs: authority.now(),
    deviceId: found.device_id as EnrolmentAnswer['deviceId'],
    publicKey: found.public_key,
    screen: found.screen,
    askedMs: found.asked_ms,
    suggested: found.suggested,
  };
}
