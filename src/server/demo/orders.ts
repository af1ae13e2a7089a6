// The demo's orders with their fulfilments: a year of finished ones, and at every store a counter's work of today
// in each state. Numbers follow the time of the order; the newest are about 4140.
import type { HomeId } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import type { Fulfilment, Order, OrderLine } from '#domain/order.ts';
import type { Purchase } from './history.ts';
import { idFor, type Rng, rngFor } from './rng.ts';
import { type Chain, currency } from './stores.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const newestNumber = 4140;

/** How an order came and where it stands; the plan is made before there are numbers. */
export interface Plan {
  readonly purchase: Purchase;
  readonly channel: Order['channel'];
  /** Who hands it over: a store, or the web shop that sends it. */
  readonly by: HomeId;
  readonly state: Fulfilment['state'];
  readonly paidOnWeb: boolean;
  readonly ending: 'returned' | 'halfway' | null;
}

export interface Placing {
  readonly home: HomeId;
  readonly order: Order;
  readonly fulfilments: readonly { readonly home: HomeId; readonly row: Fulfilment }[];
}

/** A finished or nearly finished order of the year, by its age. */
export function planOfYear(seed: string, chain: Chain, purchase: Purchase, nowMs: number): Plan {
  const rng = rngFor(seed, `plan/${purchase.key}`);
  const ageDays = (nowMs - purchase.atMs) / dayMs;
  const inStore = ageDays > 4 && rng.chance(0.1);
  const by = inStore || (ageDays > 4 && rng.chance(0.4)) ? rng.pick(chain.shops) : chain.web;
  const recent = ageDays < 1.5 ? 'new' : 'picking';
  const old = rng.chance(0.03) ? 'cancelled' : 'done';
  const state = ageDays > 4 ? old : recent;
  const ending =
    state === 'done' && rng.chance(0.04)
      ? 'returned'
      : state === 'picking' && purchase.lines.length > 1
        ? 'halfway'
        : null;
  return {
    purchase,
    channel: inStore ? 'store' : 'web',
    by,
    state,
    paidOnWeb: inStore || state !== 'new' || rng.chance(0.8),
    ending,
  };
}

function lineOf(
  orderId: string,
  index: number,
  { variant, quantity, paidPerUnit }: Purchase['lines'][number],
  plan: Plan,
  done: boolean,
): OrderLine {
  const gone = plan.state === 'cancelled' || plan.ending === 'returned';
  return {
    id: `${orderId}/${index}`,
    productId: variant.productId,
    variantId: variant.id,
    ordered: quantity,
    paidPerUnit,
    current: gone ? 0 : quantity,
    fulfilled: done ? quantity : 0,
    returnable: done && !gone ? quantity : 0,
  };
}

const orderState = ({ state, ending, paidOnWeb }: Plan): Order['state'] =>
  state === 'cancelled'
    ? 'cancelled'
    : ending === 'returned'
      ? 'returned'
      : ending === 'halfway'
        ? 'partly_fulfilled'
        : state === 'done'
          ? 'fulfilled'
          : paidOnWeb
            ? 'paid'
            : 'open';

function handOver(rng: Rng, chain: Chain, home: HomeId, readyMs: number, nowMs: number): Fulfilment['handedOver'] {
  const members = chain.staff.filter((member) => member.home === home);
  // What the web shop sends is handed over by its carrier: nobody of the staff list.
  const by = members.length > 0 ? rng.pick(members).row : { id: home, name: 'Entrega' };
  return { atMs: Math.min(nowMs - 5 * 60_000, readyMs + rng.int(1, 30) * hourMs), by: by.id, name: by.name };
}

/** All orders of the demo from their plans, oldest first. */
export function placeOrders(seed: string, chain: Chain, plans: readonly Plan[], nowMs: number): Placing[] {
  const byTime = plans.toSorted((a, b) => a.purchase.atMs - b.purchase.atMs);
  return byTime.map((plan, index): Placing => {
    const { purchase, state, ending, paidOnWeb } = plan;
    const rng = rngFor(seed, `order/${purchase.key}`);
    const number = String(newestNumber - (byTime.length - 1 - index));
    const id = idFor(seed, `order/${purchase.key}`, purchase.atMs);
    const home = plan.channel === 'store' ? plan.by : chain.web;
    const customer = purchase.person.id;
    const { firstName } = purchase.person;
    const lines = purchase.lines.map((line, at) =>
      lineOf(id, at, line, plan, state === 'done' || (ending === 'halfway' && at === 0)),
    );
    const total = money(
      lines.reduce((sum, line) => sum + line.ordered * line.paidPerUnit.minor, 0),
      currency,
    );

    const fulfilment = (
      part: readonly OrderLine[],
      at: number,
      stage: Fulfilment['state'],
    ): Placing['fulfilments'][number] => {
      const isReady = stage === 'ready' || stage === 'waiting' || stage === 'done';
      const readyMs = Math.min(nowMs - 30 * 60_000, purchase.atMs + rng.int(1, 5) * hourMs);
      return {
        home: plan.by,
        row: {
          id: idFor(seed, `fulfilment/${purchase.key}/${at}`, purchase.atMs),
          orderId: id,
          orderHome: home,
          number,
          customer,
          firstName,
          state: stage,
          lines: part.map((line) => ({
            lineId: line.id,
            productId: line.productId,
            variantId: line.variantId,
            quantity: line.ordered,
          })),
          box: stage === 'ready' || stage === 'waiting' ? `${rng.pick(['A', 'B', 'C'])}${rng.int(1, 8)}` : null,
          proof: String(rng.int(0, 999_999)).padStart(6, '0'),
          paidOnWeb,
          orderedMs: purchase.atMs,
          readyMs: isReady ? readyMs : null,
          arrivedMs: stage === 'waiting' ? nowMs - rng.int(1, 6) * 60_000 : null,
          handedOver: stage === 'done' ? handOver(rng, chain, plan.by, readyMs, nowMs) : null,
        },
      };
    };
    const fulfilments =
      ending === 'halfway'
        ? [fulfilment(lines.slice(0, 1), 0, 'done'), fulfilment(lines.slice(1), 1, state)]
        : [fulfilment(lines, 0, state)];
    const order: Order = {
      id,
      sourceId: `W${number}`,
      number,
      customer,
      firstName,
      channel: plan.channel,
      placedMs: purchase.atMs,
      state: orderState(plan),
      lines,
      total,
      paid: money(paidOnWeb && state !== 'cancelled' && ending !== 'returned' ? total.minor : 0, currency),
      fulfilmentIds: fulfilments.map(({ home: at, row }) => ({ id: row.id, home: at })),
    };
    return { home, order, fulfilments };
  });
}
