// The routes of the server, each with what a right call of it writes and what a stranger gets; and the scene in which
// they are called: a store with an order and a waiting enrolment, and devices with a manager's open shift.
import type { Grant } from '#domain/actor.ts';
import type { TableName } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { protocolVersion } from '#protocol/version.ts';
import { createClaim } from '#server/session/claim.ts';
import { setPin } from '#server/session/pin.ts';
import {
  addDevice,
  addGrant,
  type Answer,
  buildAction,
  nextId,
  post,
  pushBody,
  signedBy,
  type TestDevice,
} from '#test/build/shop-server.ts';
import { commit, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import type { ShopScene } from '#test/build/with-shop-server.ts';

export interface RouteScene extends ShopScene {
  foreign: SmallShop;
  demo: SmallShop;
  /** Staff devices in this store, in another store of the chain, in another chain; each has a manager's shift. */
  here: TestDevice;
  beside: TestDevice;
  abroad: TestDevice;
  shifts: ReadonlyMap<TestDevice, Grant>;
  codeOfWaiting: string;
}

export async function setRouteScene({ database, server, shop }: ShopScene): Promise<RouteScene> {
  const foreign = await makeSmallShop(database.db, smallShop(2));
  const demo = await makeSmallShop(database.db, smallShop(3), [1, 1, 1], true);
  const orderId = nextId();
  const fulfilmentId = nextId();
  await commit(database.db, [
    put('staff', shop.store, { id: 'ana', number: '42', name: 'Ana', role: 'manager', live: true }),
    put('order', shop.web, {
      id: orderId,
      sourceId: 'o',
      number: '1042',
      customer: null,
      firstName: 'R',
      channel: 'web',
      placedMs: startMs,
      state: 'paid',
      lines: [],
      total: { minor: 1, currency: 'BRL' },
      paid: { minor: 1, currency: 'BRL' },
      fulfilmentIds: [],
    }),
  ]);
  await commit(database.db, [
    put('fulfilment', shop.store, {
      id: fulfilmentId,
      orderId,
      orderHome: shop.web,
      number: '1042',
      customer: null,
      firstName: 'R',
      state: 'ready',
      lines: [],
      box: null,
      proof: '123456',
      paidOnWeb: true,
      orderedMs: startMs,
      readyMs: startMs,
      arrivedMs: null,
      handedOver: null,
    }),
  ]);
  await setPin(database.db, shop.store, 'ana', '1357', startMs);
  const [here, beside, abroad] = [
    await addDevice(database.db, shop.store, 'staff'),
    await addDevice(database.db, shop.otherStore, 'staff'),
    await addDevice(database.db, foreign.store, 'staff'),
  ];
  const shifts = new Map<TestDevice, Grant>();
  for (const device of [here, beside, abroad]) shifts.set(device, await addGrant(database.db, device, 'manager'));
  const browser = await post<{ code: string }>(server.app, '/session/v1/enrol', await enrolBody(null));
  return { database, server, shop, foreign, demo, here, beside, abroad, shifts, codeOfWaiting: browser.body.code };
}

async function enrolBody(ofDemo: object | null): Promise<object> {
  const { publicKey } = await newKeyPair(true);
  return { publicKey: await publicKeyOf(publicKey), screen: { width: 1, height: 1 }, demo: ofDemo };
}

export function shiftOf({ shifts }: RouteScene, device: TestDevice): Grant {
  const shift = shifts.get(device);
  if (!shift) throw new Error('no shift');
  return shift;
}

const holdIn = (shop: SmallShop, device: TestDevice) =>
  buildAction(
    device,
    'hold',
    {
      productId: shop.productId,
      variantId: shop.variantIds[0],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    },
    { home: shop.store },
  );
const feedsOf = (of: SmallShop, device: TestDevice) => [
  `store/floor@${of.store}`,
  `store/staff@${of.store}`,
  `chain/catalogue@${of.chain}`,
  `device/own@${of.store}/${device.id}`,
];

export interface Route {
  /** Tables besides records, and records, that a right call changes. */
  writes: readonly string[];
  records: readonly TableName[];
  /** A right call's body, of a device of this store, without signature. */
  body: (device: TestDevice) => Promise<object> | object;
  signed: boolean;
  /** What a device of another store or chain gets with ids of this store: true when that is nothing. */
  givesNothing?: (answer: Answer<never>) => boolean;
}

export const refusedWith =
  (...statuses: number[]) =>
  ({ status }: Answer<never>) =>
    statuses.includes(status);
const body = <T>({ body: found }: Answer<never>): T => found as T;

export const routesAt = (at: () => RouteScene): Record<string, Route> => {
  return {
    'POST /sync/v1/push': {
      writes: ['change', 'device_seq', 'event', 'home', 'receipt', 'rev'],
      records: ['hold', 'outcome', 'stock'],
      signed: true,
      body: async (device) => pushBody(device, [await holdIn(at().shop, device)]),
      givesNothing: (answer) =>
        body<{ receipts: { outcome: { code: string } }[] }>(answer).receipts.every(
          ({ outcome }) => outcome.code === 'not_allowed',
        ),
    },
    'POST /sync/v1/pull': {
      writes: [],
      records: [],
      signed: true,
      body: (device) => ({
        epoch: device.epoch,
        appVersion: 't',
        grants: [shiftOf(at(), device).id, shiftOf(at(), at().here).id],
        feeds: Object.fromEntries(feedsOf(at().shop, at().here).map((feed) => [feed, null])),
      }),
      // The catalogue is the whole chain's; nothing else of this store is given away.
      givesNothing: (answer) =>
        Object.keys(body<{ pages: object }>(answer).pages).every((feed) => feed.startsWith('chain/catalogue')),
    },
    'POST /sync/v1/hello': {
      writes: ['device_report'],
      records: [],
      signed: true,
      body: (device) => ({
        epoch: device.epoch,
        appVersion: 't',
        protocol: protocolVersion,
        pending: 0,
        maxSeq: 0,
        persisted: null,
        lost: null,
      }),
      givesNothing: (answer) => body<{ installation: { home: string } }>(answer).installation.home !== at().shop.store,
    },
    'POST /sync/v1/parked': {
      writes: ['change', 'dead_letter', 'home', 'rev'],
      records: ['problem'],
      signed: true,
      body: async (device) => ({
        epoch: device.epoch,
        appVersion: 't',
        acts: [{ origin: null, action: await holdIn(at().shop, device), attempts: 8, failingSinceMs: startMs }],
      }),
      // A copy of what the device itself offered, in its own store.
      givesNothing: ({ status }) => status === 200,
    },
    // Its answer never ends; app.test.ts listens to it over a socket. Here only refusals are asked for.
    'POST /sync/v1/poke': { writes: [], records: [], signed: true, body: () => ({ grants: [], feeds: [] }) },
    'POST /session/v1/enrol': {
      writes: ['change', 'enrolment', 'event', 'home', 'receipt', 'rev'],
      records: ['device', 'grant', 'outcome'],
      signed: false,
      body: () => enrolBody({ store: at().demo.store, mode: 'shopper' }),
    },
    'POST /session/v1/enrol/poll': {
      writes: [],
      records: [],
      signed: true,
      body: () => ({}),
      givesNothing: (answer) => body<{ state: string }>(answer).state === 'ended',
    },
    'POST /session/v1/claim': {
      writes: ['change', 'claim', 'credential', 'enrolment', 'event', 'home', 'receipt', 'rev'],
      records: ['device', 'grant', 'outcome', 'staff'],
      signed: false,
      body: async () => ({
        token: await createClaim(at().database.db, at().shop.store, at().server.clock.ms),
        publicKey: ((await enrolBody(null)) as { publicKey: object }).publicKey,
        name: 'Bia',
        pin: '2468',
      }),
    },
    'POST /session/v1/shift': {
      writes: ['change', 'home', 'rev'],
      records: ['grant'],
      signed: true,
      body: () => ({ number: '42', pin: '1357' }),
      givesNothing: refusedWith(401),
    },
    'POST /session/v1/shift/end': {
      writes: ['change', 'home', 'rev'],
      records: ['grant'],
      signed: true,
      body: () => ({ grant: shiftOf(at(), at().here).id }),
      // Ending another device's shift is answered like ending none: it has no effect, see below.
      givesNothing: ({ status }) => status === 200,
    },
    'POST /lookup/v1/stock': {
      writes: [],
      records: [],
      signed: true,
      body: () => ({ variantId: at().shop.variantIds[0] }),
      givesNothing: (answer) =>
        body<{ stores: { home: string }[] }>(answer).stores.every(({ home }) =>
          [at().shop.store, at().shop.otherStore].includes(home as never),
        ),
    },
    'POST /lookup/v1/order': {
      writes: ['audit'],
      records: [],
      signed: true,
      body: () => ({ grant: shiftOf(at(), at().here).id, number: '1042' }),
      givesNothing: refusedWith(403),
    },
    'POST /lookup/v1/enrolment': {
      writes: [],
      records: [],
      signed: true,
      body: () => ({ grant: shiftOf(at(), at().here).id, code: at().codeOfWaiting }),
      givesNothing: refusedWith(403),
    },
    'POST /lookup/v1/fleet': {
      writes: [],
      records: [],
      signed: true,
      body: () => ({ grant: shiftOf(at(), at().here).id }),
      givesNothing: refusedWith(403),
    },
    'POST /lookup/v1/acts': {
      // The visit was in this chain: another store's device may read it out to the shopper, another chain's finds nothing.
      writes: ['claim_try'],
      records: [],
      signed: true,
      body: async () => {
        const input = { reason: 'call', text: 'x', productId: null, variantId: null };
        const call = await buildAction(at().here, 'call-staff', input, { lane: 'visit/7F3KQ0ZM' });
        await post(
          at().server.app,
          '/sync/v1/push',
          await signedBy(at().here, { deviceId: at().here.id, ...pushBody(at().here, [call]) }),
        );
        return { code: '7F3KQ0ZM' };
      },
      givesNothing: (answer) =>
        answer.status === 404 ||
        body<{ acts: { kind: string }[] }>(answer).acts.every(({ kind }) => kind === 'call-staff'),
    },
  };
};

/** Answered without a body and without a device: they read nothing that is anybody's. */
export const openRoutes = ['GET /health', 'GET /metrics', 'GET /files/pictures/*', 'GET /files/snapshots/*', 'GET /*'];
